"""What a protocol says of hearing the other side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from concerns.engine.protocol import Clause, Protocol
from concerns.protocols import loader
from concerns.protocols.fairness import clause_on_hearing

BANBURY = loader.find("banbury")


def protocol_with(*clauses: Clause) -> Protocol:
    return replace(BANBURY, clauses=clauses)


@pytest.mark.parametrize(
    "quote",
    [
        "The principles of natural justice apply.",
        "They have a right of reply.",
        "The member shall be given an opportunity to respond before any decision.",
        "Both sides: the Clerk will hear both sides.",
    ],
)
def test_a_clause_that_hears_the_other_side_is_found(quote: str) -> None:
    other = Clause("1", "1", "General", "Respect.", "Treat each other fairly.")
    heard = Clause("2", "2", "Complaints", "Heard.", quote)
    assert clause_on_hearing(protocol_with(other, heard)) == heard


def test_fair_treatment_in_general_is_not_that_nor_are_doubtful_words() -> None:
    quote = "They have a right of reply."
    doubtful = Clause("1", "1", "Complaints", "Heard.", quote, unresolved=True)
    summed_up = Clause("2", "2", "Complaints", quote)
    fair = Clause("3", "3", "General", "Respect.", "Treat each other fairly.")
    assert clause_on_hearing(protocol_with(doubtful, summed_up, fair)) is None


@pytest.mark.parametrize("slug", ["banbury", "farnham", "langport", "district-draft", "rushcliffe"])
def test_none_of_the_five_protocols_says_it(slug: str) -> None:
    assert clause_on_hearing(loader.find(slug)) is None
