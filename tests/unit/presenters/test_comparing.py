"""What changed is shown, and not only that something did."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from concerns.presenters.comparing import shown
from concerns.protocols import loader
from concerns.protocols.comparing import compare


def test_a_clause_whose_summary_alone_changed_shows_the_summary() -> None:
    before = loader.find("langport")
    clause = next(each for each in before.clauses if each.quote)
    other = replace(clause, summary="Nobody is left alone.")
    after = replace(
        before, clauses=tuple(other if each is clause else each for each in before.clauses)
    )

    found = shown(before, after, compare(before, after, loader.law(), date(2026, 1, 15)))

    (told,) = found.clauses
    assert "alone." in " ".join(piece.words for piece in told.summary)
