"""How long a concern is kept after it ended, by how it ended.

The periods here are where a council starts from; each can set its own within the bounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from concerns.engine.deadlines import months_later
from concerns.engine.states import Closing


class Class(StrEnum):
    """What is kept equally long."""

    DECIDED = "decided"
    REFERRED = "referred"
    SETTLED = "settled"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Period:
    """A number of months. :param least: and :param most: what a council may set.

    :param source: why this long, in a sentence that is shown.
    """

    months: int
    least: int
    most: int
    source: str


DEFAULTS: Mapping[Class, Period] = MappingProxyType(
    {
        # As East Riding of Yorkshire's privacy notice on code of conduct complaints has it.
        Class.DECIDED: Period(
            72, 12, 240, "Six years: as long as a claim can usually be made (Limitation Act 1980)."
        ),
        Class.REFERRED: Period(
            72,
            12,
            240,
            "Six years: whoever it was referred to may ask for it, and a claim be made.",
        ),
        Class.SETTLED: Period(
            24, 12, 240, "Two years: long enough to see whether the same thing comes back."
        ),
        Class.DRAFT: Period(
            3, 1, 12, "Three months: nobody but its author has read it, and it was never sent."
        ),
    }
)

_OF: Mapping[Closing, Class] = MappingProxyType(
    {
        Closing.UPHELD: Class.DECIDED,
        Closing.PARTLY_UPHELD: Class.DECIDED,
        Closing.NOT_UPHELD: Class.DECIDED,
        Closing.REFERRED_OUT: Class.REFERRED,
        Closing.RESOLVED_INFORMALLY: Class.SETTLED,
        Closing.DECLINED: Class.SETTLED,
        Closing.WITHDRAWN: Class.SETTLED,
    }
)


def class_of(outcome: Closing) -> Class:
    """What a concern that ended so is kept as."""
    return _OF[outcome]


def months_of(own: Mapping[Class, int], what: Class) -> int:
    """How many months a council keeps it. :param own: the periods it has set itself."""
    return own.get(what, DEFAULTS[what].months)


def erase_after(*, closed: date | None, further: Iterable[date | None], months: int) -> date | None:
    """The last day a concern is kept.

    :param closed: the day it was last closed; None while it is open.
    :param further: the same of each appeal that refers to it: it begins the period anew.
    :return: None while it, or an appeal, is open.
    """
    ends = [closed, *further]
    days = [day for day in ends if day is not None]
    return months_later(max(days), months) if len(days) == len(ends) else None
