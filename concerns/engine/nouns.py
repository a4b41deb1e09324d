"""What each kind of matter is called, in one place: only a concern speaks of itself as a concern.

Mail uses none of these words: somebody who looks over a shoulder is told of no more than
“something” (design section 5).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from concerns.engine.facts import NO_FAULT, Matter


@dataclass(frozen=True, slots=True)
class Noun:
    """One kind of matter.

    :param one: a single word, where it is plain which is meant: `Withdraw your request`.
    :param full: where it is not: `Where your request for information will go`.
    :param title: on its own, with a capital, in lists and headings.
    """

    one: str
    full: str
    title: str

    @property
    def yours(self) -> str:
        """To the person who sent it: `Your request for information`."""
        return f"Your {self.title[0].lower()}{self.title[1:]}"


NOUNS: Mapping[Matter, Noun] = MappingProxyType(
    {
        Matter.CONCERN: Noun("concern", "concern", "Concern"),
        Matter.ACCESS_REQUEST: Noun(
            "request", "request for information", "Request for information"
        ),
        Matter.ACCESS_APPEAL: Noun("appeal", "appeal", "Appeal against a refusal of information"),
        Matter.GROUP_REPORT: Noun(
            "request", "request for a report", "Request for a report to a political group"
        ),
        Matter.ATTENDANCE: Noun("request", "request", "Request for an officer to attend a meeting"),
        Matter.ENQUIRY: Noun("enquiry", "enquiry", "Casework enquiry"),
        Matter.DECLARATION: Noun("declaration", "declaration", "Declaration of interest"),
        Matter.MEETING: Noun(
            "request", "request for a meeting", "Request for a meeting with officers"
        ),
    }
)


# What somebody sent and began, of every kind: the name of that list wherever it is spoken of.
YOURS: Final = "Your concerns and requests"


def noun(matter: str) -> Noun:
    """By the code a concern is kept with.

    :raises ValueError: for a code there is not.
    """
    return NOUNS[Matter(matter)]


def is_about(matter: str) -> bool:
    """Whether those named in it are what it is about; in a request they are asked (ADR 0005)."""
    return Matter(matter) not in NO_FAULT
