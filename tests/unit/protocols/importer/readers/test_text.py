"""Lines into blocks: half-Markdown, lines cut at a width, tables and pages."""

from __future__ import annotations

import pytest

from concerns.protocols.importer.readers import markdown, text
from concerns.protocols.importer.source import Block, CannotRead, Change, Shape


def blocks(words: str) -> list[tuple[str, Shape, int]]:
    return [(b.text, b.shape, b.level) for b in text.read(words).blocks]


def only(words: str) -> Block:
    (block,) = text.read(words).blocks
    return block


def test_markup_makes_the_shape_and_is_no_word() -> None:
    assert blocks("## Aims ##\n\nOne.\n\n- two\n  - three\n\n> four\n\nRoles\n=====\n") == [
        ("Aims", Shape.HEADING, 2),
        ("One.", Shape.PARAGRAPH, 0),
        ("two", Shape.ITEM, 1),
        ("three", Shape.ITEM, 2),
        ("four", Shape.QUOTE, 0),
        ("Roles", Shape.HEADING, 1),
    ]


@pytest.mark.parametrize("sign", ["-", "*", "+", "•", "▪", "◦", "–", "·"])
def test_every_usual_bullet_is_one(sign: str) -> None:
    assert blocks(f"{sign} one\n{sign} two\n") == [
        ("one", Shape.ITEM, 1),
        ("two", Shape.ITEM, 1),
    ]


def test_lines_cut_at_a_width_are_one_paragraph() -> None:
    words = (
        "1.1 Members and officers respect each other and work together in\n"
        "the interests of everybody who lives here, as said in paragraph\n"
        "9.1 below.\n"
        "1.2 Officers answer.\n"
    )
    assert [b.text for b in text.read(words).blocks] == [
        "1.1 Members and officers respect each other and work together in the interests of "
        "everybody who lives here, as said in paragraph 9.1 below.",
        "1.2 Officers answer.",
    ]


def test_a_line_that_is_a_paragraph_stays_one() -> None:
    long = "Members and officers respect each other and work together for everybody. " * 3
    assert [b.text for b in text.read(f"General\n{long}\n{long}\n").blocks] == [
        *("General", long.strip(), long.strip()),
    ]


def test_in_markdown_a_line_end_is_a_space() -> None:
    (block,) = markdown.read("Members respect\nOfficers and\nothers.\n").blocks
    assert block.text == "Members respect Officers and others."


def test_two_spaces_at_the_end_of_a_line_carry_the_paragraph_on() -> None:
    long = "Support is limited to matters of council business and goes no further than that : "
    assert only(f"- (a) {long * 2}  \nOfficers are not involved.\n").text == (
        f"(a) {long * 2}Officers are not involved."
    )


def test_tabs_part_the_cells_of_a_table_unless_they_follow_a_label() -> None:
    assert blocks("Review due\t2026\n") == [("Review due\t2026", Shape.ROW, 0)]
    assert blocks("1.1\tMembers respect officers.\n(a)\tone\n") == [
        ("1.1 Members respect officers.", Shape.PARAGRAPH, 0),
        ("(a) one", Shape.PARAGRAPH, 0),
    ]


def test_a_table_in_markdown_is_rows() -> None:
    found = markdown.read("| Review | 2026 |\n|---|---|\n| Lead | Clerk |\n").blocks
    assert [(b.text, b.shape) for b in found] == [
        ("Review\t2026", Shape.ROW),
        ("Lead\tClerk", Shape.ROW),
    ]


def test_bold_is_known_and_the_label_before_it_does_not_count() -> None:
    assert only("2.4 **Opposition Councillors**").bold
    assert only("### 13. **Complaints**").bold
    assert not only("2.4 Members **must** act.").bold


def test_changes_are_marked_on_words_that_are_all_kept() -> None:
    block = only("All ~~old  words~~ [new](#) and **M**embers.")
    assert block.text == "All old words new and Members."
    assert [(block.text[m.start : m.end], m.change) for m in block.marks] == [
        ("old words", Change.DELETED),
        ("new", Change.INSERTED),
        ("M", Change.UNSURE),
    ]
    assert [m.keep for m in block.marks] == [None] * 3


def test_bold_words_may_be_changes_only_where_bold_letters_are() -> None:
    assert not only("Members **must** act.").marks
    assert len(only("**M**embers **must** act.").marks) == 2


def test_unpaired_markup_and_escapes_are_words() -> None:
    assert only("One ~~ two ** three").text == "One ~~ two ** three"
    assert only(r"1\. One \*two\*").text == "1. One *two*"


def test_form_feeds_count_pages() -> None:
    assert [b.page for b in text.read("One.\n\fTwo.\n\fThree.").blocks] == [1, 2, 3]
    assert only("One.").page is None


def test_lines_are_counted_from_one() -> None:
    assert [b.line for b in text.read("One.\r\n\r\nTwo.\r\n").blocks] == [1, 3]


def test_a_word_that_the_end_of_a_line_parts_is_made_whole() -> None:
    words = (
        "Members and Officers are servants of the public and each is indispens-\n"
        "able to the other in all that the council has to do, whether in decision-\n"
        "making or in the day to day work of it. The local authority and the well-\n"
        "being of those who live in it come first at all times and in every place.\n"
    )
    (block,) = text.read(words).blocks
    assert " indispensable to " in block.text
    assert " decision-making " in block.text
    assert " well-being " in block.text


@pytest.mark.parametrize("nothing", ["", "\n \n", "\ufeff", "---\n"])
def test_a_file_without_words_cannot_be_read(nothing: str) -> None:
    with pytest.raises(CannotRead, match="There are no words"):
        text.read(nothing)
