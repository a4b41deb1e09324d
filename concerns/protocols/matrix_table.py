"""The coverage matrix laid out to be read: rows of people, columns of natures, and as CSV.

Columns that answer alike in every row are one, and so are the ways of putting it that make no
difference to a row, so that a page shows only what the protocol tells apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from concerns.engine import explain
from concerns.engine.decision import Standing
from concerns.engine.facts import Matter, Nature
from concerns.engine.offices import Office
from concerns.engine.protocol import Protocol
from concerns.protocols import spreadsheets
from concerns.protocols.matrix import Answer, Cell, Form, Matrix, Says
from concerns.protocols.rule_terms import NATURES, capital


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show; None shows everything.

    :param nobody: only what is about nobody in particular.
    :param unstated: only rows with a cell in which nobody says who gets it.
    """

    raiser: Office | None = None
    subject: Office | None = None
    nobody: bool = False
    nature: Nature | None = None
    written: bool | None = None
    code_breach: bool | None = None
    unstated: bool = False

    def shows(self, cell: Cell) -> bool:
        """Whether the cell is among what is asked for."""
        return (
            self.raiser in {None, cell.raiser}
            and self.subject in {None, cell.subject}
            and not (self.nobody and cell.subject is not None)
            and (self.nature is None or cell.nature in {None, self.nature})
            and self.written in {None, cell.form.written}
            and self.code_breach in {None, cell.form.code_breach}
        )


