from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from concerns.engine.deadlines import (
    LONGEST_LIMIT,
    Calendar,
    Day,
    Holiday,
    NoWorkingDays,
    Receipt,
    Unit,
    due_date,
    extend,
    recompute,
    resume,
    working_days_between,
)

WORKING = (Unit.WORKING_DAYS, Unit.CLEAR_WORKING_DAYS)
DATED = (*WORKING, Unit.CALENDAR_DAYS, Unit.MONTHS)  # every unit but the next meeting
FIRST, LAST = date(2026, 1, 1), date(2028, 12, 31)

CHRISTMAS = Calendar(
    nation="england",
    holidays=(
        Holiday(date(2026, 12, 25), "Christmas Day", "bank_holiday"),
        Holiday(date(2026, 12, 28), "Boxing Day, substitute day", "bank_holiday"),
        Holiday(date(2026, 12, 29), "Christmas shutdown", "closure"),
        Holiday(date(2026, 8, 31), "Summer bank holiday", "bank_holiday"),
    ),
    weekend=frozenset({5, 6}),
    covers_from=FIRST,
    covers_until=LAST,
)
MEETINGS = (date(2026, 9, 14), date(2026, 7, 13), date(2026, 6, 8))

days = st.dates(min_value=date(2025, 12, 1), max_value=date(2028, 3, 31))
holidays = st.builds(
    Holiday,
    day=days,
    name=st.sampled_from(["Coronation", "Christmas shutdown"]),
    source=st.sampled_from(["bank_holiday", "closure"]),
)
weekends = st.frozensets(st.integers(0, 6), max_size=4)
calendars = st.builds(
    Calendar,
    nation=st.sampled_from(["england", "scotland"]),
    holidays=st.lists(holidays, max_size=25).map(tuple),
    weekend=weekends,
    covers_from=st.just(FIRST),
    covers_until=st.just(LAST),
)
limits = st.integers(0, 40)
dated_units = st.sampled_from(DATED)
units = st.sampled_from(list(Unit))
meeting_dates = st.lists(days, max_size=6).map(tuple)


def plus(calendar: Calendar, holiday: Holiday) -> Calendar:
    return replace(calendar, holidays=(*calendar.holidays, holiday))


def known(receipt: Receipt) -> date:
    assert receipt.due_on is not None
    return receipt.due_on


def counted(receipt: Receipt) -> list[Day]:
    return [day for day in receipt.days if day.counted]


# Worked by hand from a wall calendar


@pytest.mark.parametrize(
    ("start", "n", "unit", "expected"),
    [
        # Tuesday to Tuesday: the day of receipt is not counted
        (date(2026, 6, 2), 5, Unit.WORKING_DAYS, date(2026, 6, 9)),
        # Saturday: Monday is the first working day
        (date(2026, 6, 6), 1, Unit.WORKING_DAYS, date(2026, 6, 8)),
        # the 24th, then Christmas, a weekend, Boxing Day and a shutdown, then the 30th
        (date(2026, 12, 23), 2, Unit.WORKING_DAYS, date(2026, 12, 30)),
        (date(2026, 12, 23), 0, Unit.WORKING_DAYS, date(2026, 12, 23)),
        (date(2026, 12, 25), 0, Unit.WORKING_DAYS, date(2026, 12, 30)),
        # Monday; Tuesday, Wednesday and Thursday are clear; Friday
        (date(2026, 6, 1), 3, Unit.CLEAR_WORKING_DAYS, date(2026, 6, 5)),
        (date(2026, 6, 4), 1, Unit.CLEAR_WORKING_DAYS, date(2026, 6, 8)),
        (date(2026, 6, 5), 0, Unit.CLEAR_WORKING_DAYS, date(2026, 6, 8)),
        # 28 days on is a Wednesday; 25 days on is a Sunday, so Monday
        (date(2026, 6, 3), 28, Unit.CALENDAR_DAYS, date(2026, 7, 1)),
        (date(2026, 6, 3), 25, Unit.CALENDAR_DAYS, date(2026, 6, 29)),
        (date(2026, 12, 11), 14, Unit.CALENDAR_DAYS, date(2026, 12, 30)),
        (date(2026, 1, 12), 3, Unit.MONTHS, date(2026, 4, 13)),
        (date(2026, 12, 31), 2, Unit.MONTHS, date(2027, 3, 1)),  # 28 February is a Sunday
        (date(2027, 12, 31), 2, Unit.MONTHS, date(2028, 2, 29)),  # a leap year
        (date(2028, 2, 29), 12, Unit.MONTHS, date(2029, 2, 28)),
        (date(2028, 1, 31), 2, Unit.MONTHS, date(2028, 3, 31)),  # not stuck on 29 after February
        (date(2026, 6, 8), 1, Unit.NEXT_MEETING, date(2026, 7, 13)),
        (date(2026, 6, 7), 0, Unit.NEXT_MEETING, date(2026, 6, 8)),
        (date(2026, 6, 7), 2, Unit.NEXT_MEETING, date(2026, 7, 13)),
    ],
)
def test_a_limit_falls_due_where_a_wall_calendar_says(
    start: date, n: int, unit: Unit, expected: date
) -> None:
    assert due_date(start, n, unit, CHRISTMAS, MEETINGS).due_on == expected


