"""Each condition of a rule, met and not met."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from concerns.engine.facts import Event, Facts, Matter, Nature
from concerns.engine.matching import entry_step, failures
from concerns.engine.offices import Office
from concerns.engine.protocol import When
from tests.unit.engine.westbury import councillor, holder, officer, rule, step

CLERK, OFFICER, COUNCILLOR = Office.CLERK, Office.OFFICER, Office.COUNCILLOR
FACTS = Facts(raised_by=(councillor(),), about=(officer(),))


def about(*people: Any) -> dict[str, Any]:
    return {"about": people}


def raised(*people: Any) -> dict[str, Any]:
    return {"raised_by": people}


CASES = [
    ("matter", {Matter.ENQUIRY}, {"matter": Matter.ENQUIRY}, {"matter": Matter.CONCERN}),
    ("raised_by", {CLERK}, raised(holder(CLERK)), raised(officer())),
    ("raised_by", {OFFICER}, raised(holder(CLERK)), raised(councillor())),
    ("raised_by", {OFFICER}, raised(councillor(), officer()), raised()),
    ("raised_by_not", {CLERK}, raised(officer()), raised(officer(), holder(CLERK))),
    ("about", {OFFICER}, about(officer(), holder(CLERK)), about(officer(), councillor())),
    ("about", {OFFICER, COUNCILLOR}, about(officer(), councillor()), about()),
    ("about_any", {CLERK}, about(officer(), holder(CLERK)), about(officer())),
    ("about_not", {CLERK}, about(officer()), about(officer(), holder(CLERK))),
    ("about_not", {CLERK}, about(), about(holder(CLERK))),
    ("nobody", True, about(), about(officer())),
    ("nobody", False, about(officer()), about()),
    ("several", True, about(officer(), councillor()), about(officer())),
    ("several", False, about(), about(officer(), councillor())),
    ("former", True, about(officer(former=True), officer("Otto")), about(officer())),
    ("former", False, about(officer()), about(officer(former=True))),
    (
        "natures",
        {Nature.CONDUCT, Nature.OTHER},
        {"natures": frozenset({Nature.CONDUCT, Nature.EMPLOYMENT})},
        {"natures": frozenset({Nature.EMPLOYMENT})},
    ),
    ("written", True, {"written": True}, {"written": False}),
    ("written", False, {"written": False}, {"written": True}),
    ("code_breach", True, {"code_breach": True}, {"code_breach": False}),
    ("code_breach", False, {"code_breach": False}, {"code_breach": True}),
    ("event", {Event.UPHELD}, {"event": Event.UPHELD}, {"event": Event.FIRST}),
    ("within_months", 6, {"months_since_last": 6}, {"months_since_last": 7}),
    ("within_months", 6, {"months_since_last": 0}, {"months_since_last": None}),
    ("decider", {CLERK}, {"decider": CLERK}, {"decider": None}),
]


def condition(name: str, value: Any) -> When:
    wanted: Any = frozenset(value) if isinstance(value, set) else value
    only: dict[str, Any] = {"matter": frozenset(), name: wanted}
    return When(**only)


@pytest.mark.parametrize(("name", "value", "met", "missed"), CASES)
def test_a_condition_is_met_and_missed(
    name: str, value: Any, met: dict[str, Any], missed: dict[str, Any]
) -> None:
    when = condition(name, value)
    plain = {"raised_by": FACTS.raised_by, "about": FACTS.about}

    assert failures(when, Facts(**{**plain, **met})) == ()
    assert failures(when, Facts(**{**plain, **missed})) == (name,)


def test_every_condition_has_a_case() -> None:
    assert {case[0] for case in CASES} == {field.name for field in fields(When)}


def test_what_is_left_out_matches_anything() -> None:
    assert failures(When(matter=frozenset()), Facts()) == ()
    assert failures(When(), Facts()) == ()
    assert failures(When(), Facts(matter=Matter.ENQUIRY)) == ("matter",)


def test_every_condition_missed_is_named_in_the_order_of_the_rule() -> None:
    when = When(raised_by=frozenset({CLERK}), written=True, event=frozenset({Event.UPHELD}))

    assert failures(when, FACTS) == ("raised_by", "written", "event")


@pytest.mark.parametrize(
    ("first", "second", "event", "entered"),
    [
        (frozenset(), frozenset(), Event.FIRST, 0),
        (frozenset(), frozenset(), Event.UPHELD, None),
        (frozenset(), frozenset({Event.UPHELD}), Event.UPHELD, 1),
        (frozenset({Event.REFUSED}), frozenset(), Event.FIRST, None),
        (frozenset({Event.REFUSED}), frozenset({Event.FIRST}), Event.FIRST, 1),
        (frozenset({Event.REFUSED}), frozenset({Event.REFUSED}), Event.REFUSED, 0),
    ],
)
def test_a_rule_is_entered_at_the_step_its_event_names(
    first: frozenset[Event], second: frozenset[Event], event: Event, entered: int | None
) -> None:
    both = rule("x", step(CLERK, on=first), step(CLERK, key="then", on=second))

    assert entry_step(both, Facts(event=event)) == entered
