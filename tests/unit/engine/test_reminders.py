from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concerns.engine.reminders import Reminder, reminder_days
from concerns.engine.working_days import Calendar, Holiday

CALENDAR = Calendar(
    nation="england",
    holidays=(Holiday(date(2026, 8, 31), "Summer bank holiday", "bank_holiday"),),
    weekend=frozenset({5, 6}),
    covers_from=date(2026, 1, 1),
    covers_until=date(2026, 12, 31),
)
TUESDAY = date(2026, 9, 1)


def test_reminders_come_two_working_days_before_and_on_the_day() -> None:
    assert reminder_days(TUESDAY, CALENDAR) == (
        Reminder(date(2026, 8, 27), "before", 0),  # Thursday: Monday is a bank holiday
        Reminder(TUESDAY, "due", 1),
    )


def test_overdue_reminders_come_every_five_working_days_until_told_to_stop() -> None:
    reminders = reminder_days(TUESDAY, CALENDAR, until=date(2026, 9, 15))

    assert reminders[2:] == (
        Reminder(date(2026, 9, 8), "overdue", 2),
        Reminder(date(2026, 9, 15), "overdue", 3),
    )


def test_a_council_may_set_its_own_reminders() -> None:
    reminders = reminder_days(TUESDAY, CALENDAR, until=date(2026, 9, 3), before=1, overdue_every=2)

    assert [reminder.day for reminder in reminders] == [
        date(2026, 8, 28),
        TUESDAY,
        date(2026, 9, 3),
    ]


def test_without_a_reminder_before_the_others_keep_their_numbers() -> None:
    reminders = reminder_days(TUESDAY, CALENDAR, until=date(2026, 9, 8), before=0)

    assert [(reminder.kind, reminder.number) for reminder in reminders] == [
        ("due", 1),
        ("overdue", 2),
    ]


def test_no_reminder_comes_before_the_clock_started() -> None:
    assert reminder_days(TUESDAY, CALENDAR, after=date(2026, 8, 27)) == (
        Reminder(TUESDAY, "due", 1),
    )


def test_nothing_is_due_before_the_first_reminder() -> None:
    assert reminder_days(TUESDAY, CALENDAR, until=date(2026, 8, 26)) == ()


@pytest.mark.parametrize("wrong", [{"before": -1}, {"overdue_every": 0}])
def test_reminders_that_would_never_end_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="every 1 or more"):
        reminder_days(TUESDAY, CALENDAR, until=date(2026, 12, 31), **wrong)


@given(
    due_on=st.dates(date(2026, 2, 1), date(2026, 10, 1)),
    late=st.integers(0, 60),
    before=st.integers(0, 5),
    every=st.integers(1, 10),
    announced=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
)
def test_reminders_are_in_order_and_keep_their_numbers_when_a_holiday_is_announced(
    due_on: date, late: int, before: int, every: int, announced: date
) -> None:
    until = due_on + timedelta(days=late)
    later = replace(CALENDAR, holidays=(Holiday(announced, "Funeral", "bank_holiday"),))

    for calendar in (CALENDAR, later):
        reminders = reminder_days(due_on, calendar, until=until, before=before, overdue_every=every)
        numbers = [reminder.number for reminder in reminders]

        assert numbers == list(range(0 if before else 1, numbers[-1] + 1))
        assert [r.day for r in reminders] == sorted({r.day for r in reminders})
        assert all(calendar.is_working(r.day) for r in reminders if r.kind != "due")
        assert [r.day for r in reminders if r.kind == "due"] == [due_on]
