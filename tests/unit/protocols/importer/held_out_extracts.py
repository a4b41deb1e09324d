"""Seven extracts in as many styles, written to measure by: nothing may be tuned to them.

They were written before the proposals were bettered, and scored before and after (see
`test_held_out.py`). What they get wrong must not be looked at to better the importer; wordings to
learn from go to `seen_extracts.py`.
"""

from __future__ import annotations

from tests.unit.protocols.importer.cases import Route
from tests.unit.protocols.importer.extracts import Extract, Says
from tests.unit.protocols.importer.held_out_northern import NORTHERN

_PARISH = Extract(
    "a parish council, numbered, with lettered lists under a stem",
    """\
Protocol on Councillors and Staff

1. Introduction

1.1 In this protocol “staff” means the Parish Clerk and anybody else whom the Parish Council pays.

1.2 This protocol was adopted on 14 May 2019 and will be looked at again every other year.

2. How we treat each other

2.1 Councillors shall not undermine a member of staff in front of residents or other councillors.

2.2 Staff are to give the same help and information to every councillor.

3. When something goes wrong

3.1 A councillor who is unhappy with the work of an employee shall take the matter up with the \
Parish Clerk and not with the employee.

3.2 The Clerk shall let the Chairman know of any matter so raised.

3.3 A complaint about the Clerk shall be put in writing to:

(a) the Chairman of the Council; or

(b) if the Chairman is the one who complains, the Vice-Chairman.

3.4 Whoever receives a complaint shall acknowledge it within five working days.

3.5 A member of staff who has been badly treated by a councillor can go to:

(a) the Clerk;

(b) the Chairman, where it is the Clerk who has been badly treated.

3.6 Complaints of this sort shall not be aired at a meeting of the Parish Council.
""",
    (
        Says("In this protocol “staff”", "definition"),
        Says("This protocol was adopted", "review"),
        Says("Councillors shall not undermine", "expectation forum"),
        Says("Staff are to give", "expectation"),
        Says(
            "A councillor who is unhappy",
            "routing",
            (Route("councillor", "officer", "clerk", "must"),),
        ),
        Says(
            "The Clerk shall let",
            "duty",
            duties="inform chair",
            follows="A councillor who is unhappy",
        ),
        Says("A complaint about the Clerk shall", "routing form"),
        Says("the Chairman of the Council; or", "routing", (Route("", "clerk", "chair", "must"),)),
        Says(
            "if the Chairman is the one",
            "routing",
            (Route("chair", "clerk", "vice_chair", "must"),),
        ),
        Says("Whoever receives a complaint", "limit"),
        Says("A member of staff who has been", "routing"),
        Says("the Clerk;", "routing", (Route("officer", "councillor", "clerk", "may"),)),
        Says(
            "the Chairman, where it is",
            "routing",
            (Route("clerk", "councillor", "chair", "may"),),
        ),
        Says("Complaints of this sort", "forum"),
    ),
)

