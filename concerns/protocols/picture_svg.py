"""A chart drawn as SVG: black on white, nothing told by colour, one text equal to it all.

Only presentation attributes, no style sheet and no foreign markup, so that the picture stands in a
page with a strict content security policy, in a file of its own and on paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from concerns.protocols.picture import Chart, text_of
from concerns.protocols.picture_layout import (
    FONT,
    HEAD,
    Arrow,
    Drawing,
    Frame,
    Text,
    drawing,
)

NARROWEST = 280  # px; below it no line holds a word
WIDTH = 320
WIDE = 640  # px, for a page or a sheet of paper
SHEET = 900  # px of height that a sheet of A4 has below a heading
STROKE = 2  # px, of a box

_UNSAID = 'aria-hidden="true"'
# What XML has no way to say.
_UNSAYABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def svg(chart: Chart, *, width: int = WIDTH, prefix: str = "picture", titled: bool = True) -> str:
    """The picture.

    :param width: in px, the width at which its text is of the size it should be.
    :param prefix: of the ids in it, to tell several pictures of one page apart.
    :param titled: with its title drawn, for where no heading stands above it.
    :raises ValueError: for a width in which no text can stand.
    """
    if width < NARROWEST:
        raise ValueError(f"A picture is at least {NARROWEST} px wide.")
    return "\n".join(_lines(chart, drawing(chart, width, titled=titled), _id(prefix)))


def sheets(
    chart: Chart, *, width: int = WIDE, tallest: int = SHEET, prefix: str = "picture"
) -> tuple[str, ...]:
    """The same cut below its boxes into pictures that stand one under the other, without a title.

    Together they are the whole, and no page of paper breaks a box. The first says it all to whoever
    hears it.

    :param tallest: in px; a box that is taller by itself is not cut.
    """
    drawn = drawing(chart, width, titled=False)
    cuts = [0.0]
    bottom = 0.0
    for frame in drawn.frames:
        below = frame.y + frame.height + STROKE
        if below - cuts[-1] > tallest and bottom > cuts[-1]:
            cuts.append(bottom)
        bottom = below
    parts = [_between(drawn, top, end) for top, end in pairwise((*cuts, drawn.height))]
    return tuple(
        "\n".join(_lines(chart, part, _id(prefix), top=top, said=not top))
        for part, top in zip(parts, cuts, strict=True)
    )


def _between(drawn: Drawing, top: float, end: float) -> Drawing:
    """What of a drawing stands between two heights; arrows are cut where it is shown."""
    return replace(
        drawn,
        height=end - top,
        frames=tuple(frame for frame in drawn.frames if top <= frame.y < end),
        labels=tuple(label for label in drawn.labels if top <= label.y < end),
        arrows=tuple(
            arrow
            for arrow in drawn.arrows
            if min(y for _, y in arrow.points) < end and top < max(y for _, y in arrow.points)
        ),
    )


def _lines(
    chart: Chart, drawn: Drawing, prefix: str, *, top: float = 0, said: bool = True
) -> Iterator[str]:
    """:param top: where in the whole it begins. :param said: it is told to whoever hears it."""
    size = f"0 {_n(top)} {drawn.width} {_n(drawn.height)}"
    named = f'role="img" aria-labelledby="{prefix}-title {prefix}-desc"'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" width="{drawn.width}"'
        f' height="{_n(drawn.height)}" {named if said else _UNSAID}'
        f' font-family="Arial, Helvetica, sans-serif" font-size="{FONT}" fill="#000000">'
    )
    if said:
        yield f'<title id="{prefix}-title">{escaped(chart.title)}</title>'
        yield f'<desc id="{prefix}-desc">{escaped(" ".join(text_of(chart)))}</desc>'
    yield (
        f'<rect y="{_n(top)}" width="{drawn.width}" height="{_n(drawn.height)}" fill="#ffffff"/>'
    )
    for arrow in drawn.arrows:
        yield from _arrow(arrow)
    for frame in drawn.frames:
        yield from _frame(frame)
    yield from map(_text, drawn.labels)
    yield "</svg>"


def _frame(frame: Frame) -> Iterator[str]:
    corner = 14 if frame.edge else 0
    yield (
        f'<rect x="{_n(frame.x)}" y="{_n(frame.y)}" width="{_n(frame.width)}"'
        f' height="{_n(frame.height)}" rx="{corner}" fill="#ffffff" stroke="#000000"'
        f' stroke-width="{1.5 if frame.edge else STROKE}"/>'
    )
    yield from map(_text, frame.texts)


def _text(text: Text) -> str:
    more = (' font-weight="bold"' if text.bold else "") + (' text-anchor="end"' if text.end else "")
    return f'<text x="{_n(text.x)}" y="{_n(text.y)}"{more}>{escaped(text.words)}</text>'


def _arrow(arrow: Arrow) -> Iterator[str]:
    corners = " ".join(f"{_n(x)},{_n(y)}" for x, y in arrow.points)
    yield f'<polyline points="{corners}" fill="none" stroke="#000000" stroke-width="1.5"/>'
    (x, y), (from_x, _) = arrow.points[-1], arrow.points[-2]
    # Arrows end downwards into the next box, or leftwards out of a lane.
    sides = (
        ((x - HEAD, y - HEAD * 1.5), (x + HEAD, y - HEAD * 1.5))
        if from_x == x
        else ((x + HEAD * 1.5, y - HEAD), (x + HEAD * 1.5, y + HEAD))
    )
    head = " ".join(f"{_n(a)},{_n(b)}" for a, b in ((x, y), *sides))
    yield f'<polygon points="{head}"/>'


def escaped(text: str) -> str:
    """Text as XML has it; what XML cannot say is left out."""
    said = _UNSAYABLE.sub("", text)
    for char, name in (("&", "amp"), ("<", "lt"), (">", "gt"), ('"', "quot"), ("'", "#39")):
        said = said.replace(char, f"&{name};")
    return said


def _id(prefix: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "-", prefix) or "picture"


def _n(number: float) -> str:
    """A number without a needless fraction."""
    return f"{number:.1f}".removesuffix(".0")
