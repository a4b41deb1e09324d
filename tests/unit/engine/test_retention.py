from __future__ import annotations

from datetime import date

import pytest

from concerns.engine.retention import DEFAULTS, Class, class_of, erase_after, months_of
from concerns.engine.states import Closing

MARCH, JUNE = date(2024, 3, 31), date(2025, 6, 30)


@pytest.mark.parametrize("outcome", Closing)
def test_whatever_ended_is_kept_as_something(outcome: Closing) -> None:
    assert class_of(outcome) in set(Class) - {Class.DRAFT}


def test_a_decision_is_kept_for_six_years_and_what_was_withdrawn_for_two() -> None:
    assert months_of({}, class_of(Closing.UPHELD)) == 72
    assert months_of({}, class_of(Closing.WITHDRAWN)) == 24


def test_a_councils_own_period_counts_before_the_default() -> None:
    assert months_of({Class.DECIDED: 96}, Class.DECIDED) == 96


def test_no_default_is_out_of_its_bounds() -> None:
    assert all(each.least <= each.months <= each.most for each in DEFAULTS.values())


@pytest.mark.parametrize(
    ("closed", "further", "until"),
    [
        (MARCH, [], date(2026, 3, 31)),
        (MARCH, [JUNE], date(2027, 6, 30)),
        (JUNE, [MARCH], date(2027, 6, 30)),
        (MARCH, [JUNE, None], None),
        (None, [JUNE], None),
    ],
)
def test_the_last_closing_counts_and_nothing_that_is_open(
    closed: date | None, further: list[date | None], until: date | None
) -> None:
    assert erase_after(closed=closed, further=further, months=24) == until
