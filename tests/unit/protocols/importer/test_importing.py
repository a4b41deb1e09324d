"""Whatever is in a file, the import ends, loses no word and gives a tree."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concerns.protocols.importer.importing import tree_of
from concerns.protocols.importer.readers import markdown, text
from concerns.protocols.importer.source import CannotRead, Change
from tests.examples import examples

STARTS = (
    *(
        "",
        "- ",
        " - ",
        "   * ",
        "# ",
        "### ",
        "> ",
        "\t",
        "1. ",
        "2 ",
        "3. ",
        "1.1 ",
        "1.2 ",
        "2.1. ",
    ),
    *("9.40-3 ", "(a) ", "(b) ", "c) ", "(i) ", "ii) ", "(v) ", "I. ", "I) ", "A. ", "4.2 (a) "),
    *("Part 2 ", "Appendix 1", "Section 3: ", "(3)(1) ", "§ 4 ", "2026 ", "“", '"'),
)
MIDDLES = (
    *("Members", "Councillors will:", "officers", "~~old~~", "**new**", "[in](#)", "~~M~~members"),
    *(
        "as follows:",
        "of the",
        "Page 2 of 3",
        "a\tb",
        "said.”",
        "Mmembers",
        "| x | y |",
        "\f",
        "**",
        "~~",
    ),
)

lines = st.builds(
    lambda start, middle, end: start + " ".join(middle) + end,
    st.sampled_from(STARTS),
    st.lists(st.sampled_from(MIDDLES), max_size=4),
    st.sampled_from(["", ".", ";", ":", "\n", "  "]),
)
texts = st.lists(lines | st.text(max_size=12), min_size=1, max_size=25).map("\n".join)


def words(of: str) -> set[str]:
    return set(re.findall(r"[A-Za-z]{2,}", of))


@settings(max_examples=examples(100), deadline=None)
@given(texts, st.booleans())
def test_any_text_becomes_a_tree(written: str, flows: bool) -> None:
    try:
        source = (markdown if flows else text).read(written)
    except CannotRead:
        return
    found = tree_of(source)

    assert found == tree_of(source)
    ids = [passage.id for passage in found.passages]
    assert len(set(ids)) == len(ids)
    for n, passage in enumerate(found.passages):
        assert passage.parent is None or passage.parent in ids[:n]
        assert all(passage.raw[m.start : m.end] for m in passage.marks)
        assert 0 < passage.confidence <= 1
        if not any(mark.keep is False for mark in passage.marks):
            assert words(passage.text) <= words(passage.raw)
    told = " ".join(
        [found.title, *(w.text for w in found.warnings)]
        + [f"{p.label or ''} {p.raw}" for p in found.passages]
    )
    for block in source.blocks:
        assert words(block.text) <= words(told) | {"Appendix", "Part", "Section"}


@pytest.mark.parametrize(
    "written",
    [
        "1. Duties\n\n" + "\n\n".join(f"1.{n} Words." for n in range(1, 4000)),
        "Members will:\n\n" + "\n".join(f"- item {n}" for n in range(4000)),
        "\n\n".join(["The same line"] * 4000),
        "1.1 One:\n\n" + "\n".join(["(i) again"] * 4000),
        "\n".join("  " * n + f"- item {n}:" for n in range(400)),
        "word " + "~~a" * 8000,
        "Town Clerk " * 8000,
        "[" * 8000 + "(" * 8000,
    ],
    ids=["clauses", "items", "same", "roman", "deep", "struck", "titles", "brackets"],
)
def test_a_long_document_is_read_in_seconds(written: str) -> None:
    began = time.process_time()
    tree_of(text.read(written))
    assert time.process_time() - began < 10


def test_a_draft_says_that_it_is_one() -> None:
    found = tree_of(text.read("1.1 All ~~old~~ new words.\n"))
    assert [w.code for w in found.warnings] == ["marked-changes"]
    assert found.passages[0].marks[0].change is Change.DELETED
