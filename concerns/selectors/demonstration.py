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


def by_council(on: date, *, domain: str) -> list[Listed]:
    """Everybody one can sign in as, by register, in three queries.

    :param domain: one that cannot exist, under which the invented people have their addresses.
    """
    titles: dict[int, list[str]] = {}
    until = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    held = Appointment.objects.filter(until, starts_on__lte=on)
    for holder, title in held.order_by("pk").values_list("person_id", "office__title"):
        titles.setdefault(holder, []).append(title)
    people: dict[int, list[Somebody]] = {}
    invented = Person.objects.filter(_invented(domain, "user__"), active_to__isnull=True)
    for person in invented.order_by("pk"):
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
    return User.objects.filter(_invented(domain), pk=pk).first()


def _invented(domain: str, account: str = "") -> Q:
    """An account one can sign in as. :param account: where it stands from the row."""
    return Q(**{f"{account}email__endswith": f"@{domain}", f"{account}is_active": True})
