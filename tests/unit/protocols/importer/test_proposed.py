"""Drafts of rules stay tied to their words when somebody mends the words around them."""

from __future__ import annotations

from concerns.engine.offices import Office
from concerns.engine.plain import plain, unplain
from concerns.protocols.importer.passages import DraftRule, DraftTarget, Span
from concerns.protocols.importer.proposed import kept

SENTENCE = "Concerns go to the Clerk."
WAS = f"5.1 {SENTENCE} They are kept."
CLERK = WAS.index("Clerk")
DRAFT = DraftRule(
    Span(4, 4 + len(SENTENCE)),
    to=(DraftTarget(Office.CLERK, "Clerk", Span(CLERK, CLERK + 5)),),
)


def test_a_draft_goes_where_its_sentence_goes() -> None:
    now = f"{SENTENCE} They are kept."
    (found,) = (unplain(d, DraftRule) for d in kept([plain(DRAFT)], was=WAS, now=now))
    assert now[found.span.start : found.span.end] == SENTENCE
    target = found.to[0].span
    assert now[target.start : target.end] == "Clerk"


def test_a_draft_whose_sentence_was_changed_is_gone() -> None:
    assert kept([plain(DRAFT)], was=WAS, now="Concerns go to the Mayor.") == []


def test_nothing_changes_where_the_words_did_not() -> None:
    assert kept([plain(DRAFT)], was=WAS, now=WAS) == [plain(DRAFT)]