def test_a_leap_day_is_a_day_like_any_other() -> None:
    assert due_date(date(2028, 2, 28), 1, Unit.WORKING_DAYS, CHRISTMAS).due_on == date(2028, 2, 29)
    assert due_date(date(2028, 2, 28), 2, Unit.CALENDAR_DAYS, CHRISTMAS).due_on == date(2028, 3, 1)


def test_the_receipt_shows_each_day_and_why() -> None:
    receipt = due_date(date(2026, 12, 23), 2, Unit.WORKING_DAYS, CHRISTMAS)

    assert [(day.day.day, day.counted, day.why) for day in receipt.days] == [
        (23, False, "The start day is not counted"),
        (24, True, "Working day 1 of 2"),
        (25, False, "Christmas Day (bank holiday)"),
        (26, False, "Saturday"),
        (27, False, "Sunday"),
        (28, False, "Boxing Day, substitute day (bank holiday)"),
        (29, False, "Office closed: Christmas shutdown"),
        (30, True, "Working day 2 of 2"),
    ]
    assert receipt.snapshot == CHRISTMAS.snapshot


def test_a_deadline_that_moves_on_says_what_it_moved_on_from() -> None:
    receipt = due_date(date(2026, 7, 31), 1, Unit.MONTHS, CHRISTMAS)

    assert receipt.days[1:] == (
        Day(date(2026, 8, 31), True, "Month 1 of 1"),
        Day(
            date(2026, 9, 1),
            False,
            "Due: moved on from a day not worked (Summer bank holiday)",
        ),
    )


def test_a_shorter_month_says_so() -> None:
    receipt = due_date(date(2026, 8, 31), 1, Unit.MONTHS, CHRISTMAS)

    assert receipt.days[1].why == "Month 1 of 1 (the last day of a shorter month)"


def test_clear_days_show_the_due_day_uncounted() -> None:
    receipt = due_date(date(2026, 6, 4), 1, Unit.CLEAR_WORKING_DAYS, CHRISTMAS)

    assert [(day.day, day.counted) for day in receipt.days] == [
        (date(2026, 6, 4), False),
        (date(2026, 6, 5), True),
        (date(2026, 6, 6), False),
        (date(2026, 6, 7), False),
        (date(2026, 6, 8), False),
    ]


# What may not be asked, and what cannot be known


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("n", [-1, LONGEST_LIMIT + 1])
def test_a_limit_out_of_range_is_refused(unit: Unit, n: int) -> None:
    with pytest.raises(ValueError, match=f"not {n}"):
        due_date(FIRST, n, unit, CHRISTMAS, MEETINGS)


@pytest.mark.parametrize("unit", DATED)
def test_no_date_after_the_last_one_is_invented(unit: Unit) -> None:
    with pytest.raises(ValueError, match=r"out of range|must be in"):
        due_date(date(9999, 12, 31), 1, unit, CHRISTMAS)