_COUNTY = Extract(
    "a county council's constitution, formal, that speaks of “that officer”",
    """\
Part 5: Protocol on Member and Officer Relations

1.0 INTERPRETATION

1.1 References in this Protocol to a “Director” are to any member of the Corporate Leadership Team.

1.2 The Monitoring Officer shall keep this Protocol under review and shall report upon its \
operation to the Governance Committee each year.

2.0 REDRESS

2.1 A Member who considers that an Officer has fallen short of the standards set out above should \
first speak to that Officer's Director, who shall look into the matter and reply to the Member \
within ten working days.

2.2 Where the Member remains dissatisfied with the reply he or she may refer the matter to the \
Chief Executive, whose decision shall be final.

2.3 The Chief Executive shall consult the Monitoring Officer before coming to that decision.

2.4 Where the Officer concerned is a Director the matter shall be referred directly to the Chief \
Executive, and where it is the Chief Executive to the Leader of the Council.

2.5 An Officer who has cause to complain of the behaviour of a Member shall report it to his or \
her Director. That officer shall pass the complaint to the Monitoring Officer, and shall tell the \
Chief Executive that he or she has done so.

2.6 Nothing in paragraphs 2.1 to 2.5 prevents any person from making an allegation to the \
Monitoring Officer that the Code of Conduct for Members has been breached.

3.0 ACCESS TO DOCUMENTS

3.1 A Member who wishes to see a document that is not open to the public shall apply in writing to \
the Director who holds it, stating why it is needed.

3.2 If the Director refuses, the Member may appeal to the Monitoring Officer within fourteen days, \
who shall give reasons in writing for his or her decision.

3.3 Members shall keep confidential any document disclosed to them under this paragraph.
""",
    (
        Says("References in this Protocol", "definition"),
        Says("The Monitoring Officer shall keep", "review"),
        Says(
            "A Member who considers",
            "routing limit",
            (Route("councillor", "officer", "director:subject", "should"),),
        ),
        Says(
            "Where the Member remains",
            "routing",
            (Route("councillor", "officer", "chief_executive", "may"),),
        ),
        Says(
            "The Chief Executive shall consult",
            "duty",
            duties="consult monitoring_officer",
            follows="Where the Member remains",
        ),
        Says(
            "Where the Officer concerned is",
            "routing",
            (
                Route("councillor", "director", "chief_executive", "must"),
                Route("councillor", "chief_executive", "leader", "must"),
            ),
        ),
        Says(
            "An Officer who has cause",
            "routing duty",
            (
                Route("officer", "councillor", "director:raiser", "must"),
                Route("officer", "councillor", "monitoring_officer", "must"),
            ),
            duties="inform chief_executive",
        ),
        Says(
            "Nothing in paragraphs",
            "routing pointer",
            (Route("", "councillor", "monitoring_officer", "may"),),
        ),
        Says(
            "A Member who wishes to see",
            "routing form",
            (Route("councillor", "", "director:subject", "must", "access_request"),),
        ),
        Says(
            "If the Director refuses",
            "routing limit duty",
            (Route("councillor", "", "monitoring_officer", "may", "access_appeal"),),
        ),
        Says("Members shall keep confidential", "expectation"),
    ),
)

_WELSH = Extract(
    "a Welsh county borough, no numbers, headings and short paragraphs",
    """\
Member/Officer Protocol

Purpose of this protocol

The purpose of this protocol is to guide members and officers in their dealings with one another.

Standards

Members will not ask officers to do anything that would breach the Officers' Code of Conduct.

Officers must not let their own political views affect the advice they give.

Concerns

Concerns about an officer

If a member has a concern about an officer's conduct, the member should talk about it in private \
with the officer's Head of Service. The Head of Service will tell the member what he or she has \
found, but not what action has been taken.

Should that not settle the matter, the member may write to the Chief Executive.

Concerns about a member

If an officer has a concern about a member, he or she should let their line manager know. The line \
manager will bring it to the attention of the Group Leader of that member and the Monitoring \
Officer.

Any allegation that the Members' Code has been broken may be made to the Public Services Ombudsman \
for Wales, who alone may investigate it.

Political groups

A political group that would like an officer to come to one of its meetings must ask the Chief \
Executive. The Chief Executive will let the other groups know.

Review

This protocol was approved by Council in March 2021. The Standards Committee will review it after \
each ordinary election.
""",
    (
        Says("The purpose of this protocol", "definition"),
        Says("Members will not ask", "expectation"),
        Says("Officers must not let", "expectation"),
        Says(
            "If a member has a concern",
            "routing duty forum",
            (Route("councillor", "officer", "senior_manager:subject", "should"),),
        ),
        Says(
            "Should that not settle",
            "routing form",
            (Route("councillor", "officer", "chief_executive", "may"),),
        ),
        Says(
            "If an officer has a concern",
            "routing",
            (
                Route("officer", "councillor", "line_manager:raiser", "should"),
                Route("officer", "councillor", "group_leader:subject", "must"),
            ),
        ),
        Says(
            "Any allegation that the Members",
            "routing",
            (Route("", "councillor", "ombudsman", "may"),),
        ),
        Says(
            "A political group that would",
            "routing duty",
            (Route("councillor", "", "chief_executive", "must", "attendance"),),
            duties="inform group_leader",
        ),
        Says("This protocol was approved", "review"),
    ),
)

