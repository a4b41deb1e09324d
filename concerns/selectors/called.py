"""Finding on the register whom somebody names in their own words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from concerns.models import Appointment, Council, Person
from concerns.selectors.namesakes import FILLERS, same_name, words_of


def people_called(council: Council, words: str, on: date, today: date) -> tuple[list[Person], bool]:
    """Those of the register whom the words name, by their whole name or by their office.

    Whoever left or is still to come counts too: they may hold an office again. An office names
    somebody only where one person holds it, and only where the words are its title.

    :param on: the day it happened; where nobody held the office then, today's holder is meant,
        because a register often begins later than what it is about.
    :return: the people, and whether the words say nothing else.
    """
    found = people_named(council, words)
    said = words_of(words)
    rest = frozenset(said).difference(*(words_of(person.name) for person in found))
    if found:
        return found, rest <= FILLERS
    holders = _holders(council, said, on) or _holders(council, said, today)
    return (holders, True) if len(holders) == 1 else ([], False)


def people_named(council: Council, words: str) -> list[Person]:
    """The same by their name alone."""
    said = words_of(words)
    return [
        person
        for person in Person.objects.filter(council=council).select_related("user").order_by("pk")
        if _is_named(words_of(person.name), said)
    ]


def of_the_same_name(council: Council, name: str) -> list[Person]:
    """Those who are, were or will be on the register under this name, with account."""
    people = Person.objects.filter(council=council).select_related("user").order_by("pk")
    return [person for person in people if same_name(person.name, name)]


def may_be_one(one: Person, other: Person) -> bool:
    """Whether two entries are of one account, or of one name and so perhaps of one person."""
    return one.user_id == other.user_id or same_name(one.name, other.name)


def _plain(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in FILLERS)


def _is_named(name: tuple[str, ...], said: tuple[str, ...]) -> bool:
    """A name of one word could be any word; it has to be all that was said."""
    if len(name) < 2:
        return bool(name) and name == _plain(said)
    return set(name) <= set(said)


def _holders(council: Council, said: tuple[str, ...], on: date) -> list[Person]:
    wanted = _plain(said)
    holding = Appointment.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=on), council=council, starts_on__lte=on
    )
    people = {}
    for held in holding.select_related("office", "person"):
        office = held.office
        titles = (office.title, office.code.replace("_", " "), *office.aliases)
        if wanted and any(_plain(words_of(title)) == wanted for title in titles):
            people[held.person_id] = held.person
    return list(people.values())
