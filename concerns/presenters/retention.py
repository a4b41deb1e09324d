"""How long things are kept, what is due to be erased and what is held, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse

from concerns.actions.erasing import Board, Due
from concerns.engine import nouns
from concerns.engine.retention import DEFAULTS, Class, months_of
from concerns.engine.working_days import local_date
from concerns.models import Approval, Concern, Council, Hold, User
from concerns.presenters import states
from concerns.presenters.case import Row
from concerns.presenters.register import day

TITLES: Final[Mapping[Class, str]] = {
    Class.DECIDED: "What was decided",
    Class.REFERRED: "What was referred elsewhere",
    Class.SETTLED: "What ended without a decision",
    Class.DRAFT: "What was begun and never sent",
}
WHAT: Final[Mapping[Class, str]] = {
    Class.DECIDED: "Upheld, partly upheld or not upheld; a request that was granted or refused.",
    Class.REFERRED: "Referred to a procedure or to a body outside.",
    Class.SETTLED: "Settled informally, declined or withdrawn.",
    Class.DRAFT: "Counted from the day its author last opened it. They are told two weeks before.",
}
QUESTIONS: Final[Mapping[Class, str]] = {
    Class.DECIDED: "How many months is what was decided kept?",
    Class.REFERRED: "How many months is what was referred elsewhere kept?",
    Class.SETTLED: "How many months is what ended without a decision kept?",
    Class.DRAFT: "How many months is what was never sent kept?",
}
_A_YEAR = 12


def length(months: int) -> str:
    """A number of months as people say it: `6 years`, `18 months`."""
    if months % _A_YEAR == 0:
        return states.plural(months // _A_YEAR, "year")
    return states.plural(months, "month")


# ---------------------------------------------------------------- the periods


@dataclass(frozen=True, slots=True)
class Kept:
    """A period of a council. :param why: of a default, where it comes from."""

    title: str
    what: str
    value: str
    why: str
    href: str


def periods(council: Council, own: Mapping[Class, int], *, manages: bool) -> list[Kept]:
    return [
        Kept(
            TITLES[kind],
            WHAT[kind],
            length(months_of(dict(own), kind)),
            "" if kind in own else DEFAULTS[kind].source,
            reverse("period-change", args=[council.slug, kind.value]) if manages else "",
        )
        for kind in Class
    ]


def set_to(kind: Class, months: int) -> str:
    return f"{TITLES[kind]} is kept for {length(months)} now."


# ---------------------------------------------------------------- on the page of a concern


def rows(
    until: date | None, holds: Iterable[Hold], *, council: Council, handles: bool
) -> list[Row]:
    """Until when it is kept, and for those who deal with it what keeps it longer.

    :param until: None while it is open, or an appeal about it is.
    """
    found: list[Row] = []
    if until is not None:
        found.append(
            {"key": "Kept until", "value": f"{day(until)} at least, then it may be erased"}
        )
    if handles:
        found += [
            {
                "key": "Held",
                "value": f"{Hold.Kind(hold.kind).label}. {hold.reason}",
                "long": True,
                "href": reverse("hold-review", args=[council.slug, hold.pk]),
                "action": "Look at it again",
                "change": ": the hold",
            }
            for hold in holds
        ]
    return found


# ---------------------------------------------------------------- for those who answer for records


@dataclass(frozen=True, slots=True)
class DueRow:
    reference: str
    how: str
    closed: str
    until: str
    held: str
    asked: bool


@dataclass(frozen=True, slots=True)
class HeldRow:
    pk: int
    reference: str
    kind: str
    owner: str
    review: str
    late: bool


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Something asked for. :param mine: the reader asked for it, and can take it back."""

    pk: int
    question: str
    asked: str
    until: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Shown:
    keeps: bool
    waiting: list[WaitingRow]
    due: list[DueRow]
    can_ask: int
    holds: list[HeldRow]
    erased: list[DueRow]


def shown(board: Board, *, reader: User, on: date) -> Shown:
    return Shown(
        keeps=board.keeps,
        waiting=[_waiting(each, reader) for each in board.waiting],
        due=[_due(each) for each in board.due],
        can_ask=sum(each.can_be_asked for each in board.due),
        holds=[
            HeldRow(
                hold.pk,
                hold.concern.reference,
                Hold.Kind(hold.kind).label,
                hold.owner.name,
                day(hold.review_on),
                hold.review_on <= on,
            )
            for hold in board.holds
        ],
        erased=[_erased(each) for each in board.erased],
    )


def _due(row: Due) -> DueRow:
    kinds = dict.fromkeys(Hold.Kind(hold.kind).label for hold in row.holds)
    return DueRow(
        row.concern.reference,
        how(row.concern),
        _closed(row.concern),
        day(row.until) if row.until else "",
        ", ".join(kinds),
        row.asked,
    )


def _erased(concern: Concern) -> DueRow:
    assert concern.erased_at is not None
    on = day(local_date(concern.erased_at))
    return DueRow(concern.reference, how(concern), _closed(concern), on, "", asked=False)


def _closed(concern: Concern) -> str:
    return day(local_date(concern.closed_at)) if concern.closed_at else ""


def how(concern: Concern) -> str:
    """What it was and how it ended: `Concern, upheld`."""
    return f"{nouns.noun(concern.matter).title}, {states.ended(concern.outcome, concern.matter)}"


def question(approval: Approval) -> str:
    """What is asked for, as the heading of a page."""
    assert approval.concern is not None
    if approval.kind == Approval.Kind.ERASE:
        return f"Erase {approval.concern.reference} for ever?"
    return f"Let go of a hold on {approval.concern.reference}?"


def means(approval: Approval) -> list[str]:
    """What will happen, a sentence each."""
    assert approval.concern is not None
    if approval.kind != Approval.Kind.ERASE:
        return ["Once its time is over, it can be erased like any other."]
    return [
        f"It was a {how(approval.concern)[0].lower()}{how(approval.concern)[1:]}, closed on"
        f" {_closed(approval.concern)}.",
        "Everything that was written in it goes at once: messages, notes, reasons, names, files.",
        "Nobody can see it any more, whoever raised it and whoever dealt with it included.",
        "Its reference, kind, days and outcome stay, and the record of who did and saw what.",
        "It cannot be undone. Copies that whoever runs the portal keeps can be read for as long as"
        " they keep a copy of its key: a week.",
    ]


def done(approval: Approval) -> str:
    return "It was erased." if approval.kind == Approval.Kind.ERASE else "The hold was released."


def held(hold: Hold) -> str:
    """Which hold it is, without its words."""
    return f"{hold.concern.reference}: {Hold.Kind(hold.kind).label}"


def _waiting(approval: Approval, reader: User) -> WaitingRow:
    return WaitingRow(
        approval.pk,
        question(approval),
        f"{approval.asked_by.name} asked on {day(local_date(approval.asked_at))}.",
        day(local_date(approval.expires_at)),
        approval.asked_by_id == reader.pk,
    )