_PLAIN = Extract(
    "a town council that writes to “you”",
    """\
Working together: our councillor and officer protocol

1 What we expect

1.1 As a councillor you must not tell an officer how to do their job.

1.2 As an officer you should answer a councillor's question within three working days, or say when \
you will be able to.

2 If you are a councillor

2.1 If you are worried about something an officer has done, tell the Town Clerk.

2.2 If it is the Town Clerk you are worried about, speak to the Mayor instead.

2.3 Please do not raise it on social media or at a council meeting.

3 If you are an officer

3.1 If a councillor has upset you, you can talk to the Town Clerk. He or she will decide with you \
what to do next, and may ask the Mayor to speak to the councillor.

3.2 If talking does not help, you may use the grievance procedure.

3.3 If you are the Town Clerk, you should take the matter to the Mayor or, if it is the Mayor who \
has upset you, to the Deputy Mayor.

4 About this document

4.1 The council agreed this protocol on 3 September 2022. We will check it is still right for us \
in September 2025.

4.2 You should read it together with the Code of Conduct and our Standing Orders.
""",
    (
        Says("As a councillor you must", "expectation"),
        Says("As an officer you should", "expectation limit"),
        Says(
            "If you are worried",
            "routing",
            (Route("councillor", "officer", "clerk", "should"),),
        ),
        Says(
            "If it is the Town Clerk",
            "routing",
            (Route("councillor", "clerk", "chair", "should"),),
        ),
        Says("Please do not raise", "forum"),
        Says(
            "If a councillor has upset",
            "routing",
            (Route("officer", "councillor", "clerk", "may"),),
        ),
        Says(
            "If talking does not help",
            "routing",
            (Route("officer", "councillor", "", "may", procedure="grievance"),),
        ),
        Says(
            "If you are the Town Clerk",
            "routing",
            (
                Route("clerk", "councillor", "chair", "should"),
                Route("clerk", "chair", "vice_chair", "should"),
            ),
        ),
        Says("The council agreed this", "review"),
        Says("You should read it", "pointer"),
    ),
)

_SCOTTISH = Extract(
    "a Scottish council, articles and roman numerals",
    """\
PROTOCOL FOR RELATIONS BETWEEN COUNCILLORS AND EMPLOYEES

ARTICLE I GENERAL

(i) “Employee” includes a worker supplied by an agency and a person on secondment to the Council.

(ii) This protocol should be read alongside the Councillors' Code of Conduct issued by the \
Scottish Ministers.

ARTICLE II PERFORMANCE OF EMPLOYEES

(i) Councillors should not raise matters relating to the conduct or capability of an individual \
employee in public.

(ii) Any such matter will be raised privately with the relevant Executive Director, or with the \
Chief Executive where it relates to an Executive Director.

(iii) The Executive Director will advise the councillor of the outcome within twenty working days.

ARTICLE III CONDUCT OF COUNCILLORS

(i) An employee who believes that a councillor's behaviour towards them is unacceptable should, in \
the first instance, raise it with their line manager.

(ii) Where the line manager cannot resolve it, he or she will refer it to the Monitoring \
Officer, who will:

(a) inform the leader of the councillor's political group;

(b) seek to resolve it informally; and

(c) failing that, advise the employee of the right to complain to the Ethical Standards \
Commissioner.

(iii) The Chief Executive must be consulted before any action is taken under (ii).

ARTICLE IV OPERATION

(i) Questions about what this protocol means are to be directed to the Monitoring Officer.

(ii) The Council adopted this protocol on 27 June 2023 and it comes into force on 1 August 2023.
""",
    (
        Says("“Employee” includes", "definition"),
        Says("This protocol should be read alongside", "pointer"),
        Says("Councillors should not raise matters", "expectation forum"),
        Says(
            "Any such matter will be",
            "routing forum",
            (
                Route("councillor", "officer", "director:subject", "must"),
                Route("councillor", "director", "chief_executive", "must"),
            ),
        ),
        Says("The Executive Director will advise", "limit duty"),
        Says(
            "An employee who believes",
            "routing",
            (Route("officer", "councillor", "line_manager:raiser", "should"),),
        ),
        Says(
            "Where the line manager cannot",
            "routing",
            (Route("officer", "councillor", "monitoring_officer", "must"),),
        ),
        Says(
            "inform the leader of the",
            "duty",
            duties="inform group_leader",
            follows="Where the line manager cannot",
        ),
        Says("seek to resolve it", "routing"),
        Says(
            "failing that, advise",
            "routing",
            (Route("officer", "councillor", "standards_commissioner", "may"),),
        ),
        Says(
            "The Chief Executive must be consulted",
            "duty",
            duties="consult chief_executive",
            follows="Where the line manager cannot",
        ),
        Says(
            "Questions about what",
            "routing",
            (Route("", "", "monitoring_officer", "must", "enquiry"),),
        ),
        Says("The Council adopted", "review"),
    ),
)

