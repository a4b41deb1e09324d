"""Passages on which matter, who raises it and about whom, as the proposals were built from."""

from __future__ import annotations

from tests.unit.protocols.importer.cases import Case, Route

_PAPERS = "Members’ access to documents"
_GROUPS = "Advice to party groups"
_ABOUT_STAFF = "Concerns of councillors about employees"

SEEN_MATTERS = (
    # Papers asked for, and an answer gone against
    Case(
        "A member wanting to look at a file must apply to the Director of Resources.",
        "routing",
        (Route("councillor", "", "director", "must", "access_request"),),
    ),
    Case(
        "Requests shall be made to the Town Clerk.",
        "routing",
        (Route("councillor", "", "clerk", "must", "access_request"),),
        heading=_PAPERS,
    ),
    Case(
        "A member who is unhappy with the answer may ask the Chief Executive to consider it again.",
        "routing",
        (Route("councillor", "", "chief_executive", "may", "access_appeal"),),
        heading=_PAPERS,
    ),
    Case(
        "Where a request is declined the member may take it to the Leader.",
        "routing",
        (Route("councillor", "", "leader", "may", "access_appeal"),),
        heading=_PAPERS,
    ),
    Case(
        "Disagreements over the need to know must be referred to the Monitoring Officer.",
        "routing",
        (Route("councillor", "", "monitoring_officer", "must", "access_appeal"),),
    ),
    Case(
        "Further guidance on the right to see documents can be obtained from the Monitoring"
        " Officer.",
        "",
        (),
        heading=_PAPERS,
    ),
    # Groups
    Case(
        "A party group may invite an officer to brief it. The invitation should be sent to the"
        " Chief Executive.",
        "routing",
        (Route("councillor", "", "chief_executive", "should", "attendance"),),
    ),
    Case(
        "A political group may ask the Director for a briefing note.",
        "routing",
        (Route("councillor", "", "director", "may", "group_report"),),
    ),
    Case(
        "Any request for an officer to address a group must go through the Chief Executive.",
        "routing",
        (Route("councillor", "", "chief_executive", "must", "attendance"),),
        heading=_GROUPS,
    ),
    # Ties and interests
    Case(
        "If an officer is married to a councillor he or she must tell the Chief Executive.",
        "routing",
        (Route("officer", "", "chief_executive", "must", "declaration"),),
    ),
    Case(
        "Members must inform the Clerk of any business connection with an employee.",
        "routing",
        (Route("councillor", "", "clerk", "must", "declaration"),),
    ),
    Case(
        "Any such friendship must be reported, by members to the Monitoring Officer and by"
        " employees to their line manager.",
        "routing",
        (
            Route("councillor", "", "monitoring_officer", "must", "declaration"),
            Route("officer", "", "line_manager:raiser", "must", "declaration"),
        ),
    ),
    Case(
        "An employee whose duties touch on a member’s business interests should declare it to the"
        " Head of Legal Services.",
        "routing",
        (Route("officer", "", "senior_manager", "should", "declaration"),),
    ),
    # Casework
    Case(
        "Councillors should take residents’ complaints about services to the Customer Services"
        " Manager or the Director.",
        "routing",
        (Route("councillor", "", "senior_manager director", "should", "enquiry"),),
    ),
    Case(
        "Letters from members to the Clerk will normally be answered in five days.",
        "limit",
        (Route("councillor", "", "clerk", "normally", "enquiry"),),
    ),
    Case(
        "Please bring ward issues to the Clerk.",
        "routing",
        (Route("councillor", "", "clerk", "should", "enquiry"),),
    ),
    # Sides by the heading
    Case(
        "Speak to the Clerk in the first place.",
        "routing",
        (Route("councillor", "officer", "clerk", "should"),),
        heading="If you are a councillor and are upset by an employee",
    ),
    Case(
        "Tell your line manager.",
        "routing",
        (Route("officer", "councillor", "line_manager", "should"),),
        heading="If you work for the Council and have a problem with a councillor",
    ),
    Case(
        "The matter should be referred to the Head of Paid Service.",
        "routing",
        (Route("councillor", "officer", "head_of_paid_service", "should"),),
        heading=_ABOUT_STAFF,
    ),
    Case(
        "They must be put to the Group Leader.",
        "routing",
        (Route("councillor", "councillor", "group_leader", "must"),),
        heading="Complaints between members",
    ),
    # Trouble with somebody, and whose pronoun acts
    Case(
        "A councillor who has an issue with an officer should see the Clerk.",
        "routing",
        (Route("councillor", "officer", "clerk", "should"),),
    ),
    Case(
        "An employee who falls out with a councillor should tell the Clerk, who will talk to the"
        " councillor or ask the Mayor to do so.",
        "routing",
        (Route("officer", "councillor", "clerk", "should"),),
    ),
    Case(
        "Where the officer is the Clerk, the complaint must be made to the Chairman.",
        "routing",
        (Route("councillor", "clerk", "chair", "must"),),
        heading="Complaints by councillors about officers",
    ),
    Case(
        "Quarrels between members are to be put to the Group Leaders.",
        "routing",
        (Route("councillor", "councillor", "group_leader", "must"),),
        heading="Complaints",
    ),
    Case(
        "A complaint of one councillor against another shall be made to the Mayor.",
        "routing",
        (Route("councillor", "councillor", "chair", "must"),),
    ),
    # A choice with an aside in it
    Case(
        "An officer with a concern about a member may speak to the Director or, if the officer"
        " would rather, directly to the Monitoring Officer.",
        "routing",
        (Route("officer", "councillor", "director monitoring_officer", "may", combine="choice"),),
    ),
    Case(
        "An officer who is unhappy with a councillor should speak to his or her line manager or,"
        " where that would be embarrassing, to the Head of Human Resources.",
        "routing",
        (Route("officer", "councillor", "line_manager senior_manager", "should"),),
    ),
    Case(
        "A councillor’s complaint about an employee must be made to the Clerk or, if the Clerk is"
        " implicated, to the Chairman.",
        "routing",
        (Route("councillor", "officer", "clerk", "must", otherwise="chair"),),
    ),
    # A list whose lead only says that it is raised
    Case(
        "where the complaint is about a Director, with the Chief Executive;",
        "routing",
        (Route("councillor", "director", "chief_executive", "must"),),
        lead="A member who is unhappy with an officer must take it up privately:",
    ),
    Case(
        "in the case of the Chief Executive, to the Leader",
        "routing",
        (Route("councillor", "chief_executive", "leader", "should"),),
        lead="A councillor should report a concern about the conduct of an officer:",
    ),
    Case(
        "a complaint about the Town Clerk should be raised with the Mayor",
        "routing",
        (Route("councillor", "clerk", "chair", "should"),),
        lead="A councillor with a complaint about an employee should raise it with the Town Clerk."
        " However:",
    ),
    # Whoever has it, and what is left open
    Case(
        "Whoever receives a concern must tell the Chief Executive of it.",
        "duty",
        (),
        heading=_ABOUT_STAFF,
    ),
    Case(
        "Nothing in this section takes away an employee’s right to use the Grievance Procedure.",
        "",
        (),
    ),
    Case(
        "Nothing in this protocol prevents a person from complaining to the Ombudsman.",
        "",
        (),
        heading="Complaints",
    ),
    Case(
        "Whether an officer is disciplined is decided under the Disciplinary Procedure.",
        "",
        (),
        heading=_ABOUT_STAFF,
    ),
    # The code
    Case(
        "If it amounts to a breach of the Members’ Code of Conduct it must be sent to the"
        " Monitoring Officer.",
        "routing",
        (Route("officer", "councillor", "monitoring_officer", "must", more="code_breach"),),
        heading="Complaints by employees about members",
    ),
    Case(
        "Complaints that a member has broken the Code of Conduct are not for us. They must be sent"
        " to the Monitoring Officer.",
        "routing",
        (Route("", "councillor", "monitoring_officer", "must"),),
        heading="Complaints by employees about members",
    ),
    Case(
        "If this does not work the Grievance Procedure will be followed.",
        "routing",
        (Route("officer", "councillor", "", "must", procedure="grievance", more="unresolved"),),
        heading="Complaints by employees about members",
    ),
    # An officer who has it passes it on, and asks for nothing
    Case(
        "Where the Head of Service thinks it should not be given, he or she must refer the request"
        " to the Director.",
        "",
        (),
        heading=_PAPERS,
    ),
    Case(
        "An officer who is asked for a confidential paper must consult the Monitoring Officer.",
        "",
        (),
        heading=_PAPERS,
    ),
    Case(
        "An officer invited to speak should report the invitation to the Chief Executive.",
        "",
        (),
        heading=_GROUPS,
    ),
    # It comes back to somebody, and a present tense
    Case(
        "A complaint about a Director is for the Chief Executive. If the member is still not"
        " satisfied the Chief Executive will review the matter.",
        "routing",
        (
            Route("councillor", "director", "chief_executive", "should"),
            Route("councillor", "officer", "chief_executive", "must", more="unresolved"),
        ),
        heading="Complaints by members about officers",
    ),
    Case(
        "An employee notifies the Clerk of any friendship with a councillor.",
        "routing",
        (Route("officer", "", "clerk", "should", "declaration"),),
    ),
    Case(
        "A member can contest the ruling by writing to the Leader.",
        "routing",
        (Route("councillor", "", "leader", "may", "access_appeal"),),
        heading=_PAPERS,
    ),
    # A group's leader is no group
    Case(
        "An officer may raise a concern about a member with the Director, who will advise the"
        " officer and may speak to the leader of the member’s group.",
        "routing",
        (Route("officer", "councillor", "director", "may"),),
    ),
    # Their own seat named as the one that cannot take it
    Case(
        "Tell the Clerk, or the Chairman if you are the Clerk.",
        "routing",
        (
            Route("clerk", "councillor", "chair", "should"),
            Route("officer", "councillor", "clerk", "should"),
        ),
        heading="When staff are unhappy with a councillor",
    ),
    Case(
        "If this does not work the Grievance Procedure is available to you.",
        "routing",
        (Route("officer", "councillor", "", "may", procedure="grievance", more="unresolved"),),
        heading="When staff are unhappy with a councillor",
    ),
    Case(
        "If the Clerk says no you may ask the Mayor to look into it.",
        "routing",
        (Route("councillor", "", "chair", "may", "access_appeal"),),
        heading=_PAPERS,
    ),
)
