"""Who has the work of an office while its holder is away, as far as anybody can say beforehand.

Whom a concern is about, and who raised it, can change the answer; here it is about nobody. The
answer is the engine's own: each step that would reach the person is seated once with them and once
without them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from concerns.engine.decision import Recipient, Standing
from concerns.engine.facts import Facts
from concerns.engine.offices import GENERAL, Office
from concerns.engine.protocol import Protocol, Step
from concerns.engine.roster import Person, Roster
from concerns.engine.seats import Filter, Seating, seat


@dataclass(frozen=True, slots=True)
class StandIn:
    """An office that has the work meanwhile.

    :param people: who holds it; empty where nobody outside the council is known by name.
    :param stated: the protocol itself says so; otherwise it is a deputy or the safety net.
    """

    office: Office
    title: str
    people: tuple[Person, ...]
    standing: Standing
    stated: bool


@dataclass(frozen=True, slots=True)
class Cover:
    """What happens to one office's work.

    :param reached: some step of the protocol would reach them in this office.
    :param by: who has it instead; several where steps differ, and none where a step goes on with
        others whom it names, who may be any councillor or officer.
    :param nobody: there are steps that nobody would have.
    """

    office: Office
    reached: bool
    by: tuple[StandIn, ...]
    nobody: bool


def cover(protocol: Protocol, roster: Roster, person: Person, office: Office) -> Cover:
    """Who stands in for a person in an office while they are away.

    :param roster: of the first day they are away; whether they are absent in it does not matter.
    """
    here = Filter(Facts(), protocol, replace(roster, absent=roster.absent - {person}))
    away = Filter(Facts(), protocol, replace(roster, absent=roster.absent | {person}))
    found: dict[tuple[Office, tuple[Person, ...]], StandIn] = {}
    reached = nobody = False
    for step in _steps_to(protocol, office):
        before = seat(here, step)
        if not any(person in recipient.people for recipient in before.to):
            continue
        reached = True
        after = seat(away, step)
        nobody = nobody or not after.to
        for recipient in _instead(before, after):
            new = StandIn(
                recipient.office, recipient.title, recipient.people, recipient.status, after.stated
            )
            known = found.setdefault((new.office, new.people), new)
            if new.stated and not known.stated:
                found[new.office, new.people] = new
    return Cover(office, reached, tuple(found.values()), nobody)


def _steps_to(protocol: Protocol, office: Office) -> Iterator[Step]:
    seats = protocol.same_seats([office])
    for rule in protocol.rules:
        for step in rule.steps:
            if any(target.office in seats for target in step.to):
                yield step


def _instead(before: Seating, after: Seating) -> list[Recipient]:
    """Those who have a step only now; where there are none, those who go on without the person."""
    had = {(recipient.office, recipient.people) for recipient in before.to}
    new = [r for r in after.to if (r.office, r.people) not in had]
    return new or [r for r in after.to if r.office not in GENERAL]
