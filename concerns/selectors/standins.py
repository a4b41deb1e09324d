"""Who stands in for somebody who is away, by the register and the protocol in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef

from concerns.engine import roster as engine
from concerns.engine.offices import Office as Code
from concerns.engine.protocol import Protocol
from concerns.engine.standins import Cover, cover
from concerns.models import Council, Person
from concerns.selectors import protocols, register

# How others' entries name somebody, who then has work without holding an office.
_NAMED = {Code.LINE_MANAGER: "line_manager", Code.DIRECTOR: "director"}


@dataclass(frozen=True, slots=True)
class StandIns:
    """:param covers: person and office, and who has its work; empty where nothing is routed yet,
        because the council has no protocol in force.
    :param names: of the people in them.
    """

    covers: dict[tuple[int, Code], Cover]
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Day:
    """What one day's answers rest on. :param absent: who is away that day."""

    protocol: Protocol | None
    roster: engine.Roster
    absent: frozenset[int]


def day_of(council: Council, on: date) -> Day:
    """Three queries."""
    row = protocols.in_force(council, on)
    if row is None:
        return Day(None, engine.Roster(), register.absent_people(council, on))
    protocol = protocols.engine_protocol(row)
    roster = register.roster(council=council, protocol=protocol, parties_people=(), on=on)
    return Day(protocol, roster, frozenset(int(person) for person in roster.absent))


def for_holders(day: Day, code: Code, holders: Iterable[Person]) -> StandIns:
    """Who would have the work of one office if these of its holders were away; one query."""
    if day.protocol is None:
        return StandIns({}, {})
    covers = {
        (person.pk, code): _cover(day.protocol, day.roster, person, code) for person in holders
    }
    return StandIns(covers, register.names_of(_people(covers)))


def for_person(day: Day, person: Person, held: Iterable[Code], on: date) -> StandIns:
    """The same for every office of one person, and for what others' entries name them as; one
    query."""
    if day.protocol is None:
        return StandIns({}, {})
    covers = {
        (person.pk, code): _cover(day.protocol, day.roster, person, code)
        for code in {**dict.fromkeys(held), **dict.fromkeys(_NAMED)}
    }
    others = Person.objects.filter(register.active(on), council=person.council_id)
    named = {
        f"is_{name}": Exists(others.filter(**{name: OuterRef("pk")})) for name in _NAMED.values()
    }
    rows = Person.objects.filter(pk__in={person.pk, *_people(covers)}).annotate(**named)
    names: dict[str, str] = {}
    manages: set[Code] = set()
    for pk, name, *flags in rows.values_list("pk", "name", *named):
        names[str(pk)] = name
        if pk == person.pk:
            manages = {code for code, flag in zip(_NAMED, flags, strict=True) if flag}
    wanted = set(held) | manages
    return StandIns({key: each for key, each in covers.items() if key[1] in wanted}, names)


def _cover(protocol: Protocol, roster: engine.Roster, person: Person, code: Code) -> Cover:
    holder = str(person.pk)
    if holder not in roster.holders.get(code, ()):  # others' entries name them, or from that day on
        roster = replace(roster, holders={**roster.holders, code: (holder,)})
    return cover(protocol, roster, holder, code)


def _people(covers: dict[tuple[int, Code], Cover]) -> set[int]:
    return {int(who) for each in covers.values() for by in each.by for who in by.people}
