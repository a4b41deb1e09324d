"""How far an import agrees with what a person made of the document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from concerns.engine.protocol import Clause, Protocol
from concerns.protocols import loader
from concerns.protocols.importer.importing import tree_of
from concerns.protocols.importer.passages import Imported, Passage
from concerns.protocols.importer.readers import text
from concerns.protocols.importer.score import Miss, structure
from concerns.protocols.importer.source import Change, Mark
from tests.golden.test_quotes import DOCUMENT_OF, DOCUMENTS, needs_documents, packs
from tests.unit.commands.test_route import PACK
from tests.unit.protocols.importer.reading import read

ENOUGH = 0.95  # of the clauses of each document, split and labelled as a person did


def person(*clauses: Clause) -> Protocol:
    return replace(loader.load(PACK, file="pack"), clauses=clauses)


def clause(label: str | None, quote: str | None = None, n: str = "x") -> Clause:
    return Clause(n, label, "", "", quote)


FOUND = read("1. Duties\n\n1.1 Be fair. Be kind.\n\n1.2 Members will:\n\n- a) ask\n- b) wait\n")


def test_everything_as_the_person_has_it() -> None:
    score = structure(
        FOUND, person(clause("1.1", "Be kind."), clause("1.2 a)", "ask"), clause("b)", "wait"))
    )
    assert (score.found, score.of, score.share, score.misses) == (3, 3, 1.0, ())


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (clause("1.3"), "no-label"),
        (clause("1.1", "Be cruel."), "no-words"),
        (clause("1.1", "Be kind. Members will:"), "no-words"),
        (clause("1.2", "wait"), "torn"),
        (clause(None, "Be kind."), "no-label"),
    ],
)
def test_what_is_missing_says_why(wanted: Clause, why: str) -> None:
    assert structure(FOUND, person(wanted)).misses == (Miss("x", why),)


@pytest.mark.parametrize("quote", ["Reply in fiveten days.", "Reply in ten days.", "Reply in five"])
def test_a_changed_clause_may_be_quoted_as_it_stands_as_proposed_or_with_every_change_accepted(
    quote: str,
) -> None:
    marks = (Mark(9, 13, Change.DELETED, keep=True), Mark(13, 16, Change.INSERTED, keep=False))
    passage = Passage("1", "1", "", "Reply in five days.", "Reply in fiveten days.", marks=marks)
    assert structure(Imported("", (passage,)), person(clause("1", quote))).share == 1
    assert structure(Imported("", (passage,)), person(clause("1", "Reply in two"))).share == 0


def test_two_clauses_in_one_passage_are_glued() -> None:
    score = structure(
        FOUND, person(clause("1.1", "Be fair.", "one"), clause("1.1", "Be kind.", "two"))
    )
    assert score.misses == (Miss("two", "glued"),)


def test_markup_in_a_quotation_is_not_looked_for() -> None:
    found = read("1.1 All ~~M~~members act.\n")
    assert structure(found, person(clause("1.1", "All ~~M~~members act."))).share == 1


def test_text_that_the_person_left_out_is_told() -> None:
    assert structure(FOUND, person(clause("1.1", "Be fair."))).extra == ("1.2.a", "1.2.b")


def imported(council: str) -> Imported:
    return tree_of(text.read((DOCUMENTS / DOCUMENT_OF[council]).read_text(encoding="utf-8")))


@needs_documents
@packs
def test_the_five_documents_are_split_as_a_person_did(council: str) -> None:
    score = structure(imported(council), loader.find(council))
    assert score.share >= ENOUGH, score.misses


@needs_documents
@packs
def test_headings_are_found_as_a_person_did(council: str) -> None:
    """Of the clauses with a label, how many stand under the heading the person gave them."""
    headings = {p.label: plain(p.heading) for p in imported(council).passages if p.label}
    clauses = [c for c in loader.find(council).clauses if c.label in headings]
    same = [c for c in clauses if plain(c.heading) in headings[c.label]]
    assert len(same) >= 0.85 * len(clauses), [c.id for c in clauses if c not in same]


def plain(heading: str) -> str:
    return "".join(c for c in heading.casefold() if c.isalnum())


@needs_documents
def test_the_documents_are_where_the_tests_look() -> None:
    assert all((Path(DOCUMENTS) / name).is_file() for name in DOCUMENT_OF.values())
