"""More of the ways in which a sentence sends a matter to somebody."""

from __future__ import annotations

from tests.unit.protocols.importer.cases import Case, Route

_ABOUT_OFFICER = ("councillor", "officer")
_ABOUT_MEMBER = ("officer", "councillor")


def _sends(text: str, *routes: Route, kinds: str = "routing", heading: str = "") -> Case:
    return Case(text, kinds, routes, heading=heading)


SENDING = (
    # Passive, and by other verbs
    _sends(
        "Complaints by members about officers are to be taken to the Chief Executive.",
        Route(*_ABOUT_OFFICER, "chief_executive", "must"),
    ),
    _sends(
        "A councillor with a concern about an officer is to take it up with the Head of Service.",
        Route(*_ABOUT_OFFICER, "senior_manager", "must"),
    ),
    _sends(
        "A member who is unhappy with an officer should in the first instance take the matter up"
        " with that officer's line manager.",
        Route(*_ABOUT_OFFICER, "line_manager"),
    ),
    _sends(
        "A concern about a Director lies to the Chief Executive.",
        Route("", "director", "chief_executive"),
    ),
    _sends(
        "Any allegation that a member has broken the Code of Conduct is a matter for the"
        " Monitoring Officer.",
        Route("", "councillor", "monitoring_officer", more="code_breach"),
    ),
    _sends(
        "Where a member is concerned about the performance of an officer, the concern should be"
        " voiced to the Head of Service.",
        Route(*_ABOUT_OFFICER, "senior_manager"),
    ),
    _sends(
        "Should an officer wish to complain of a member's behaviour, he or she is to do so through"
        " the Director.",
        Route(*_ABOUT_MEMBER, "director", "must"),
    ),
    _sends(
        "Members' complaints against officers will be received by the Head of Paid Service.",
        Route(*_ABOUT_OFFICER, "head_of_paid_service", "must"),
    ),
    _sends(
        "Any breach of this protocol by a member may be reported by an officer to the Clerk.",
        Route(*_ABOUT_MEMBER, "clerk", "may"),
    ),
    # Somebody is the one to go to
    _sends(
        "The first port of call for a councillor with a concern about an officer is the Clerk.",
        Route(*_ABOUT_OFFICER, "clerk"),
    ),
    _sends(
        "The Clerk is the person to whom a councillor should bring a complaint about an officer.",
        Route(*_ABOUT_OFFICER, "clerk"),
    ),
    _sends(
        "If an officer has a complaint about a councillor, the Clerk is the person to see.",
        Route(*_ABOUT_MEMBER, "clerk"),
    ),
    # Somebody takes it
    _sends(
        "Where the complaint is about the Director, the Chief Executive deals with it.",
        Route("", "director", "chief_executive"),
    ),
    _sends(
        "The Chief Executive is responsible for handling complaints about Directors.",
        Route("", "director", "chief_executive"),
    ),
    _sends(
        "Unresolved disputes between members and officers will be heard by a panel drawn from the"
        " Standards Committee.",
        Route("councillor officer", "councillor officer", "standards_committee", "must"),
    ),
    _sends(
        "Differences between members are in the first instance to be dealt with by the Group"
        " Leaders.",
        Route("councillor", "councillor", "group_leader", "must"),
    ),
    # Who was wronged, and by whom
    _sends(
        "Officers who have been treated badly by a councillor have recourse to the Clerk.",
        Route(*_ABOUT_MEMBER, "clerk", "may"),
    ),
    _sends(
        "An officer who is being bullied by a councillor may go straight to the Monitoring"
        " Officer.",
        Route(*_ABOUT_MEMBER, "monitoring_officer", "may"),
    ),
    _sends(
        "A member with a complaint about a fellow member should write to the Monitoring Officer.",
        Route("councillor", "councillor", "monitoring_officer"),
        kinds="routing form",
    ),
    _sends(
        "A councillor who believes the Clerk has failed in his duties shall notify the Chairman.",
        Route("councillor", "clerk", "chair", "must"),
    ),
    # One who cannot take it, and a verb left out
    _sends(
        "A councillor's concern about an officer must be raised with the Clerk or, if the Clerk is"
        " away or is involved, with the Chairman.",
        Route(*_ABOUT_OFFICER, "clerk", "must", otherwise="chair"),
    ),
    _sends(
        "Complaints go to the Mayor, or to the Deputy Mayor if you cannot reach the Mayor.",
        Route("", "", "chair", otherwise="vice_chair"),
    ),
    _sends(
        "An officer may raise a complaint about a member with his or her line manager or, if"
        " preferred, with the Monitoring Officer.",
        Route(*_ABOUT_MEMBER, "line_manager monitoring_officer", "may", combine="choice"),
    ),
    _sends(
        "A member's complaint about an officer is for the Head of Service; one about a Head of"
        " Service, for the Director.",
        Route(*_ABOUT_OFFICER, "senior_manager"),
        Route("councillor", "senior_manager", "director"),
    ),
    _sends(
        "Where the officer is himself a Director the complaint shall lie to the Chief Executive;"
        " and where it touches the Chief Executive, to the Leader of the Council.",
        Route("", "chief_executive", "leader", "must"),
        Route("", "director", "chief_executive", "must"),
    ),
    # Told to the reader
    _sends(
        "Have a word with the Town Clerk first, in private.",
        Route(*_ABOUT_OFFICER, "clerk", more="private"),
        heading="If you are a councillor and are unhappy with a member of staff",
    ),
    _sends(
        "Speak to your line manager.",
        Route(*_ABOUT_MEMBER, "line_manager:raiser"),
        heading="If you work for us and are unhappy with a councillor",
    ),
    _sends(
        "Not content with a refusal? Write to the Mayor and it will go to the next meeting of Full"
        " Council.",
        Route("councillor", "", "chair", matter="access_appeal", more="then"),
        kinds="routing form",
        heading="Asking for documents",
    ),
    # Requests that name nobody, and what residents bring
    _sends(
        "Ward matters are best taken up with the Head of Service.",
        Route("councillor", "", "senior_manager", matter="enquiry"),
    ),
    _sends(
        "Please bring residents' problems to the Clerk.",
        Route("councillor", "", "clerk", matter="enquiry"),
    ),
    _sends(
        "A member who needs papers to do their work should ask the Clerk, who will normally supply"
        " them.",
        Route("councillor", "", "clerk", "should", matter="access_request"),
    ),
    _sends(
        "Requests for documents are made to the Clerk, by e-mail where possible, and must say why.",
        Route("councillor", "", "clerk", "must", matter="access_request"),
    ),
    # Nothing is sent anywhere
    Case(
        "Whether disciplinary action is called for is decided under the Disciplinary Policy.",
        "pointer",
        not_kinds="routing",
    ),
)
