"""Where a passage is cut."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concerns.protocols.importer.proposals.sentences import split, statements
from tests.examples import examples


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One thing. Another thing.", ["One thing.", "Another thing."]),
        ("Certain officers e.g. Town Clerk, RFO have duties.", None),
        ("Under s.28 of the Localism Act, and s. 151, it is so.", None),
        ("See No. 5 of the list.", None),
        ("Cllr. Smith and Mr. Jones agreed.", None),
        ("It is 2.5 per cent. That is all.", ["It is 2.5 per cent.", "That is all."]),
        ("Stationery, typing, etc. will be provided.", None),
        ("Stationery, typing, etc. Members pay.", ["Stationery, typing, etc.", "Members pay."]),
        ("A roving commission; a fishing trip; and the like.", None),
        ("He said “No.” Then he left.", ["He said “No.”", "Then he left."]),
        ("What now? Nothing! Well.", ["What now?", "Nothing!", "Well."]),
        ("Councillors will:", None),
        ("Officers will:\nanswer letters", ["Officers will:", "answer letters"]),
        (
            "Procedure for officers: From time to time.",
            ["Procedure for officers:", "From time to time."],
        ),
        ("The rule is simple: Ask the Clerk.", None),
        ("First paragraph\n\nSecond paragraph", ["First paragraph", "Second paragraph"]),
        ("J. R. Brown wrote it.", None),
        ("", []),
        ("   ", []),
    ],
)
def test_a_text_is_cut_where_a_reader_would_stop(text: str, sentences: list[str] | None) -> None:
    assert cut(text) == ([text] if sentences is None else sentences)


def test_a_semicolon_parts_two_statements_and_not_the_items_of_a_list() -> None:
    two = "Officers must not lobby; such issues should be taken to the Clerk."
    list_ = "The group consists of the Leader; the Chairman; and the Clerk."

    assert [two[s.start : s.end] for s in statements(two, split(two)[0])] == [
        "Officers must not lobby;",
        "such issues should be taken to the Clerk.",
    ]
    assert len(statements(list_, split(list_)[0])) == 1


@given(st.text(alphabet="aB1.;:!?”’ \n()", max_size=200))
@settings(max_examples=examples(200))
def test_nothing_but_white_space_is_lost_and_nothing_is_said_twice(text: str) -> None:
    spans = split(text)

    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in spans)
