"""Who holds what on the day: the only thing the engine knows about people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from concerns.engine.offices import DEPUTY_OF, Office

Person = str  # an opaque id; the engine never sees a name


@dataclass(frozen=True, slots=True)
class Related:
    """Whose line manager, director or group leader somebody is.

    :param office: the relative office.
    :param person: whose.
    :param holders: who holds it for that person; empty if nobody does.
    """

    office: Office
    person: Person
    holders: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """The offices of one council on one day.

    :param holders: who holds each office; an office missing or empty is vacant.
    :param deputies: who deputises for whom, by office.
    :param absent: people who cannot act at present.
    :param interests: people who have declared an interest in this matter.
    :param related: relative offices, person by person.
    :param external: offices held by somebody of another authority; without a known holder
        they can still be written to, so they are never vacant unless named in `vacant`.
    :param vacant: offices known to be empty.
    :param groups: the political group of each councillor who has one.
    """

    holders: Mapping[Office, tuple[Person, ...]] = field(default_factory=dict)
    deputies: Mapping[Office, Office] = field(default_factory=lambda: dict(DEPUTY_OF))
    absent: frozenset[Person] = frozenset()
    interests: frozenset[Person] = frozenset()
    related: tuple[Related, ...] = ()
    external: frozenset[Office] = frozenset()
    vacant: frozenset[Office] = frozenset()
    groups: Mapping[Person, str] = field(default_factory=dict)

    def held_by(self, person: Person) -> frozenset[Office]:
        """Every office the person holds."""
        return frozenset(o for o, people in self.holders.items() if person in people)

    def related_to(self, office: Office, person: Person) -> tuple[Person, ...] | None:
        """The person's own line manager, director or group leader; None if not recorded."""
        for entry in self.related:
            if entry.office is office and entry.person == person:
                return entry.holders
        return None
