"""White space, unseen characters and marks of one paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concerns.protocols.importer.readers.numerals import alphabetic, letters, roman, written
from concerns.protocols.importer.readers.words import Tracked, Words, joined_space
from concerns.protocols.importer.source import Change
from tests.examples import examples

CHANGES = st.sampled_from([None, Tracked(Change.DELETED), Tracked(Change.INSERTED, "Ann")])
RUNS = st.lists(st.tuples(st.text(alphabet="ab \n\t\u00a0\u00ad", max_size=6), CHANGES))


@settings(max_examples=examples(300))
@given(RUNS)
def test_marks_hold_exactly_the_changed_words(runs: list[tuple[str, Tracked | None]]) -> None:
    words = Words()
    for text, change in runs:
        words.add(text, change)
    lines = words.lines()

    whole = joined_space("".join(text for text, _ in runs))
    assert [line.text for line in lines] == ([whole] if whole else [])
    for line in lines:
        ends = [0, *(place for m in line.marks for place in (m.start, m.end)), len(line.text)]
        assert ends == sorted(ends)
        for change in (Change.DELETED, Change.INSERTED):
            marked = "".join(line.text[m.start : m.end] for m in line.marks if m.change is change)
            given_ = "".join(t for t, c in runs if c is not None and c.change is change)
            assert _letters(marked) == _letters(given_)


def _letters(text: str) -> str:
    return "".join(c for c in text if c in "ab")


def test_what_nobody_sees_is_dropped() -> None:
    hidden = "a\u200bb\u202ec\u0000d\u00ade\ufefff\x07"

    assert joined_space(hidden) == "abcdef"
    assert joined_space("\ufb01ne  of\ufb01ce\u2003x") == "fine office x"


@pytest.mark.parametrize(
    ("n", "form", "shown"),
    [
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (28, "lowerLetter", "bb"),
        (2, "upperLetter", "B"),
        (14, "lowerRoman", "xiv"),
        (1999, "upperRoman", "MCMXCIX"),
        (22, "ordinal", "22nd"),
        (112, "ordinal", "112th"),
        (21, "cardinalText", "Twenty-one"),
        (20, "ordinalText", "Twentieth"),
        (32, "ordinalText", "Thirty-second"),
        (5, "bullet", ""),
        (5, "unheardOf", "5"),
    ],
)
def test_numbers_are_written_as_word_writes_them(n: int, form: str, shown: str) -> None:
    assert written(n, form) == shown


def test_letters_of_word_and_of_browsers_part_after_z() -> None:
    assert [letters(n) for n in (1, 26, 27, 53)] == ["a", "z", "aa", "aaa"]
    assert [alphabetic(n) for n in (1, 26, 27, 53)] == ["a", "z", "aa", "ba"]


def test_numbers_without_a_sign_for_them_are_figures() -> None:
    assert (letters(0), alphabetic(-1), roman(4000)) == ("0", "-1", "4000")
