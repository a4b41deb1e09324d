"""The invented people one can be in the demonstration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from concerns.models import Appointment, Council, Person, User


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person as the demonstration lists them."""

    user_id: int
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One council with its people: those with an office first, then councillors, then officers."""

    council: Council
    people: tuple[Somebody, ...]


def by_council(on: date) -> list[Listed]:
    """Everybody on every register, in three queries."""
    titles: dict[int, list[str]] = {}
    until = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    held = Appointment.objects.filter(until, starts_on__lte=on)
    for holder, title in held.order_by("pk").values_list("person_id", "office__title"):
        titles.setdefault(holder, []).append(title)
    people: dict[int, list[Somebody]] = {}
    for person in Person.objects.filter(active_to__isnull=True).order_by("pk"):
        plainly = person.job or person.kind.capitalize()
        what = ", ".join(titles.get(person.pk, [])) or plainly
        if person.is_administrator:
            what = f"{what}; keeps the register"
        people.setdefault(person.council_id, []).append(Somebody(person.user_id, person.name, what))
    return [
        Listed(council, tuple(people.get(council.pk, [])))
        for council in Council.objects.order_by("name")
    ]


def invented_user(pk: int, *, domain: str) -> User | None:
    """An account whose address is under a domain that cannot exist; None for any other."""
    return User.objects.filter(pk=pk, email__endswith=f"@{domain}", is_active=True).first()
