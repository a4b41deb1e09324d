"""The lines of a PDF page, with their place, size and weight."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from concerns.protocols.importer.readers.words import joined_space

LABEL = re.compile(
    r"\(?(?:[a-z]?\d{1,3}(?:\.\d{1,3})*[a-z]?[.):]?|(?:[a-z]|[ivx]{1,6})[.):])|[•▪●○◦‣·–-]",
    re.IGNORECASE,
)
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_WIDE = 2.0  # sizes of the type: a gap that parts columns or cells
_SLANTED = 0.1  # radians: a watermark, not a line
# What PDFium gives for a hyphen at the end of a line, with nothing between it and the next line.
_LINE_HYPHENS = "\x02\ufffe"
_WORD = re.compile(rf"[^\s{_LINE_HYPHENS}]+[{_LINE_HYPHENS}]?|[{_LINE_HYPHENS}]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line. :param x0: its left end; the others likewise, in points, from the bottom left.

    :param unreadable: how many of its letters the file does not explain.
    :param cells: if it is a row of a table, the lines of each of its cells.
    """

    text: str
    page: int
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    unreadable: int = 0
    cells: tuple[tuple[Line, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The edges of a page as it is shown, in the same points."""

    left: float = 0.0
    bottom: float = 0.0
    right: float = 0.0
    top: float = 0.0


Place = Callable[[float, float], tuple[float, float]]
Parts = Callable[[float, float, float], bool]  # whether something stands between two letters
_TURNED: dict[int, Place] = {
    0: lambda x, y: (x, y),
    90: lambda x, y: (y, -x),
    180: lambda x, y: (-x, -y),
    270: lambda x, y: (-y, x),
}


def sheet(box: tuple[float, float, float, float], rotation: int) -> Sheet:
    """The edges of a page that may be turned. :param box: left, bottom, right and top of it."""
    place = _TURNED.get(rotation, _TURNED[0])
    (x0, y0), (x1, y1) = place(box[0], box[1]), place(box[2], box[3])
    return Sheet(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def pieces(text: Any, page: int, rotation: int, parts: Parts | None = None) -> list[Line]:
    """What stands together on a line of a page, in the file's own order.

    :param parts: whether a rule parts two words of a line, by the end of the one, the beginning of
        the other and their height.
    """
    place = _TURNED.get(rotation, _TURNED[0])
    return _Pieces(text, page, place, upright=rotation == 0, parts=parts).read()


def lines(pieces: list[Line]) -> list[Line]:
    """The lines of a page in reading order.

    The file's own order is kept where the page has columns or cells, because it alone says which
    line goes on in which; elsewhere lines go down the page.
    """
    found = _with_labels(_joined(pieces))
    if _has_columns(found):
        return found
    return sorted(found, key=lambda line: (-round(line.y), line.x0))


class _Pieces:
    """Splits the letters of a page where a line ends or a wide gap comes.

    Where something stands costs a call into PDFium, so it is asked only of the ends of words.
    """

    def __init__(
        self, text: Any, page: int, place: Place, *, upright: bool, parts: Parts | None
    ) -> None:
        self._text, self._page, self._place, self._upright = text, page, place, upright
        self._parts = parts
        self._found: list[Line] = []
        self._words: list[str] = []
        self._start = 0  # index of the first letter of the piece
        self._size = 0.0
        self._x = ctypes.c_double()
        self._y = ctypes.c_double()
        self._box = [ctypes.c_double() for _ in range(4)]

    def read(self) -> list[Line]:
        letters = _letters(self._text)
        stop, parted = 0, False
        for match in _WORD.finditer(letters):
            start = match.start()
            if self._words:
                between = letters[stop:start]
                ends = parted or "\n" in between or "\r" in between
                if ends or self._gap(stop - 1, start) > _WIDE or self._parted(stop - 1, start):
                    self._end(stop - 1)
            if not self._words:
                self._start, self._size = start, self._size_of(start)
            parted = match[0][-1] in _LINE_HYPHENS
            self._words.append(f"{match[0][:-1]}-" if parted else match[0])
            stop = match.end()
        self._end(stop - 1)
        return self._found

    def _end(self, last: int) -> None:
        words, self._words = self._words, []
        text = joined_space(" ".join(words))
        if not text or (self._upright and self._slant(self._start) > _SLANTED):
            return
        x0, y = self._origin(self._start)
        unreadable = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in text)
        middle = (self._start + last) // 2
        bold = all(self._is_bold(i) for i in (self._start, middle, last))
        right = self._right(last)
        self._found.append(Line(text, self._page, x0, right, y, self._size, bold, unreadable))

    def _gap(self, before: int, after: int) -> float:
        """Between two letters of a line, in sizes of the type; far for one that is drawn before."""
        if not self._size:
            return 0.0
        begins = self._origin(after)[0]
        if 0 <= begins - self._origin(before)[0] < _WIDE * self._size:
            return 0.0  # near enough, however narrow the letter before
        return abs(begins - self._right(before)) / self._size

    def _parted(self, before: int, after: int) -> bool:
        if self._parts is None:
            return False
        right = self._right(before)
        return self._parts(right, *self._origin(after))

    def _origin(self, i: int) -> tuple[float, float]:
        pdfium.FPDFText_GetCharOrigin(self._text, i, self._x, self._y)
        return self._place(self._x.value, self._y.value)

    def _right(self, i: int) -> float:
        pdfium.FPDFText_GetCharBox(self._text, i, *self._box)
        left, right, bottom, top = (side.value for side in self._box)
        return max(self._place(left, bottom)[0], self._place(right, top)[0])

    def _size_of(self, i: int) -> float:
        matrix = pdfium.FS_MATRIX()
        size = float(pdfium.FPDFText_GetFontSize(self._text, i))
        if not pdfium.FPDFText_GetMatrix(self._text, i, matrix):
            return size
        return size * (math.hypot(matrix.c, matrix.d) or 1.0)

    def _slant(self, i: int) -> float:
        angle = float(pdfium.FPDFText_GetCharAngle(self._text, i)) % math.tau
        return min(angle, math.tau - angle)

    def _is_bold(self, i: int) -> bool:
        if pdfium.FPDFText_GetFontWeight(self._text, i) >= 600:
            return True
        name = ctypes.create_string_buffer(128)
        pdfium.FPDFText_GetFontInfo(self._text, i, name, len(name), None)
        return _BOLD.search(name.value.decode("latin-1")) is not None


def _letters(text: Any) -> str:
    """The letters of a page, each at its own index."""
    count = pdfium.FPDFText_CountChars(text)
    if count < 1:
        return ""
    buffer = ctypes.create_string_buffer(2 * (count + 1))
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    written = pdfium.FPDFText_GetText(text, 0, count, pointer) - 1
    found = buffer.raw[: 2 * max(written, 0)].decode("utf-16-le", "replace")
    if len(found) != count:  # PDFium leaves out what it cannot name
        codes = (pdfium.FPDFText_GetUnicode(text, i) for i in range(count))
        found = "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)
    return found.replace("\0", "\ufffd")  # a letter it cannot name


def _same_line(one: Line, other: Line) -> bool:
    return abs(one.y - other.y) < 0.4 * max(min(one.size, other.size), 1.0)


def _joined(pieces: list[Line]) -> list[Line]:
    """Pieces that follow one another on one line without a wide gap are one."""
    found: list[Line] = []
    for piece in pieces:
        rows = piece.cells or (found and found[-1].cells)
        if found and not rows and _same_line(found[-1], piece):
            gap = (piece.x0 - found[-1].x1) / max(piece.size, 1.0)
            if -0.3 < gap < _WIDE:
                found[-1] = _one(found[-1], piece, " " if gap > 0.12 else "")
                continue
        found.append(piece)
    return found


def _one(left: Line, right: Line, between: str) -> Line:
    return replace(
        right,
        text=f"{left.text}{between}{right.text}",
        x0=left.x0,
        bold=left.bold and right.bold,
        unreadable=left.unreadable + right.unreadable,
    )


def _with_labels(found: list[Line]) -> list[Line]:
    """Labels that are drawn apart, set before the words on their right."""
    by_height: dict[int, list[int]] = {}
    for n, line in enumerate(found):
        by_height.setdefault(round(line.y / 4), []).append(n)
    gone: set[int] = set()
    result = list(found)
    for n, line in enumerate(found):
        if line.cells or LABEL.fullmatch(line.text) is None:
            continue
        near = [m for d in (-1, 0, 1) for m in by_height.get(round(line.y / 4) + d, ())]
        right = [
            m
            for m in near
            if m != n
            and m not in gone
            and not found[m].cells
            and _same_line(line, found[m])
            and found[m].x0 >= line.x1 - 1
        ]
        if right:
            m = min(right, key=lambda m: found[m].x0)
            result[m] = replace(_one(line, result[m], " "), bold=result[m].bold)
            gone.add(n)
    return [line for n, line in enumerate(result) if n not in gone]


def _has_columns(found: list[Line]) -> bool:
    """Whether two lines stand side by side."""
    ordered = sorted(found, key=lambda line: -line.y)
    return any(_same_line(one, other) for one, other in pairwise(ordered))
