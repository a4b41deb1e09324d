"""A Word document (DOCX) as blocks, with its own numbers, tables and tracked changes.

Headers and footers, tables of contents, comments and hidden words are left out; comments and notes
are told in remarks. A paragraph whose end was deleted goes on in the next, as Word makes it when
the change is accepted; it keeps the style and the number of the first. One that was deleted whole
stays a block of its own. It keeps its number where that is nobody else's; where the next paragraph
has taken it, because Word counts on without the deleted one, it has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from concerns.protocols.importer.readers import tables
from concerns.protocols.importer.readers.docx_numbering import Numbering
from concerns.protocols.importer.readers.docx_package import Parts, W, opened
from concerns.protocols.importer.readers.docx_remarks import remarks
from concerns.protocols.importer.readers.docx_runs import Runs, Seen, mark_change, tracked
from concerns.protocols.importer.readers.docx_styles import BODY, Look, Styles, number, value
from concerns.protocols.importer.readers.limits import Length
from concerns.protocols.importer.readers.words import Tracked, Words
from concerns.protocols.importer.source import Block, CannotRead, Change, Shape, Source

_CONTENTS = "Table of Contents"
_AHEAD = 40  # blocks looked at for the number after that of a deleted paragraph
_WRAPPERS = frozenset(f"{W}{n}" for n in ("customXml", "ins", "del", "moveFrom", "moveTo"))


def read(data: bytes) -> Source:
    """:raises CannotRead: if it is no DOCX, is damaged, exceeds the limits or holds no words."""
    parts = opened(data)
    reading = _Reading(parts)
    blocks = reading.body()
    if reading.contents_never_ended:
        # A field that is begun and not ended would hide the rest of the document.
        reading = _Reading(parts, fields_count=False)
        blocks = reading.body()
    if not blocks:
        raise CannotRead("The Word document has no words in it that could be read.")
    return Source("docx", tuple(blocks), remarks(parts, reading.seen))


@dataclass(frozen=True, slots=True)
class _Look:
    """What a paragraph is, before its words are known."""

    shape: Shape = Shape.PARAGRAPH
    level: int = 0
    num_id: str | None = None
    num_level: int = 0
    struck: bool = False  # deleted whole


@dataclass(slots=True)
class _Begun:
    """A paragraph whose end was deleted: the next one goes on in it."""

    words: Words
    look: _Look


class _Reading:
    def __init__(self, parts: Parts, *, fields_count: bool = True) -> None:
        self._parts = parts
        self.seen = Seen()
        self._styles = Styles(parts.styles)
        self._numbering = Numbering(parts.numbering, self._styles)
        self._boxes: list[Any] = []
        self._runs = Runs(self._styles, self.seen, self._boxes.append)
        self._runs.fields_count = fields_count
        self._length = Length()
        self.contents_never_ended = False

    def body(self) -> list[Block]:
        blocks = self._container(self._parts.document.find(f"{W}body"), None)
        self.contents_never_ended = self._runs.fields_count and self._runs.in_contents
        return _without_taken([block for block in blocks if block.text])

    def _container(self, parent: Any, change: Tracked | None) -> list[Block]:
        """The blocks of a body, a cell or a text box."""
        found: list[Block] = []
        begun: _Begun | None = None
        for element, inside in self._inside(parent, change):
            if element.tag == f"{W}p":
                begun = self._paragraph(element, inside, begun, found)
            else:
                self._end(begun, found)
                begun = None
                found += self._table(element, inside)
            while self._boxes:
                found += self._container(self._boxes.pop(0), inside)
        self._end(begun, found)
        return found

    def _inside(self, parent: Any, change: Tracked | None) -> Iterator[tuple[Any, Tracked | None]]:
        """Paragraphs and tables, whatever they are wrapped in."""
        for child in parent:
            if child.tag in (f"{W}p", f"{W}tbl"):
                yield child, change
            elif child.tag == f"{W}sdt":
                if value(child, f"{W}sdtPr/{W}docPartObj/{W}docPartGallery") == _CONTENTS:
                    continue
                for content in child.iterfind(f"{W}sdtContent"):
                    yield from self._inside(content, change)
            elif child.tag in _WRAPPERS:
                yield from self._inside(child, tracked(child, change))
            elif child.tag == f"{W}altChunk":
                self.seen.embedded += 1

    # ------------------------------------------------------------ paragraphs

    def _paragraph(
        self, paragraph: Any, change: Tracked | None, begun: _Begun | None, found: list[Block]
    ) -> _Begun | None:
        """Add a paragraph, or hold it back where its end was deleted."""
        style = value(paragraph, f"{W}pPr/{W}pStyle")
        look = self._styles.look(style)
        listed = self._runs.in_contents
        words, seen_as = Words(), self._look(paragraph, style, look)
        if begun is not None:
            words, seen_as = begun.words, begun.look
            words.add(" ")
        self._runs.read(paragraph, words, look, change)
        if look.contents or (listed and not words.any_left()):
            return begun
        end = change or mark_change(paragraph)
        if end is not None and end.change is Change.DELETED:
            if words.any_left():
                return _Begun(words, seen_as)
            seen_as = replace(seen_as, struck=True)
        self._add(words, seen_as, found)
        return None

    def _end(self, begun: _Begun | None, found: list[Block]) -> None:
        if begun is not None:
            self._add(begun.words, begun.look, found)

    def _look(self, paragraph: Any, style: str | None, look: Look) -> _Look:
        own = paragraph.find(f"{W}pPr/{W}numPr")
        num_id, level = value(own, f"{W}numId"), number(value(own, f"{W}ilvl"))
        if num_id is None and look.num_id is not None:
            num_id = look.num_id
            if level is None:
                level = look.level
            if level is None:
                level = self._numbering.level_of(num_id, style or self._styles.default)
        if num_id == "0":  # how a paragraph says that it has none of its style's numbers
            num_id = None
        heading = look.heading
        outline = number(value(paragraph, f"{W}pPr/{W}outlineLvl"))
        if outline is not None:
            heading = outline + 1 if 0 <= outline < BODY else 0
        at = max(0, min(level if level is not None else look.level or 0, 8))
        if heading:
            return _Look(Shape.HEADING, heading, num_id, at)
        if num_id is not None:
            return _Look(Shape.ITEM, at + 1, num_id, at)
        return _Look(Shape.QUOTE if look.quote else Shape.PARAGRAPH)

    def _add(self, words: Words, look: _Look, found: list[Block]) -> None:
        label = None
        if look.num_id is not None:
            count = self._numbering.of_struck if look.struck else self._numbering.next
            label = count(look.num_id, look.num_level)
        lines = words.lines()
        if not lines and label:
            found.append(Block("", look.shape, look.level, label))  # only a table uses it
        for n, line in enumerate(lines):
            goes_on = n > 0 and look.shape is Shape.ITEM
            block = Block(
                line.text,
                Shape.PARAGRAPH if goes_on else look.shape,
                0 if goes_on else look.level,
                label if n == 0 else None,
                line.bold,
                marks=line.marks,
                broken=line.broken,
            )
            self._length.count(block)
            found.append(block)

    # ------------------------------------------------------------ tables

    def _table(self, table: Any, change: Tracked | None) -> list[Block]:
        rows: list[tables.Row] = []
        for row, inside in self._cells(table, f"{W}tr", change):
            for property_ in row.find(f"{W}trPr") if row.find(f"{W}trPr") is not None else ():
                inside = tracked(property_, inside)
            rows.append(
                [self._container(cell, held) for cell, held in self._cells(row, f"{W}tc", inside)]
            )
        return tables.blocks(rows)

    def _cells(
        self, parent: Any, tag: str, change: Tracked | None
    ) -> Iterator[tuple[Any, Tracked | None]]:
        """Rows of a table or cells of a row, whatever they are wrapped in."""
        for child in parent:
            if child.tag == tag:
                yield child, change
            elif child.tag == f"{W}sdt":
                for content in child.iterfind(f"{W}sdtContent"):
                    yield from self._cells(content, tag, change)
            elif child.tag in _WRAPPERS:
                yield from self._cells(child, tag, tracked(child, change))


def _without_taken(blocks: list[Block]) -> list[Block]:
    """The same, where a paragraph deleted whole does not bear the number of the next one."""
    result: list[Block] = []
    for block in reversed(blocks):
        if block.label and _is_struck(block) and _is_taken(block, result):
            block = replace(block, label=None)
        result.append(block)
    return result[::-1]


def _is_taken(block: Block, after: list[Block]) -> bool:
    """Whether its number goes on to another of its list. :param after: the nearest is last."""
    for other in reversed(after[-_AHEAD:]):
        if other.label and other.level < block.level:
            return False
        if other.label == block.label and other.level == block.level and not _is_struck(other):
            return True
    return False


def _is_struck(block: Block) -> bool:
    gone = sum(mark.end - mark.start for mark in block.marks if mark.change is Change.DELETED)
    return gone == len(block.text) > 0
