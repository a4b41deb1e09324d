"""The words of a case page that need no database."""

from __future__ import annotations

from datetime import date

import pytest

from concerns.engine.deadlines import Unit, due_date, resume
from concerns.engine.states import Act
from concerns.models import Step
from concerns.presenters import acts, case
from concerns.protocols.calendars import calendar_for

CALENDAR = calendar_for("england", 2026, 2027)


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (["officer"], "about an officer"),
        (["councillor", "councillor"], "about 2 councillors"),
        (["officer", "councillor"], "about a councillor and an officer"),
        ([], "about nobody in particular"),
    ],
)
def test_whom_it_is_about_in_kinds_of_people(kinds: list[str], said: str) -> None:
    assert case.about_kinds(kinds) == said


@pytest.mark.parametrize(
    ("matter", "kinds", "said"),
    [
        ("concern", ["officer"], "Concern about an officer"),
        ("concern", [], "Concern about nobody in particular"),
        ("enquiry", [], "Casework enquiry"),
        ("enquiry", ["councillor"], "Casework enquiry about a councillor"),
        ("attendance", ["officer"], "Request for an officer to attend a meeting"),
        ("access_request", ["officer"], "Request for information"),
    ],
)
def test_a_request_is_not_about_whoever_is_asked(matter: str, kinds: list[str], said: str) -> None:
    assert case.title(matter, kinds) == said


def test_the_working_of_a_due_date_shows_every_day_and_every_pause() -> None:
    receipt = due_date(date(2026, 5, 29), 2, Unit.WORKING_DAYS, CALENDAR)
    receipt = resume(
        receipt, date(2026, 6, 1), date(2026, 6, 3), CALENDAR, reason="Waiting for information"
    )
    step = Step(
        state="current", due_on=receipt.due_on, due_source="local", receipt=receipt.as_dict(),
        acknowledge_by=date(2026, 6, 1),
    )  # fmt: skip
    due = case.due(step, state="sent")
    assert due.acknowledge_by == date(2026, 6, 1)
    assert [day.why for day in due.days if not day.counted] == [
        "The start day is not counted", "Saturday", "Sunday",
    ]  # fmt: skip
    (move,) = due.moves
    assert move.text == "Waiting for information: from 2 June 2026 to 4 June 2026"
    assert "not the protocol’s" in due.source


def test_the_next_date_is_the_one_to_acknowledge_by_until_that_is_done() -> None:
    step = Step(state="current", acknowledge_by=date(2026, 6, 2), due_on=date(2026, 6, 9))
    assert case.next_date(step) == date(2026, 6, 2)
    step.state = "acknowledged"
    assert case.next_date(step) == date(2026, 6, 9)
    assert case.next_date(Step(state="acknowledged")) is None


def test_every_act_with_a_page_has_its_words() -> None:
    assert set(acts.WORDS) == set(Act) - acts.NOT_ON_PAGES
    for words in acts.WORDS.values():
        assert words.title
        assert words.button
        assert words.done.endswith(".")
        assert all(text.endswith(".") for text in words.will)
