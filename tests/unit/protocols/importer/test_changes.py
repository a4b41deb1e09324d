"""Struck and inserted words, and damage that nothing marks."""

from __future__ import annotations

import pytest

from concerns.protocols.importer.importing import tree_of
from concerns.protocols.importer.passages import Passage
from concerns.protocols.importer.source import Block, Change, Mark, Source
from tests.unit.protocols.importer.reading import by_id, read

# Words of the document in which nothing was changed, to judge the others by.
CLEAN = "\n\n1.2 All members and officers of the council write to the officer or the member.\n"


def first(words: str) -> Passage:
    return by_id(read(f"1.1 {words}{CLEAN}"))["1.1"]


def keeps(passage: Passage) -> list[tuple[str, bool | None]]:
    return [(passage.raw[m.start : m.end], m.keep) for m in passage.marks]


@pytest.mark.parametrize(
    ("struck", "text", "kept"),
    [
        ("All ~~M~~members write.", "All members write.", False),
        ("All ~~O~~officers write.", "All officers write.", False),
        ("All ~~O~~fficers write.", "All Officers write.", True),
        ("All ~~M~~embers write.", "All Members write.", True),
        ("**M**embers write.", "Members write.", True),
        ("All **e**Officers write.", "All Officers write.", False),
    ],
)
def test_a_letter_is_kept_or_dropped_by_what_leaves_a_word(
    struck: str, text: str, kept: bool
) -> None:
    passage = first(struck)
    assert passage.text == text
    assert [keep for _, keep in keeps(passage)] == [kept]
    assert not passage.questions


def test_a_piece_of_a_word_that_neither_reading_explains_is_asked_about() -> None:
    passage = first("A sense of ~~intrinsicall~~y distinct roles.")
    assert keeps(passage) == [("intrinsicall", None)]
    assert passage.text == "A sense of intrinsically distinct roles."
    assert passage.questions == (
        "“intrinsicall” is marked as changed. Do these words stand, or do they go?",
    )
    assert passage.confidence < 0.9


def test_whole_words_and_a_piece_in_one_run_are_asked_about() -> None:
    passage = first("All must ~~avoid putting O~~fficers at risk.")
    assert keeps(passage) == [("avoid putting O", None)]


def test_a_struck_word_is_left_out() -> None:
    passage = first("All demand ~~very~~ high standards (~~old~~ new).")
    assert passage.text == "All demand high standards (new)."
    assert passage.raw == "All demand very high standards (old new)."
    assert keeps(passage) == [("very", False), ("old", False)]
    assert passage.confidence == min(m.confidence for m in passage.marks) < 1


def test_nothing_is_dropped_unasked_where_both_wordings_are_struck() -> None:
    passage = first("All should ~~be kind~~ ~~show courtesy~~ to ~~each~~ others.")
    assert [keep for _, keep in keeps(passage)] == [None, None, None]
    assert passage.text == "All should be kind show courtesy to each others."
    assert len(passage.questions) == 1


def test_a_document_that_strikes_what_it_needs_is_not_trusted_elsewhere() -> None:
    found = read(f"1.1 All demand ~~very~~ high standards of ~~O~~fficers.{CLEAN}")
    assert keeps(by_id(found)["1.1"]) == [("very", None), ("O", True)]
    assert any("old words and new ones alike" in w.text for w in found.warnings)


def test_an_empty_link_is_an_inserted_word_and_a_reference_is_not() -> None:
    passage = first(
        "Ask the [Strategic](#) Director as in ([Part 4D](#)) or [here](http://x.test)."
    )
    assert passage.text == "Ask the Strategic Director as in (Part 4D) or here."
    assert keeps(passage) == [("Strategic", True)]


def test_square_brackets_alone_are_words() -> None:
    assert first("Then [The Mayor and] Chairs act.").text == "Then [The Mayor and] Chairs act."


def test_a_label_inside_a_change_is_still_a_label() -> None:
    found = read("1.1 One.\n\n~~1.2 All of this is old.~~\n\n1.3 Three.\n")
    assert [p.label for p in found.passages] == ["1.1", "1.2", "1.3"]
    struck = by_id(found)["1.2"]
    assert (struck.text, keeps(struck)) == ("", [("All of this is old.", False)])


@pytest.mark.parametrize("kind", ["docx", "html"])
def test_a_line_drawn_through_words_by_hand_is_asked_about(kind: str) -> None:
    words = "1.1 Report it to the Clerk in confidence."
    start = words.index(" in confidence")
    mark = Mark(start, start + len(" in confidence"), Change.UNSURE)
    (passage,) = tree_of(Source(kind, (Block(words, marks=(mark,)),))).passages

    assert [m.keep for m in passage.marks] == [None]
    assert passage.questions


def test_changes_that_a_file_tracks_are_believed() -> None:
    marks = (Mark(4, 7, Change.DELETED), Mark(8, 11, Change.INSERTED))
    source = Source("docx", (Block("Ask old new clerk.", label="1.1", marks=marks),))
    (passage,) = tree_of(source).passages
    assert passage.text == "Ask new clerk."
    assert [m.keep for m in passage.marks] == [False, True]
    assert min(m.confidence for m in passage.marks) >= 0.9


@pytest.mark.parametrize(
    ("words", "suspicion"),
    [
        ("All Mmembers are told.", "“Mmembers” may be “members”"),
        ("All eOfficers are told.", "“eOfficers” may be “Officers”"),
        ("Do so in this which case it is sent.", "“in this which case”"),
        ("Then he or she the member should write.", "“Then he or she the member should write”"),
        ("They lodge their his or her complaint.", "“lodge their his or her complaint”"),
        ("Should An officer having cause do so.", "“Should An officer having”"),
        ("An officer having e cause may write.", "“having e cause”"),
        ("Ask the the clerk.", "“Ask the the clerk”"),
    ],
)
def test_two_wordings_side_by_side_are_asked_about_and_not_mended(
    words: str, suspicion: str
) -> None:
    passage = first(words)
    assert passage.text == words
    assert any(suspicion in question for question in passage.questions)
    assert passage.confidence < 0.9


def test_two_titles_run_together_are_asked_about() -> None:
    found = read(
        "1.1 Ask the Assistant Director or the Chief Executive.\n\n"
        "1.2 The Assistant Director may ask the Chief Executive.\n\n"
        "1.3 Refer it to the Assistant Director Chief Executive.\n"
    )
    assert {p.id for p in found.passages if p.questions} == {"1.3"}


@pytest.mark.parametrize(
    "words",
    [
        "It is clear that the member had had a say.",
        "He or she should write to his or her director.",
        "The Town Clerk and the Chief Executive of the Borough Council act.",
        "Aardvarks and llamas are welcome.",
    ],
)
def test_sound_words_are_not_suspected(words: str) -> None:
    assert not first(words).questions
