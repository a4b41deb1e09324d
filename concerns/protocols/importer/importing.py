"""A document as proposed passages: the one way in for everybody who has a `Source`."""

from __future__ import annotations

from collections.abc import Iterable

from concerns.protocols.importer import changes, pages, quotations
from concerns.protocols.importer.damage import Suspicions
from concerns.protocols.importer.entries import entry
from concerns.protocols.importer.front import front
from concerns.protocols.importer.outline import outline
from concerns.protocols.importer.passages import Imported, Passage
from concerns.protocols.importer.source import Change, Remark, Source
from concerns.protocols.importer.tree import Tools, passages


def tree_of(source: Source) -> Imported:
    """The passages of a document, in reading order; total, and the same for the same document."""
    blocks, left_out = pages.clean(source.blocks)
    entries = quotations.mark([entry(block) for block in blocks])
    opening = front(entries)
    root = outline(entries, opening)
    read = changes.reader(source.kind, blocks)
    tools = Tools(read, Suspicions(blocks, read.vocabulary))
    found, odd = passages(root, opening.title, tools)
    warnings = (*source.warnings, *left_out, *odd, *_warnings(found, read))
    return Imported(opening.title, found, warnings)


def _warnings(found: tuple[Passage, ...], read: changes.Reader) -> Iterable[Remark]:
    if not any(passage.label for passage in found):
        yield Remark(
            "no-numbers",
            "No clause of this document bears a number; each is known by its heading and place.",
        )
    if any(mark.change is not Change.INSERTED for passage in found for mark in passage.marks):
        text = "This is a draft with marked changes. Words that may be old or new are asked about."
        if read.contradictory:
            text = (
                "This draft marks old words and new ones alike, so what is struck is not always "
                "what goes. Each such place is asked about."
            )
        yield Remark("marked-changes", text)
    for passage in found:
        if passage.quoted and passage.label:
            yield Remark(
                "quoted-number",
                f"“{passage.label}” stands in words quoted from another document. It is no clause "
                "of this one.",
                passage.id,
            )
