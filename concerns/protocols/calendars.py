"""The bank holidays of the four nations, as a calendar the engine can count by.

The `holidays` package knows the rules and the proclaimed one-off days; what it says is copied into
a `Calendar`, so that an answer rests on a snapshot of days and not on which release is installed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import holidays

from concerns.engine.protocol import Nation
from concerns.engine.working_days import SATURDAY_AND_SUNDAY, Calendar, Holiday

# ISO 3166-2:GB, the letters the package goes by.
SUBDIVISIONS = {
    Nation.ENGLAND: "ENG",
    Nation.WALES: "WLS",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}

# The package's names, in the words of www.gov.uk/bank-holidays. A name not listed stays as it is.
PLAIN_NAMES = {
    "New Year's Day": "New Year’s Day",
    "New Year Holiday": "2nd January",
    "Saint Patrick's Day": "St Patrick’s Day",
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Battle of the Boyne": "Battle of the Boyne (Orangemen’s Day)",
    "Summer Bank Holiday": "Summer bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "Saint Andrew's Day": "St Andrew’s Day",
}


def bank_holidays(nation: str, years: Iterable[int]) -> tuple[Holiday, ...]:
    """Every bank holiday of a nation in those years, in order.

    `nation` is a `Nation` or its value. Substitute days are days of their own. Scottish local
    holidays are not bank holidays: give them as closures.

    Source: Banking and Financial Dealings Act 1971 and the proclamations under it.

    :raises ValueError: if there is no such nation.
    """
    known = holidays.country_holidays(
        "GB",
        subdiv=SUBDIVISIONS[Nation(nation)],
        years=list(years),
        language="en_GB",
    )
    return tuple(
        Holiday(day, "; ".join(map(_plain, name.split("; "))), "bank_holiday")
        for day, name in sorted(known.items())
    )


def calendar_for(
    nation: str,
    from_year: int,
    to_year: int,
    closures: Iterable[tuple[date, str]] = (),
    weekend: frozenset[int] = SATURDAY_AND_SUNDAY,
) -> Calendar:
    """The calendar of a council in that nation, for whole years, both included.

    `closures` are the days its office is shut, each with its reason ("Christmas shutdown").

    :raises ValueError: if there is no such nation, or the years are the wrong way round.
    """
    shut = (Holiday(day, reason, "closure") for day, reason in closures)
    return Calendar(
        nation=Nation(nation).value,
        holidays=(*bank_holidays(nation, range(from_year, to_year + 1)), *shut),
        weekend=weekend,
        covers_from=date(from_year, 1, 1),
        covers_until=date(to_year, 12, 31),
    )


def _plain(name: str) -> str:
    original = name.removesuffix(" (observed)")
    plain = PLAIN_NAMES.get(original, original)
    return plain if original == name else f"{plain}, substitute day"