@pytest.mark.parametrize("unit", DATED)
@pytest.mark.parametrize("n", [0, 3])
def test_a_calendar_with_no_working_day_ends_in_an_error(unit: Unit, n: int) -> None:
    never = replace(CHRISTMAS, weekend=frozenset(range(7)))

    with pytest.raises(NoWorkingDays):
        due_date(FIRST, n, unit, never)


def test_no_known_meeting_is_no_due_date_yet() -> None:
    receipt = due_date(date(2026, 9, 14), 1, Unit.NEXT_MEETING, CHRISTMAS, MEETINGS)

    assert receipt.due_on is None
    assert receipt.provisional


def test_a_meeting_on_a_saturday_stays_there() -> None:
    saturday = date(2026, 6, 6)
    assert due_date(FIRST, 1, Unit.NEXT_MEETING, CHRISTMAS, (saturday,)).due_on == saturday


@pytest.mark.parametrize(
    ("start", "n", "provisional"),
    [
        (date(2028, 12, 28), 1, False),
        (date(2028, 12, 29), 1, True),  # due on 1 January 2029, which nobody has said is a holiday
        (date(2025, 12, 31), 1, False),
        (date(2025, 12, 30), 2, True),
        (date(2025, 12, 30), 0, True),
    ],
)
def test_a_sum_over_days_not_covered_is_provisional(start: date, n: int, provisional: bool) -> None:
    assert due_date(start, n, Unit.WORKING_DAYS, CHRISTMAS).provisional is provisional


# True of every limit


@given(start=days, n=limits, unit=dated_units, calendar=calendars, holiday=holidays)
def test_adding_a_holiday_never_makes_a_due_date_earlier(
    start: date, n: int, unit: Unit, calendar: Calendar, holiday: Holiday
) -> None:
    before = due_date(start, n, unit, calendar)
    after = due_date(start, n, unit, plus(calendar, holiday))

    assert known(after) >= known(before)


@given(start=days, n=st.integers(1, 40), unit=st.sampled_from(WORKING), calendar=calendars)
def test_a_holiday_on_a_counted_day_does_make_it_later(
    start: date, n: int, unit: Unit, calendar: Calendar
) -> None:
    before = due_date(start, n, unit, calendar)
    announced = Holiday(counted(before)[0].day, "State funeral", "bank_holiday")

    assert known(due_date(start, n, unit, plus(calendar, announced))) > known(before)


@given(start=days, n=limits, unit=dated_units, calendar=calendars)
def test_a_due_date_is_never_a_day_not_worked(
    start: date, n: int, unit: Unit, calendar: Calendar
) -> None:
    assert calendar.is_working(known(due_date(start, n, unit, calendar)))


@given(start=days, n=limits, unit=dated_units, calendar=calendars)
def test_one_more_is_never_earlier(start: date, n: int, unit: Unit, calendar: Calendar) -> None:
    less, more = (due_date(start, size, unit, calendar) for size in (n, n + 1))

    assert known(less) <= known(more)


@given(start=days, n=limits, unit=dated_units, calendar=calendars, wait=st.integers(0, 40))
def test_starting_later_is_never_due_earlier(
    start: date, n: int, unit: Unit, calendar: Calendar, wait: int
) -> None:
    late = start + timedelta(days=wait)

    assert known(due_date(start, n, unit, calendar)) <= known(due_date(late, n, unit, calendar))


@given(start=days, n=limits, unit=dated_units, calendar=calendars)
def test_as_many_days_are_counted_as_the_limit_says(
    start: date, n: int, unit: Unit, calendar: Calendar
) -> None:
    receipt = due_date(start, n, unit, calendar)

    assert len(counted(receipt)) == n
    if unit in WORKING:
        assert all(calendar.is_working(day.day) for day in counted(receipt))


@given(start=days, n=limits, unit=units, calendar=calendars, meetings=meeting_dates)
def test_the_days_of_a_receipt_run_from_the_start_to_the_due_date(
    start: date, n: int, unit: Unit, calendar: Calendar, meetings: tuple[date, ...]
) -> None:
    receipt = due_date(start, n, unit, calendar, meetings)
    looked_at = [day.day for day in receipt.days]

    assert looked_at == sorted(set(looked_at))
    assert looked_at[0] == start
    assert receipt.due_on in (None, looked_at[-1])
    assert all(day.why for day in receipt.days)
    if unit in WORKING:  # not one day is passed over in silence
        assert looked_at[-1] - start == timedelta(days=len(looked_at) - 1)


