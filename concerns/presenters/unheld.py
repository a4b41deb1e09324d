"""The offices a version names and nobody holds, each with where somebody is put in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse

if TYPE_CHECKING:
    from concerns.engine.offices import Office as Code
    from concerns.models import Office, Person
    from concerns.models import Protocol as Row


class EmptyOffice(NamedTuple):
    """:param href: empty for whoever may not change the register."""

    title: str
    act: str = ""
    href: str = ""


class EmptyOffices(NamedTuple):
    """:param keepers: who can change the register, for whoever may not."""

    offices: list[EmptyOffice]
    keepers: list[str]


def to_fill(
    named: Iterable[tuple[Code, str]], row: Row, on_register: Mapping[Code, Office]
) -> EmptyOffices:
    """For whoever keeps the register. :param named: each with its title. :param row: the version.

    :param on_register: the offices that are there, and vacant.
    """
    return EmptyOffices(
        [EmptyOffice(title, *fill(row, code, on_register)) for code, title in named],
        [],
    )


def to_know(named: Iterable[tuple[Code, str]], keepers: Iterable[Person]) -> EmptyOffices:
    """For everybody else."""
    return EmptyOffices([EmptyOffice(title) for _, title in named], [p.name for p in keepers])


def fill(row: Row, code: Code, on_register: Mapping[Code, Office]) -> tuple[str, str]:
    """How to put somebody into an office, and the address. The other arguments as above."""
    office = on_register.get(code)
    if office is not None:
        return "Appoint somebody", reverse("office-appoint", args=[row.council.slug, office.pk])
    add = reverse("office-add", args=[row.council.slug])
    return "Add it to the register", f"{add}?code={code.value}&version={row.pk}"
