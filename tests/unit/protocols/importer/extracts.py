"""Extracts of protocols, of several clauses each, and what a person would make of every clause."""

from __future__ import annotations

from dataclasses import dataclass

from tests.unit.protocols.importer.cases import Route


@dataclass(frozen=True, slots=True)
class Says:
    """One clause of an extract.

    :param begins: its first words, its number left out.
    :param kinds: every kind it is of, and no other.
    :param routes: the rules a person would make of it, each in the clause that names who takes it.
    :param duties: who has to be told or asked, as `inform chair`, parted by semicolons; whether
        in the clause that routes or in one of its own.
    :param follows: the first words of the clause whose rule those duties belong to, where it is
        another.
    """

    begins: str
    kinds: str
    routes: tuple[Route, ...] = ()
    duties: str = ""
    follows: str = ""


@dataclass(frozen=True, slots=True)
class Extract:
    """A few clauses as a council prints them. :param style: what is peculiar to how it writes."""

    style: str
    words: str
    says: tuple[Says, ...]
