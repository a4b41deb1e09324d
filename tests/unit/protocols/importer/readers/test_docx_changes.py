"""Tracked changes of a Word document, over its raw words."""

from __future__ import annotations

from datetime import date

from concerns.protocols.importer.readers import docx
from concerns.protocols.importer.source import Block, Change, Mark
from tests.unit.protocols.importer.readers.word import (
    DELETED_MARK,
    INSERTED_MARK,
    abstract,
    deleted,
    docx_with,
    inserted,
    level,
    num,
    p,
    r,
)


def blocks(*paragraphs: str, **parts: str) -> tuple[Block, ...]:
    return docx.read(docx_with("".join(paragraphs), **parts)).blocks


def reading(block: Block) -> str:
    """The words that stay."""
    gone = [range(m.start, m.end) for m in block.marks if m.keep is False]
    return "".join(c for i, c in enumerate(block.text) if not any(i in span for span in gone))


def test_inserted_words_stay_and_deleted_ones_go_with_author_and_day() -> None:
    (block,) = blocks(p(r("Ask the "), deleted("Mayor"), inserted("Clerk"), r(" first.")))

    assert block.text == "Ask the MayorClerk first."
    assert block.marks == (
        Mark(8, 13, Change.DELETED, "Bob", date(2008, 2, 21), False, 0.9),
        Mark(13, 18, Change.INSERTED, "Ann", date(2008, 2, 20), True, 0.9),
    )
    assert reading(block) == "Ask the Clerk first."


def test_words_inserted_and_deleted_again_go() -> None:
    both = inserted("X").replace(r("X"), deleted("new words"))

    (block,) = blocks(p(r("Old "), both))

    assert [(m.change, m.author, m.keep) for m in block.marks] == [(Change.DELETED, "Bob", False)]


def test_moved_words_go_where_they_came_from() -> None:
    moved = '<w:{0} w:id="1" w:author="Ann" w:date="2008-02-20T00:00:00Z">{1}</w:{0}>'
    first, second = blocks(
        p(r("A "), moved.format("moveFrom", r("moved"))),
        p(r("B "), moved.format("moveTo", r("moved"))),
    )

    assert [m.change for m in first.marks] == [Change.DELETED]
    assert [m.change for m in second.marks] == [Change.INSERTED]


def test_runs_of_one_change_are_one_mark() -> None:
    (block,) = blocks(p(r("a "), inserted("one "), inserted("two"), r(" b")))

    assert [(m.start, m.end) for m in block.marks] == [(2, 9)]


def test_struck_words_that_are_not_tracked_are_for_a_person() -> None:
    (block,) = blocks(p(r("Ask the "), r("Mayor", "<w:strike/>"), r(" Clerk", "<w:dstrike/>")))

    assert block.marks == (Mark(8, 19, Change.UNSURE, None, None, None, 0.0),)


def test_strike_that_is_switched_off_is_no_change() -> None:
    (block,) = blocks(p(r("Mayor", '<w:strike w:val="0"/>')))

    assert block.marks == ()


def test_a_deleted_end_makes_one_paragraph_of_two() -> None:
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
    found = blocks(
        p(r("Members shall "), deleted("be kind."), num=(1, 0), mark=DELETED_MARK),
        p(deleted("Officers shall"), r("be courteous."), num=(1, 0)),
        p(r("Next."), num=(1, 0)),
        numbering=numbering,
    )

    assert [reading(block).split() for block in found] == [
        ["Members", "shall", "be", "courteous."],
        ["Next."],
    ]
    assert [block.label for block in found] == ["1.", "2."]


def test_a_paragraph_deleted_whole_stays_apart_with_all_of_it_marked() -> None:
    first, second, third = blocks(
        p(r("One.")), p(deleted("Gone whole."), mark=DELETED_MARK), p(r("Two."))
    )

    assert (first.text, third.text) == ("One.", "Two.")
    assert second.text == "Gone whole."
    assert [(m.start, m.end, m.keep) for m in second.marks] == [(0, 11, False)]


def test_a_clause_deleted_whole_keeps_its_number_unless_the_next_has_taken_it() -> None:
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)

    def one(words: str, mark: str = "") -> str:
        return p(words, num=(1, 0), mark=mark)

    gone = one(deleted("Gone."), DELETED_MARK)
    live = one(r("Live."))
    last = blocks(live, gone, gone, numbering=numbering)
    inside = blocks(live, gone, gone, live, live, numbering=numbering)

    assert [block.label for block in last] == ["1.", "2.", "3."]
    assert [block.label for block in inside] == ["1.", None, None, "2.", "3."]


def test_a_deleted_end_of_the_last_paragraph_loses_nothing() -> None:
    (block,) = blocks(p(r("The end"), mark=DELETED_MARK))

    assert block.text == "The end"


def test_an_inserted_end_splits() -> None:
    found = blocks(p(r("One."), mark=INSERTED_MARK), p(inserted("Two.")))

    assert [block.text for block in found] == ["One.", "Two."]
    assert found[0].marks == ()


def test_a_deleted_row_is_marked_from_end_to_end() -> None:
    cell = "<w:tc>{}</w:tc>"
    rows = "".join(
        f"<w:tr><w:trPr>{change}</w:trPr>{cell.format(p(r(a)))}{cell.format(p(r(b)))}</w:tr>"
        for change, a, b in (
            ("", "Who", "What"),
            (DELETED_MARK, "Mayor", "all"),
            (INSERTED_MARK, "Clerk", "some"),
        )
    )
    found = blocks(f"<w:tbl>{rows}</w:tbl>")

    assert [block.text for block in found] == ["Who | What", "Mayor | all", "Clerk | some"]
    assert [[m.change for m in block.marks] for block in found] == [
        [],
        [Change.DELETED, Change.DELETED],
        [Change.INSERTED, Change.INSERTED],
    ]
    assert found[1].text[found[1].marks[1].start : found[1].marks[1].end] == "all"


def test_an_impossible_date_is_no_date() -> None:
    (block,) = blocks(p(r("a "), inserted("b", on="2008-13-45")))

    assert [(m.author, m.on) for m in block.marks] == [("Ann", None)]


def test_marks_hold_their_words_where_white_space_was_joined() -> None:
    (block,) = blocks(p(r("  The   old  "), deleted("  very  "), inserted(" new "), r("  rule  ")))

    assert block.text == "The old very new rule"
    assert [block.text[m.start : m.end].strip() for m in block.marks] == ["very", "new"]
