"""In which situations something else happens first by one version than by another."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from concerns.engine import explain
from concerns.engine.facts import Matter, Nature
from concerns.engine.offices import GENERAL, KIND_OF, Office
from concerns.engine.protocol import Protocol
from concerns.protocols import spreadsheets
from concerns.protocols.matrix import Answer, Cell, Form, Matrix
from concerns.protocols.matrix_groups import Block, groups
from concerns.protocols.matrix_lines import as_read
from concerns.protocols.matrix_table import form_words, person_words
from concerns.protocols.rule_terms import NATURES, capital

NO_SUCH = "This version says nothing of this, so it could not be raised."


@dataclass(frozen=True, slots=True)
class Moved:
    """Situations that go from the same answer to the same other one.

    :param raisers: any of these; `subjects`, `forms` and `natures` likewise, with None for nobody
        in particular, or any nature.
    :param forms_among: every way of putting such a matter that was looked at; `natures_among`
        likewise.
    :param before: None where the older version could not tell this situation; `after` likewise.
    :param size: how many cells they are.
    """

    matter: Matter
    raisers: tuple[Office, ...]
    subjects: tuple[Office | None, ...]
    forms: tuple[Form, ...]
    natures: tuple[Nature | None, ...]
    forms_among: tuple[Form, ...]
    natures_among: tuple[Nature | None, ...]
    before: Answer | None
    after: Answer | None
    size: int


@dataclass(frozen=True, slots=True)
class Reach:
    """:param moved: situations in which something else happens first. :param size: of how many."""

    moved: int
    size: int


_Pair = tuple[Answer | None, Answer | None]


def moved(before: Matrix, after: Matrix) -> Iterator[Moved]:
    """Every situation in which somebody else gets it, or by another right, in as few as say it."""
    pairs = _pairs(before, after)
    for matter in Matter:
        of_matter = {cell: pair for cell, pair in pairs.items() if cell.matter is matter}
        forms = tuple(dict.fromkeys(cell.form for cell in of_matter))
        natures = tuple(dict.fromkeys(cell.nature for cell in of_matter))
        for group in groups({cell: _if_other(pair) for cell, pair in of_matter.items()}):
            blocks = [block for block in group.blocks if block.told is not None]
            raisers = tuple(r for r in group.raisers if _any(of_matter, matter, r, blocks))
            for block in blocks:
                assert block.told is not None
                yield Moved(
                    matter,
                    raisers,
                    block.subjects,
                    block.forms,
                    block.natures,
                    forms,
                    natures,
                    *block.told,
                    block.size,
                )


def _any(
    cells: Container[Cell], matter: Matter, raiser: Office, blocks: Iterable[Block[_Pair | None]]
) -> bool:
    """Whether that person is in any of these blocks: not where they are all about themselves."""
    return any(
        Cell(matter, raiser, subject, nature, form) in cells
        for block in blocks
        for subject, nature, form in product(block.subjects, block.natures, block.forms)
    )


def reach(before: Matrix, after: Matrix) -> Reach:
    """How many situations a version changes, among all that either of two can tell apart."""
    pairs = _pairs(before, after)
    return Reach(sum(_if_other(pair) is not None for pair in pairs.values()), len(pairs))


def _pairs(before: Matrix, after: Matrix) -> Mapping[Cell, _Pair]:
    every = dict.fromkeys((*after.cells, *before.cells))
    return {cell: (_told(before, cell), _told(after, cell)) for cell in every}


def _told(whole: Matrix, cell: Cell) -> Answer | None:
    """What a version answers in a situation that perhaps only another can tell apart.

    Whatever its rules do not look at makes no difference to it, and somebody who holds an office
    it does not know is any councillor or officer to it.
    """
    found = whole.cells.get(cell)
    if found is None:
        looser = (whole.cells.get(each) for each in _looser(cell))
        found = next((answer for answer in looser if answer is not None), None)
    return found and as_read(found)


def _looser(cell: Cell) -> Iterator[Cell]:
    form = cell.form
    forms = [
        Form(*each)
        for each in product((form.written, False), (form.code_breach, False), (form.decider, None))
    ]
    raisers, subjects = (_anybody(office) for office in (cell.raiser, cell.subject))
    for raiser, subject, nature, put in product(
        raisers, (*subjects, None), (cell.nature, None), forms
    ):
        if raiser is not None:
            yield Cell(cell.matter, raiser, subject, nature, put)


def _anybody(office: Office | None) -> tuple[Office | None, ...]:
    if office is None or office in GENERAL:
        return (office,)
    return office, *(each for each in GENERAL if each.value == KIND_OF[office].value)


def _if_other(pair: _Pair) -> _Pair | None:
    was, now = pair
    return None if _happens(was) == _happens(now) else pair


def _happens(answer: Answer | None) -> tuple[Any, ...] | None:
    """What makes a difference to people: who, by what right, on whose word; not which clause."""
    if answer is None:
        return None
    to = tuple((receiver.office, receiver.status) for receiver in answer.to)
    return answer.says, to, answer.combine, answer.procedure


# ------------------------------------------------------------ CSV

HEADINGS = (
    "Matter",
    "Raised by",
    "About",
    "How it is put",
    "Nature",
    "What happened",
    "Clauses before",
    "What happens now",
    "Clauses now",
)


def naming(before: Protocol, after: Protocol) -> Protocol:
    """The newer version with the offices it dropped, which have their titles in the older."""
    return replace(after, offices={**before.offices, **after.offices})


def csv_text(before: Matrix, after: Matrix) -> str:
    """Every situation in which something else happens first, a line for each, with headings."""
    return spreadsheets.csv_text(HEADINGS, _lines(before, after))


def _lines(before: Matrix, after: Matrix) -> Iterator[tuple[str, ...]]:
    named = naming(before.protocol, after.protocol)
    pairs = _pairs(before, after)
    among: dict[Matter, dict[Form, None]] = {}
    for cell in pairs:
        among.setdefault(cell.matter, {})[cell.form] = None
    for cell, (was, now) in pairs.items():
        if _if_other((was, now)) is not None:
            yield (*_situation(named, cell, among[cell.matter]), *_said(was), *_said(now))


def _situation(named: Protocol, cell: Cell, among: Iterable[Form]) -> tuple[str, ...]:
    return (
        capital(explain.MATTER_WORDS[cell.matter]),
        person_words(named, cell.raiser),
        person_words(named, cell.subject),
        form_words(named, (cell.form,), among),
        capital(NATURES[cell.nature]) if cell.nature is not None else "Any",
    )


def _said(answer: Answer | None) -> tuple[str, str]:
    return (answer.text, " ".join(answer.clauses)) if answer is not None else (NO_SUCH, "")
