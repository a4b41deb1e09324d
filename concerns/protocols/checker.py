"""What is wrong or missing in a protocol that reads well: for its author, before adoption.

The loader refuses what does not hold together. Here are the things that hold together and still
leave somebody without a route: rules that never come to be used, steps that lead nowhere,
situations nobody is named for. Only what would make the portal act otherwise than the protocol
says, send something to nobody, or do what the law forbids blocks adoption; the rest is shown,
with what happens.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date

from concerns.engine.law import Law
from concerns.engine.offices import Office
from concerns.engine.protocol import Protocol
from concerns.protocols import loader
from concerns.protocols.checking import (
    appeals,
    clauses,
    duties,
    lawful,
    matters,
    reach,
    recipients,
    routes,
    seats,
    stale,
    times,
    words,
)
from concerns.protocols.checking.cells import Cells
from concerns.protocols.checking.finding import Finding, Place, labels
from concerns.protocols.checking.ground import Ground

__all__ = ["Finding", "Place", "blocking", "check", "labels"]

_Check = Callable[[Ground], Iterator[Finding]]

# Those among whose findings some block adoption; each is quick.
_WEIGHTY: tuple[_Check, ...] = (
    seats.net,
    matters.nothing,
    reach.unreachable,
    routes.goes_back,
    routes.never_happens,
    recipients.everyone,
    times.no_start,
    words.unresolved,
    lawful.forbidden,
    lawful.only_informal,
)
_OTHERS: tuple[_Check, ...] = (
    routes.unreached,
    routes.no_way_on,
    routes.no_appeal,
    recipients.whose,
    recipients.one_of_several,
    recipients.procedures,
    recipients.panels,
    recipients.two_parts,
    appeals.to_the_decider,
    appeals.to_the_adviser,
    duties.nobody,
    duties.no_reasons,
    duties.groups_not_told,
    times.no_limit,
    times.another_actor,
    matters.no_rule,
    matters.asks_themselves,
    matters.mixed,
    matters.the_public,
    lawful.names_nobody,
    reach.overlaps,
    clauses.idle,
    clauses.numbered_twice,
    words.dangling,
    words.no_test,
    words.unnamed,
    words.unsettled,
    stale.stale,
    seats.not_held,
    seats.unused,
    times.review,
    times.no_date,
)


def check(
    protocol: Protocol, law: Law, on: date, held: Collection[Office] | None = None
) -> tuple[Finding, ...]:
    """Everything found, what blocks adoption first.

    :param law: the overlay of law; what it takes over needs no rule of the protocol.
    :param on: the day whose law counts.
    :param held: the offices somebody holds; None where that is not known.
    """
    ground = Ground(protocol, law, on, held)
    findings = [
        *_found(ground, _WEIGHTY),
        *_cells(ground),
        *_found(ground, _OTHERS),
    ]
    # Two limits of one step can have the same thing wrong with them, which is said once.
    once = dict.fromkeys(findings)
    return tuple(sorted(once, key=lambda finding: not finding.blocking))


def blocking(
    protocol: Protocol, law: Law | None = None, on: date = date.max
) -> tuple[Finding, ...]:
    """Only what blocks adoption; quick.

    :param law: the overlay that comes with the portal, if none is given.
    :param on: the day whose law counts; else the law that has no end.
    """
    ground = Ground(protocol, loader.law() if law is None else law, on)
    return tuple(dict.fromkeys(f for f in _found(ground, _WEIGHTY) if f.blocking))


def _found(ground: Ground, checks: tuple[_Check, ...]) -> Iterator[Finding]:
    for check_one in checks:
        yield from check_one(ground)


def _cells(ground: Ground) -> Iterator[Finding]:
    for where, situation, answer in Cells(ground).found():
        yield Finding(
            answer.code,
            f"{where}: {answer.text}",
            clauses=answer.clauses,
            rule=answer.rule,
            step=answer.step,
            office=answer.office,
            title=answer.title,
            happens=answer.happens,
            repair=answer.repair,
            situation=situation,
        )
