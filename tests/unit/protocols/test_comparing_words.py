"""Two texts word by word."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concerns.protocols.comparing_words import Fate, Piece, likeness, unmoved, word_by_word
from tests.examples import examples

words = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=12).map(" ".join)


def test_what_stayed_went_and_came_is_told_in_order() -> None:
    assert word_by_word("the Clerk decides it", "the Mayor decides") == (
        Piece(Fate.KEPT, "the"),
        Piece(Fate.REMOVED, "Clerk"),
        Piece(Fate.ADDED, "Mayor"),
        Piece(Fate.KEPT, "decides"),
        Piece(Fate.REMOVED, "it"),
    )


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        (None, "new", (Piece(Fate.ADDED, "new"),)),
        ("old", None, (Piece(Fate.REMOVED, "old"),)),
        (None, None, ()),
        ("a  b\n", "a b", (Piece(Fate.KEPT, "a b"),)),
    ],
)
def test_a_text_that_is_not_there_has_no_words(
    before: str | None, after: str | None, pieces: tuple[Piece, ...]
) -> None:
    assert word_by_word(before, after) == pieces


def together(pieces: tuple[Piece, ...], but: Fate) -> str:
    return " ".join(piece.words for piece in pieces if piece.fate is not but)


@settings(max_examples=examples(200))
@given(words, words)
def test_the_pieces_give_both_texts_back(before: str, after: str) -> None:
    pieces = word_by_word(before, after)
    assert together(pieces, Fate.ADDED) == before
    assert together(pieces, Fate.REMOVED) == after


def test_very_long_texts_are_compared_quickly_and_give_both_back() -> None:
    before, after = "start " + "a b " * 20_000 + "end", "start " + "b a c " * 20_000 + "end"
    began = time.process_time()
    pieces = word_by_word(before, after)
    assert time.process_time() - began < 2
    assert together(pieces, Fate.ADDED) == before
    assert together(pieces, Fate.REMOVED) == after
    assert pieces[0] == Piece(Fate.KEPT, "start")
    assert pieces[-1] == Piece(Fate.KEPT, "end")


def test_likeness_goes_from_nothing_to_the_same() -> None:
    assert likeness("the Clerk decides", "the Clerk decides") == 1
    assert likeness("one two three", "four five six") == 0
    assert 0.6 < likeness("the Clerk decides it", "the Mayor decides it") < 1


@pytest.mark.parametrize(
    ("order", "kept"),
    [
        ([], set()),
        ([0, 1, 2], {0, 1, 2}),
        ([2, 0, 1], {0, 1}),
        ([0, 3, 1, 2, 4], {0, 1, 2, 4}),
    ],
)
def test_what_kept_its_order_did_not_move(order: list[int], kept: set[int]) -> None:
    assert unmoved(order) == kept
