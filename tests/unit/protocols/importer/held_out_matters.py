"""Passages on which matter, who raises it and about whom, written once the proposals were.

Nothing may be tuned to these: new wordings to learn from go to `seen_matters.py`.
"""

from __future__ import annotations

from tests.unit.protocols.importer.cases import Case, Route

HELD_OUT_MATTERS = (
    Case(
        "Councillors wishing to consult a closed file should approach the County Archivist’s line"
        " manager, the Director of Culture.",
        "routing",
        (Route("councillor", "", "director", "should", "access_request"),),
        heading="Documents and records",
    ),
    Case(
        "Where the Director will not release it, the member may go to the Chief Executive.",
        "routing",
        (Route("councillor", "", "chief_executive", "may", "access_appeal"),),
        heading="Information for members",
    ),
    Case(
        "An application to inspect must be lodged with the Proper Officer three days beforehand.",
        "routing",
        (Route("councillor", "", "clerk", "must", "access_request"),),
        heading="Inspection of council papers",
    ),
    Case(
        "The Head of Legal Services shall determine any dispute as to a member’s entitlement.",
        "routing",
        (Route("councillor", "", "senior_manager", "must", "access_appeal"),),
        heading="Rights of access to information",
    ),
    Case(
        "If constituents bring a problem to you, pass it to the Service Manager concerned.",
        "routing",
        (Route("councillor", "", "senior_manager", "should", "enquiry"),),
        heading="Ward work",
    ),
    Case(
        "Routine requests for service should go to the Customer Contact Centre Manager.",
        "routing",
        (Route("councillor", "", "senior_manager", "should", "enquiry"),),
        heading="Dealing with casework",
    ),
    Case(
        "Groups requiring the presence of an officer shall give a week’s notice to the Head of Paid"
        " Service.",
        "routing",
        (Route("councillor", "", "head_of_paid_service", "must", "attendance"),),
        heading="Officers at group meetings",
    ),
    Case(
        "No officer may be invited to a group meeting except through the Chief Executive.",
        "routing",
        (Route("councillor", "", "chief_executive", "must", "attendance"),),
    ),
    Case(
        "A group may request a factual paper from the Section 151 Officer.",
        "routing",
        (Route("councillor", "", "rfo", "may", "group_report"),),
        heading="Political groups",
    ),
    Case(
        "Should an employee enter into a close personal relationship with a councillor, the"
        " employee must report it to their Director.",
        "routing",
        (Route("officer", "", "director", "must", "declaration"),),
    ),
    Case(
        "Members who have a relative on the staff shall make this known to the Town Clerk.",
        "routing",
        (Route("councillor", "", "clerk", "must", "declaration"),),
    ),
    Case(
        "The councillor should take it up with the Chairman if it is the Clerk whose conduct is in"
        " question.",
        "routing",
        (Route("councillor", "clerk", "chair", "should"),),
        heading="If a councillor is unhappy with an employee",
    ),
    Case(
        "Anything more serious must go to the Monitoring Officer.",
        "routing",
        (Route("officer", "councillor", "monitoring_officer", "must"),),
        heading="Complaints from staff about members",
    ),
    Case(
        "If the employee does not feel able to do that, the Deputy Clerk may be approached"
        " instead.",
        "routing",
        (Route("officer", "councillor", "deputy_clerk", "may"),),
        heading="Where an employee has a complaint about a councillor",
    ),
    Case(
        "A councillor who has been treated discourteously by a member of staff should report the"
        " matter to that person’s manager.",
        "routing",
        (Route("councillor", "officer", "line_manager", "should"),),
    ),
    Case(
        "An officer who finds a member’s behaviour towards him or her unacceptable may complain to"
        " the Chief Executive.",
        "routing",
        (Route("officer", "councillor", "chief_executive", "may"),),
    ),
    Case(
        "Where one member has a grievance against another, the Whip of the group shall try to"
        " settle it.",
        "routing",
        (Route("councillor", "councillor", "group_leader", "must"),),
    ),
    Case(
        "to the Leader, where the complaint is about the Chief Executive",
        "routing",
        (Route("councillor", "chief_executive", "leader", "must"),),
        lead="A member’s complaint about an officer shall be addressed:",
    ),
    Case(
        "for a complaint about a Head of Service, to the Director;",
        "routing",
        (Route("councillor", "senior_manager", "director", "should"),),
        lead="Members should make complaints about officers:",
    ),
    Case(
        "An officer dissatisfied with the outcome may ask for it to be considered by the Standards"
        " Committee.",
        "routing",
        (Route("officer", "councillor", "standards_committee", "may"),),
        heading="Officers’ complaints about members",
    ),
    Case(
        "The Chief Executive is responsible for the discipline of staff, and members shall take no"
        " part in it.",
        "expectation",
        (),
        heading="Complaints about officers",
    ),
    Case(
        "Members may at any time obtain guidance on this part from the Monitoring Officer.",
        "text",
        (),
        heading="Access to documents",
    ),
    Case(
        "This part does not affect anybody’s right to go to the Ombudsman.",
        "pointer",
        (),
        heading="Complaints",
    ),
    Case(
        "The Clerk will acknowledge it and will tell the Chairman that it has been received.",
        "duty",
        (),
        heading="Complaints by councillors about staff",
    ),
)