@given(start=days, n=limits, unit=units, calendar=calendars, other=calendars, holiday=holidays)
def test_a_holiday_of_another_calendar_has_no_effect(
    start: date, n: int, unit: Unit, calendar: Calendar, other: Calendar, holiday: Holiday
) -> None:
    before = due_date(start, n, unit, calendar, MEETINGS)
    due_date(start, n, unit, plus(other, holiday), MEETINGS)

    assert due_date(start, n, unit, calendar, MEETINGS) == before


@given(start=days, n=st.integers(1, 40), calendar=calendars)
def test_counting_back_agrees_with_counting_forward(
    start: date, n: int, calendar: Calendar
) -> None:
    due_on = known(due_date(start, n, Unit.WORKING_DAYS, calendar))

    assert working_days_between(start, due_on, calendar) == n


# Pauses and extensions


@st.composite
def histories(draw: st.DrawFn) -> Receipt:
    """A receipt with up to three pauses and extensions."""
    calendar, meetings = draw(calendars), draw(meeting_dates)
    receipt = due_date(draw(days), draw(limits), draw(units), calendar, meetings)
    running_since = receipt.start
    for _ in range(draw(st.integers(0, 3))):
        if draw(st.booleans()):
            paused_on = running_since + timedelta(days=draw(st.integers(0, 30)))
            running_since = paused_on + timedelta(days=draw(st.integers(0, 30)))
            receipt = resume(receipt, paused_on, running_since, calendar, meetings, "Sick leave")
        else:
            receipt = extend(receipt, draw(st.integers(1, 10)), draw(units), calendar, meetings)
    return receipt


def test_a_pause_moves_the_due_date_by_the_working_days_it_lasted() -> None:
    receipt = due_date(date(2026, 6, 1), 5, Unit.WORKING_DAYS, CHRISTMAS)  # due Monday 8 June

    paused = resume(receipt, date(2026, 6, 3), date(2026, 6, 9), CHRISTMAS, reason="Waiting")

    assert paused.due_on == date(2026, 6, 12)
    (move,) = paused.moves
    assert (move.reason, move.n, move.unit) == ("Waiting", 4, Unit.WORKING_DAYS)
    assert (move.paused_on, move.resumed_on) == (date(2026, 6, 3), date(2026, 6, 9))
    assert (move.was_due, move.due_on) == (date(2026, 6, 8), date(2026, 6, 12))
    assert [day.day.day for day in move.days if day.counted] == [9, 10, 11, 12]
    assert move.snapshot == CHRISTMAS.snapshot
    assert paused.days == receipt.days


@pytest.mark.parametrize(
    ("unit", "n", "paused_on", "resumed_on", "expected"),
    [
        # two calendar days on from Wednesday 1 July
        (Unit.CALENDAR_DAYS, 30, date(2026, 6, 5), date(2026, 6, 7), date(2026, 7, 3)),
        (Unit.MONTHS, 1, date(2026, 6, 5), date(2026, 6, 7), date(2026, 7, 3)),
        # paused on the due day, a Tuesday, until Saturday: Monday, not the Friday before
        (Unit.WORKING_DAYS, 6, date(2026, 6, 9), date(2026, 6, 13), date(2026, 6, 15)),
        # the clock stopped and started on one day
        (Unit.WORKING_DAYS, 6, date(2026, 6, 3), date(2026, 6, 3), date(2026, 6, 9)),
        # a pause after the deadline was missed cures nothing
        (Unit.WORKING_DAYS, 6, date(2026, 6, 10), date(2026, 6, 30), date(2026, 6, 9)),
        # paused over the meeting of 8 June
        (Unit.NEXT_MEETING, 1, date(2026, 6, 3), date(2026, 6, 10), date(2026, 7, 13)),
        (Unit.NEXT_MEETING, 1, date(2026, 6, 3), date(2026, 6, 4), date(2026, 6, 8)),
        (Unit.NEXT_MEETING, 1, date(2026, 6, 8), date(2026, 6, 10), date(2026, 7, 13)),
        # paused at one meeting until the next, and so due at that one
        (Unit.NEXT_MEETING, 1, date(2026, 6, 8), date(2026, 7, 13), date(2026, 7, 13)),
        # no meeting is known after it
        (Unit.NEXT_MEETING, 1, date(2026, 6, 3), date(2026, 9, 20), None),
        (Unit.NEXT_MEETING, 9, date(2026, 6, 3), date(2026, 6, 10), None),
    ],
)
def test_a_pause_is_counted_in_what_the_limit_is_counted_in(
    unit: Unit, n: int, paused_on: date, resumed_on: date, expected: date | None
) -> None:
    receipt = due_date(date(2026, 6, 1), n, unit, CHRISTMAS, MEETINGS)

    resumed = resume(receipt, paused_on, resumed_on, CHRISTMAS, MEETINGS)

    assert resumed.due_on == expected
    assert resumed.provisional is (expected is None)
    assert len(resumed.moves) == 1


