from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concerns.engine.working_days import (
    Calendar,
    Holiday,
    NoWorkingDays,
    local_date,
    next_working_day,
    shifted,
    working_days_between,
)

CHRISTMAS_DAY = Holiday(date(2026, 12, 25), "Christmas Day", "bank_holiday")
SHUTDOWN = Holiday(date(2026, 12, 24), "Christmas shutdown", "closure")
CALENDAR = Calendar(
    nation="wales",
    holidays=(CHRISTMAS_DAY, SHUTDOWN),
    weekend=frozenset({5, 6}),
    covers_from=date(2026, 1, 1),
    covers_until=date(2026, 12, 31),
)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 12, 23), ""),
        (date(2026, 12, 24), "Office closed: Christmas shutdown"),
        (date(2026, 12, 25), "Christmas Day (bank holiday)"),
        (date(2026, 12, 26), "Saturday"),
    ],
)
def test_a_calendar_says_why_nobody_works(day: date, why: str) -> None:
    assert CALENDAR.why_not_working(day) == why
    assert CALENDAR.is_working(day) is (why == "")


def test_two_reasons_for_one_day_are_both_given() -> None:
    shut_too = Holiday(CHRISTMAS_DAY.day, "Boiler being mended", "closure")
    calendar = replace(CALENDAR, holidays=(CHRISTMAS_DAY, shut_too))

    assert calendar.why_not_working(CHRISTMAS_DAY.day) == (
        "Office closed: Boiler being mended; Christmas Day (bank holiday)"
    )


def test_a_bank_holiday_already_called_one_is_not_called_it_twice() -> None:
    day = Holiday(date(2026, 8, 31), "Summer bank holiday", "bank_holiday")

    assert day.why == "Summer bank holiday"


def test_the_snapshot_depends_on_the_days_and_not_on_their_order() -> None:
    assert replace(CALENDAR, holidays=(SHUTDOWN, CHRISTMAS_DAY, SHUTDOWN)) == CALENDAR
    assert replace(CALENDAR, holidays=(SHUTDOWN, CHRISTMAS_DAY)).snapshot == CALENDAR.snapshot


def test_the_snapshot_is_the_same_on_every_machine_and_day() -> None:
    assert CALENDAR.snapshot == "1a22a88ca2c3dad46efda85e025da901aa81f816139c21fc8e079581647652f0"


@pytest.mark.parametrize(
    "change",
    [
        {"nation": "england"},
        {"holidays": (CHRISTMAS_DAY,)},
        {"holidays": (CHRISTMAS_DAY, replace(SHUTDOWN, name="Boiler"))},
        {"holidays": (CHRISTMAS_DAY, replace(SHUTDOWN, source="bank_holiday"))},
        {"weekend": frozenset({6})},
        {"covers_from": date(2026, 1, 2)},
        {"covers_until": date(2027, 1, 1)},
    ],
)
def test_any_change_of_a_calendar_changes_its_snapshot(change: dict[str, object]) -> None:
    assert replace(CALENDAR, **change).snapshot != CALENDAR.snapshot


def test_a_calendar_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="weekday numbers"):
        replace(CALENDAR, weekend=frozenset({7}))
    with pytest.raises(ValueError, match="before it begins"):
        replace(CALENDAR, covers_until=date(2025, 12, 31))


def test_both_ends_of_the_coverage_are_covered() -> None:
    inside, outside = (date(2026, 1, 1), date(2026, 12, 31)), (date(2025, 12, 31), date(2027, 1, 1))

    assert [CALENDAR.covers(day) for day in (*inside, *outside)] == [True, True, False, False]


def test_the_search_for_a_working_day_ends() -> None:
    first = date(2026, 1, 1)
    year_off = tuple(Holiday(first + timedelta(days=i), "Closed", "closure") for i in range(1, 367))
    with pytest.raises(NoWorkingDays, match="2026-01-01"):
        next_working_day(first, replace(CALENDAR, holidays=year_off, weekend=frozenset()))

    nearly = replace(CALENDAR, holidays=year_off[:-1], weekend=frozenset())
    assert next_working_day(first, nearly)[0] == date(2027, 1, 2)


def test_working_days_are_found_both_ways() -> None:
    assert shifted(date(2026, 12, 23), 1, CALENDAR) == date(2026, 12, 28)
    assert shifted(date(2026, 12, 28), -1, CALENDAR) == date(2026, 12, 23)
    assert shifted(date(2026, 12, 26), 0, CALENDAR) == date(2026, 12, 26)


def test_working_days_between_leave_out_the_first_day_and_take_in_the_last() -> None:
    assert working_days_between(date(2026, 12, 21), date(2026, 12, 28), CALENDAR) == 3
    assert working_days_between(date(2026, 12, 21), date(2026, 12, 21), CALENDAR) == 0
    assert working_days_between(date(2026, 12, 22), date(2026, 12, 21), CALENDAR) == 0


@pytest.mark.parametrize(
    ("instant", "local"),
    [
        # the clocks go forward at 01:00 UTC on 29 March 2026
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 0, 0, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 59, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 23, 0, tzinfo=UTC), date(2026, 3, 30)),
        # and back at 01:00 UTC on 25 October 2026
        (datetime(2026, 10, 24, 22, 59, 59, tzinfo=UTC), date(2026, 10, 24)),
        (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 26, 0, 0, tzinfo=UTC), date(2026, 10, 26)),
        # half past midnight in a British summer
        (datetime(2026, 7, 14, 23, 30, tzinfo=UTC), date(2026, 7, 15)),
        (datetime(2028, 2, 28, 23, 59, tzinfo=UTC), date(2028, 2, 28)),
        (datetime(2028, 2, 29, 0, 0, tzinfo=UTC), date(2028, 2, 29)),
    ],
)
def test_an_instant_falls_on_the_date_a_wall_calendar_shows(instant: datetime, local: date) -> None:
    assert local_date(instant) == local


@given(
    # tzinfo is left off: the clock on the wall is what is drawn
    wall=st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)),  # noqa: DTZ001
    hours=st.integers(-12, 14),
)
def test_the_same_instant_is_the_same_date_however_it_is_written(
    wall: datetime, hours: int
) -> None:
    instant = wall.replace(tzinfo=UTC)
    assert local_date(instant.astimezone(timezone(timedelta(hours=hours)))) == local_date(instant)


def test_an_instant_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        local_date(datetime(2026, 6, 1, 12, 0))  # noqa: DTZ001
