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
)
