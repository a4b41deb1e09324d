"""The coverage matrix in few lines: whoever is answered alike is drawn together.

A section is the people for whom a protocol says the same things, a line of it everything with one
answer. Nothing is left out: the lines of a section open out to exactly the cells of its people.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from concerns.engine import explain
from concerns.engine.facts import Matter, Nature
from concerns.engine.offices import Office
from concerns.engine.protocol import Protocol
from concerns.protocols import rule_terms
from concerns.protocols.matrix import Answer, Form, Matrix
from concerns.protocols.matrix_groups import Block, groups
from concerns.protocols.matrix_table import EVERYTHING, Filter

_Key = TypeVar("_Key", bound=Hashable)


Line = Block[Answer]


@dataclass(frozen=True, slots=True)
class Section:
    """People who get the same answers; none of them is asked about themselves.

    :param size: how many cells they have, those of lines that were not asked for among them.
    """

    raisers: tuple[Office, ...]
    lines: tuple[Line, ...]
    size: int

    @property
    def silent(self) -> int:
        """In how many of its cells nobody says who gets it."""
        return sum(line.size for line in self.lines if not line.told.stated)


@dataclass(frozen=True, slots=True)
class Lines:
    """One matter. The other parameters are all there is among its cells, as was asked for."""

    matter: Matter
    subjects: tuple[Office | None, ...]
    forms: tuple[Form, ...]
    natures: tuple[Nature | None, ...]
    sections: tuple[Section, ...]


def lines(whole: Matrix, matter: Matter, wanted: Filter = EVERYTHING) -> Lines:
    """One matter of the matrix in as few lines as say it all."""
    cells = [c for c in whole.cells if c.matter is matter and wanted.shows(c)]
    read: dict[Answer, Answer] = {}
    shown = {cell: read.setdefault(whole.cells[cell], as_read(whole.cells[cell])) for cell in cells}
    sections = [
        Section(group.raisers, group.blocks, sum(line.size for line in group.blocks))
        for group in groups(shown)
    ]
    if wanted.unstated:
        sections = [
            replace(s, lines=tuple(line for line in s.lines if not line.told.stated))
            for s in sections
        ]
    return Lines(
        matter,
        _each(c.subject for c in cells),
        _each(c.form for c in cells),
        _each(c.nature for c in cells),
        tuple(section for section in sections if section.lines),
    )


def as_read(answer: Answer) -> Answer:
    """An answer as people tell it from others: two rules with the same words are the same."""
    return replace(answer, rule=None, law=None)


def _each(items: Iterable[_Key]) -> tuple[_Key, ...]:
    return tuple(dict.fromkeys(items))


# ------------------------------------------------------------ words


def any_of(protocol: Protocol, people: Iterable[Office | None]) -> str:
    """`any councillor, the Leader or nobody in particular`."""
    return explain.join((_one(protocol, office) for office in people), "or")


def _one(protocol: Protocol, office: Office | None) -> str:
    if office is None:
        return "nobody in particular"
    if office in {Office.COUNCILLOR, Office.OFFICER}:
        return f"any {office.value}"
    return f"the {protocol.title_of(office)}"


def natures_words(some: tuple[Nature | None, ...], among: tuple[Nature | None, ...]) -> str:
    """Which natures, in few words: `anything`, `anything but conduct`, `conduct or other`.

    :param among: all there are, with None for any that the rules of the matter do not look at.
    """
    named, left = (tuple(n for n in group if n is not None) for group in (some, _rest(some, among)))
    if None in some:
        return f"anything but {explain.join(_spoken(left))}" if left else "anything"
    if len(named) == len(Nature):
        return "anything"
    if None not in among and len(among) == len(Nature) and len(left) < len(named):
        return f"anything but {explain.join(_spoken(left))}"
    return explain.join(_spoken(named))


def _rest(some: tuple[_Key, ...], among: tuple[_Key, ...]) -> tuple[_Key, ...]:
    return tuple(item for item in among if item not in some)


def _spoken(natures: Iterable[Nature]) -> tuple[str, ...]:
    return tuple(rule_terms.NATURES[nature] for nature in natures)
