"""Finding on the register whom somebody names in their own words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from concerns.models import Appointment, Council, Person

# What people put before a name or an office.
_FILLERS = frozenset(
    {
        *("cllr", "councillor", "councillors", "officer", "officers"),
        *("dr", "miss", "mr", "mrs", "ms", "mx"),
        *("a", "and", "our", "the", "to", "with"),
    }
)


def people_called(council: Council, words: str, on: date) -> tuple[list[Person], bool]:
    """Those of the register whom the words name, by their whole name or by their office.

    Whoever left or is still to come counts too: they may hold an office again. An office names
    somebody only where one person holds it that day, and only where the words are its title.

    :return: the people, and whether the words say nothing else.
    """
    found = people_named(council, words)
    said = _words(words)
    rest = frozenset(said).difference(*(_words(person.name) for person in found))
    if found:
        return found, rest <= _FILLERS
    holders = _holders(council, said, on)
    return (holders, True) if len(holders) == 1 else ([], False)


def people_named(council: Council, words: str) -> list[Person]:
    """The same by their name alone."""
    said = _words(words)
    return [
        person
        for person in Person.objects.filter(council=council).select_related("user").order_by("pk")
        if _is_named(_words(person.name), said)
    ]


def of_the_same_name(council: Council, name: str) -> list[Person]:
    """Those who are, were or will be on the register under this name, with account.

    Case, accents, spaces, punctuation and what is put before a name make no difference.
    """
    wanted = _bare(name)
    people = Person.objects.filter(council=council).select_related("user").order_by("pk")
    return [person for person in people if wanted and _bare(person.name) == wanted]


def _bare(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    words = _words("".join(each for each in letters if not unicodedata.combining(each)))
    return "".join(_plain(words) or words)


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))


def _plain(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _FILLERS)


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
        if wanted and any(_plain(_words(title)) == wanted for title in titles):
            people[held.person_id] = held.person
    return list(people.values())
