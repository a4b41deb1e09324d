"""Extracts to learn from: what a clause takes from those before it and from the list it is in."""

from __future__ import annotations

from tests.unit.protocols.importer.cases import Route
from tests.unit.protocols.importer.extracts import Extract, Says

_STEMS = Extract(
    "lists whose stem sends, and whose items name who takes it",
    """\
1. Problems

1.1 A complaint by a member of staff against a councillor must be addressed to:

(a) the Town Clerk; or

(b) where the complaint is made by the Town Clerk, the Town Mayor; or

(c) if it is about the Town Mayor, the Deputy Mayor.

1.2 Councillors who have a concern about an officer may contact one of the following:

(a) the officer's line manager

(b) the Clerk

1.3 On receiving it the Clerk will:

(a) notify the Chairman of the Staffing Committee;

(b) make a dated note of it; and

(c) consult the Monitoring Officer if it alleges a breach of the Code of Conduct.
""",
    (
        Says("A complaint by a member", "routing"),
        Says("the Town Clerk; or", "routing", (Route("officer", "councillor", "clerk", "must"),)),
        Says(
            "where the complaint is made by",
            "routing",
            (Route("clerk", "councillor", "chair", "must"),),
        ),
        Says(
            "if it is about the Town", "routing", (Route("officer", "chair", "vice_chair", "must"),)
        ),
        Says("Councillors who have", "routing"),
        Says(
            "the officer's line manager",
            "routing",
            (Route("councillor", "officer", "line_manager:subject", "may"),),
        ),
        Says("the Clerk", "routing", (Route("councillor", "officer", "clerk", "may"),)),
        Says("On receiving it", "text"),
        Says("notify the Chairman", "duty", duties="inform committee_chair", follows="the Clerk"),
        Says("make a dated note", "duty"),
        Says(
            "consult the Monitoring Officer",
            "duty",
            duties="consult monitoring_officer",
            follows="the Clerk",
        ),
    ),
)

_REFERRING_BACK = Extract(
    "clauses that speak of what an earlier one began",
    """\
7. Complaints about officers

7.1 A Councillor who wishes to complain about an Officer must do so in writing to the Head of \
Service.

7.2 The Head of Service shall notify the Chief Executive of every complaint of this kind.

7.3 If the Councillor is still not satisfied, he or she may ask the Chief Executive to review \
the matter.

7.4 Before deciding, the Chief Executive must seek the views of the Monitoring Officer. He or \
she must give written reasons for the decision.

8. Complaints about councillors

8.1 Employees should report unacceptable behaviour by a Councillor to their Head of Service. \
That manager must refer it to the Deputy Chief Executive.

8.2 The Leader of the Council must be told of any report made under 8.1.

8.3 If it cannot be settled in this way it will be sent on to the Standards Committee.
""",
    (
        Says(
            "A Councillor who wishes",
            "routing form",
            (Route("councillor", "officer", "senior_manager:subject", "must"),),
        ),
        Says(
            "The Head of Service shall",
            "duty",
            duties="inform chief_executive",
            follows="A Councillor who wishes",
        ),
        Says(
            "If the Councillor is still",
            "routing",
            (Route("councillor", "officer", "chief_executive", "may"),),
        ),
        Says(
            "Before deciding",
            "duty",
            duties="consult monitoring_officer",
            follows="If the Councillor is still",
        ),
        Says(
            "Employees should report",
            "routing",
            (
                Route("officer", "councillor", "senior_manager:raiser", "should"),
                Route("officer", "councillor", "deputy_chief_executive", "must"),
            ),
        ),
        Says(
            "The Leader of the Council must",
            "duty",
            duties="inform leader",
            follows="Employees should report",
        ),
        Says(
            "If it cannot be settled",
            "routing",
            (Route("officer", "councillor", "standards_committee", "must"),),
        ),
    ),
)

