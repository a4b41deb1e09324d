"""What a sentence begins anew, or whom it turns to, after another that sent something already."""

from __future__ import annotations

from tests.unit.protocols.importer.cases import Case, Route

_TO_THE_CLERK = "A councillor dissatisfied with an officer shall tell the Town Clerk. "
_FROM_AN_OFFICER = "An officer who has a complaint about a councillor shall tell the Clerk. "

ANEW = (
    # With whom the trouble is
    Case(
        _TO_THE_CLERK + "Where the dissatisfaction is with the Town Clerk, the councillor shall"
        " take the matter up with the Mayor.",
        "routing",
        (
            Route("councillor", "officer", "clerk", "must"),
            Route("councillor", "clerk", "chair", "must"),
        ),
    ),
    Case(
        "If the grievance is with the Clerk, the councillor must write to the Chairman.",
        "routing",
        (Route("councillor", "clerk", "chair", "must"),),
    ),
    Case(
        "Where a councillor's concern is with the Chief Executive, the matter should be raised"
        " with the Leader.",
        "routing",
        (Route("councillor", "chief_executive", "leader", "should"),),
    ),
    Case(
        "Should an officer's unhappiness lie with the Mayor, it shall be put to the Deputy Mayor.",
        "routing",
        (Route("officer", "chair", "vice_chair", "must"),),
    ),
    # A concern of the taker's own
    Case(
        _FROM_AN_OFFICER + "The Clerk should bring any such concern of his or her own to the Town"
        " Mayor.",
        "routing",
        (
            Route("officer", "councillor", "clerk", "must"),
            Route("clerk", "councillor", "chair", "should"),
        ),
    ),
    Case(
        _FROM_AN_OFFICER + "The Clerk must take a grievance of their own to the Chairman.",
        "routing",
        (
            Route("officer", "councillor", "clerk", "must"),
            Route("clerk", "councillor", "chair", "must"),
        ),
    ),
    Case(
        _FROM_AN_OFFICER + "The Clerk may put his own complaint to the Deputy Mayor.",
        "routing",
        (
            Route("officer", "councillor", "clerk", "must"),
            Route("clerk", "councillor", "vice_chair", "may"),
        ),
    ),
    # What an officer declares
    Case(
        "The officer must declare the relationship to the Town Clerk.",
        "routing",
        (Route("officer", "", "clerk", "must", "declaration"),),
    ),
    Case(
        "An officer who is related to a councillor, or to a candidate for election, shall declare"
        " the relationship to the Town Clerk as soon as it is known.",
        "routing",
        (Route("officer", "", "clerk", "must", "declaration"),),
    ),
    Case(
        "Any employee married to a member should disclose that relationship to the Chief"
        " Executive.",
        "routing",
        (Route("officer", "", "chief_executive", "should", "declaration"),),
    ),
    # Papers that are not shown
    Case(
        "If the Clerk thinks the papers ought not to be shown the Clerk must say why in writing,"
        " and the Councillor may ask for the question to be put to the full Council at its next"
        " meeting.",
        "routing duty",
        (Route("councillor", "", "full_council", "may", "access_appeal"),),
        lead="A councillor who needs to see papers should ask the Clerk.",
        not_kinds="form",
    ),
    Case(
        "Where the Clerk considers that a document should not be disclosed, the councillor may"
        " refer the matter to the Chairman.",
        "routing",
        (Route("councillor", "", "chair", "may", "access_appeal"),),
    ),
    Case(
        "If the Chief Executive decides that the records may not be released, a member can ask the"
        " Monitoring Officer.",
        "routing",
        (Route("councillor", "", "monitoring_officer", "may", "access_appeal"),),
    ),
    # Whatever somebody wants to ask
    Case(
        "Anything a Councillor wants to ask or have done should go to the Clerk.",
        "routing",
        (Route("councillor", "", "clerk", "should", "enquiry"),),
    ),
    Case(
        "Whatever a member wishes to know must be put to the Town Clerk.",
        "routing",
        (Route("councillor", "", "clerk", "must", "enquiry"),),
    ),
    Case(
        "Anything that councillors need to find out should be directed to the Chief Executive.",
        "routing",
        (Route("councillor", "", "chief_executive", "should", "enquiry"),),
    ),
)
