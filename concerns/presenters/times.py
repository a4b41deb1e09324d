"""A council's own times and the days it is closed, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.urls import reverse

from concerns.engine.deadlines import Unit
from concerns.engine.protocol import LimitOf, Nation, Protocol
from concerns.models import Closure, Council, LocalStandard
from concerns.presenters import decision_words
from concerns.presenters.protocol import clause_href
from concerns.presenters.register import day
from concerns.protocols import rule_words
from concerns.protocols.rule_terms import stopped
from concerns.selectors.times import Year

# The two dates a step can have (`actions._routing.dates`), in the order they fall due.
OWN: Final = (LimitOf.ACKNOWLEDGE, LimitOf.DECIDE)
_REPLY: Final = (*OWN, LimitOf.REPLY)  # of a protocol: a reply is one way to deal with something

TITLES: Final[Mapping[LimitOf, str]] = {
    LimitOf.ACKNOWLEDGE: "Acknowledge a concern",
    LimitOf.DECIDE: "Deal with a concern",
}
WHAT_FOR: Final[Mapping[LimitOf, str]] = {
    LimitOf.ACKNOWLEDGE: "How soon whoever gets a concern says that they have it.",
    LimitOf.DECIDE: (
        "How soon whoever has a concern decides it or replies. If it goes on to somebody else,"
        " their own time begins on the day they get it."
    ),
}
QUESTIONS: Final[Mapping[LimitOf, str]] = {
    LimitOf.ACKNOWLEDGE: "Does your council have a time of its own to acknowledge a concern?",
    LimitOf.DECIDE: "Does your council have a time of its own to deal with a concern?",
}
TO_DO: Final[Mapping[LimitOf, str]] = {
    LimitOf.ACKNOWLEDGE: "to acknowledge a concern",
    LimitOf.DECIDE: "to deal with a concern",
    LimitOf.REPLY: "to reply",
    LimitOf.INTERIM_REPLY: "to give an interim reply",
    LimitOf.APPEAL: "to appeal",
    LimitOf.REVIEW: "to review",
}
_ADDRESS: Final[Mapping[LimitOf, str]] = {
    LimitOf.ACKNOWLEDGE: "standard-acknowledge",
    LimitOf.DECIDE: "standard-decide",
}
NO_TIME: Final = "No time of its own"
_ONE_BY_ONE: Final = 3  # days


def within(n: int, unit: Unit) -> str:
    """Within 5 working days."""
    said = decision_words.amount(n, unit)
    return said[0].upper() + said[1:]


def standard_rows(
    own: Mapping[LimitOf, LocalStandard], council: Council, *, manages: bool
) -> list[dict[str, Any]]:
    """What the council has set for each, with what it is for."""
    return [
        {
            "title": TITLES[what],
            "what_for": WHAT_FOR[what],
            "value": within(own[what].n, Unit(own[what].unit)) if what in own else NO_TIME,
            "href": reverse(_ADDRESS[what], args=[council.slug]) if manages else "",
            "change": f"the time {TO_DO[what]}",
        }
        for what in OWN
    ]


@dataclass(frozen=True, slots=True)
class ProtocolTime:
    """A time the protocol itself gives. :param clauses: label and address of each."""

    text: str
    clauses: tuple[tuple[str, str], ...]


def protocol_times(protocol: Protocol, council: Council) -> list[ProtocolTime]:
    """The times in the protocol that come before the council's own."""
    found: dict[ProtocolTime, None] = {}
    for rule in protocol.rules:
        for limit in (limit for step in rule.steps for limit in step.limits):
            if limit.what not in _REPLY:
                continue
            text = f"{stopped(rule.summary)} {rule_words.limit_words(protocol, limit)}"
            clauses = tuple(
                (
                    _clause(protocol.clause_by_id[cited.clause].label),
                    clause_href(
                        council=council.slug, version=protocol.version, clause_id=cited.clause
                    ),
                )
                for cited in limit.clauses
            )
            found[ProtocolTime(text, clauses)] = None
    return list(found)


def _clause(label: str | None) -> str:
    return f"clause {label}" if label else "read the clause"


def set_to(standard: LocalStandard) -> str:
    """What is said once a time is set."""
    what, amount = LimitOf(standard.what), within(standard.n, Unit(standard.unit)).lower()
    return (
        f"Your council’s own time {TO_DO[what]} is {amount}. It counts for steps that begin from"
        " now on."
    )


def removed(what: LimitOf) -> str:
    return (
        f"Your council has no time of its own {TO_DO[what]} any more. Steps that begin from now on"
        " have none unless your protocol gives one."
    )


# ---------------------------------------------------------------- closures


@dataclass(frozen=True, slots=True)
class ClosedRow:
    """Days nobody works: one closure, or one bank holiday.

    :param href: to take it off the list; empty for what cannot be.
    """

    when: str
    why: str
    own: bool
    href: str = ""


def closed_rows(year: Year, council: Council, on: date, *, manages: bool) -> list[ClosedRow]:
    """A year's days in order."""
    rows = [
        (
            run[0].day,
            ClosedRow(
                span([closure.day for closure in run]),
                run[0].name,
                own=True,
                href=_to_remove(council, run) if manages and run[-1].day >= on else "",
            ),
        )
        for run in year.closures
    ]
    rows += [
        (each.day, ClosedRow(f"{each.day:%A} {day(each.day)}", each.name, own=False))
        for each in year.holidays
    ]
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def _to_remove(council: Council, run: Sequence[Closure]) -> str:
    return reverse("closure-remove", args=[council.slug, run[-1].pk])


def span(days: Sequence[date]) -> str:
    """Thursday 24 December 2026; 24 to 31 December 2026 (4 working days)."""
    first, last = days[0], days[-1]
    if first == last:
        return f"{first:%A} {day(first)}"
    start = day(first)
    if first.year == last.year:
        start = start.removesuffix(f" {first.year}")
        if first.month == last.month:
            start = str(first.day)
    return f"{start} to {day(last)} ({len(days)} working days)"


def closed(days: Sequence[date]) -> str:
    """What is said once a closure is on the list."""
    return f"Closed: {span(days)}. Steps that begin from now on are counted without that time."


def opened(days: Sequence[date]) -> str:
    return f"Off the list of closures: {listed(days)}."


def listed(days: Sequence[date]) -> str:
    """A few days one by one, more as the time they span."""
    if len(days) > _ONE_BY_ONE:
        return span(days)
    return ", ".join(day(each) for each in days)


def choices_of_days(closures: Iterable[Closure]) -> list[tuple[str, str]]:
    return [(str(each.pk), f"{each.day:%A} {day(each.day)}") for each in closures]


def has_local_holidays(council: Council) -> bool:
    """Scotland's local public holidays are set by each council, and no bank holidays."""
    return council.nation == Nation.SCOTLAND.value
