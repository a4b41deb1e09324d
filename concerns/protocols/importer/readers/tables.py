"""Tables into blocks: a row is a block, unless the table only sets clauses out.

A table of one column, one whose first column holds nothing but labels, and one with headings or
numbered paragraphs in its cells is a way to place clauses: its cells are given as paragraphs, in
order. Lists side by side are given one after the other. In every other table a row is one block,
its cells parted by a stroke; what numbers the rows in the first column, “Stage 1” or in a wide
table “1”, is its label.
"""

from __future__ import annotations

import re
from dataclasses import replace

from concerns.protocols.importer.labels import STAGE
from concerns.protocols.importer.source import Block, Shape

Cell = list[Block]
Row = list[Cell]

BETWEEN = " | "
_ONLY_A_LABEL = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3})*[.):]?|(?:[a-z]|[ivx]{1,6})[.):])", re.IGNORECASE
)
_NAME = 8  # words over a column
_MOST = 0.6  # of the rows


def blocks(rows: list[Row]) -> list[Block]:
    """The blocks of a table, in order."""
    full = [cells for row in rows if (cells := [cell for cell in row if _filled(cell)])]
    if not full:
        return []
    if all(len(row) == 1 for row in full):
        return [block for row in full for cell in row for block in cell]
    labelled = [len(row) == 2 and _is_label(row[0]) for row in full]
    if sum(labelled) >= _MOST * len(full):
        return [block for row, yes in zip(full, labelled, strict=True) for block in _laid(row, yes)]
    if (columns := _lists_under_names(full)) is not None:
        return columns
    if _sets_out_clauses(full):
        return [block for row in full for cell in row for block in cell]
    numbered = [len(row) > 1 and _is_numbered(row[0]) for row in full]
    counted = sum(numbered) >= _MOST * (len(full) - 1)  # a head over the columns has none
    return [
        _row(row, numbered=counted and _is_numbered(row[0]))
        for row in rows
        if any(_filled(cell) for cell in row)
    ]


def _lists_under_names(rows: list[Row]) -> list[Block] | None:
    """Lists set side by side, “Members will” and “Officers will”: each under its name, one after
    the other. None if the table is no such one."""
    names, *others = rows
    alike = all(len(row) == len(names) for row in others)
    short = all(len(cell) == 1 and len(cell[0].text.split()) <= _NAME for cell in names)
    lists = any(sum(b.shape is Shape.ITEM for b in cell) > 1 for row in others for cell in row)
    if not (others and alike and short and lists):
        return None
    found: list[Block] = []
    for n, cell in enumerate(names):
        found.append(replace(cell[0], shape=Shape.PARAGRAPH, level=0, bold=True))
        found += [block for row in others for block in row[n] if block.text]
    return found


def _row(row: Row, *, numbered: bool) -> Block:
    cells = row[1:] if numbered else row
    block = joined([joined(cell, " ") for cell in cells], BETWEEN, shape=Shape.ROW)
    if not numbered:
        return block
    label = row[0][0]
    return replace(block, label=label.label or label.text.rstrip(".:"))


def joined(parts: list[Block], between: str, shape: Shape = Shape.PARAGRAPH) -> Block:
    """Several blocks as one, marks and all. A label the file drew is written into the words."""
    text, marks = "", []
    for n, part in enumerate(parts):
        text += between if n else ""
        text += f"{part.label} " if part.label and part.text else part.label or ""
        marks += [
            replace(mark, start=mark.start + len(text), end=mark.end + len(text))
            for mark in part.marks
        ]
        text += part.text
    bold = bool(parts) and all(part.bold or not part.text for part in parts)
    return Block(text.rstrip(), shape, marks=tuple(marks), bold=bold)


def _filled(cell: Cell) -> bool:
    return any(block.text or block.label for block in cell)


def _is_label(cell: Cell) -> bool:
    if len(cell) != 1:
        return False
    block = cell[0]
    return not block.text if block.label else _ONLY_A_LABEL.fullmatch(block.text) is not None


def _is_numbered(cell: Cell) -> bool:
    return _is_label(cell) or (len(cell) == 1 and STAGE.fullmatch(cell[0].text) is not None)


def _laid(row: Row, has_label: bool) -> list[Block]:
    """A row that sets out a clause: the label cell goes before the first words."""
    if not has_label:
        return [block for cell in row for block in cell]
    label, (first, *rest) = row[0][0], row[1]
    if label.label:  # drawn by the file
        return [replace(first, label=label.label, shape=Shape.ITEM, level=label.level), *rest]
    whole = joined([label, first], " ")
    return [replace(first, text=whole.text, marks=whole.marks), *rest]


def _sets_out_clauses(rows: list[Row]) -> bool:
    """Headings, or several numbered paragraphs in one cell."""
    for row in rows:
        for cell in row:
            if any(block.shape is Shape.HEADING for block in cell):
                return True
            if sum(block.label is not None for block in cell) > 1:
                return True
    return False
