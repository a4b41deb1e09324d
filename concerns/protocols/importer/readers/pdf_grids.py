"""Tables of a PDF: where the lines that are drawn on a page part it into cells.

A PDF says nothing of tables; only their rules show which words stand in one cell. A table that is
set without rules is read as the lines it is.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as pdfium

from concerns.protocols.importer.readers.pdf_lines import Line, Parts

_THIN = 3.0  # points: thicker is no rule
_SHORTEST = 8.0
_NEAR = 3.0  # rules so close are one
_MOST = 2000  # drawn objects of a page; a page with more is a picture

Rule = tuple[float, float, float]  # where it is, and from where to where it goes
Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table.

    :param across: heights of its rules across, from the top. :param down: its rules down.
    """

    across: tuple[float, ...]
    down: tuple[Rule, ...]

    def holds(self, x: float, y: float) -> bool:
        left, right = min(rule[0] for rule in self.down), max(rule[0] for rule in self.down)
        return self.across[-1] <= y <= self.across[0] and left - _NEAR <= x <= right

    def row(self, y: float) -> int:
        """Counted from one."""
        return sum(line > y for line in self.across)

    def cell(self, x: float, y: float) -> int:
        """The column, counted from the left among the rules of that row."""
        return sum(at <= x + 1 and low <= y <= high for at, low, high in self.down)


def grids(page: Any) -> list[Grid]:
    """The ruled tables of a page that is not turned: several columns and several rows each."""
    across, down = _rules(_boxes(page))
    found = []
    for group in _touching(down):
        low, high = min(bar[1] for bar in group), max(bar[2] for bar in group)
        left, right = min(bar[0] for bar in group), max(bar[0] for bar in group)
        heights = _merged(
            y
            for y, begins, ends in across
            if low - _NEAR <= y <= high + _NEAR and begins < right and ends > left
        )
        columns = _merged(bar[0] for bar in group)
        if len(heights) > 2 and len(columns) > 2:
            found.append(Grid(tuple(sorted(heights, reverse=True)), tuple(group)))
    return found


def parts(found: list[Grid]) -> Parts:
    """Whether a rule of a table stands between two letters of one line."""

    def between(left: float, right: float, y: float) -> bool:
        return any(
            left - 1 <= at <= right + 1 and low <= y <= high
            for grid in found
            if grid.holds(left, y)
            for at, low, high in grid.down
        )

    return between


def _boxes(page: Any) -> list[tuple[Box, bool]]:
    """What is drawn on a page, and whether its outline is."""
    found: list[tuple[Box, bool]] = []
    for drawn in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=1):
        if len(found) == _MOST:
            return []
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(drawn.raw, fill, stroke)
        found.append((drawn.get_bounds(), bool(stroke.value)))
    return found


def _rules(boxes: list[tuple[Box, bool]]) -> tuple[list[Rule], list[Rule]]:
    across: list[Rule] = []
    down: list[Rule] = []
    for (left, bottom, right, top), outlined in boxes:
        wide, high = right - left, top - bottom
        if high <= _THIN and wide >= _SHORTEST:
            across.append(((top + bottom) / 2, left, right))
        elif wide <= _THIN and high >= _SHORTEST:
            down.append(((left + right) / 2, bottom, top))
        elif outlined and min(wide, high) > _THIN:
            across += [(bottom, left, right), (top, left, right)]
            down += [(left, bottom, top), (right, bottom, top)]
    return across, down


def _touching(down: list[Rule]) -> list[list[Rule]]:
    """Rules down that stand beside or above one another, as those of one table do."""
    groups: list[list[Rule]] = []
    reach = 0.0  # how far down the last group goes
    for rule in sorted(down, key=lambda rule: -rule[2]):
        if groups and rule[2] >= reach - _NEAR:
            groups[-1].append(rule)
            reach = min(reach, rule[1])
        else:
            groups.append([rule])
            reach = rule[1]
    return groups


def _merged(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def laid(pieces: list[Line], found: list[Grid]) -> list[Line]:
    """The pieces of a page with those of each row of a table as one line that holds its cells."""
    rows: dict[tuple[int, int], dict[int, list[Line]]] = {}
    kept: list[Line] = []
    for piece in pieces:
        at = next((n for n, grid in enumerate(found) if grid.holds(piece.x0, piece.y)), None)
        if at is None:
            kept.append(piece)
            continue
        key = (at, found[at].row(piece.y))
        if key not in rows:
            rows[key] = {}
            kept.append(replace(piece, y=found[at].across[key[1] - 1], cells=((piece,),)))
        rows[key].setdefault(found[at].cell(piece.x0, piece.y), []).append(piece)
    gathered = iter(rows.values())
    return [_whole(line, next(gathered)) if line.cells else line for line in kept]


def _whole(line: Line, cells: dict[int, list[Line]]) -> Line:
    ordered = tuple(
        tuple(sorted(cells[n], key=lambda piece: (-round(piece.y), piece.x0)))
        for n in sorted(cells)
    )
    pieces = [piece for cell in ordered for piece in cell]
    return replace(
        line,
        text=" ".join(piece.text for piece in pieces),
        x0=min(piece.x0 for piece in pieces),
        x1=max(piece.x1 for piece in pieces),
        bold=all(piece.bold for piece in pieces),
        unreadable=sum(piece.unreadable for piece in pieces),
        cells=ordered,
    )
