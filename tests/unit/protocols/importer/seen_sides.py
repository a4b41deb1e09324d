"""Forty passages on which matter, who raises it and about whom, as different councils write them.

They were written before any was read, and 9 of the 36 rules in them were found, by 24 drafts; once
the proposals had been bettered by other documents 26 were, by 33, before any of these was looked
at.
"""

from __future__ import annotations

from tests.unit.protocols.importer.cases import Case, Route

SEEN_SIDES = (
    Case(
        "Should you need sight of a file that is not in the public domain, apply to the Head of"
        " Legal Services, giving your reasons.",
        "routing",
        (Route("councillor", "", "senior_manager", "should", "access_request"),),
        heading="Councillors’ rights to see documents",
    ),
    Case(
        "All such applications are to be made to the Director who holds the papers.",
        "routing",
        (Route("councillor", "", "director", "must", "access_request"),),
        heading="Inspection of documents by members",
    ),
    Case(
        "If the Director declines, the member can take the matter to the Monitoring Officer,"
        " whose ruling is binding.",
        "routing",
        (Route("councillor", "", "monitoring_officer", "may", "access_appeal"),),
        heading="Inspection of documents by members",
    ),
    Case(
        "A councillor whose application is turned down may ask the Leader and the Chief Executive"
        " to look at it again.",
        "routing",
        (Route("councillor", "", "leader chief_executive", "may", "access_appeal"),),
        heading="Access to documents",
    ),
    Case(
        "Any disagreement about whether a member needs to know shall be settled by the Monitoring"
        " Officer.",
        "routing",
        (Route("councillor", "", "monitoring_officer", "must", "access_appeal"),),
        heading="Members’ access to information",
    ),
    Case(
        "Ward matters raised by residents should be passed by councillors to the customer contact"
        " team or to the Head of Service.",
        "routing",
        (Route("councillor", "", "senior_manager", "should", "enquiry"),),
        heading="Casework",
    ),
    Case(
        "Members are asked to direct routine queries to the relevant Service Manager, not to"
        " junior employees.",
        "routing",
        (Route("councillor", "", "senior_manager", "should", "enquiry"),),
    ),
    Case(
        "A party group that would like an officer to come and speak to it must approach the Chief"
        " Executive.",
        "routing",
        (Route("councillor", "", "chief_executive", "must", "attendance"),),
        heading="Officers and party groups",
    ),
    Case(
        "Invitations to officers to address a group shall be sent through the Head of Democratic"
        " Services.",
        "routing",
        (Route("councillor", "", "senior_manager", "must", "attendance"),),
        heading="Political groups",
    ),
    Case(
        "Where a group wants a written briefing on an issue, its leader should put the request to"
        " the Director concerned.",
        "routing",
        (Route("councillor", "", "director", "should", "group_report"),),
        heading="Support to political groups",
    ),
    Case(
        "An employee who is married to, or lives with, a councillor must let the Clerk know.",
        "routing",
        (Route("officer", "", "clerk", "must", "declaration"),),
    ),
    Case(
        "Members shall notify the Monitoring Officer in writing of any family tie with an officer.",
        "routing",
        (Route("councillor", "", "monitoring_officer", "must", "declaration"),),
        heading="Close personal relationships",
    ),
    Case(
        "Such friendships should be disclosed, by officers to their line manager and by members to"
        " the Group Leader.",
        "routing",
        (
            Route("officer", "", "line_manager", "should", "declaration"),
            Route("councillor", "", "group_leader", "should", "declaration"),
        ),
        heading="Personal relationships",
    ),
    Case(
        "In the first place the member should have a word with the officer’s manager.",
        "routing",
        (Route("councillor", "officer", "line_manager", "should"),),
        heading="Concerns about officers",
    ),
    Case(
        "If that does not settle things, the member may write to the Chief Executive.",
        "routing",
        (Route("councillor", "officer", "chief_executive", "may"),),
        heading="Complaints by members about officers",
    ),
    Case(
        "The employee should tell the Town Clerk what has happened.",
        "routing",
        (Route("officer", "councillor", "clerk", "should"),),
        heading="Complaints by employees about councillors",
    ),
    Case(
        "It should be reported to the Chairman where it relates to the Clerk.",
        "routing",
        (Route("councillor", "clerk", "chair", "should"),),
        heading="If a councillor has a concern about a member of staff",
    ),
    Case(
        "Disagreements between two councillors are for the Mayor to resolve in the first instance.",
        "routing",
        (Route("councillor", "councillor", "chair", "should"),),
    ),
    Case(
        "A member with a complaint about another member should first raise it with that member’s"
        " Group Leader.",
        "routing",
        (Route("councillor", "councillor", "group_leader", "should"),),
    ),
    Case(
        "If a councillor complains about the Chief Executive, the Leader of the Council shall be"
        " told and will obtain the advice of the Monitoring Officer.",
        "routing",
        (Route("councillor", "chief_executive", "leader", "must"),),
    ),
    Case(
        "Serious misconduct by an officer may lead to action under the Disciplinary Procedure,"
        " which is a matter for the Head of Paid Service alone.",
        "routing",
        (Route("", "officer", "", "may", procedure="disciplinary"),),
    ),
    Case(
        "Anyone may complain direct to the Ombudsman, and nothing here takes that away.",
        "routing",
        (Route("", "", "ombudsman", "may"),),
        heading="Complaints",
    ),
    Case(
        "The Ombudsman publishes guidance on the Code, copies of which the Monitoring Officer can"
        " supply.",
        "text",
        (),
    ),
    Case(
        "The Director may, in serious cases, commission an investigation by an outside body.",
        "text",
        (),
        heading="Complaints about officers",
    ),
    Case(
        "with the Chief Executive, in the case of a complaint about a Director",
        "routing",
        (Route("councillor", "director", "chief_executive", "should"),),
        lead="A member with a complaint about an officer should raise it:",
    ),
    Case(
        "if the officer is the Chief Executive, to the Leader",
        "routing",
        (Route("councillor", "chief_executive", "leader", "must"),),
        lead="Complaints by members about the behaviour of officers must be made:",
    ),
    Case(
        "where the complaint is against the Clerk, the Chairman; and",
        "routing",
        (Route("officer", "clerk", "chair", "should"),),
        lead="An employee with a grievance should write to:",
    ),
    Case(
        "A concern about the Head of Paid Service should go to the Leader",
        "routing",
        (Route("councillor", "head_of_paid_service", "leader", "should"),),
        lead="A councillor should raise a concern about an officer with their director, but:",
    ),
    Case(
        "An officer may ask the Chief Executive to reconsider if he or she is unhappy with the"
        " line manager’s response.",
        "routing",
        (Route("officer", "councillor", "chief_executive", "may"),),
        heading="Officers’ concerns about members",
    ),
    Case(
        "Staff can at any time speak in confidence to the HR Manager.",
        "routing",
        (Route("officer", "councillor", "senior_manager", "may"),),
        heading="When staff are unhappy with a councillor",
    ),
    Case(
        "Members’ telephone calls and e-mails about residents’ problems are to be made to the"
        " duty manager or the Assistant Director for the service.",
        "routing",
        (Route("councillor", "", "senior_manager assistant_director", "must", "enquiry"),),
        heading="Constituents’ enquiries",
    ),
    Case(
        "A councillor who seeks information for a resident should contact the Parish Clerk.",
        "routing",
        (Route("councillor", "", "clerk", "should", "enquiry"),),
        heading="Helping residents",
    ),
    Case(
        "The Chief Executive must be asked before any officer gives advice at a group meeting.",
        "routing",
        (Route("councillor", "", "chief_executive", "must", "attendance"),),
        heading="Advice to political groups",
    ),
    Case(
        "A member who is refused documents may within 7 days require the Council to decide the"
        " matter at its next ordinary meeting.",
        "routing",
        (Route("councillor", "", "full_council", "may", "access_appeal"),),
    ),
    Case(
        "Whoever is unhappy with the outcome may appeal to the Staffing Committee.",
        "routing",
        (Route("officer", "councillor", "hr_panel", "may"),),
        heading="Grievances by staff against councillors",
    ),
    Case(
        "Before copying a councillor’s letter to anyone else the officer must ask the councillor.",
        "",
        (),
        heading="Correspondence",
    ),
    Case(
        "Officers should declare to their Director any business dealings with a member.",
        "routing",
        (Route("officer", "", "director", "should", "declaration"),),
        heading="Personal interests",
    ),
    Case(
        "The Monitoring Officer will advise any member or officer in doubt about a gift.",
        "",
        (),
        heading="Gifts",
    ),
    Case(
        "A councillor who believes that the Clerk has not given him or her a proper answer should"
        " in the first instance speak to the Chairman.",
        "routing",
        (Route("councillor", "clerk", "chair", "should"),),
    ),
    Case(
        "A member shall not raise such a complaint at a meeting but shall refer it to the Director"
        " of the service.",
        "routing",
        (Route("councillor", "officer", "director", "must"),),
        heading="Members’ concerns about the conduct of officers",
    ),
)
