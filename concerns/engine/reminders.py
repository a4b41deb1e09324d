"""When to remind someone of a deadline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from concerns.engine.working_days import Calendar, shifted

# A council may set its own; these are where it starts.
REMIND_BEFORE = 2
REMIND_OVERDUE_EVERY = 5


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder of a deadline.

    `number` is 0 before it, 1 on the day, 2 and on while overdue: it stays the same when a new
    holiday moves the day, so that no reminder is sent twice.
    """

    day: date
    kind: Literal["before", "due", "overdue"]
    number: int


def reminder_days(
    due_on: date,
    calendar: Calendar,
    *,
    after: date | None = None,
    until: date | None = None,
    before: int = REMIND_BEFORE,
    overdue_every: int = REMIND_OVERDUE_EVERY,
) -> tuple[Reminder, ...]:
    """When to remind someone of a deadline, in order.

    `before` working days ahead (0: no such reminder), on the day, and every `overdue_every` working
    days from then on. Only days strictly after `after` (the day the clock started) and not beyond
    `until` are given; without an `until` there is no overdue reminder, since they never end. With
    today as `until`, the last one given is the one that stands now.

    :raises ValueError: if `before` is negative or `overdue_every` is below 1.
    :raises NoWorkingDays: as `due_date`.
    """
    if before < 0 or overdue_every < 1:
        raise ValueError("Remind 0 or more working days before, and every 1 or more after.")
    reminders = [Reminder(due_on, "due", 1)]
    if before:
        reminders.insert(0, Reminder(shifted(due_on, -before, calendar), "before", 0))
    day = due_on
    while until is not None and (day := shifted(day, overdue_every, calendar)) <= until:
        reminders.append(Reminder(day, "overdue", len(reminders) + (not before)))
    return tuple(
        reminder
        for reminder in reminders
        if (after is None or reminder.day > after) and (until is None or reminder.day <= until)
    )