def test_a_pause_that_does_not_fit_is_refused() -> None:
    receipt = due_date(date(2026, 6, 1), 5, Unit.WORKING_DAYS, CHRISTMAS)
    with pytest.raises(ValueError, match="2026-05-31 to 2026-06-03"):
        resume(receipt, date(2026, 5, 31), date(2026, 6, 3), CHRISTMAS)
    with pytest.raises(ValueError, match="2026-06-04 to 2026-06-03"):
        resume(receipt, date(2026, 6, 4), date(2026, 6, 3), CHRISTMAS)

    paused = resume(receipt, date(2026, 6, 2), date(2026, 6, 4), CHRISTMAS)
    with pytest.raises(ValueError, match="since 2026-06-04"):  # it would count a day twice
        resume(paused, date(2026, 6, 3), date(2026, 6, 5), CHRISTMAS)


def test_an_extension_is_reckoned_from_the_due_date() -> None:
    receipt = due_date(date(2026, 6, 1), 5, Unit.WORKING_DAYS, CHRISTMAS)

    longer = extend(receipt, 1, Unit.MONTHS, CHRISTMAS, reason="Both sides agreed")

    assert longer.due_on == date(2026, 7, 8)
    assert longer.moves[0].reason == "Both sides agreed"
    assert longer.moves[0].paused_on is None


@pytest.mark.parametrize("n", [-1, 0, LONGEST_LIMIT + 1])
def test_an_extension_adds_something_within_reason(n: int) -> None:
    receipt = due_date(date(2026, 6, 1), 5, Unit.WORKING_DAYS, CHRISTMAS)

    with pytest.raises(ValueError, match=f"not {n}"):
        extend(receipt, n, Unit.WORKING_DAYS, CHRISTMAS)


def test_a_move_past_the_coverage_is_provisional() -> None:
    receipt = due_date(date(2028, 12, 20), 2, Unit.WORKING_DAYS, CHRISTMAS)
    assert not receipt.provisional

    assert extend(receipt, 10, Unit.WORKING_DAYS, CHRISTMAS).provisional


def test_a_provisional_start_is_not_cured_by_a_move_over_covered_days() -> None:
    receipt = due_date(date(2025, 12, 30), 2, Unit.WORKING_DAYS, CHRISTMAS)

    assert extend(receipt, 10, Unit.WORKING_DAYS, CHRISTMAS).provisional


@given(
    start=days,
    n=limits,
    unit=dated_units,
    calendar=calendars,
    run=st.integers(0, 60),
    stop=st.integers(0, 60),
)
def test_a_pause_never_brings_a_due_date_forward_or_leaves_it_in_the_pause(
    start: date, n: int, unit: Unit, calendar: Calendar, run: int, stop: int
) -> None:
    receipt = due_date(start, n, unit, calendar)
    paused_on = start + timedelta(days=run)
    resumed_on = paused_on + timedelta(days=stop)

    resumed = resume(receipt, paused_on, resumed_on, calendar)

    assert known(resumed) >= known(receipt)
    assert calendar.is_working(known(resumed))
    if paused_on > known(receipt):
        assert known(resumed) == known(receipt)
    else:
        assert known(resumed) >= resumed_on


