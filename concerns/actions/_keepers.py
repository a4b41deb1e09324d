"""Who answers for a council's records, and from whom of them a concern is kept.

To whoever raised it, is named in it or has an interest in it, it is not there: neither in the list
of what is due, nor among what is held, nor as something to agree to. Inside an engine scope.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from concerns.engine.offices import Office
from concerns.models import Concern, Council, Person, User
from concerns.permissions import concerns as checks
from concerns.permissions import retention as permissions
from concerns.permissions.approvals import AGREE
from concerns.selectors import outbox, register


@dataclass(frozen=True, slots=True)
class Keeper:
    """Somebody of the council that day, with the offices they hold."""

    person: Person
    held: Collection[Office]

    @property
    def keeps(self) -> bool:
        """They see what is due and what is held."""
        return permissions.can_keep(person=self.person, held=self.held)


def keeper(person: Person, on: date) -> Keeper:
    """One query."""
    return Keeper(person, tuple(register.offices_held([person.pk], on)[person.pk]))


def theirs(concerns: Iterable[Concern], person: Person) -> set[int]:
    """The ids of those that may be there for somebody who answers for records."""
    rows = list(concerns)
    kept_from = outbox.kept_from(rows)
    return {row.pk for row in rows if person.pk not in kept_from[row.pk]}


def may_hold(concern: Concern, who: Keeper, *, by: User, on: date) -> bool:
    """Whether somebody may hold it back: whoever deals with it, or answers for the records."""
    if checks.sight(user=by, concern=concern, on=on).handles:
        return True
    return who.keeps and concern.pk in theirs([concern], who.person)


def told(council: Council, concern: Concern | None, on: date) -> list[Person]:
    """Who could agree to something about a concern, and may know of it.

    :param concern: None for whoever answers for the records, whatever it is about.
    """
    users = register.users_holding(council, AGREE, on)
    if concern is not None:
        users |= {person.user_id for person in register.administrators(council, on)}
    people = list(Person.objects.filter(council=council, user__in=users).select_related("council"))
    if concern is None:
        return people
    return [person for person in people if theirs([concern], person)]
