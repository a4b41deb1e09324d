"""Passages in the manner of many councils, with what is proposed for each.

Unlike those of `held_out.py` these are for learning from: add a wording here when it is met.
"""

from __future__ import annotations

from tests.unit.protocols.importer.cases import Case, Route

SEEN = (
    # Councillors about officers
    Case(
        "A councillor who has a concern about an officer should raise it with the Clerk.",
        "routing",
        (Route("councillor", "officer", "clerk"),),
    ),
    Case(
        "If a member is dissatisfied with the conduct or performance of an employee, the matter"
        " shall be reported to the Parish Clerk in the first instance.",
        "routing",
        (Route("councillor", "officer", "clerk", "must"),),
    ),
    Case(
        "Where a Member has cause to complain about the behaviour of an Officer, the complaint"
        " must be made in writing to the Corporate Director responsible for that Officer.",
        "routing form",
        (Route("councillor", "officer", "director:subject", "must", more="written"),),
    ),
    Case(
        "Members should not raise matters relating to the conduct or capability of an officer at"
        " meetings held in public; such matters should be raised privately with the Chief"
        " Executive.",
        "routing forum",
        (Route("councillor", "officer", "chief_executive", "should", more="private"),),
    ),
    Case(
        "Complaints about the conduct of the Chief Executive should be referred to the Leader of"
        " the Council.",
        "routing",
        (Route("", "chief_executive", "leader"),),
    ),
    Case(
        "If the complaint is about the Clerk, it must be addressed to the Chair of the Council.",
        "routing",
        (Route("", "clerk", "chair", "must"),),
    ),
    Case(
        "A concern about an officer should be taken up with that officer's line manager.",
        "routing",
        (Route("", "officer", "line_manager:subject"),),
    ),
    Case(
        "If a councillor believes that an officer has not acted in accordance with this protocol,"
        " the councillor may take the matter up with the relevant Head of Service and, if still"
        " dissatisfied, with the Chief Executive.",
        "routing",
        (
            Route("councillor", "officer", "senior_manager:subject", "may"),
            Route("councillor", "officer", "chief_executive", "may", more="unresolved"),
        ),
    ),
    Case(
        "Elected members who feel that an officer has fallen short of this standard should speak"
        " to the appropriate Service Director.",
        "routing",
        (Route("councillor", "officer", "director:subject"),),
    ),
    Case(
        "Any Councillor with a complaint against a member of staff should contact the Town Clerk.",
        "routing",
        (Route("councillor", "officer", "clerk"),),
    ),
    Case(
        "Members can bring concerns about the service provided by staff to the attention of the"
        " Assistant Director.",
        "routing",
        (Route("councillor", "officer", "assistant_director:subject", "may"),),
    ),
    Case(
        "Where the officer complained of is the Monitoring Officer, the complaint is to be lodged"
        " with the Head of Paid Service.",
        "routing",
        (Route("", "monitoring_officer", "head_of_paid_service", "must"),),
    ),
    Case(
        "If a Member has a concern about the performance of a Director he or she should discuss it"
        " with the Managing Director.",
        "routing",
        (Route("councillor", "director", "chief_executive"),),
    ),
    # Officers about councillors
    Case(
        "If an officer feels that he or she has been bullied by a councillor, the officer should"
        " report this to their line manager or the Monitoring Officer.",
        "routing",
        (
            Route(
                "officer",
                "councillor",
                "line_manager:raiser monitoring_officer",
                "should",
                combine="choice",
            ),
        ),
        natures="",
    ),
    Case(
        "Employees who have a complaint about a Member should discuss the matter with their"
        " supervisor, who will inform the Chief Executive.",
        "routing",
        (Route("officer", "councillor", "line_manager:raiser", "should", told="chief_executive"),),
    ),
    Case(
        "Any officer who considers that a Member has breached the Members' Code of Conduct may"
        " make a complaint to the Monitoring Officer.",
        "routing",
        (Route("officer", "councillor", "monitoring_officer", "may", more="code_breach"),),
    ),
    Case(
        "An officer who is concerned about the behaviour of a Councillor shall notify the Clerk,"
        " who shall consult the Chairman.",
        "routing",
        (Route("officer", "councillor", "clerk", "must", asked="chair"),),
    ),
    Case(
        "A complaint by an officer against a Member will be dealt with by the Monitoring Officer.",
        "routing",
        (Route("officer", "councillor", "monitoring_officer", "must"),),
    ),
    Case(
        "Staff may seek advice from the Deputy Clerk if they are unhappy about the way in which"
        " they have been treated by a councillor.",
        "routing",
        (Route("officer", "councillor", "deputy_clerk", "may"),),
    ),
    Case(
        "If an employee has an issue with the conduct of a councillor, it should be raised with"
        " the Convener of the Council or, failing whom, the Depute Convener.",
        "routing",
        (Route("officer", "councillor", "chair vice_chair", "should", combine="first"),),
    ),
    Case(
        "Officers wishing to complain about an elected member are advised to contact the Standards"
        " Commission for Scotland.",
        "routing",
        (Route("officer", "councillor", "standards_commissioner", "should"),),
    ),
    Case(
        "Where an officer has concerns about a councillor's conduct the Chief Executive shall"
        " refer the matter to the leader of the relevant political group.",
        "routing",
        (Route("officer", "councillor", "group_leader:subject", "must"),),
    ),
    Case(
        "An allegation made by an employee against a councillor may be referred to the Public"
        " Services Ombudsman for Wales.",
        "routing",
        (Route("officer", "councillor", "ombudsman", "may"),),
    ),
    Case(
        "A grievance raised by an employee about a Member shall be heard by the Staffing"
        " Committee.",
        "routing",
        (Route("officer", "councillor", "hr_panel", "must"),),
    ),
    # Between councillors, between officers, either way
    Case(
        "A Member who wishes to complain about another Member should in the first instance approach"
        " the relevant Group Leader.",
        "routing",
        (Route("councillor", "councillor", "group_leader:subject"),),
    ),
    Case(
        "An employee who has a complaint about another employee should follow the Council's"
        " Grievance Procedure.",
        "routing",
        (Route("officer", "officer", "", "should", procedure="grievance"),),
    ),
    Case(
        "If a Member has a complaint about an Officer, or if an Officer has a complaint about a"
        " Member, the matter should be referred to the Clerk.",
        "routing",
        (
            Route("councillor", "officer", "clerk"),
            Route("officer", "councillor", "clerk"),
        ),
    ),
    Case(
        "Disputes between Members and Officers that cannot be resolved informally will be referred"
        " to the Personnel Panel.",
        "routing",
        (Route("councillor officer", "councillor officer", "hr_panel", "must", more="unresolved"),),
    ),
    # Escalation, outcome, procedures
    Case(
        "If the matter is not resolved it may be referred to the Standards Committee.",
        "routing",
        (Route("", "", "standards_committee", "may", more="unresolved"),),
    ),
    Case(
        "Where the complaint is upheld, it will be reported to the Full Council.",
        "routing",
        (Route("", "", "full_council", "must", more="upheld"),),
    ),
    Case(
        "Where agreement cannot be reached the issue will be determined by the Chief Executive,"
        " following consultation with the Leader of the Council and the relevant Group Leader.",
        "routing",
        (
            Route(
                "",
                "",
                "chief_executive",
                "must",
                asked="leader group_leader",
                more="unresolved",
            ),
        ),
        natures="",
    ),
    Case(
        "Any complaint of a breach of the Councillors' Code must be submitted in writing to the"
        " Monitoring Officer of the District Council within 28 days.",
        "routing form limit",
        (
            Route(
                "",
                "councillor",
                "monitoring_officer",
                "must",
                limits="28 calendar_days",
                more="written code_breach",
            ),
        ),
    ),
    Case(
        "If informal discussion fails, the employee may invoke the grievance procedure.",
        "routing",
        (Route("officer", "", "", "may", procedure="grievance"),),
    ),
    Case(
        "The Council's independent mediator may be asked to assist, and either party can request"
        " that the dispute be referred to mediation.",
        "routing",
        (Route("", "", "external_adviser", "may", procedure="mediation"),),
    ),
    Case(
        "Complaints will be investigated by the Head of Legal Services and a report will be made"
        " to the Standards Sub-Committee.",
        "routing",
        (
            Route("", "", "senior_manager", "must"),
            Route("", "", "standards_committee", "must"),
        ),
    ),
    Case(
        "The Leader and the Chief Executive will jointly consider any complaint by a Member about"
        " a Chief Officer.",
        "routing",
        (Route("councillor", "director", "leader chief_executive", "must", combine="all"),),
    ),
    Case(
        "In the absence of the Clerk, concerns should be directed to the Chairman.",
        "routing",
        (Route("", "", "chair"),),
    ),
    Case(
        "Concerns should be raised with the Clerk and then with the Chairman.",
        "routing",
        (Route("", "", "clerk chair", "should", combine="sequence"),),
    ),
    # Under a lead line
    Case(
        "take up any concern about an officer's performance with the Clerk",
        "routing",
        (Route("councillor", "officer", "clerk", "should"),),
        lead="Councillors should:",
    ),
    Case(
        "refer any complaint about a councillor to the Proper Officer",
        "routing",
        (Route("officer", "councillor", "clerk", "must"),),
        lead="In relation to complaints, staff will:",
    ),
    Case(
        "not criticise officers in public or at meetings",
        "expectation forum",
        lead="Members shall:",
        expects="councillor",
        natures="public_criticism",
    ),
    Case(
        "treat them with courtesy and respect",
        "expectation",
        lead="Officers can expect Councillors to:",
        expects="councillor",
        natures="behaviour",
        not_kinds="routing",
    ),
    Case(
        "Respect for their political neutrality",
        "expectation",
        lead="What employees can expect from elected members:",
        expects="councillor",
        natures="political_neutrality",
        not_kinds="routing",
    ),
    Case(
        "Prompt and honest answers",
        "expectation",
        lead="Members have the right to expect from officers:",
        expects="officer",
        not_kinds="routing",
    ),
    Case(
        "shouting or bullying",
        "expectation",
        lead="Officers should not expect from members:",
        expects="councillor",
        natures="bullying_harassment",
        not_kinds="routing",
    ),
    # Requests that are no concerns
    Case(
        "Requests by Members for information should be made to the Head of Service or the Director"
        " of Finance.",
        "routing",
        (
            Route(
                "councillor",
                "",
                "senior_manager director",
                "should",
                "access_request",
                combine="choice",
            ),
        ),
    ),
    Case(
        "The Monitoring Officer will determine whether a Member has a need to know.",
        "routing",
        (Route("councillor", "", "monitoring_officer", "must", "access_request"),),
    ),
    Case(
        "If an officer refuses a request for access to documents, the Member may appeal to the"
        " Monitoring Officer within five (5) clear working days.",
        "routing limit",
        (
            Route(
                "councillor",
                "",
                "monitoring_officer",
                "may",
                "access_appeal",
                limits="5 clear_working_days",
            ),
        ),
    ),
    Case(
        "Any request for an officer to attend a political group meeting must be made to the Chief"
        " Executive.",
        "routing",
        (Route("councillor", "", "chief_executive", "must", "attendance"),),
    ),
    Case(
        "A political group may ask the Clerk to prepare a report on any matter before the Council.",
        "routing",
        (Route("councillor", "", "clerk", "may", "group_report"),),
    ),
    Case(
        "Officers must declare any close relationship with a Councillor to the Monitoring Officer.",
        "routing",
        (Route("officer", "", "monitoring_officer", "must", "declaration"),),
    ),
    Case(
        "Members should direct ward enquiries to the relevant Head of Service.",
        "routing",
        (Route("councillor", "", "senior_manager:subject", "should", "enquiry"),),
    ),
    Case(
        "Councillors will normally make enquiries through the Clerk.",
        "routing",
        (Route("councillor", "", "clerk", "normally", "enquiry"),),
    ),
    # Duties, limits, review, definition, pointer, standards
    Case(
        "The Chief Executive will inform all other groups that the report has been prepared.",
        "duty",
    ),
    Case(
        "Officers will reply to Members' enquiries within ten working days.",
        "limit",
        expects="officer",
    ),
    Case(
        "This protocol was adopted by the Council on 12 May 2021 and will be reviewed by May 2025.",
        "review",
        not_kinds="expectation routing",
    ),
    Case(
        "The purpose of this protocol is to guide Members and Officers in their relations with one"
        " another.",
        "definition",
        not_kinds="routing",
    ),
    Case(
        "This protocol should be read in conjunction with the Members' Code of Conduct.",
        "pointer",
        not_kinds="routing",
    ),
    Case(
        "Members must not put pressure on any officer to change his or her professional advice.",
        "expectation",
        expects="councillor",
        natures="undue_pressure",
        not_kinds="routing",
    ),
    Case(
        "Close personal familiarity between individual Members and Officers can damage the"
        " relationship and should be avoided.",
        "expectation",
        expects="councillor officer",
        natures="close_relationship",
        not_kinds="routing",
    ),
    Case(
        "Officers must not disclose confidential information to third parties.",
        "expectation",
        expects="officer",
        natures="confidentiality",
        not_kinds="routing",
    ),
    Case(
        "Councillors should not become involved in the day-to-day running of services.",
        "expectation",
        expects="councillor",
        natures="day_to_day_interference",
        not_kinds="routing",
    ),
    Case(
        "Responsibility for the administration of this Protocol rests with the Monitoring Officer.",
        "routing",
    ),
    Case(
        "An officer shall not raise with a councillor the conduct of another officer; such matters"
        " should be raised with the Clerk in private.",
        "routing forum",
        (Route("officer", "officer", "clerk", "should", more="private"),),
    ),
    Case(
        "The town council has 14 members and meets monthly.",
        "text",
        not_kinds="routing expectation duty",
    ),
    Case(
        "Officers advise Members on policy and Members decide it.",
        "text",
        not_kinds="routing duty",
    ),
    # Met later
    Case(
        "Where a Member is concerned about the conduct or performance of an officer he/she should"
        " in the first instance raise the matter, in private, with the relevant Head of Service"
        " or, if the concern relates to a Head of Service, with the appropriate Director.",
        "routing",
        (
            Route("councillor", "officer", "senior_manager:subject", more="private"),
            Route("councillor", "senior_manager", "director:subject", more="private"),
        ),
    ),
    Case(
        "If a Member feels s/he has not been treated with proper respect or has any concern about"
        " the conduct or capability of an Officer, and fails to resolve it through direct"
        " discussion with the Officer, s/he should raise the matter with the respective Corporate"
        " Director. The Corporate Director will then look into the facts.",
        "routing",
        (
            Route("councillor", "officer", "director:subject", more="unresolved"),
            Route("councillor", "officer", "director:subject", "must"),
        ),
    ),
    Case(
        "Any action taken against an Officer in respect of a complaint will be in accordance with"
        " the Council's Disciplinary Rules and Procedures.",
        "routing",
        (Route("", "officer", "", "must", procedure="disciplinary"),),
        not_kinds="expectation",
    ),
    Case(
        "In the event of a complaint being upheld, the matter will be referred to the Chief"
        " Executive who, having advised the Leader of the Council and the other appropriate Group"
        " Leaders will decide on the course of action to be taken.",
        "routing duty",
        (Route("", "", "chief_executive", "must", told="leader group_leader", more="upheld"),),
    ),
    Case(
        "If an officer is unable to resolve the issue informally with the councillor, they should"
        " inform their manager, who may raise it with the councillor's group whip.",
        "routing",
        (
            Route(
                "officer",
                "councillor",
                "line_manager:raiser",
                told="group_leader",
                more="unresolved",
            ),
        ),
    ),
    Case(
        "Members who wish to raise issues about the performance of an officer must do so via the"
        " Chief Executive.",
        "routing",
        (Route("councillor", "officer", "chief_executive", "must"),),
    ),
    Case(
        "It is recommended that councillors raise concerns about staff confidentially with the"
        " Clerk/RFO.",
        "routing",
        (Route("councillor", "officer", "clerk rfo", combine="choice", more="private"),),
    ),
    Case(
        "All complaints about the Clerk shall be considered by the Personnel Committee.",
        "routing",
        (Route("", "clerk", "hr_panel", "must"),),
    ),
    Case(
        "Officers who are approached by a Member for advice on a private matter should decline and"
        " tell their Head of Service.",
        "routing",
        (Route("officer", "councillor", "senior_manager:raiser"),),
    ),
    Case(
        "A Member may complain to the Director of People about the conduct of any member of"
        " her/his staff.",
        "routing",
        (Route("councillor", "officer", "director", "may"),),
    ),
    Case(
        "The Proper Officer shall deal with all complaints from councillors concerning staff.",
        "routing",
        (Route("councillor", "officer", "clerk", "must"),),
    ),
    Case(
        "If the Convener is the subject of the complaint, then the Chief Executive should be"
        " contacted instead.",
        "routing",
        (Route("", "chair", "chief_executive"),),
    ),
    Case(
        "Elected members are asked to channel requests for information through Member Services.",
        "routing",
    ),
    Case(
        "Any breach of this protocol by a councillor will be reported to the Monitoring Officer.",
        "routing",
        (Route("", "councillor", "monitoring_officer", "must"),),
    ),
    Case(
        "Failure to observe this protocol by officers will be dealt with through the Council's"
        " disciplinary procedures.",
        "routing",
        (Route("", "officer", "", "must", procedure="disciplinary"),),
    ),
    Case(
        "Line managers must be told at once of any incident of harassment by a councillor.",
        "routing",
        (Route("", "councillor", "line_manager", "must"),),
    ),
    Case(
        "The Clerk's line manager is the Chairman of the Staffing Committee, to whom any concern"
        " about the Clerk should be reported.",
        "routing",
        (Route("", "clerk", "committee_chair"),),
    ),
    Case(
        "Members should contact the Clerk, not junior staff, with enquiries.",
        "routing",
        (Route("councillor", "", "clerk", "should", "enquiry"),),
    ),
    Case(
        "When a councillor is not satisfied with the manner in which an officer has dealt with an"
        " issue, the councillor should first of all discuss that with the officer and, if that does"
        " not resolve it, refer it to the officer's Director.",
        "routing",
        (Route("councillor", "officer", "director:subject", more="unresolved"),),
    ),
    Case(
        "A Councillor must report any suspicion of fraud by an employee to the Section 151"
        " Officer.",
        "routing",
        (Route("councillor", "officer", "rfo", "must"),),
    ),
    Case(
        "Employees can raise concerns about a Councillor with any member of the Senior Management"
        " Team.",
        "routing",
        (Route("officer", "councillor", "senior_manager:raiser", "may"),),
    ),
    Case(
        "Officers should always raise problems with their manager or, where this is not possible,"
        " with a representative of Human Resources.",
        "routing",
        (Route("officer", "", "line_manager senior_manager", combine="first"),),
    ),
    Case(
        "Any Member aggrieved by a decision of the Head of Service on access to a file may have"
        " the matter reviewed by the Chief Executive.",
        "routing",
        (Route("councillor", "", "chief_executive", "may", "access_appeal"),),
        not_kinds="review",
    ),
    Case(
        "Where an employee alleges that a member has bullied them, the Chief Executive must be"
        " informed immediately.",
        "routing",
        (Route("officer", "councillor", "chief_executive", "must"),),
    ),
    Case(
        "All correspondence from Members about staffing must be sent to the Clerk in the first"
        " place.",
        "routing",
        (Route("councillor", "", "clerk", "must", "enquiry"),),
    ),
    Case(
        "Members shall raise any complaint regarding an officer in confidence with the Director of"
        " Corporate Services, copying in the Chief Executive.",
        "routing",
        (Route("councillor", "officer", "director", "must", told="chief_executive"),),
    ),
    Case(
        "Allegations against the Clerk will be investigated by an independent person appointed by"
        " the Staffing Committee.",
        "routing",
        (Route("", "clerk", "independent_person", "must"),),
    ),
    Case(
        "Concerns relating to the Deputy Chief Executive or any Corporate Director shall be"
        " reported to the Chief Executive.",
        "routing",
        (Route("", "deputy_chief_executive director", "chief_executive", "must"),),
    ),
    Case(
        "An officer with concerns over the conduct of the Leader should bypass the Leader and go"
        " straight to the Monitoring Officer.",
        "routing",
        (Route("officer", "leader", "monitoring_officer"),),
    ),
    Case(
        "the Member puts the complaint in writing to the Director, who responds within 15 working"
        " days",
        "routing limit",
        (
            Route(
                "councillor",
                "officer",
                "director:subject",
                limits="15 working_days",
                more="written",
            ),
        ),
        lead="The procedure for handling complaints by members about officers is as follows:",
    ),
    Case(
        "Any question of interpretation of this Protocol will be determined by the Monitoring"
        " Officer.",
        "routing",
    ),
    Case(
        "Councillors are reminded that they have no power to issue instructions to staff.",
        "expectation routing",
        expects="councillor",
        natures="day_to_day_interference",
    ),
    Case(
        "This document is reviewed annually by the Policy and Resources Committee.",
        "review",
        not_kinds="routing",
    ),
)
