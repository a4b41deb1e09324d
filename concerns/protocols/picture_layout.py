"""Where the boxes and arrows of a chart stand: one column, read from the top down.

Text is wrapped here, by widths that are rather too great than too small, so that it stays inside
its box in whatever sans serif the reader's machine has.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from concerns.protocols.picture import Box, Chart, Way

FONT = 14  # px where the picture is as wide as it was drawn for
LINE = 19
PAD = 10
MARGIN = 8
HEAD = 6  # of an arrow, to either side
_STEM = 14  # from the edge of a box to where its arrows leave
_LANE = 13
_LEAST_LANES = 5  # px between lanes where there are very many
_SPARE = 70  # px that lanes may take at most


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text.

    :param y: of its base line. :param end: x is where it ends, not where it starts.
    """

    x: float
    y: float
    words: str
    bold: bool = False
    end: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A box drawn."""

    x: float
    y: float
    width: float
    height: float
    edge: bool
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """:param points: the corners of its line; the head is at the last."""

    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: float
    frames: tuple[Frame, ...]
    labels: tuple[Text, ...]
    arrows: tuple[Arrow, ...]


def width_of(text: str, *, bold: bool = False) -> float:
    """At most how wide a text is, in px, in any usual sans serif."""
    return sum(map(_em, text)) * FONT * (1.12 if bold else 1)


def _em(char: str) -> float:
    if char in " ":
        return 0.34
    if char in "iljI.,:;'’‘|!":
        return 0.38
    if char in 'rtf()[]-/"':
        return 0.47
    if char in "mwMW@%—…":
        return 1.0
    if unicodedata.east_asian_width(char) in "WF":
        return 1.1
    if char.isupper():
        return 0.8
    return 0.64 if char.isascii() or char in "“”–" or "à" <= char <= "ÿ" else 0.95


def wrapped(text: str, width: float, *, bold: bool = False) -> list[str]:
    """The text in lines no wider than that; a word that is wider by itself is broken."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width_of(longer, bold=bold) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _broken(word, width, bold=bold)
        lines += whole
    return [*lines, line] if line else lines


def _broken(word: str, width: float, *, bold: bool) -> Iterator[str]:
    piece = ""
    for char in word:
        if piece and width_of(piece + char, bold=bold) > width:
            yield piece
            piece = ""
        piece += char
    yield piece


def drawing(chart: Chart, width: int, *, titled: bool = True) -> Drawing:
    """The whole chart, laid out for a width in px. :param titled: with its title above it."""
    return _Column(chart, width).drawn(titled=titled)


class _Column:
    def __init__(self, chart: Chart, width: int) -> None:
        self.chart = chart
        self.width = width
        self.place = {box.key: n for n, box in enumerate(chart.boxes)}
        # Every box that is gone to from further away has a lane of its own, beside the column.
        far = [w.to for n, box in enumerate(chart.boxes) for w in box.ways if self._is_far(n, w)]
        targets = sorted(set(far), key=self.place.__getitem__)
        lane = min(_LANE, max(_LEAST_LANES, _SPARE / max(1, len(targets))))
        room = min(len(targets) * lane, _SPARE) + (HEAD if targets else 0)
        self.right = width - MARGIN - room
        self.lanes = {key: self.right + HEAD + (n + 1) * lane for n, key in enumerate(targets)}
        most = width - MARGIN / 2
        self.lanes = {key: min(x, most) for key, x in self.lanes.items()}
        self.frames: list[Frame] = []
        self.labels: list[Text] = []
        self.arrows: list[Arrow] = []
        self.pending: list[tuple[float, float, str]] = []

    def _is_far(self, place: int, way: Way) -> bool:
        return self.place[way.to] != place + 1

    def drawn(self, *, titled: bool) -> Drawing:
        y = self._title() if titled else float(MARGIN)
        for place, box in enumerate(self.chart.boxes):
            frame = self._frame(box, y)
            self.frames.append(frame)
            y = self._ways(place, box, frame.y + frame.height)
        for x, from_y, key in self.pending:
            self._far_arrow(x, from_y, key)
        last = self.frames[-1]
        height = max(y, last.y + last.height) + MARGIN
        return Drawing(
            self.width, height, tuple(self.frames), tuple(self.labels), tuple(self.arrows)
        )

    def _title(self) -> float:
        """The title above it all; where the first box begins."""
        y = float(MARGIN)
        for words in wrapped(self.chart.title, self.width - 2 * MARGIN, bold=True):
            y += LINE
            self.labels.append(Text(MARGIN, y - 5, words, bold=True))
        return y + MARGIN

    def _frame(self, box: Box, top: float) -> Frame:
        inside = self.right - MARGIN - 2 * PAD
        texts: list[Text] = []
        y = top + PAD
        for text, bold in ((box.heading, True), *((line, False) for line in box.lines)):
            for words in wrapped(text, inside, bold=bold):
                y += LINE
                texts.append(Text(MARGIN + PAD, y - 5, words, bold))
            y += 3  # so that each line of meaning is seen to begin
        return Frame(MARGIN, top, self.right - MARGIN, y + PAD - 3 - top, box.edge, tuple(texts))

    def _ways(self, place: int, box: Box, bottom: float) -> float:
        """The arrows that leave a box, each beside its words; where the next box begins."""
        # The furthest first, in the outermost lane, so that no arrow crosses another.
        far = sorted(
            (way for way in box.ways if self._is_far(place, way)),
            key=lambda way: -self.place[way.to],
        )
        near = [way for way in box.ways if not self._is_far(place, way)]
        y = bottom + 4
        stem = self.right - _STEM
        for way in far:
            lines = wrapped(way.words, stem - HEAD - MARGIN - 2 * _STEM) or [""]
            for words in lines:
                y += LINE
                self.labels.append(Text(stem - HEAD, y - 5, words, end=True))
            self.pending.append((bottom, y - LINE * len(lines) / 2, way.to))
            y += 4
        for way in near:
            for words in wrapped(way.words, self.right - MARGIN - 2 * _STEM):
                y += LINE
                self.labels.append(Text(MARGIN + 2 * _STEM - 4, y - 5, words))
        is_last = place == len(self.chart.boxes) - 1
        end = y if is_last else y + (18 if near else 12)
        if near:
            x = MARGIN + _STEM
            self.arrows.append(Arrow(((x, bottom), (x, end))))
        return end

    def _far_arrow(self, bottom: float, y: float, key: str) -> None:
        """Down from the box, out to the lane, along it, and into the box it goes to."""
        frame = self.frames[self.place[key]]
        stem, lane = self.right - _STEM, self.lanes[key]
        into = frame.y + min(PAD + LINE / 2, frame.height / 2)
        self.arrows.append(
            Arrow(((stem, bottom), (stem, y), (lane, y), (lane, into), (self.right, into)))
        )
