"""What waits for a second person, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from concerns.engine.offices import Office
from concerns.models import Approval, Person
from concerns.permissions import approvals as permissions


@dataclass(frozen=True, slots=True)
class Described:
    """One thing that was asked for.

    :param question: as the heading of a page. :param asked: who asked for it.
    :param means: what it will do. :param done: what to say once it is done.
    """

    question: str
    asked: str
    means: str
    done: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list. :param mine: the reader asked for it, and can take it back."""

    pk: int
    described: Described
    asked_at: datetime
    until: datetime
    can_agree: bool
    mine: bool


def rows(
    waiting: Iterable[Approval], *, reader: Person, held: Collection[Office], at: datetime
) -> list[Row]:
    return [
        Row(
            each.pk,
            described(each),
            each.asked_at,
            each.expires_at,
            permissions.can_agree(approval=each, person=reader, held=held, at=at),
            each.asked_by_id == reader.user_id,
        )
        for each in waiting
    ]


def described(approval: Approval) -> Described:
    who = approval.person.name if approval.person else ""
    asked = f"{approval.asked_by.name} asked for this."
    match approval.kind:
        case Approval.Kind.ADMINISTRATOR:
            return Described(
                f"Make {who} an administrator?",
                asked,
                f"{who} will be able to change the register and write the protocol, and so decide"
                " where concerns go. They see no concern by it.",
                f"{who} is an administrator now. They and the other administrators are told.",
            )
        case Approval.Kind.LOST_FACTOR:
            return Described(
                f"Let {who} set up their sign-in again?",
                asked,
                f"The app, keys and recovery codes that {who} signs in with stop working at once,"
                " and they are signed out everywhere. Be sure that it is really them who lost it:"
                " speak to them in person or by a telephone number you knew before.",
                f"{who} can set up their sign-in again. They are told by email.",
            )
        case Approval.Kind.EXPORT:
            return Described(
                "Give out the figures of all concerns?",
                asked,
                f"{approval.asked_by.name} will be able to download one line for each concern, for"
                " 24 hours: reference, matter, dates, outcome and office, and no name. What names"
                " either of you is not in it.",
                "It can be downloaded now.",
            )
    return Described(approval.get_kind_display(), asked, "", "It is done.")
