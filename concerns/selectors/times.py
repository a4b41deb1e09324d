"""What a council's due dates are reckoned by: its own standards, and the days it is closed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Min, OuterRef
from django.db.models.functions import JSONObject

from concerns.engine.deadlines import Unit
from concerns.engine.protocol import LimitOf
from concerns.engine.working_days import Calendar, Holiday, next_working_day
from concerns.models import Closure, Council, LocalStandard
from concerns.protocols.calendars import calendar_for
from concerns.selectors import register


@dataclass(frozen=True, slots=True)
class Times:
    """:param standards: what, to how many of which unit. :param closures: day and name."""

    standards: Mapping[LimitOf, tuple[int, Unit]]
    closures: tuple[tuple[date, str], ...]


def times_of(council_id: int) -> Times:
    """A council's standards and closures: one query."""
    standards = LocalStandard.objects.filter(council=OuterRef("pk"))
    closures = Closure.objects.filter(council=OuterRef("pk")).order_by("day")
    row = (
        Council.objects.filter(pk=council_id)
        .annotate(
            own=ArraySubquery(standards.values(data=JSONObject(what="what", n="n", unit="unit"))),
            closed=ArraySubquery(closures.values(data=JSONObject(day="day", name="name"))),
        )
        .values("own", "closed")
        .get()
    )
    return Times(
        {LimitOf(each["what"]): (each["n"], Unit(each["unit"])) for each in row["own"]},
        tuple((date.fromisoformat(each["day"]), each["name"]) for each in row["closed"]),
    )


# ---------------------------------------------------------------- for the register's pages


def standards_of(council: Council) -> dict[LimitOf, LocalStandard]:
    """The times a council has set itself."""
    rows = LocalStandard.objects.filter(council=council)
    return {LimitOf(row.what): row for row in rows}


def fingerprint(standard: LocalStandard | None) -> str:
    """Tells whether a time is still as a form showed it, "none" where there is none."""
    return register.fingerprint(standard) if standard else "none"


def closures_between(council: Council, first: date, last: date) -> list[Closure]:
    """The days closed between two days, both included, in order."""
    return list(Closure.objects.filter(council=council, day__range=(first, last)).order_by("day"))


def closures_by_pk(council: Council, pks: Collection[int]) -> list[Closure]:
    return list(Closure.objects.filter(council=council, pk__in=list(pks)).order_by("day"))


@dataclass(frozen=True, slots=True)
class Year:
    """The days of a year on which nobody works, weekends left out.

    :param closures: each as its days.
    """

    closures: list[list[Closure]]
    holidays: tuple[Holiday, ...]


def year_of(council: Council, year: int) -> Year:
    """One query."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    calendar = calendar_for(council.nation, year, year)
    return Year(
        runs(closures_between(council, first, last), calendar),
        tuple(day for day in calendar.holidays if day.day.weekday() not in calendar.weekend),
    )


def first_closure(council: Council) -> date | None:
    """The earliest day on the list."""
    day: date | None = Closure.objects.filter(council=council).aggregate(day=Min("day"))["day"]
    return day


def runs(closures: Collection[Closure], calendar: Calendar) -> list[list[Closure]]:
    """Closures as people speak of them: days of one name with no working day in between.

    :param closures: in order. :param calendar: the nation's, without the closures themselves.
    """
    found: list[list[Closure]] = []
    for closure in closures:
        last = found[-1][-1] if found else None
        if (
            last is not None
            and last.name == closure.name
            and next_working_day(last.day, calendar)[0] >= closure.day
        ):
            found[-1].append(closure)
        else:
            found.append([closure])
    return found


def closure_with(council: Council, pk: int) -> list[Closure]:
    """The whole closure that one of its days belongs to; empty where the council has no such."""
    closure = Closure.objects.filter(council=council, pk=pk).first()
    if closure is None:
        return []
    # A closure over the turn of the year is one.
    years = closure.day.year - 1, closure.day.year + 1
    around = closures_between(council, date(years[0], 1, 1), date(years[1], 12, 31))
    calendar = calendar_for(council.nation, *years)
    return next(run for run in runs(around, calendar) if closure in run)
