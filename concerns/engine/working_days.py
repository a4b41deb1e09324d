"""The days a council works: its nation's bank holidays, its office's closures and its weekend.

Nothing here reads a clock: the days are told. Every error raised here is a `ValueError`.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SATURDAY_AND_SUNDAY = frozenset({5, 6})

# A year and a day without one working day is a broken calendar, not a long closure.
SEARCH_LIMIT = 366


class NoWorkingDays(ValueError):
    """The calendar has no working day within a year of the day asked about."""


@dataclass(frozen=True, slots=True, order=True)
class Holiday:
    """A day that is not a working day though it may be a weekday.

    A `closure` is the council's own: its name says why the office is shut ("Christmas shutdown").
    """

    day: date
    name: str
    source: Literal["bank_holiday", "closure"]

    @property
    def why(self) -> str:
        if self.source == "closure":
            return f"Office closed: {self.name}"
        if self.name.casefold().endswith("bank holiday"):
            return self.name
        return f"{self.name} (bank holiday)"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days one council works, so far as they are known.

    `weekend` holds `date.weekday()` numbers (Monday is 0). `covers_from` and `covers_until` are the
    first and last days whose holidays are known; beyond them only the weekend is, so an answer is
    provisional. `snapshot` is a digest of everything else here: equal calendars have equal
    snapshots, in whatever order their holidays were given.

    :raises ValueError: if the weekend is not made of weekday numbers or the coverage ends before it
        begins.
    """

    nation: str
    holidays: tuple[Holiday, ...]
    weekend: frozenset[int]
    covers_from: date
    covers_until: date
    snapshot: str = field(init=False)
    _reasons: dict[date, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.weekend <= set(range(7)):
            raise ValueError("A weekend is made of the weekday numbers 0 (Monday) to 6 (Sunday).")
        if self.covers_until < self.covers_from:
            raise ValueError("A calendar cannot end before it begins.")
        holidays = tuple(sorted(set(self.holidays)))
        reasons: dict[date, str] = {}
        for holiday in holidays:
            known = reasons.get(holiday.day)
            reasons[holiday.day] = f"{known}; {holiday.why}" if known else holiday.why
        object.__setattr__(self, "holidays", holidays)
        object.__setattr__(self, "_reasons", reasons)
        object.__setattr__(self, "snapshot", self._digest())

    def _digest(self) -> str:
        content = [
            self.nation,
            [[holiday.day.isoformat(), holiday.name, holiday.source] for holiday in self.holidays],
            sorted(self.weekend),
            self.covers_from.isoformat(),
            self.covers_until.isoformat(),
        ]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()

    def why_not_working(self, day: date) -> str:
        """Why nobody works on this day, in words fit to show; empty for a working day."""
        if day.weekday() in self.weekend:
            return WEEKDAYS[day.weekday()]
        return self._reasons.get(day, "")

    def is_working(self, day: date) -> bool:
        return not self.why_not_working(day)

    def covers(self, day: date) -> bool:
        return self.covers_from <= day <= self.covers_until


@dataclass(frozen=True, slots=True)
class Day:
    """One day that was looked at: did it count towards the limit, and why."""

    day: date
    counted: bool
    why: str


def next_working_day(day: date, calendar: Calendar, *, step: int = 1) -> tuple[date, list[Day]]:
    """The nearest working day strictly after `day` (before, with step -1), and the days skipped."""
    skipped: list[Day] = []
    for distance in range(1, SEARCH_LIMIT + 1):
        candidate = later(day, step * distance)
        why = calendar.why_not_working(candidate)
        if not why:
            return candidate, skipped
        skipped.append(Day(candidate, False, why))
    raise NoWorkingDays(f"This calendar has no working day within a year of {day.isoformat()}.")


def shifted(day: date, n: int, calendar: Calendar) -> date:
    """The nth working day after `day`, or before it where n is negative; where n is 0, `day`."""
    for _ in range(abs(n)):
        day, _skipped = next_working_day(day, calendar, step=1 if n > 0 else -1)
    return day


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """How many working days come after `start`, up to and including `end`; 0 if none do."""
    return sum(calendar.is_working(later(start, n)) for n in range(1, (end - start).days + 1))


def later(day: date, n: int) -> date:
    """The nth calendar day after `day`.

    :raises ValueError: if there is no such date.
    """
    # Through ordinals, so that a day past the last one is a ValueError and not an OverflowError.
    return date.fromordinal(day.toordinal() + n)


def local_date(instant: datetime) -> date:
    """The date on a wall calendar in the United Kingdom at that instant.

    :raises ValueError: if the instant does not say its offset from UTC.
    """
    if instant.utcoffset() is None:
        raise ValueError("This time has no time zone, so nobody can say which day it falls on.")
    return instant.astimezone(LONDON).date()
