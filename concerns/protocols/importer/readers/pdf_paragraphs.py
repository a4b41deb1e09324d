"""The lines of a PDF put together into paragraphs, as a reader's eye does it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from concerns.protocols.importer.readers import hyphens, tables
from concerns.protocols.importer.readers.pdf_lines import LABEL, Line, Sheet
from concerns.protocols.importer.source import Block, Shape

_BULLET = re.compile(r"[•▪●○◦‣·\uf0b7\uf0a7]\s*")
_LABELLED = re.compile(rf"(?:{LABEL.pattern})\s", re.IGNORECASE)
_ENDED = re.compile(r"[.;:?!][”’\")\]]*$|,$|(?:;|,)\s(?:and|or)$")
_GAP = 1.3  # times the usual distance of lines
_INDENT = 0.8  # sizes of the type
_LARGER = 1.15  # than the usual size: a heading
_LONGEST_HEADING = 200
_SPACED_SLACK = 10.0  # letters


@dataclass(frozen=True, slots=True)
class Usual:
    """What most lines of a document are like. :param words: every word met inside a line."""

    size: float
    pitch: float  # distance of lines, in sizes
    spaced: bool  # paragraphs are set apart by space, so that lines need less proof
    words: frozenset[str]
    headings: tuple[float, ...]  # sizes larger than usual, largest first


def blocks(pages: list[list[Line]], sheets: list[Sheet]) -> list[Block]:
    """The paragraphs of a document, page by page.

    The last of a page is `broken` if its last line is full or it has no end, unless it is a
    heading, or a heading or a bullet follows.
    """
    usual = _usual(pages)
    found: list[Block] = []
    for page, sheet in zip(pages, sheets, strict=True):
        found += _page(page, usual, _right(page, sheet))
    for n, (one, other) in enumerate(pairwise(found)):
        anew = other.shape is not Shape.PARAGRAPH or re.match(r"[-–]\s", other.text)
        if one.page == other.page or one.shape is Shape.HEADING or anew:
            found[n] = replace(one, broken=False)
        elif not _ENDED.search(one.text):
            found[n] = replace(one, broken=True)
    if found:
        found[-1] = replace(found[-1], broken=False)
    return _hyphens_over_pages(found, usual)


def _usual(pages: list[list[Line]]) -> Usual:
    sizes: Counter[float] = Counter()
    pitches: Counter[float] = Counter()
    words: set[str] = set()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
            words.update(hyphens.words_inside(line.text))
        for one, other in pairwise(page):
            if 0 < one.y - other.y < 4 * one.size and round(one.size, 1) == round(other.size, 1):
                pitches[round((one.y - other.y) / one.size, 1)] += 1
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    # lines within a paragraph are the closest that are common
    common = [pitch for pitch, n in pitches.items() if n >= 0.1 * sum(pitches.values())]
    pitch = min(common, default=1.2)
    spaced = any(other > _GAP * pitch for other in common)
    larger = sorted((s for s in sizes if s >= _LARGER * size), reverse=True)
    return Usual(size, pitch, spaced, frozenset(words), tuple(larger))


def _page(lines: list[Line], usual: Usual, right: float) -> list[Block]:
    made: list[Block] = []
    for is_table, group in groupby(lines, lambda line: bool(line.cells)):
        held = list(group)
        made += _table(held, usual) if is_table else _paragraphs(held, usual, right)
    return made


def _table(rows: list[Line], usual: Usual) -> list[Block]:
    cells = [
        [_paragraphs(list(cell), usual, max(line.x1 for line in cell)) for cell in row.cells]
        for row in rows
    ]
    return [replace(block, page=rows[0].page) for block in tables.blocks(cells)]


def _paragraphs(lines: list[Line], usual: Usual, right: float) -> list[Block]:
    found: list[list[Line]] = []
    for line in lines:
        if found and _goes_on(found[-1], line, usual, right):
            found[-1].append(line)
        else:
            found.append([line])
    made = [_block(paragraph, usual) for paragraph in found]
    if made and _is_full(found[-1][-1], None, right):
        made[-1] = replace(made[-1], broken=True)
    return made


def _right(lines: list[Line], sheet: Sheet) -> float:
    """Where full lines end: where the long ones do, or as far from the edge as lines begin."""
    width = sheet.right - sheet.left
    long = sorted(line.x1 for line in lines if line.x1 - line.x0 > 0.5 * width)
    if len(long) > 2:
        return long[int(0.9 * (len(long) - 1))]
    left = min((line.x0 for line in lines), default=sheet.left)
    return sheet.right - (left - sheet.left)


def _is_full(line: Line, after: Line | None, right: float, slack: float = 1.0) -> bool:
    """Whether the first word of the next line would not have fitted on this one.

    :param slack: letters by which the estimate of that word's width may be wrong.
    """
    width = (line.x1 - line.x0) / max(len(line.text), 1)
    word = len(after.text.split(" ", 1)[0]) if after is not None else 4
    return line.x1 + (word + 1 + slack) * width > right


def _goes_on(paragraph: list[Line], line: Line, usual: Usual, right: float) -> bool:
    last, first = paragraph[-1], paragraph[0]
    if abs(last.size - line.size) > 0.8 or last.y <= line.y:
        return False
    if (last.y - line.y) / max(last.size, 1.0) > _GAP * usual.pitch:
        return False
    starts = _BULLET.match(line.text) or _LABELLED.match(line.text)
    if first.size >= _LARGER * usual.size:  # a heading may go over several lines
        return not starts
    if first.bold and last.bold and not line.bold and not _is_full(last, line, right):
        return False
    slack = _SPACED_SLACK if usual.spaced and not starts else 1.0
    if not _is_full(last, line, max(right, *(one.x1 for one in paragraph)), slack):
        return False
    indent = _INDENT * line.size
    body = paragraph[1].x0 if len(paragraph) > 1 else None
    if starts:
        # a number that only happens to begin a line stands where the lines before it do
        stands = first.x0 if body is None else body
        return not (
            abs(line.x0 - stands) > indent
            or _ENDED.search(last.text)
            or (body is None and _LABELLED.match(first.text))
        )
    if body is not None:
        return abs(line.x0 - body) <= indent
    hanging = _LABELLED.match(first.text) or _BULLET.match(first.text)
    return line.x0 <= first.x0 + indent or hanging is not None


def _block(lines: list[Line], usual: Usual) -> Block:
    text = ""
    for line in lines:
        text = hyphens.joined(text, line.text, usual.words)
    first = lines[0]
    bold = all(line.bold for line in lines)
    shape, level = Shape.PARAGRAPH, 0
    bullet = _BULLET.match(text)
    if bullet and len(text) > bullet.end():
        text, shape, level = text[bullet.end() :], Shape.ITEM, 1
    elif first.size >= _LARGER * usual.size and len(text) <= _LONGEST_HEADING:
        sizes = usual.headings
        shape = Shape.HEADING
        level = 1 + next((n for n, s in enumerate(sizes) if s <= first.size + 0.05), len(sizes))
    return Block(text, shape, level, bold=bold, page=first.page)


def _hyphens_over_pages(found: list[Block], usual: Usual) -> list[Block]:
    """A word parted by the end of a page is made whole; its paragraph then goes on there."""
    result: list[Block] = []
    for block in found:
        before = result[-1] if result else None
        if (
            before is not None
            and before.page != block.page
            and hyphens.PARTED.search(before.text)
            and block.shape is Shape.PARAGRAPH
            and re.match(r"[a-z]", block.text)
        ):
            result[-1] = replace(
                before,
                text=hyphens.joined(before.text, block.text, usual.words),
                broken=block.broken,
            )
        else:
            result.append(block)
    return result