_STAGES = Extract(
    "a district council in stages, with bullets",
    """\
Councillor and Officer Working Protocol

Section A - Working principles

A1. Councillors can expect officers to:

• be polite and helpful at all times

• keep what they are told in confidence to themselves

A2. Officers can expect councillors:

• not to put pressure on them over planning or licensing decisions

• to route casework through the Members' Desk, which will answer within 10 working days

Section B - Putting things right

B1. Stage 1 - A councillor with a complaint about an officer raises it with the Assistant Director \
for the service and an officer with a complaint about a councillor raises it with the Monitoring \
Officer.

B2. In either case the complaint will be acknowledged within 3 working days.

B3. Stage 2 - If it is not settled at Stage 1, complaints about an officer go to the Head of Paid \
Service and complaints about a councillor go to the Standards Committee.

B4. The Monitoring Officer will inform both Group Leaders when a complaint reaches Stage 2.

B5. A complaint at Stage 2 must be in writing and must say what was done to settle it at Stage 1.

B6. Complaints about the Monitoring Officer or the Section 151 Officer are dealt with by the \
Head of Paid Service at both stages.

B7. If a complaint about an officer is upheld it will be handled under the Council's Disciplinary \
Procedure.

Section C - Keeping up to date

C1. Version 2. Approved by Full Council 18 July 2018. Next review due: July 2021.
""",
    (
        Says("Councillors can expect officers", "text"),
        Says("be polite", "expectation"),
        Says("keep what they are told", "expectation"),
        Says("Officers can expect councillors", "text"),
        Says("not to put pressure", "expectation"),
        Says("to route casework", "routing limit expectation"),
        Says(
            "Stage 1 - A councillor",
            "routing",
            (
                Route("councillor", "officer", "assistant_director:subject", "should"),
                Route("officer", "councillor", "monitoring_officer", "should"),
            ),
        ),
        Says("In either case", "limit"),
        Says(
            "Stage 2 - If it",
            "routing",
            (
                Route("", "officer", "head_of_paid_service", "should"),
                Route("", "councillor", "standards_committee", "should"),
            ),
        ),
        Says(
            "The Monitoring Officer will inform",
            "duty",
            duties="inform group_leader",
            follows="Stage 2 - If it",
        ),
        Says("A complaint at Stage 2", "form"),
        Says(
            "Complaints about the Monitoring Officer",
            "routing",
            (Route("", "monitoring_officer rfo", "head_of_paid_service", "should"),),
        ),
        Says(
            "If a complaint about an officer is upheld",
            "routing",
            (Route("", "officer", "", "must", procedure="disciplinary"),),
        ),
        Says("Version 2", "review"),
    ),
)

HELD_OUT_EXTRACTS = (_PARISH, _COUNTY, _WELSH, _PLAIN, _SCOTTISH, _STAGES, NORTHERN)
