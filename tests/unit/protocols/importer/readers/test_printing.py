"""What the printers print, the readers read: labels, words and depth."""

from __future__ import annotations

import pytest

from concerns.protocols.importer.readers import files
from concerns.protocols.importer.source import Shape
from tests.printing_docx import docx_of
from tests.printing_html import html_of
from tests.printing_items import Item, taken_apart
from tests.printing_pdf import pdf_of

OUTLINE = [
    Item(None, "Protocol on relations", 0, heading=True),
    Item("1", "General", 0, heading=True, auto=True),
    Item("1.1", "Everybody is polite.", 1, auto=True),
    Item("1.2", "Two things matter:", 1, auto=True),
    Item("(a)", "the first;", 2, auto=True),
    Item("(b)", "the second, which has", 2, auto=True),
    Item("(i)", "a part", 3, auto=True),
    Item("(ii)", "and another.", 3, auto=True),
    Item("1.3", "After them.", 1, auto=True),
    Item("(a)", "It begins again.", 2, auto=True),
    Item("2", "More", 0, heading=True, auto=True),
    Item("2.1", "One.", 1, auto=True),
    Item("2.4", "Out of turn.", 1, auto=True),
    Item("§ IV-b", "Out of the ordinary.", 1, auto=True),
    Item("3", "Typed", 0, heading=True),
    Item("3.1", "A typed label.", 1),
    Item(None, "No label at all.", 1),
]


def test_word_draws_every_label_that_is_asked_for() -> None:
    found = files.read(docx_of(OUTLINE), "a.docx").blocks

    assert [(b.label, b.text) for b in found] == [
        (item.label, item.text) if item.auto else (None, item.typed) for item in OUTLINE
    ]
    assert [b.shape is Shape.HEADING for b in found] == [item.heading for item in OUTLINE]
    assert found[6].level == 4


def test_letters_go_past_h_and_lists_past_z() -> None:
    letters = [chr(ord("a") + n) for n in range(26)] + ["aa"]
    items = [Item(f"({letter})", "x", 2, auto=True) for letter in letters]

    assert [b.label for b in files.read(docx_of(items), "a.docx").blocks] == [
        i.label for i in items
    ]


def test_a_page_draws_what_a_list_can_and_types_the_rest() -> None:
    items = [
        Item(None, "Title", 0, heading=True),
        Item("a.", "first", 1, auto=True),
        Item("i.", "within", 2, auto=True),
        Item("b.", "second", 1, auto=True),
        Item("d.", "fourth", 1, auto=True),
        Item("3.1", "typed", 1, auto=True),
    ]
    found = files.read(html_of(items), "a.html").blocks

    assert [(b.label, b.text, b.level) for b in found] == [
        (None, "Title", 1),
        ("a.", "first", 1),
        ("i.", "within", 2),
        ("b.", "second", 1),
        ("d.", "fourth", 1),
        (None, "3.1 typed", 0),
    ]


def test_a_pdf_shows_every_label_before_its_words() -> None:
    items = [item for item in OUTLINE if item.label != "§ IV-b"]

    assert [b.text for b in files.read(pdf_of(items), "a.pdf").blocks] == [i.typed for i in items]


@pytest.mark.parametrize("words", ["<b>&amp;", "a\u201cb\u201d", "'\"\\"])
def test_words_are_printed_and_never_markup(words: str) -> None:
    items = [Item("(a)", words, auto=True), Item(None, words)]
    for print_, name in ((docx_of, "a.docx"), (html_of, "a.html"), (pdf_of, "a.pdf")):
        assert [b.text.removeprefix("(a) ") for b in files.read(print_(items), name).blocks] == [
            words,
            words,
        ]


def test_a_label_that_no_numbering_draws_is_not_taken_apart() -> None:
    assert taken_apart("§ IV-b") is None
    assert taken_apart("(iv)") is not None
