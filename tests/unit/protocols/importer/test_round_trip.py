"""A tree of clauses, printed as councils print it, is read back as the same tree."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from concerns.protocols.importer.importing import tree_of
from concerns.protocols.importer.readers import markdown, text
from tests import printing
from tests.examples import examples
from tests.printing import Document, documents, seen, told


@settings(max_examples=examples(25), deadline=None)
@given(documents(), st.booleans())
def test_plain_text_is_read_back(document: Document, bulleted: bool) -> None:
    printed = printing.plain(document, bulleted=bulleted)
    assert seen(tree_of(text.read(printed))) == told(document)


@settings(max_examples=examples(25), deadline=None)
@given(documents(), st.sampled_from([64, 72, 90]))
def test_text_cut_at_a_width_is_read_back(document: Document, width: int) -> None:
    printed = printing.plain(document, width=width)
    assert seen(tree_of(text.read(printed))) == told(document)


@settings(max_examples=examples(25), deadline=None)
@given(documents())
def test_markdown_is_read_back(document: Document) -> None:
    printed = printing.markdown(document)
    assert seen(tree_of(markdown.read(printed))) == told(document)
