"""When something is due, and how that date was reached.

A deadline is a date in the council's own calendar: its nation's bank holidays, its office's
closures and its weekend. Every answer is a `Receipt` that shows each day looked at, whether it
counted, and why, so that a person can check the sum with a wall calendar. Nothing here reads a
clock: the days are told.

Every error raised here is a `ValueError`.
"""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from concerns.engine.reminders import Reminder, reminder_days
from concerns.engine.working_days import (
    Calendar,
    Day,
    Holiday,
    NoWorkingDays,
    later,
    local_date,
    next_working_day,
    working_days_between,
)

# The calendar and the reminders belong to a deadline: callers need import only this module.
__all__ = [
    "Calendar",
    "Day",
    "Holiday",
    "Move",
    "NoWorkingDays",
    "Receipt",
    "Reminder",
    "Unit",
    "due_date",
    "extend",
    "local_date",
    "recompute",
    "reminder_days",
    "resume",
    "working_days_between",
]

# Ten years of days. More is a slip of the keyboard, and would only be slow to add up.
LONGEST_LIMIT = 3660


class Unit(StrEnum):
    """What a limit is counted in."""

    WORKING_DAYS = "working_days"
    CLEAR_WORKING_DAYS = "clear_working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    NEXT_MEETING = "next_meeting"


# What a pause is counted in. A month's pause is counted in days, since months differ.
_PAUSE_UNITS = {
    Unit.WORKING_DAYS: Unit.WORKING_DAYS,
    Unit.CLEAR_WORKING_DAYS: Unit.WORKING_DAYS,
    Unit.CALENDAR_DAYS: Unit.CALENDAR_DAYS,
    Unit.MONTHS: Unit.CALENDAR_DAYS,
    Unit.NEXT_MEETING: Unit.NEXT_MEETING,
}

Reckoning = tuple[date, list[Day]]


