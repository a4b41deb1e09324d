"""The dated list of what is gone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from concerns.engine.protocol import Nation
from concerns.protocols import loader
from concerns.protocols.checker import check
from concerns.protocols.checking.stale import Stale, entries
from tests.unit.protocols.ashby import ashby
from tests.unit.protocols.test_planted_faults import ON, PLUS_CLAUSE, clause


def told(words: str, on: date = ON, **changes: str) -> list[str]:
    protocol = ashby(**changes, **{PLUS_CLAUSE: clause(words)})
    return [f.text for f in check(protocol, loader.law(), on) if f.code == "stale_law"]


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_every_entry_says_what_there_is_now_and_where_that_stands(entry: Stale) -> None:
    assert entry.instead
    assert entry.source
    assert not entry.instead.endswith(".")
    assert entry.nations <= set(Nation)
    for place, longer in enumerate(entry.words):
        # The one found first is the one quoted, so none may be a part of one after it.
        assert not any(longer in later for later in entry.words[place + 1 :])


def test_what_is_gone_is_told_with_its_day_and_source() -> None:
    (text,) = told("It is dealt with through the Standards Board for England.")

    assert text == (
        "Clause 9 names “Standards Board for England”, gone since 1 April 2012 (Localism Act 2011,"
        " Part 1 Chapter 7; Standards for England, notice on its abolition on 31 March 2012)."
    )


def test_what_was_not_read_is_said_to_need_checking() -> None:
    (text,) = told("As the Data Protection Act 1998 says.")

    assert text.endswith("Have this checked.")


def test_it_counts_from_its_day_and_only_where_it_held() -> None:
    gone = next(entry.gone for entry in entries() if entry.name == "Audit Commission")
    words = "The Audit Commission may be asked."

    assert told(words, on=gone - timedelta(days=1)) == []
    assert told(words, on=gone) != []
    assert told("The Disability Discrimination Act 1995 holds.", nation="northern_ireland") == []


def test_the_words_are_found_across_lines_and_in_any_case() -> None:
    assert told("Through the standards\n   BOARD.") != []
    assert told("Nothing of the kind.") == []
