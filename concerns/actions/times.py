"""What a council's dates are reckoned by: times of its own, and the days its offices are closed.

Nothing here moves a date already given: it was worked out when its step began and is kept with its
working. What changes here is what the next step is reckoned by.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from concerns.actions import _register, _routing
from concerns.actions._register import CannotRecord, day_text
from concerns.engine.deadlines import Unit
from concerns.engine.protocol import LimitOf
from concerns.engine.working_days import Calendar, later
from concerns.models import Closure, Council, LocalStandard, User
from concerns.protocols.calendars import calendar_for
from concerns.selectors import times

YEARS_AHEAD = _routing.YEARS_AHEAD  # no date is counted further

# Dates are counted by the days somebody works, and reminders wait for one. So nobody can close the
# offices for so long that a date is put off, or its reminders are silent, for months.
MOST_A_YEAR = 20
MOST_IN_A_ROW = 10  # the sweep looks only so far ahead: `reminders.HORIZON`
_AROUND = 60  # days that are looked at on both sides of a closure; no row reaches further

# ---------------------------------------------------------------- times of the council's own


@transaction.atomic
def set_standard(
    *,
    council: Council,
    what: LimitOf,
    n: int,
    unit: Unit,
    by: User | None,
    at: datetime,
    seen: str = "",
) -> LocalStandard:
    """Set a time of the council's own; it is shown as local, never as the protocol's.

    :param n: in `unit`, from the day a step begins.
    :param seen: the fingerprint of the time as the form showed it.
    :raises CannotRecord: if it changed since, if it is not from 1 to 400, or if an acknowledgement
        would be due after the decision.
    """
    _register.begin(council, by=by, at=at)
    own = times.standards_of(council)
    before = own.get(what)
    _check_unchanged(before, seen)
    _check_order({**_lengths(own), what: (n, unit)})
    if before is not None and (before.n, before.unit) == (n, unit.value):
        return before
    with _register.refusals():
        standard, _ = LocalStandard.objects.update_or_create(
            council=council, what=what.value, defaults={"n": n, "unit": unit.value}
        )
    _register.record(
        "set_standard",
        council,
        by=by,
        at=at,
        what=what.value,
        n=n,
        unit=unit.value,
        was_n=before.n if before else None,
        was_unit=before.unit if before else None,
    )
    return standard


@transaction.atomic
def remove_standard(
    *, council: Council, what: LimitOf, by: User | None, at: datetime, seen: str = ""
) -> None:
    """Have no time of the council's own for this any more.

    :raises CannotRecord: if it changed since `seen`.
    """
    _register.begin(council, by=by, at=at)
    before = times.standards_of(council).get(what)
    _check_unchanged(before, seen)
    if before is None:
        return
    before.delete()
    _register.record(
        "remove_standard",
        council,
        by=by,
        at=at,
        what=what.value,
        was_n=before.n,
        was_unit=before.unit,
    )


def _check_unchanged(standard: LocalStandard | None, seen: str) -> None:
    if seen and seen != times.fingerprint(standard):
        raise CannotRecord(_register.CHANGED_SINCE)


def _lengths(own: dict[LimitOf, LocalStandard]) -> dict[LimitOf, tuple[int, Unit]]:
    return {what: (standard.n, Unit(standard.unit)) for what, standard in own.items()}


def _check_order(lengths: dict[LimitOf, tuple[int, Unit]]) -> None:
    """Nobody acknowledges what they have decided. Only times of one unit can be compared."""
    first, last = lengths.get(LimitOf.ACKNOWLEDGE), lengths.get(LimitOf.DECIDE)
    if first and last and first[1] is last[1] and first[0] > last[0]:
        raise CannotRecord(
            f"The time to acknowledge a concern ({first[0]} days) cannot be longer than the time to"
            f" deal with it ({last[0]} days)",
            "n",
        )


# ---------------------------------------------------------------- days the offices are closed


@transaction.atomic
def close_offices(
    *,
    council: Council,
    first: date,
    last: date | None,
    name: str,
    by: User | None,
    at: datetime,
) -> list[Closure]:
    """Record the working days of a time when the offices are closed.

    Weekends, bank holidays and days recorded before are passed over: they do not count anyway.

    :param last: the last day closed; None for one day. :param name: why, in the council's words.
    :return: the days recorded, in order.
    :raises CannotRecord: if it would reach into the past or too far ahead, if no working day is
        left to record, or if a year would have too many, or too many would follow each other.
    """
    on = _register.begin(council, by=by, at=at)
    last = last or first
    _check_ahead(first, last, on)
    # The years themselves, and what a row over the turn of a year can reach.
    since = min(date(first.year, 1, 1), later(first, -_AROUND))
    until = max(date(last.year, 12, 31), later(last, _AROUND))
    known = times.closures_between(council, since, until)
    calendar = calendar_for(council.nation, since.year, until.year)
    closed = {closure.day for closure in known}
    days = [day for day in _worked(first, last, calendar) if day not in closed]
    if not days:
        raise CannotRecord(_why_none(first, last, calendar, known), "first")
    _check_not_too_many(closed, days)
    _check_not_in_a_row(closed.union(days), days, calendar)
    with _register.refusals():
        made = Closure.objects.bulk_create(
            Closure(council=council, day=day, name=name) for day in days
        )
    _record_closure("add_closure", council, days, by=by, at=at)
    return made


@transaction.atomic
def open_offices(
    *, council: Council, closures: Collection[int], by: User | None, at: datetime
) -> list[date]:
    """Take days off the list of closures that are still to come.

    :param closures: their ids.
    :return: the days, in order.
    :raises CannotRecord: if one of them is over, or none is left.
    """
    on = _register.begin(council, by=by, at=at)
    rows = times.closures_by_pk(council, closures)
    if not rows or len(rows) != len(set(closures)):
        raise CannotRecord("This closure was taken off the list already")
    if any(row.day < on for row in rows):
        raise CannotRecord("A day that is over stays on the list, because dates were counted by it")
    days = [row.day for row in rows]
    Closure.objects.filter(pk__in=[row.pk for row in rows]).delete()
    _record_closure("remove_closure", council, days, by=by, at=at)
    return days


def _check_ahead(first: date, last: date, on: date) -> None:
    if first < on:
        raise CannotRecord(
            "The first day must be today or later. Dates have been counted by the days that are"
            " over, so they stay as they were",
            "first",
        )
    if last < first:
        raise CannotRecord("The last day must be the same as or after the first day", "last")
    if last.year > on.year + YEARS_AHEAD:
        raise CannotRecord(
            f"The closure must end in {on.year + YEARS_AHEAD} or earlier. No date is counted"
            " further ahead than that",
            "last" if last != first else "first",
        )


def _worked(first: date, last: date, calendar: Calendar) -> list[date]:
    every = (later(first, n) for n in range((last - first).days + 1))
    return [day for day in every if calendar.is_working(day)]


def _why_none(first: date, last: date, calendar: Calendar, known: list[Closure]) -> str:
    """Why no day is left to record."""
    if first != last:
        return "None of these days is a working day that is not on the list already"
    recorded = next((closure.name for closure in known if closure.day == first), "")
    if recorded:
        return f"{day_text(first)} is on the list already: {recorded}"
    why = calendar.why_not_working(first)
    return f"{day_text(first)} does not count as a working day anyway: {why}"


def _check_not_too_many(closed: set[date], days: list[date]) -> None:
    for year in sorted({day.year for day in days}):
        n = sum(day.year == year for day in closed.union(days))
        if n > MOST_A_YEAR:
            raise CannotRecord(
                f"That would make {n} days closed in {year}. A year can have {MOST_A_YEAR} at"
                " most, so that dates can still be counted",
                "last",
            )


def _check_not_in_a_row(closed: set[date], days: list[date], calendar: Calendar) -> None:
    """Weekends and bank holidays do not break a row: nobody works on them either."""
    for day in days:
        row = [
            *reversed(_closed_from(later(day, -1), closed, calendar, step=-1)),
            *_closed_from(day, closed, calendar, step=1),
        ]
        if len(row) > MOST_IN_A_ROW:
            raise CannotRecord(
                f"The offices would then be closed for {len(row)} working days in a row, from"
                f" {day_text(row[0])} to {day_text(row[-1])}. At most {MOST_IN_A_ROW} in a row can"
                " be closed, so that nobody waits longer than that",
                "last",
            )


def _closed_from(start: date, closed: set[date], calendar: Calendar, *, step: int) -> list[date]:
    """The days closed from one on, in one direction, until a day on which somebody works."""
    found = []
    day = start
    while day in closed or not calendar.is_working(day):
        if calendar.is_working(day):
            found.append(day)
        day = later(day, step)
    return found


def _record_closure(
    act: str, council: Council, days: list[date], *, by: User | None, at: datetime
) -> None:
    _register.record(act, council, by=by, at=at, days=[day.isoformat() for day in days])
