"""Lines of text into blocks: paragraphs, headings, list items and table rows.

What councils publish as text is mostly a converter's half-Markdown: bullets before some labels,
hashes before some headings, one long line a paragraph, or lines cut at a width. So both readers
share this, and differ only in what a single line end means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import pairwise

from concerns.protocols.importer import labels
from concerns.protocols.importer.readers import hyphens, inline
from concerns.protocols.importer.source import Block, Change, Mark, Shape

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*$")
_BULLET = re.compile(
    r"(?P<indent>\s*)(?P<sign>[-*+•▪◦●○·‣⁃➢–o\uf0b7\uf0a7])(?P<gap>\s+)(?P<words>\S.*)$"
)
_RULE = re.compile(r"\s*(?:[-_*=]\s*){3,}$")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-{2,})\s*$")
_QUOTE = re.compile(r"\s{0,3}>\s?")
_PAGE_NUMBER = re.compile(r"\s*[-–]\s*\d{1,4}\s*[-–]\s*$")
_MD_ROW = re.compile(r"\s*\|(.+)\|\s*$")
_MD_ROW_RULE = re.compile(r"\|?[ ]{0,3}:?-{3,}:?[-:| ]*$")
# A line that ends so is carried on by the number that begins the next: “as in paragraph / 9.1”.
_BEFORE_A_NUMBER = re.compile(
    r"\b(?:paragraphs?|sections?|clauses?|parts?|rules?|articles?|appendix|schedule|annex|chapter|"
    r"page|and|or|to|of|in|see|by|under|the|with)\s*$",
    re.IGNORECASE,
)
_SOFT = "  "  # two spaces at the end of a line: the line breaks, the paragraph goes on

FEWEST_CUT = 3  # lines
NARROWEST, NARROW = 40, 110  # characters; longer lines are a whole paragraph each


@dataclass(slots=True)
class _Open:
    """The block that is being gathered."""

    shape: Shape
    line: int
    page: int | None
    words: list[str]
    level: int = 0
    last: str = ""  # the last line as it stood


@dataclass(slots=True)
class _Reading:
    """:param flows: a single line end never ends a paragraph. :param width: where lines are cut,
    None if they are not. :param spaced: empty lines part the paragraphs."""

    flows: bool
    width: int | None
    spaced: bool
    pages: bool
    inside: frozenset[str] = frozenset()  # words met inside lines, where lines are cut
    blocks: list[tuple[Block, inline.Inline]] = field(default_factory=list)
    open: _Open | None = None
    indents: list[int] = field(default_factory=list)  # of the open bullets
    page: int = 1

    def close(self) -> None:
        if self.open is None:
            return
        opened, self.open = self.open, None
        if opened.shape is Shape.ROW:
            block, words = _row(opened)
        else:
            words = inline.read(self._whole(opened.words))
            block = Block(
                words.text,
                opened.shape,
                level=opened.level,
                bold=words.bold,
                page=opened.page,
                line=opened.line,
                marks=words.marks,
            )
        if block.text:
            self.blocks.append((block, words))

    def _whole(self, lines: list[str]) -> str:
        if self.width is None:
            return " ".join(lines)
        return reduce(lambda text, line: hyphens.joined(text, line, self.inside), lines)

    def start(self, shape: Shape, words: str, n: int, last: str, level: int = 0) -> None:
        self.close()
        page = self.page if self.pages else None
        self.open = _Open(shape, n, page, [words], level, last)
        if shape is not Shape.ITEM:
            # An item after a paragraph begins a list of its own.
            self.indents = self.indents if shape is Shape.ROW else []

    def item(self, indent: int, words: str, n: int, last: str) -> None:
        leads = self._last_words().endswith(":")
        while self.indents and indent < self.indents[-1]:
            self.indents.pop()
        # Converters put the first item of a list at the margin and the others one space in; only
        # after a colon does one space mean a list in a list.
        if not self.indents or indent >= self.indents[-1] + (1 if leads else 2):
            self.indents.append(indent)
        self.start(Shape.ITEM, words, n, last, level=len(self.indents))

    def _last_words(self) -> str:
        if self.open is not None:
            return self.open.words[-1].rstrip()
        return self.blocks[-1][0].text if self.blocks else ""

    def line(self, n: int, text: str) -> None:
        """Take one line that is not empty."""
        if match := _HEADING.match(text):
            self.start(Shape.HEADING, match[2], n, text, level=len(match[1]))
            self.close()
        elif _MD_ROW_RULE.match(text.strip()) and "|" in text:
            return
        elif (cells := _cells(text)) is not None:
            self.start(Shape.ROW, cells, n, text)
            self.close()
        elif match := _QUOTE.match(text):
            self._quoted(n, text[match.end() :])
        elif not _PAGE_NUMBER.match(text) and (match := _BULLET.match(text)):
            self.item(len(match["indent"]), match["words"], n, text)
        elif self._goes_on(text):
            assert self.open is not None
            self.open.words.append(text.strip())
            self.open.last = text
        elif _is_list_item(text):
            self.item(len(text) - len(text.lstrip()), text.strip(), n, text)
        else:
            self.start(Shape.PARAGRAPH, text.strip(), n, text)

    def _quoted(self, n: int, text: str) -> None:
        if self.open is not None and self.open.shape is Shape.QUOTE and text.strip():
            self.open.words.append(text.strip())
        elif text.strip():
            self.start(Shape.QUOTE, text.strip(), n, text)
        else:
            self.close()

    def _goes_on(self, text: str) -> bool:
        """Whether a plain line carries the open block on."""
        opened = self.open
        if opened is None or opened.shape not in (Shape.PARAGRAPH, Shape.ITEM):
            return False
        words = text.strip()
        cut = self._was_cut(opened.last, words)
        ended = opened.last.rstrip().endswith((".", ";", ":", "!", "?"))
        if (label := labels.parse(words)) is not None:
            if _is_next(labels.parse(opened.words[0]), label):
                return False
            reference = _BEFORE_A_NUMBER.search(opened.last)
            return (cut or self.flows) and not ended and (label.weak or bool(reference))
        if self.flows or opened.last.endswith(_SOFT) or cut or (words[:1].islower() and not ended):
            return True
        if self.width is not None or not self.spaced:
            return opened.shape is Shape.ITEM and text[:1] == " " and words[:1].islower()
        short = len(opened.words) == 1 and len(opened.last) <= 60 and ":" not in opened.last
        return not short and not ended

    def _was_cut(self, last: str, words: str) -> bool:
        """Whether the last line ended only because its next word did not fit."""
        if self.width is None or not last.strip():
            return False
        return len(last.rstrip()) + 1 + len(words.split(maxsplit=1)[0]) > self.width


def blocks(text: str, *, flows: bool) -> tuple[Block, ...]:
    """The blocks of a text. :param flows: a single line end is no more than a space (Markdown)."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = re.split(r"\n|(\f)", text)
    lines = [line for line in lines if line is not None]
    width = _width(lines)
    inside = (word for line in lines for word in hyphens.words_inside(line)) if width else ()
    reading = _Reading(flows, width, _is_spaced(lines), "\f" in lines, frozenset(inside))
    n = 1
    for at, line in enumerate(lines):
        if line == "\f":
            reading.close()
            reading.page += 1
            continue
        _take(reading, n, line.rstrip("\t\v") if not _cells(line) else line)
        n += 0 if lines[at + 1 : at + 2] == ["\f"] else 1
    reading.close()
    return _with_stress(reading.blocks)


