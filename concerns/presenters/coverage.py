"""The coverage matrix as a table of words."""

from __future__ import annotations

from dataclasses import dataclass

from concerns.engine import explain
from concerns.engine.facts import Matter
from concerns.engine.protocol import Protocol
from concerns.protocols.matrix import Answer
from concerns.protocols.matrix_table import Table, form_words, nature_words, person_words


@dataclass(frozen=True, slots=True)
class Cell:
    """:param stated: the protocol or the law says so. :param clauses: as they are named."""

    text: str
    stated: bool
    clauses: tuple[str, ...]
    detail: str


@dataclass(frozen=True, slots=True)
class Row:
    raiser: str
    subject: str
    form: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """:param columns: the natures of each column, or nothing where none is looked at."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def matter_words(matter: Matter) -> str:
    return explain.MATTER_WORDS[matter]


def shown(protocol: Protocol, table: Table) -> Shown:
    return Shown(
        tuple(nature_words(column) for column in table.columns),
        tuple(
            Row(
                person_words(protocol, row.raiser),
                person_words(protocol, row.subject),
                form_words(protocol, row.forms, table.forms),
                tuple(_cell(protocol, answer) for answer in row.cells),
            )
            for row in table.rows
        ),
    )


def _cell(protocol: Protocol, answer: Answer) -> Cell:
    to = explain.join((f"the {receiver.title}" for receiver in answer.to), "or")
    clauses = (protocol.clause_by_id[key] for key in answer.clauses)
    return Cell(
        to[:1].upper() + to[1:] or "Nobody",
        answer.stated,
        tuple(f"clause {c.label}" if c.label else c.heading for c in clauses),
        answer.text,
    )