_SEVERAL = Extract(
    "one sentence that serves several rules",
    """\
3. Raising things

3.1 Councillors bring complaints about staff to the Clerk, staff bring complaints about \
councillors to the Clerk, and anybody who complains about the Clerk goes to the Chairman.

3.2 If a member has a grievance against an employee it should be sent to the relevant \
Director, and if an employee has a grievance against a member it should be sent to the \
Monitoring Officer.

3.3 Complaints by a member about an officer shall be made to the Director concerned or, in the \
case of a complaint about a Director, to the Chief Executive.

3.4 Members with worries about a Head of Service should talk to the Director; for worries \
about a Director, they should talk to the Chief Executive.

3.5 A councillor may take up a concern about an officer with the Head of Service or, in the \
case of a Head of Service, with the Director, but not in front of others.

3.6 A complaint about an officer is sent to the Clerk and a complaint about a councillor is \
sent to the Chairman.
""",
    (
        Says(
            "Councillors bring complaints",
            "routing",
            (
                Route("councillor", "officer", "clerk", "should"),
                Route("officer", "councillor", "clerk", "should"),
                Route("", "clerk", "chair", "should"),
            ),
        ),
        Says(
            "If a member has a grievance",
            "routing",
            (
                Route("councillor", "officer", "director:subject", "should"),
                Route("officer", "councillor", "monitoring_officer", "should"),
            ),
        ),
        Says(
            "Complaints by a member about",
            "routing",
            (
                Route("councillor", "officer", "director:subject", "must"),
                Route("councillor", "director", "chief_executive", "must"),
            ),
        ),
        Says(
            "Members with worries",
            "routing",
            (
                Route("councillor", "senior_manager", "director:subject", "should"),
                Route("councillor", "director", "chief_executive", "should"),
            ),
        ),
        Says(
            "A councillor may take up",
            "routing",
            (
                Route("councillor", "officer", "senior_manager:subject", "may"),
                Route("councillor", "senior_manager", "director:subject", "may"),
            ),
        ),
        Says(
            "A complaint about an officer",
            "routing",
            (
                Route("", "officer", "clerk", "should"),
                Route("", "councillor", "chair", "should"),
            ),
        ),
    ),
)

_YOU = Extract(
    "clauses that speak to “you”",
    """\
1. What to do if you are an employee

1.1 If you are troubled by how a councillor has behaved, go to your line manager. You could \
also have a word with the Clerk.

1.2 Do not discuss it with other councillors.

2. What to do if you are a councillor

2.1 If an employee has let you down, tell the Clerk about it. If you are still unhappy, write \
to the Chairman.

2.2 If your complaint is about the Clerk, write to the Chairman.
""",
    (
        Says(
            "If you are troubled",
            "routing",
            (
                Route("officer", "councillor", "line_manager:raiser", "should"),
                Route("officer", "councillor", "clerk", "may"),
            ),
        ),
        Says("Do not discuss it", "text"),  # nothing says where it may be
        Says(
            "If an employee has let",
            "routing form",
            (
                Route("councillor", "officer", "clerk", "should"),
                Route("councillor", "officer", "chair", "should"),
            ),
        ),
        Says(
            "If your complaint is",
            "routing form",
            (Route("councillor", "clerk", "chair", "should"),),
        ),
    ),
)

_KINDS = Extract(
    "clauses that say what kind they are",
    """\
1. General

1.1 “Officer” has the meaning given in section 82 of the Local Government Act 1972 and “the \
Code” is the Council's code of conduct.

1.2 The expression “employee” covers casual and agency workers.

1.3 This document came into effect on 1 April 2020 and supersedes all earlier versions.

1.4 The Policy Committee will revisit this protocol in the spring of each year.

1.5 It supplements, and has to be read alongside, the Employee Handbook.

1.6 Further guidance is in the Civility and Respect Pledge.

2. Conduct

2.1 Officers should reply to letters from councillors within a week.

2.2 A councillor must never shout at an officer.

2.3 Disagreements with officers are not to be played out in the local press.

2.4 Complaints must be set out in writing and signed.

2.5 The Clerk shall give the councillor reasons for refusing.
""",
    (
        Says("“Officer” has the meaning", "definition"),
        Says("The expression", "definition"),
        Says("This document came", "review"),
        Says("The Policy Committee will", "review"),
        Says("It supplements", "pointer"),
        Says("Further guidance is in", "pointer"),
        Says("Officers should reply", "expectation limit"),
        Says("A councillor must never", "expectation"),
        Says("Disagreements with officers", "forum"),
        Says("Complaints must be set out", "form"),
        Says("The Clerk shall give", "duty"),
    ),
)

SEEN_EXTRACTS = (_STEMS, _REFERRING_BACK, _SEVERAL, _YOU, _KINDS)