def _take(reading: _Reading, n: int, line: str) -> None:
    underline = _UNDERLINE.match(line)
    opened = reading.open
    if underline and opened and opened.shape is Shape.PARAGRAPH and len(opened.words) == 1:
        opened.shape, opened.level = Shape.HEADING, 1 if "=" in line else 2
        reading.close()
    elif not line.strip() or _RULE.match(line):
        reading.close()
    else:
        reading.line(n, line)


def _is_next(last: labels.Label | None, label: labels.Label) -> bool:
    """Whether a label goes on where the last one was; Markdown may number every item “1.”."""
    if last is None or label.wrap != last.wrap or not label.wrap or label.levels != last.levels:
        return False
    one, other = last.readings[0], label.readings[0]
    return one.style is other.style and other.value in (1, one.value + 1)


def _is_list_item(text: str) -> bool:
    """Whether a line bears a label that may be of a list: how far in it stands then counts."""
    label = labels.parse(text.strip())
    return label is not None and label.levels == 1 and not label.name and not label.weak


def _width(lines: list[str]) -> int | None:
    """Where the lines of the document were cut; None where each is a whole paragraph."""
    widest = max((len(line.rstrip()) for line in lines), default=0)
    carried = [
        (len(a.rstrip()), len(b.split(maxsplit=1)[0]))
        for a, b in pairwise(lines)
        if a.strip() and b.strip() and "\f" not in (a, b) and not _BULLET.match(b)
    ]
    width = max((length for length, _ in carried), default=0)
    if not NARROWEST <= width <= NARROW or widest > NARROW:
        return None
    if len(carried) < FEWEST_CUT and width < NARROW / 2:
        return None  # a title over two lines
    cut = sum(1 for length, word in carried if length + 1 + word > width)
    return width if cut * 2 >= len(carried) else None