@given(
    start=days,
    n=st.integers(1, 40),
    calendar=calendars,
    run=st.integers(0, 60),
    stop=st.integers(0, 60),
)
def test_a_pause_leaves_the_working_days_that_remained(
    start: date, n: int, calendar: Calendar, run: int, stop: int
) -> None:
    receipt = due_date(start, n, Unit.WORKING_DAYS, calendar)
    paused_on = start + timedelta(days=run)
    resumed_on = paused_on + timedelta(days=stop)
    assume(paused_on < known(receipt))

    resumed = resume(receipt, paused_on, resumed_on, calendar)

    assert working_days_between(resumed_on, known(resumed), calendar) == working_days_between(
        paused_on, known(receipt), calendar
    )


@given(
    start=days,
    n=limits,
    unit=dated_units,
    calendar=calendars,
    holiday=holidays,
    run=st.integers(0, 40),
    stop=st.integers(0, 40),
    more=st.integers(1, 10),
)
def test_a_holiday_announced_late_never_makes_a_moved_due_date_earlier(
    start: date,
    n: int,
    unit: Unit,
    calendar: Calendar,
    holiday: Holiday,
    run: int,
    stop: int,
    more: int,
) -> None:
    paused_on = start + timedelta(days=run)
    receipt = due_date(start, n, unit, calendar)
    receipt = resume(receipt, paused_on, paused_on + timedelta(days=stop), calendar)
    receipt = extend(receipt, more, unit, calendar)

    again = recompute(receipt, plus(calendar, holiday))

    assert known(again) >= known(receipt)
    assert calendar.is_working(known(again))


@given(start=days, n=limits, unit=units, meetings=meeting_dates)
def test_reckoning_again_by_the_same_calendar_changes_nothing(
    start: date, n: int, unit: Unit, meetings: tuple[date, ...]
) -> None:
    receipt = due_date(start, n, unit, CHRISTMAS, meetings)
    receipt = resume(receipt, start, start + timedelta(days=9), CHRISTMAS, meetings, "Away")
    receipt = extend(receipt, 2, Unit.WORKING_DAYS, CHRISTMAS, meetings, "Agreed")

    assert recompute(receipt, CHRISTMAS, meetings) == receipt


def test_a_meeting_called_later_gives_the_date_that_was_missing() -> None:
    receipt = due_date(date(2026, 9, 14), 1, Unit.NEXT_MEETING, CHRISTMAS, MEETINGS)

    again = recompute(receipt, CHRISTMAS, (*MEETINGS, date(2026, 11, 9)))

    assert again.due_on == date(2026, 11, 9)
    assert not again.provisional


# Kept as plain data


@given(receipt=histories())
def test_a_receipt_comes_back_from_json_as_it_was(receipt: Receipt) -> None:
    assert Receipt.from_dict(json.loads(json.dumps(receipt.as_dict()))) == receipt


def test_a_receipt_is_written_in_plain_words_and_iso_dates() -> None:
    plain = due_date(date(2026, 6, 5), 1, Unit.WORKING_DAYS, CHRISTMAS).as_dict()

    assert plain["start"] == "2026-06-05"
    assert plain["unit"] == "working_days"
    assert plain["days"][1] == {"day": "2026-06-06", "counted": False, "why": "Saturday"}


@pytest.mark.parametrize(
    "damage",
    [
        {"unit": "fortnights"},
        {"start": "yesterday"},
        {"days": [{"day": "2026-06-05"}]},
        {"days": None},
        {"moves": [{}]},
        {"colour": "red"},
    ],
)
def test_plain_data_that_is_not_a_receipt_is_refused(damage: dict[str, object]) -> None:
    plain = due_date(date(2026, 6, 5), 1, Unit.WORKING_DAYS, CHRISTMAS).as_dict()

    with pytest.raises(ValueError, match=r"receipt|fortnights|yesterday"):
        Receipt.from_dict(plain | damage)


def test_a_receipt_with_a_part_missing_is_refused() -> None:
    plain = due_date(date(2026, 6, 5), 1, Unit.WORKING_DAYS, CHRISTMAS).as_dict()
    del plain["days"]

    with pytest.raises(ValueError, match="days"):
        Receipt.from_dict(plain)
