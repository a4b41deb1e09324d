"""Concerns: who raises them about whom, and what follows."""

from __future__ import annotations

from tests.unit.protocols.importer.cases import Case, Route

RAISED = (
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
        (Route("officer", "councillor", "chair", "should", otherwise="vice_chair"),),
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
)
