"""What a pack puts in quotation marks is what the council printed, and all that decides is there.

The councils' documents and the clause by clause reading of them (`routing.md`) are not part of the
repository; the tests that need them skip where the folder beside the checkout is absent.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import pytest

from concerns.engine.protocol import Citation, Protocol
from concerns.protocols import loader

SHARED = Path(__file__).resolve().parents[3] / "shared"
DOCUMENTS = SHARED / "protocols"
READING = SHARED / "routing.md"

DOCUMENT_OF = {
    "banbury": "banbury-town-council.txt",
    "district-draft": "district-council-draft-2008.txt",
    "farnham": "farnham-town-council.txt",
    "langport": "langport-town-council.txt",
    "rushcliffe": "rushcliffe-borough-council.txt",
}
# The chapters of the reading whose quotations decide where something goes.
DECIDING = ("Routing", "Requests", "Information", "Officer attendance", "Attendance", "Time limits")

needs_documents = pytest.mark.skipif(
    not DOCUMENTS.is_dir(), reason="The councils' documents are not beside this checkout."
)
needs_reading = pytest.mark.skipif(
    not READING.is_file(), reason="The reading of the five protocols is not beside this checkout."
)
packs = pytest.mark.parametrize("council", loader.shipped())


def joined(text: str) -> str:
    return " ".join(text.split())


@lru_cache
def document(council: str) -> str:
    return joined((DOCUMENTS / DOCUMENT_OF[council]).read_text(encoding="utf-8"))


@lru_cache
def chapter(council: str) -> str:
    """The part of the reading that is about one council's document."""
    parts = re.split(r"^## ", READING.read_text(encoding="utf-8"), flags=re.MULTILINE)
    (found,) = (p for p in parts if DOCUMENT_OF[council] in p.partition("\n")[0])
    return found


def decisive_lines(council: str) -> list[str]:
    """The words the reading quotes where it says who receives what, by when and in what form."""
    sections = re.split(r"^### ", chapter(council), flags=re.MULTILINE)
    return [
        joined(line.removeprefix("> "))
        for section in sections
        if section.startswith(DECIDING)
        for line in section.splitlines()
        if line.startswith("> ")
    ]


def citations(protocol: Protocol) -> list[Citation]:
    found: list[Citation] = []
    for rule in protocol.rules:
        found.extend(rule.doubt.clauses if rule.doubt else ())
        for step in rule.steps:
            found.extend(step.clauses)
            for part in (*step.otherwise, *step.duties, *step.limits):
                found.extend(part.clauses)
    for stated in (*protocol.notices, *protocol.gaps):
        found.extend(stated.clauses)
    found.extend(protocol.review.clauses if protocol.review else ())
    return found


@needs_documents
@packs
def test_every_quotation_is_the_councils_exact_words(council: str) -> None:
    protocol = loader.find(council)
    quotes = [(clause.id, clause.quote) for clause in protocol.clauses]
    quotes += [(cited.clause, cited.quote) for cited in citations(protocol)]
    wrong = [
        f"{clause}: {quote}"
        for clause, quote in quotes
        if quote is not None and joined(quote) not in document(council)
    ]
    assert wrong == []


@packs
def test_a_clause_that_anything_rests_on_is_quoted(council: str) -> None:
    protocol = loader.find(council)
    resting = {cited.clause for cited in citations(protocol)}
    resting |= {clause.id for clause in protocol.clauses if clause.expects}
    # The lead line of a list sets a standard through the items under it, which have the words.
    leads = {re.split(r"[./](?=[^./]+$)", clause.id)[0] for clause in protocol.clauses}
    unquoted = {c.id for c in protocol.clauses if c.id in resting - leads and not c.quote}
    assert unquoted == set()


@packs
def test_no_summary_holds_a_quotation(council: str) -> None:
    summaries = [clause.summary for clause in loader.find(council).clauses]
    assert [text for text in summaries if re.search(r"[“”\"]", text)] == []


@needs_reading
@packs
def test_every_gap_of_the_reading_is_in_the_pack(council: str) -> None:
    read = set(re.findall(r"\b[BFLDR]-G\d+\b", chapter(council)))
    assert read
    assert read - {gap.code for gap in loader.find(council).gaps} == set()


@needs_reading
@packs
def test_every_line_that_decides_is_quoted_by_a_clause(council: str) -> None:
    lines = decisive_lines(council)
    assert lines
    quotes = [joined(clause.quote) for clause in loader.find(council).clauses if clause.quote]
    assert [line for line in lines if not any(line in quote for quote in quotes)] == []


def test_every_pack_has_a_document_to_be_held_against() -> None:
    assert set(loader.shipped()) <= set(DOCUMENT_OF)
