"""A file's name is what one sees of it, and nothing else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concerns.evidence.limits import LONGEST_NAME
from concerns.evidence.names import cleaned
from concerns.evidence.refusal import Refused


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Minutes of 3 May.pdf", "Minutes of 3 May.pdf"),
        ("C:\\Users\\ann\\notes.txt", "notes.txt"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("会議の記録.pdf", "会議の記録.pdf"),
        ("پروتکل.pdf", "پروتکل.pdf"),
        ("👩\u200d⚖️ “ruling”.pdf", "👩\u200d⚖️ “ruling”.pdf"),
        ("a\u202egnp.txt", "agnp.txt"),
        ("a\0b\r\nc.txt", "abc.txt"),
        ("..hidden.txt", "hidden.txt"),
        ("half \ud800.txt", "half.txt"),
        ("e\u0301te\u0301.txt", "été.txt"),
        ("n" * 400 + ".jpeg", "n" * (LONGEST_NAME - 5) + ".jpeg"),
    ],
)
def test_a_name_keeps_its_letters_and_loses_what_misleads(given_name: str, kept: str) -> None:
    assert cleaned(given_name) == kept


@pytest.mark.parametrize("name", ["", ".", "..", ".pdf", "notes", "\u202e.pdf", "/", "a/.txt"])
def test_a_name_of_nothing_is_refused(name: str) -> None:
    with pytest.raises(Refused):
        cleaned(name)


@given(st.text(max_size=300))
def test_whatever_the_name_what_is_kept_can_be_shown(name: str) -> None:
    try:
        kept = cleaned(f"{name}.txt")
    except Refused:
        return
    assert len(kept) <= LONGEST_NAME
    assert not set(kept) & set("/\\\0\r\n\u202e\u2066")
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in kept)
    assert cleaned(kept) == kept
