"""The words and colours of where a concern stands."""

from __future__ import annotations

from datetime import date

import pytest

from concerns.engine.facts import Event, Matter
from concerns.engine.states import Closing, State
from concerns.presenters import states


def test_every_state_every_ending_and_every_matter_has_words() -> None:
    assert set(states.STATES) == set(State)
    assert set(states.MATTERS) == set(Matter)
    for matter in Matter:
        for closing in Closing:
            assert states.ended(closing.value, matter.value)
    for event in (Event.UNRESOLVED, Event.NO_AGREEMENT, Event.RECURS, Event.REFUSED):
        assert states.ended(event.value, Matter.CONCERN.value)


@pytest.mark.parametrize(
    ("given", "text", "colour"),
    [
        ({"state": "sent"}, "New", "blue"),
        ({"state": "sent", "is_review": True}, "New", "blue"),
        ({"state": "in_hand", "capacity": "receive"}, "Acknowledged", "light-blue"),
        ({"state": "in_hand", "capacity": "facilitate"}, "Informal resolution", "turquoise"),
        ({"state": "in_hand", "capacity": "decide", "is_review": True}, "In review", "yellow"),
        (
            {"state": "in_hand", "capacity": "receive", "office": "group_leader"},
            "With group leader", "purple",
        ),
        (
            {"state": "in_hand", "capacity": "receive", "office": "monitoring_officer"},
            "With monitoring officer", "purple",
        ),
        ({"state": "paused", "is_review": True}, "Awaiting information", "orange"),
        ({"state": "needs_handler"}, "Nobody to deal with it", "red"),
        ({"state": "closed", "outcome": "resolved_informally"}, "Resolved", "green"),
        (
            {"state": "closed", "outcome": "resolved_informally", "matter": "enquiry"},
            "Dealt with", "green",
        ),
        ({"state": "closed", "outcome": "upheld"}, "Closed", "grey"),
    ],
)  # fmt: skip
def test_the_tag(given: dict[str, str], text: str, colour: str) -> None:
    assert states.tag(**given) == states.Tag(text, colour)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"state": "sent", "step": "current"}, "With the Town Clerk, not yet acknowledged"),
        ({"state": "in_hand", "step": "acknowledged"}, "With the Town Clerk"),
        ({"state": "paused", "step": "current"}, "With the Town Clerk, waiting for information"),
        ({"state": "closed", "outcome": "partly_upheld"}, "Closed: partly upheld"),
    ],
)
def test_where_it_is(given: dict[str, str], said: str) -> None:
    assert states.where(matter="concern", who="the Town Clerk", **given) == said


def test_with_nobody_it_says_who_was_told() -> None:
    said = states.where(state="needs_handler", matter="concern", who="")
    assert "administrators have been told" in said


def test_a_request_is_agreed_or_refused_and_not_upheld() -> None:
    assert states.ended("upheld", "access_request") == "agreed"
    assert states.ended("not_upheld", "access_request") == "refused"
    assert states.ended("not_upheld", "concern") == "not upheld"
    assert states.ended("upheld", "access_appeal") == "upheld"
    assert states.ended("not_upheld", "declaration") == "not accepted"


@pytest.mark.parametrize(
    ("due", "state", "late"),
    [
        (date(2026, 6, 1), "in_hand", False),  # due today is not late
        (date(2026, 5, 31), "in_hand", True),
        (date(2026, 5, 31), "paused", False),
        (date(2026, 5, 31), "closed", False),
        (None, "in_hand", False),
    ],
)
def test_when_it_is_overdue(due: date | None, state: str, late: bool) -> None:
    assert states.is_overdue(due, state=state, today=date(2026, 6, 1)) is late