@dataclass(frozen=True, slots=True)
class Column:
    """:param natures: those with the same answers everywhere; empty where none is looked at."""

    natures: tuple[Nature, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """:param forms: the ways of putting it that are answered alike.

    :param cells: one answer for each column.
    """

    raiser: Office
    subject: Office | None
    forms: tuple[Form, ...]
    cells: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One matter. :param forms: every way of putting it that was looked at."""

    matter: Matter
    forms: tuple[Form, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


EVERYTHING = Filter()


def table(whole: Matrix, matter: Matter, wanted: Filter = EVERYTHING) -> Table:
    """One matter of the matrix, as few columns and rows as say it all."""
    cells = [c for c in whole.cells if c.matter is matter and wanted.shows(c)]
    people = tuple(dict.fromkeys((c.raiser, c.subject) for c in cells))
    forms = tuple(dict.fromkeys(c.form for c in cells))
    natures = tuple(dict.fromkeys(c.nature for c in cells))

    # Cells with equal contents share one number, which is quicker to compare than the contents.
    numbers: dict[Answer, int] = {}
    numbered = {c: numbers.setdefault(whole.cells[c], len(numbers)) for c in cells}
    alike: dict[tuple[int, ...], list[Nature | None]] = {}
    for nature in natures:
        answers = tuple(numbered[c] for c in cells if c.nature is nature)
        alike.setdefault(answers, []).append(nature)
    columns = [tuple(group) for group in alike.values()]

    rows: list[Row] = []
    for raiser, subject in people:
        found: dict[tuple[Answer, ...], list[Form]] = {}
        for form in forms:
            answers_here = tuple(
                whole.cells[Cell(matter, raiser, subject, group[0], form)] for group in columns
            )
            found.setdefault(answers_here, []).append(form)
        rows += [Row(raiser, subject, tuple(f), answers) for answers, f in found.items()]
    if wanted.unstated:
        rows = [row for row in rows if not all(answer.stated for answer in row.cells)]
    shown = tuple(Column(tuple(n for n in group if n is not None)) for group in columns)
    return Table(matter, forms, shown, tuple(rows))


# ------------------------------------------------------------ words

_STANDING = {
    Standing.HOLDER: "named",
    Standing.DEPUTY: "as deputy",
    Standing.SUBSTITUTE: "instead of whoever is named first",
    Standing.EXTERNAL: "outside the council",
}
_SAYS = {
    Says.PROTOCOL: "the protocol",
    Says.LAW: "the law",
    Says.SILENT: "the protocol does not say",
    Says.NOT_INSTEAD: "the protocol does not say who acts instead",
    Says.NOBODY: "the protocol does not say, and nobody is left",
}


def says_words(says: Says) -> str:
    """On whose word: `the protocol does not say`."""
    return _SAYS[says]


def standing_words(standing: Standing) -> str:
    """By what right: `instead of whoever is named first`."""
    return _STANDING[standing]


def person_words(protocol: Protocol, office: Office | None) -> str:
    """A raiser or subject: `Any councillor`, `Town Clerk`, `Nobody in particular`."""
    if office is None:
        return "Nobody in particular"
    if office in {Office.COUNCILLOR, Office.OFFICER}:
        return f"Any {office.value}"
    return protocol.title_of(office)


def form_words(protocol: Protocol, forms: Iterable[Form], among: Iterable[Form]) -> str:
    """Which ways of putting it: `However it is put`, `In writing`.

    :param among: all there are, so that what makes no difference is not told.
    """
    some, every = set(forms), set(among)
    if some == every:
        return "However it is put"
    for words, half in _halves():
        if some == {form for form in every if half(form)}:
            return words
    missing = every - some
    if len(missing) == 1 and len(some) > 1:
        return f"However it is put, unless {_form(protocol, missing.pop(), every)}"
    said = explain.join((_form(protocol, form, every) for form in forms), "or")
    return f"{said[0].upper()}{said[1:]}"


def _halves() -> Iterator[tuple[str, Callable[[Form], bool]]]:
    yield "Not in writing", lambda form: not form.written
    yield "In writing", lambda form: form.written
    yield "No breach of the code alleged", lambda form: not form.code_breach
    yield "A breach of the code alleged", lambda form: form.code_breach


def _form(protocol: Protocol, form: Form, every: set[Form]) -> str:
    parts = []
    if len({f.written for f in every}) > 1:
        parts.append("in writing" if form.written else "not in writing")
    if len({f.code_breach for f in every}) > 1:
        breach = "a breach" if form.code_breach else "no breach"
        parts.append(f"with {breach} of the code alleged")
    if len({f.decider for f in every}) > 1:
        whose = f"the {protocol.title_of(form.decider)}" if form.decider else "nobody named"
        parts.append(f"decided by {whose}")
    return " ".join(parts)


def nature_words(column: Column) -> str:
    """The heading of a column; `Any` where natures make no difference."""
    if not column.natures or len(column.natures) == len(Nature):
        return "Any"
    return capital(", ".join(NATURES[nature] for nature in column.natures))


# ------------------------------------------------------------ CSV

HEADINGS = (
    "Matter",
    "Raised by",
    "About",
    "How it is put",
    "Natures",
    "Who says",
    "First to get it",
    "Standing",
    "Clauses",
    "What happens",
)


def csv_text(whole: Matrix, wanted: Filter = EVERYTHING) -> str:
    """The matrix as CSV, a line for each cell of the tables, with headings."""
    return spreadsheets.csv_text(HEADINGS, _lines(whole, wanted))


def _lines(whole: Matrix, wanted: Filter) -> Iterator[tuple[str, ...]]:
    for matter in Matter:
        shown = table(whole, matter, wanted)
        for row in shown.rows:
            for column, answer in zip(shown.columns, row.cells, strict=True):
                yield _line(whole.protocol, shown, row, column, answer)


def _line(
    protocol: Protocol, shown: Table, row: Row, column: Column, answer: Answer
) -> tuple[str, ...]:
    return (
        capital(explain.MATTER_WORDS[shown.matter]),
        person_words(protocol, row.raiser),
        person_words(protocol, row.subject),
        form_words(protocol, row.forms, shown.forms),
        nature_words(column),
        says_words(answer.says),
        "; ".join(receiver.title for receiver in answer.to),
        "; ".join(standing_words(receiver.status) for receiver in answer.to),
        " ".join(answer.clauses),
        answer.text,
    )
