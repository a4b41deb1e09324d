"""What changed between two versions, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from concerns.engine import explain
from concerns.engine.protocol import Clause, Protocol
from concerns.presenters.coverage import clause_names
from concerns.protocols.comparing import Comparison
from concerns.protocols.comparing_cells import NO_SUCH, Moved, naming
from concerns.protocols.comparing_clauses import Change, ClauseChange
from concerns.protocols.comparing_rules import Part, RuleChange
from concerns.protocols.comparing_words import Fate, Piece
from concerns.protocols.matrix import Answer
from concerns.protocols.matrix_lines import any_of, natures_words
from concerns.protocols.matrix_table import form_words
from concerns.protocols.rule_terms import capital

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
    """:param summary: what it says in our words, where that changed and is not what is quoted."""

    name: str
    tag: str
    colour: str
    words: tuple[Piece, ...]
    summary: tuple[Piece, ...]
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
class AnswerShown:
    """What happens first. :param clauses: what it rests on, as it is named."""

    text: str
    clauses: Sequence[str]


@dataclass(frozen=True, slots=True)
class LineShown:
    """Situations in which something else happens first.

    :param about: about whom, put how and of what nature, each once where it makes a difference.
    :param size: how many situations they are.
    """

    about: Sequence[str]
    before: AnswerShown
    after: AnswerShown
    size: int


@dataclass(frozen=True, slots=True)
class GroupShown:
    """What changes for one group of people. :param raised: what they raise."""

    raised: str
    lines: Sequence[LineShown]


@dataclass(frozen=True, slots=True)
class OtherShown:
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """:param nothing: the two say the same. :param moved: how many situations change."""

    nothing: bool
    moved: int
    groups: Sequence[GroupShown]
    rules: tuple[RuleShown, ...]
    clauses: tuple[ClauseShown, ...]
    others: tuple[OtherShown, ...]


def shown(before: Protocol, after: Protocol, found: Comparison) -> Shown:
    """Only what changed, who gets what first at the top."""
    return Shown(
        nothing=found.nothing,
        moved=sum(each.size for each in found.moved),
        groups=_groups(before, after, found.moved),
        rules=tuple(_rule(each) for each in found.rules if each.change is not Change.SAME),
        clauses=tuple(_clause(each) for each in found.clauses if each.change is not Change.SAME),
        others=tuple(_others(after, found)),
    )


def _groups(before: Protocol, after: Protocol, moved: Iterable[Moved]) -> list[GroupShown]:
    named = naming(before, after)
    found: list[GroupShown] = []
    for (matter, raisers), lines in groupby(moved, key=lambda each: (each.matter, each.raisers)):
        raised = f"{capital(explain.MATTER_WORDS[matter])} raised by {any_of(named, raisers)}"
        found.append(GroupShown(raised, [_line(before, after, named, each) for each in lines]))
    return found


def _line(before: Protocol, after: Protocol, named: Protocol, each: Moved) -> LineShown:
    about = [f"About {any_of(named, each.subjects)}"]
    if set(each.forms) != set(each.forms_among):
        about.append(form_words(named, each.forms, each.forms_among))
    natures = natures_words(each.natures, each.natures_among)
    if natures != "anything":
        about.append(capital(natures))
    return LineShown(about, _answer(before, each.before), _answer(after, each.after), each.size)


def _answer(protocol: Protocol, answer: Answer | None) -> AnswerShown:
    if answer is None:
        return AnswerShown(NO_SUCH, ())
    return AnswerShown(answer.text, clause_names(protocol, answer))


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
    both = clause.before is not None and clause.after is not None
    resummed = both and clause.summary != clause.words and _differ(clause.summary)
    return ClauseShown(
        _name(clause.after or clause.before),
        tag,
        colour,
        clause.words,
        clause.summary if resummed else (),
        clause.marks,
    )


def _differ(pieces: Iterable[Piece]) -> bool:
    return any(piece.fate is not Fate.KEPT for piece in pieces)


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
