"""Wordings met later: add a new one here."""

from __future__ import annotations

from tests.unit.protocols.importer.cases import Case, Route

LATER = (
    # Met later
    Case(
        "Where a Member is concerned about the conduct or performance of an officer he/she should"
        " in the first instance raise the matter, in private, with the relevant Head of Service"
        " or, if the concern relates to a Head of Service, with the appropriate Director.",
        "routing",
        (
            Route("councillor", "senior_manager", "director:subject", more="private"),
            Route("councillor", "officer", "senior_manager:subject", more="private"),
        ),
    ),
    Case(
        "If a Member feels s/he has not been treated with proper respect or has any concern about"
        " the conduct or capability of an Officer, and fails to resolve it through direct"
        " discussion with the Officer, s/he should raise the matter with the respective Corporate"
        " Director. The Corporate Director will then look into the facts.",
        "routing",
        (
            # That the same Director then looks into it makes no second rule.
            Route("councillor", "officer", "director:subject", more="unresolved"),
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
    Case(
        "Members should normally only deal with the Chief Executive, the Strategic Directors and"
        " the Assistant Directors.",
        "routing",
        (
            Route(
                "councillor",
                "",
                "chief_executive director assistant_director",
                "normally",
                "enquiry",
                combine="choice",
            ),
        ),
    ),
    Case(
        "If an officer has a concern about a member it should be raised with the officer's line"
        " manager.",
        "routing",
        (Route("officer", "councillor", "line_manager:raiser"),),
    ),
    Case(
        "Officers should refer complaints about a member to the appropriate Head of Service.",
        "routing",
        (Route("officer", "councillor", "senior_manager:raiser"),),
    ),
)
