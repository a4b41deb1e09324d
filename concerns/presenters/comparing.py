"""What changed between two versions, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from concerns.engine import explain
from concerns.engine.protocol import Clause, Protocol
from concerns.protocols.comparing import CellChange, Comparison
from concerns.protocols.comparing_clauses import Change, ClauseChange
from concerns.protocols.comparing_rules import Part, RuleChange
from concerns.protocols.comparing_words import Piece
from concerns.protocols.matrix import Answer
from concerns.protocols.matrix_table import Column, form_words, nature_words, person_words

_CHANGES = {
    Change.MOVED: ("Moved", "blue"),
    Change.CHANGED: ("Changed", "yellow"),
    Change.ADDED: ("New", "green"),
    Change.REMOVED: ("Gone", "red"),
}
_PARTS = {
    Part.SUMMARY: "In a sentence",
    Part.ORDER: "Its place among the rules",
    Part.WHEN: "When it holds",
    Part.RECIPIENTS: "Who gets it",
    Part.DUTIES: "What they have to do",
    Part.LIMITS: "By when",
    Part.NEXT: "What follows",
    Part.CITATIONS: "The clauses it rests on",
    Part.DOUBT: "How it is read",
}


@dataclass(frozen=True, slots=True)
class ClauseShown:
    name: str
    tag: str
    colour: str
    words: tuple[Piece, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartShown:
    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleShown:
    summary: str
    tag: str
    colour: str
    parts: tuple[PartShown, ...]


@dataclass(frozen=True, slots=True)
class CellShown:
    situation: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class OtherShown:
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """:param nothing: the two say the same."""

    nothing: bool
    cells: tuple[CellShown, ...]
    rules: tuple[RuleShown, ...]
    clauses: tuple[ClauseShown, ...]
    others: tuple[OtherShown, ...]


def shown(before: Protocol, after: Protocol, found: Comparison) -> Shown:
    """Only what changed, who gets what first at the top."""
    return Shown(
        nothing=found.nothing,
        cells=tuple(_cell(before, after, each) for each in found.cells),
        rules=tuple(_rule(each) for each in found.rules if each.change is not Change.SAME),
        clauses=tuple(_clause(each) for each in found.clauses if each.change is not Change.SAME),
        others=tuple(_others(after, found)),
    )


def _cell(before: Protocol, after: Protocol, cell: CellChange) -> CellShown:
    # An office that is gone has its title in the older version only.
    named = after if cell.raiser in after.offices else before
    about = "" if cell.subject is None else f" about {person_words(named, cell.subject)}"
    parts = [
        f"{person_words(named, cell.raiser)} raises {explain.MATTER_WORDS[cell.matter]}{about}"
    ]
    form = form_words(named, cell.forms, cell.among)
    natures = nature_words(Column(cell.natures)) if cell.natures else ""
    parts += [words for words in (form, natures) if words]
    sentence = ", ".join(parts)
    return CellShown(sentence[:1].upper() + sentence[1:], _answer(cell.before), _answer(cell.after))


def _answer(answer: Answer | None) -> str:
    return answer.text if answer is not None else "This version knows no such situation."


def _rule(rule: RuleChange) -> RuleShown:
    tag, colour = _CHANGES[rule.change]
    return RuleShown(
        rule.summary,
        tag,
        colour,
        tuple(PartShown(_PARTS[part.part], part.before, part.after) for part in rule.parts),
    )


def _clause(clause: ClauseChange) -> ClauseShown:
    tag, colour = _CHANGES[clause.change]
    return ClauseShown(
        _name(clause.after or clause.before), tag, colour, clause.words, clause.marks
    )


def _name(clause: Clause | None) -> str:
    if clause is None:
        return ""
    return f"Clause {clause.label}, {clause.heading}" if clause.label else clause.heading


def _others(after: Protocol, found: Comparison) -> Iterator[OtherShown]:
    for office in found.offices:
        if office.change is not Change.SAME:
            title = after.title_of(office.office)
            yield OtherShown(title, office.before or "Not there", office.after or "Not there")
    for detail in found.details:
        yield OtherShown(detail.what, detail.before or "Nothing", detail.after or "Nothing")