@dataclass(frozen=True, slots=True)
class Move:
    """A due date put back, by a pause or by an extension, with its working.

    A pause has the days the clock stopped and started again; an extension has neither. `n` of
    `unit` were added to `was_due`, and as many of `days` are counted. `snapshot` names the calendar
    used.
    """

    reason: str
    paused_on: date | None
    resumed_on: date | None
    n: int
    unit: Unit
    was_due: date | None
    due_on: date | None
    days: tuple[Day, ...]
    snapshot: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """A due date with its working: kept with the deadline it explains.

    `days` shows the first reckoning, in order; exactly `n` of them are counted. `moves` shows every
    pause and extension since. `due_on` is None only when no meeting is known. `provisional` means
    that the sum used days the calendar does not cover, or that there is no date yet: reckon again
    when more is known. `snapshot` names the calendar of the first reckoning; each move names its
    own.
    """

    start: date
    n: int
    unit: Unit
    due_on: date | None
    days: tuple[Day, ...]
    snapshot: str
    provisional: bool
    moves: tuple[Move, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON, from which `from_dict` makes an equal receipt."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self), default=date.isoformat))
        return plain

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Receipt:
        """The receipt that `as_dict` wrote down.

        :raises ValueError: if a part is missing or unknown, or a date or unit is not one.
        """
        try:
            return cls(
                **_plain(data, "start", "due_on")
                | {"days": _days(data), "moves": tuple(_move(move) for move in data["moves"])}
            )
        except (AttributeError, KeyError, TypeError) as wrong:
            raise ValueError(f"This is not a deadline receipt: {wrong}") from wrong


def _plain(data: dict[str, Any], *dates: str) -> dict[str, Any]:
    read = {name: data[name] and date.fromisoformat(data[name]) for name in dates}
    return {**data, **read, "unit": Unit(data["unit"])}


def _days(data: dict[str, Any]) -> tuple[Day, ...]:
    return tuple(Day(**{**day, "day": date.fromisoformat(day["day"])}) for day in data["days"])


def _move(data: dict[str, Any]) -> Move:
    return Move(
        **_plain(data, "paused_on", "resumed_on", "was_due", "due_on") | {"days": _days(data)}
    )


def due_date(
    start: date, n: int, unit: Unit, calendar: Calendar, meetings: Sequence[date] = ()
) -> Receipt:
    """When something due within `n` of `unit` from `start` falls due.

    The start day is never counted (as in the Freedom of Information Act 2000, s.10(1), "following
    the date of receipt").

    * Working days: due on the nth working day after the start day.
    * Clear working days: n whole working days lie between the start day and the due day, neither of
      which is counted, so it is due on the working day after the nth. (The common reading of "clear
      days" in local government notices: Local Government Act 1972, Sch. 12; R v Swansea CC ex p
      Elitestone, 1993.)
    * Calendar days and months: every day counts, and a month ends on the day of the same number, or
      on the last day of a shorter month. A date so reached that is not a working day moves on to
      the next one, and the receipt says so (compare Local Government Act 1972, s.243(1)).
    * Next meeting: the nth of `meetings` after the start day, and the first where n is 0. A meeting
      is where it is: it does not move even if it is on a Saturday. None known: no due date,
      provisional.

    :raises ValueError: if n is negative or above `LONGEST_LIMIT`, or the year 9999 is passed.
    :raises NoWorkingDays: if the calendar has no working day within a year of a day reached.
    """
    if not 0 <= n <= LONGEST_LIMIT:
        raise ValueError(f"A limit is from 0 to {LONGEST_LIMIT}, not {n}.")
    due_on, days = _reckon(start, n, unit, calendar, meetings)
    return Receipt(
        start=start,
        n=n,
        unit=unit,
        due_on=due_on,
        days=(Day(start, False, "The start day is not counted"), *days),
        snapshot=calendar.snapshot,
        provisional=_is_provisional(due_on, days, calendar),
    )


def resume(
    receipt: Receipt,
    paused_on: date,
    resumed_on: date,
    calendar: Calendar,
    meetings: Sequence[date] = (),
    reason: str = "",
) -> Receipt:
    """The receipt after the clock stood still between two days: never due earlier than before.

    As with any start day, the day it paused counted and the day it resumed does not. The due date
    moves by what the limit is counted in: working days, calendar days (also for months), or the
    meetings missed. It is never before the day the clock resumed. A pause that begins after the due
    date cures nothing: it is recorded and moves nothing. Without a due date there is still none.

    :raises ValueError: if the pause begins before the clock did or an earlier pause ended, or ends
        before it begins.
    :raises NoWorkingDays: as `due_date`.
    """
    ran_from = max([receipt.start, *(move.resumed_on for move in receipt.moves if move.resumed_on)])
    if not ran_from <= paused_on <= resumed_on:
        raise ValueError(
            f"A pause from {paused_on} to {resumed_on} does not fit a clock run since {ran_from}."
        )
    unit = _PAUSE_UNITS[receipt.unit]
    missed = receipt.due_on is None or receipt.due_on < paused_on
    n = 0 if missed else _stood_still(paused_on, resumed_on, unit, calendar, meetings)
    moved = _move_by(receipt, n, unit, calendar, meetings)
    if not missed and moved.due_on is not None and moved.due_on < resumed_on:
        moved = _move_by(receipt, n + 1, unit, calendar, meetings)
    return _after(
        receipt, replace(moved, reason=reason, paused_on=paused_on, resumed_on=resumed_on), calendar
    )


def extend(
    receipt: Receipt,
    n: int,
    unit: Unit,
    calendar: Calendar,
    meetings: Sequence[date] = (),
    reason: str = "",
) -> Receipt:
    """The receipt with `n` more of `unit`, reckoned from its due date as from a start day.

    Without a due date there is still none.

    :raises ValueError: if n is below 1 or above `LONGEST_LIMIT`.
    :raises NoWorkingDays: as `due_date`.
    """
    if not 1 <= n <= LONGEST_LIMIT:
        raise ValueError(f"An extension is from 1 to {LONGEST_LIMIT}, not {n}.")
    return _after(
        receipt, replace(_move_by(receipt, n, unit, calendar, meetings), reason=reason), calendar
    )


def recompute(receipt: Receipt, calendar: Calendar, meetings: Sequence[date] = ()) -> Receipt:
    """The same limit, pauses and extensions by a changed calendar or other meetings.

    :raises NoWorkingDays: as `due_date`.
    """
    again = due_date(receipt.start, receipt.n, receipt.unit, calendar, meetings)
    for move in receipt.moves:
        if move.paused_on and move.resumed_on:
            again = resume(again, move.paused_on, move.resumed_on, calendar, meetings, move.reason)
        else:
            again = extend(again, move.n, move.unit, calendar, meetings, move.reason)
    return again


def _stood_still(
    paused_on: date, resumed_on: date, unit: Unit, calendar: Calendar, meetings: Sequence[date]
) -> int:
    if unit is Unit.WORKING_DAYS:
        return working_days_between(paused_on, resumed_on, calendar)
    if unit is Unit.CALENDAR_DAYS:
        return (resumed_on - paused_on).days
    return len({meeting for meeting in meetings if paused_on < meeting <= resumed_on})


def _move_by(
    receipt: Receipt, n: int, unit: Unit, calendar: Calendar, meetings: Sequence[date]
) -> Move:
    was_due = due_on = receipt.due_on
    days: list[Day] = []
    if was_due is not None and n:
        due_on, days = _reckon(was_due, n, unit, calendar, meetings)
    return Move(
        reason="",
        paused_on=None,
        resumed_on=None,
        n=n,
        unit=unit,
        was_due=was_due,
        due_on=due_on,
        days=tuple(days),
        snapshot=calendar.snapshot,
    )


def _after(receipt: Receipt, move: Move, calendar: Calendar) -> Receipt:
    return replace(
        receipt,
        due_on=move.due_on,
        provisional=receipt.provisional or _is_provisional(move.due_on, move.days, calendar),
        moves=(*receipt.moves, move),
    )


def _reckon(
    start: date, n: int, unit: Unit, calendar: Calendar, meetings: Sequence[date]
) -> tuple[date | None, list[Day]]:
    match unit:
        case Unit.WORKING_DAYS:
            return _working_days(start, n, calendar)
        case Unit.CLEAR_WORKING_DAYS:
            return _clear_working_days(start, n, calendar)
        case Unit.CALENDAR_DAYS:
            return _calendar_days(start, n, calendar)
        case Unit.MONTHS:
            return _months(start, n, calendar)
        case Unit.NEXT_MEETING:
            return _meetings(start, max(n, 1), meetings)


def _is_provisional(due_on: date | None, days: Sequence[Day], calendar: Calendar) -> bool:
    return due_on is None or not all(calendar.covers(d) for d in (due_on, *(x.day for x in days)))


def _working_days(start: date, n: int, calendar: Calendar) -> Reckoning:
    if n == 0:
        return _first_working_day(start, calendar)
    due_on, days = start, []
    for number in range(1, n + 1):
        due_on, skipped = next_working_day(due_on, calendar)
        days += [*skipped, Day(due_on, True, f"Working day {number} of {n}")]
    return due_on, days


def _clear_working_days(start: date, n: int, calendar: Calendar) -> Reckoning:
    last, days = (start, []) if n == 0 else _working_days(start, n, calendar)
    due_on, skipped = next_working_day(last, calendar)
    return due_on, [*days, *skipped, Day(due_on, False, "Due: the clear days end before this day")]


def _calendar_days(start: date, n: int, calendar: Calendar) -> Reckoning:
    days = [Day(later(start, i), True, f"Day {i} of {n}") for i in range(1, n + 1)]
    return _rolled(days, start, calendar)


def _months(start: date, n: int, calendar: Calendar) -> Reckoning:
    days = []
    for number in range(1, n + 1):
        day = months_later(start, number)
        short = "" if day.day == start.day else " (the last day of a shorter month)"
        days.append(Day(day, True, f"Month {number} of {n}{short}"))
    return _rolled(days, start, calendar)


def _meetings(start: date, n: int, meetings: Sequence[date]) -> tuple[date | None, list[Day]]:
    ahead = sorted({meeting for meeting in meetings if meeting > start})[:n]
    days = [Day(meeting, True, f"Meeting {i} of {n}") for i, meeting in enumerate(ahead, 1)]
    return (ahead[-1] if len(ahead) == n else None), days


def _rolled(days: list[Day], start: date, calendar: Calendar) -> Reckoning:
    due_on, passed = _first_working_day(days[-1].day if days else start, calendar)
    return due_on, [*days, *passed]


def _first_working_day(day: date, calendar: Calendar) -> Reckoning:
    """The first working day on or after `day`, and the days after it that were passed."""
    why = calendar.why_not_working(day)
    if not why:
        return day, []
    due_on, skipped = next_working_day(day, calendar)
    return due_on, [*skipped, Day(due_on, False, f"Due: moved on from a day not worked ({why})")]


def months_later(day: date, n: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
