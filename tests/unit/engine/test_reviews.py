"""A protocol is looked at again when it says so, and people are told in time."""

from __future__ import annotations

from datetime import date

import pytest

from concerns.engine.protocol import Review
from concerns.engine.reviews import due_now, first_due, reminder, still_ahead

ADOPTED = date(2026, 5, 31)


@pytest.mark.parametrize(
    ("review", "due"),
    [
        (None, None),
        (Review("As required."), None),
        (Review("After a year, then four.", first_after=12, every=48), date(2027, 5, 31)),
        (Review("Every two years.", every=24), date(2028, 5, 31)),
        (Review("In 2027.", due=date(2027, 1, 1)), date(2027, 1, 1)),
        (Review("A day that was past.", due=date(2020, 1, 1), every=12), date(2027, 5, 31)),
        (Review("After nine months.", first_after=9), date(2027, 2, 28)),
    ],
)  # fmt: skip
def test_the_first_review_is_due_as_the_protocol_says(
    review: Review | None, due: date | None
) -> None:
    assert first_due(review, ADOPTED) == due


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (date(2022, 1, 1), date(2022, 6, 30)),
        (date(2022, 6, 30), date(2022, 6, 30)),  # today is not past
        (date(2022, 7, 1), date(2026, 6, 30)),
        (date(2031, 1, 1), date(2034, 6, 30)),
    ],
)
def test_a_review_that_is_past_has_a_next_in_its_cycle(on: date, due: date) -> None:
    first = date(2022, 6, 30)
    assert still_ahead(first, Review("A year, then four.", first_after=12, every=48), on) == due


def test_a_review_that_comes_once_and_is_past_has_no_next() -> None:
    assert still_ahead(date(2022, 6, 30), Review("Once.", first_after=12), date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (date(2026, 6, 1), date(2027, 5, 31)),
        (date(2027, 5, 31), date(2027, 5, 31)),
        (date(2030, 12, 1), date(2027, 5, 31)),  # the next one is still far
        (date(2031, 3, 2), date(2031, 5, 31)),
        (date(2035, 5, 30), date(2035, 5, 31)),
    ],
)
def test_after_the_first_year_it_comes_every_four(on: date, due: date) -> None:
    assert due_now(date(2027, 5, 31), 48, on) == due


def test_a_review_that_comes_once_stays_due() -> None:
    assert due_now(date(2027, 5, 31), None, date(2040, 1, 1)) == date(2027, 5, 31)


@pytest.mark.parametrize(
    ("on", "number"),
    [
        (date(2027, 3, 1), None),
        (date(2027, 3, 2), 0),
        (date(2027, 5, 1), 1),
        (date(2027, 5, 31), 2),
        (date(2028, 1, 1), 2),
    ],
)
def test_it_is_told_three_months_and_one_month_before_and_on_the_day(
    on: date, number: int | None
) -> None:
    assert reminder(date(2027, 5, 31), on) == number