def _is_spaced(lines: list[str]) -> bool:
    empty = sum(1 for line in lines if not line.strip())
    return empty * 3 >= len(lines) - empty


def _cells(line: str) -> str | None:
    """The cells of a table row, parted by tabs; None if the line is none."""
    if match := _MD_ROW.match(line):
        cells = [cell.strip() for cell in match[1].split("|")]
        return _laid_out([cell for cell in cells if cell])
    inner = line.lstrip()
    if "\t" not in inner.rstrip("\n") or _BULLET.match(line):
        return None
    cells = [cell.strip() for cell in re.split(r"\t+", inner)]
    return _laid_out([cell for cell in cells if cell])


def _laid_out(cells: list[str]) -> str | None:
    """None where the first cell is a label: the row only sets a clause out."""
    if not cells or len(cells) == 1:
        return cells[0] if cells else None
    label = labels.parse(cells[0])
    if label is not None and label.start >= len(cells[0]):
        return None
    return "\t".join(cells)


def _row(opened: _Open) -> tuple[Block, inline.Inline]:
    text, marks, bold = "", list[Mark](), True
    cells = opened.words[0].split("\t")
    stage = labels.STAGE.fullmatch(cells[0]) if len(cells) > 1 else None
    for n, cell in enumerate(cells[1:] if stage else cells):
        text += "\t" if n else ""
        words = inline.read(cell)
        shift = len(text)
        marks += [replace(m, start=m.start + shift, end=m.end + shift) for m in words.marks]
        text += words.text
        bold = bold and words.bold
    block = Block(
        text,
        Shape.ROW,
        label=stage["text"] if stage else None,
        bold=bold,
        page=opened.page,
        line=opened.line,
        marks=tuple(marks),
    )
    return block, inline.Inline(text, tuple(marks), bold)


def _with_stress(found: list[tuple[Block, inline.Inline]]) -> tuple[Block, ...]:
    """In a document where changed letters are bold, bold words may be changed words too."""
    drafted = any(mark.change is Change.UNSURE for block, _ in found for mark in block.marks)
    if not drafted:
        return tuple(block for block, _ in found)
    marked = []
    for block, words in found:
        extra = tuple(Mark(start, end, Change.UNSURE) for start, end in words.stressed)
        marks = tuple(sorted((*block.marks, *extra), key=lambda mark: mark.start))
        marked.append(replace(block, marks=marks) if not _overlap(marks) else block)
    return tuple(marked)


def _overlap(marks: tuple[Mark, ...]) -> bool:
    return any(a.end > b.start for a, b in pairwise(marks))
