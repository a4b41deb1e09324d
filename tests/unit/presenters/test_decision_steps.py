"""When each step of a route comes, and which of them can come at all."""

from __future__ import annotations

import pytest

from concerns.engine.facts import Event, Facts, Matter
from concerns.engine.offices import Office
from concerns.engine.protocol import CLOSE, Track
from concerns.presenters.decision import Shown, Stand, present
from tests.unit.engine.westbury import councillor, decide, officer, protocol, rule, step

RULE = rule(
    "three",
    step(Office.CLERK, key="clerk", next={Event.UNRESOLVED: "panel", Event.UPHELD: CLOSE}),
    step(Office.HR_PANEL, key="panel", next={Event.NOT_UPHELD: "adviser"}),
    step(Office.EXTERNAL_ADVISER, key="adviser", track=Track.APPEAL),
)


def show(*rules: object, event: Event = Event.FIRST, **more: object) -> Shown:
    facts = Facts(Matter.CONCERN, (officer(),), (councillor("Colin"),), event=event)
    told = {"names": {}, "for_raiser": True} | more
    return present(decide(facts, *rules), protocol=protocol(*rules), **told)  # type: ignore[arg-type]


def test_a_step_after_the_first_says_when_it_comes() -> None:
    assert [each.condition for each in show(RULE).steps] == [
        "",
        "If it is not resolved.",
        "If it is not upheld, and you ask for it.",
    ]
    told = show(RULE, for_raiser=False).steps
    assert told[2].condition == "If it is not upheld, and whoever raised it asks for it."
    assert told[2].track == "Appeal"


def test_the_protocols_own_words_come_first() -> None:
    own = step(Office.HR_PANEL, key="panel", condition="where the Clerk cannot settle it")
    shown = show(rule("one", RULE.steps[0], own))
    assert shown.steps[1].condition == "Where the Clerk cannot settle it."


@pytest.mark.parametrize("more", [{"current": "panel"}, {"stands": {"panel": Stand("Done")}}])
def test_a_step_that_has_come_says_it_no_more(more: dict[str, object]) -> None:
    assert show(RULE, **more).steps[1].condition == ""


def test_a_step_that_no_outcome_leads_to_is_not_ahead() -> None:
    """From where it is entered; nothing else would be true with what is said to come next."""
    aside = rule(
        "aside",
        step(Office.CLERK, key="clerk", next={Event.NOT_UPHELD: "adviser"}),
        step(Office.HR_PANEL, key="panel", on=frozenset({Event.UNRESOLVED})),
        step(Office.EXTERNAL_ADVISER, key="adviser"),
    )
    assert [each.key for each in show(aside).steps] == ["clerk", "adviser"]
    assert [each.key for each in show(aside, event=Event.UNRESOLVED).steps] == ["panel"]
