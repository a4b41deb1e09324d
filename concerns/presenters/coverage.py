"""The coverage matrix in words: first where nobody says who gets it, then raiser by raiser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from concerns.engine import explain
from concerns.engine.decision import Standing
from concerns.engine.facts import Matter
from concerns.engine.protocol import Protocol
from concerns.protocols.matrix import Answer, Matrix
from concerns.protocols.matrix_lines import Lines, Section, any_of, lines, natures_words
from concerns.protocols.matrix_table import Filter, form_words, standing_words


@dataclass(frozen=True, slots=True)
class Line:
    """Situations that are answered alike.

    :param stated: the protocol or the law says who gets it. :param clauses: as they are named.
    """

    about: str
    put: str
    natures: str
    answer: str
    stated: bool
    clauses: Sequence[str]
    remarks: Sequence[str]
    size: int


@dataclass(frozen=True, slots=True)
class Part:
    """What one group of people can raise. :param key: unique on the page."""

    key: str
    raisers: str
    silent: int
    size: int
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Count:
    """Of how many situations of a matter nobody says who gets them."""

    matter: str
    text: str
    silent: int
    size: int


@dataclass(frozen=True, slots=True)
class Shown:
    """:param others: the counts of the other matters. :param natured: natures are told apart."""

    count: Count
    others: Sequence[Count]
    natured: bool
    parts: Sequence[Part]


def shown(whole: Matrix, matter: Matter, wanted: Filter) -> Shown:
    """One matter as it was asked for, and how the others stand."""
    laid = lines(whole, matter, wanted)
    counts = {each: _count(whole, each, wanted) for each in Matter}
    return Shown(
        counts.pop(matter),
        tuple(count for count in counts.values() if count.size),
        laid.natures != (None,),
        tuple(
            _part(whole.protocol, laid, section, n) for n, section in enumerate(laid.sections, 1)
        ),
    )


def _count(whole: Matrix, matter: Matter, wanted: Filter) -> Count:
    found = [a for c, a in whole.cells.items() if c.matter is matter and wanted.shows(c)]
    silent = sum(not answer.stated for answer in found)
    return Count(matter.value, explain.MATTER_WORDS[matter], silent, len(found))


def _part(protocol: Protocol, laid: Lines, section: Section, n: int) -> Part:
    return Part(
        f"raised-by-{n}",
        any_of(protocol, section.raisers),
        section.silent,
        section.size,
        tuple(
            Line(
                any_of(protocol, line.subjects),
                form_words(protocol, line.forms, laid.forms),
                natures_words(line.natures, laid.natures),
                line.told.text,
                line.told.stated,
                clause_names(protocol, line.told),
                _remarks(line.told),
                line.size,
            )
            for line in section.lines
        ),
    )


def clause_names(protocol: Protocol, answer: Answer) -> tuple[str, ...]:
    """The clauses an answer rests on, as people call them."""
    cited = (protocol.clause_by_id[key] for key in answer.clauses)
    return tuple(f"clause {c.label}" if c.label else c.heading for c in cited)


def _remarks(answer: Answer) -> tuple[str, ...]:
    """By what right somebody gets it who is not simply the one that is named."""
    if not answer.stated:
        return ()  # the sentence says so already
    return tuple(
        f"the {receiver.title}: {standing_words(receiver.status)}"
        for receiver in answer.to
        if receiver.status is not Standing.HOLDER
    )
