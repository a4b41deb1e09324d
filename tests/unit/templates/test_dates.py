"""Dates and times are written as GOV.UK writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from concerns.templatetags import dates


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (0, 0, "midnight"),
        (0, 5, "12:05am"),
        (10, 0, "10am"),
        (12, 0, "midday"),
        (12, 30, "12:30pm"),
        (14, 41, "2:41pm"),
    ],
)
def test_a_time_is_short_and_has_no_full_stops(hour: int, minute: int, words: str) -> None:
    assert dates.time_text(datetime(2026, 11, 20, hour, minute, tzinfo=UTC)) == words


def test_a_day_is_written_out_for_people_and_machines() -> None:
    assert dates.day(date(2026, 12, 4)) == '<time datetime="2026-12-04">4 December 2026</time>'


def test_a_moment_is_shown_in_british_time() -> None:
    summer = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)

    assert dates.moment(summer) == (
        '<time datetime="2026-07-01T10:00+01:00">1 July 2026 at 10am</time>'
    )


def test_the_day_of_a_moment_is_the_british_day() -> None:
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)

    assert dates.day_text(late) == "1 July 2026"
    assert dates.day(late) == '<time datetime="2026-07-01">1 July 2026</time>'


def test_no_date_is_no_text() -> None:
    assert [dates.day(None), dates.moment(None), dates.time_text(None), dates.days(None)] == [
        ""
    ] * 4


@pytest.mark.parametrize(
    ("count", "kind", "words"),
    [
        (10, "working", "10 working days"),
        (1, "working", "1 working day"),
        (28, "calendar", "28 calendar days"),
    ],
)
def test_a_number_of_days_says_which_days(count: int, kind: str, words: str) -> None:
    assert dates.days(count, kind) == words
