"""A chart drawn as SVG: black on white, nothing told by colour, one text equal to it all.

Only presentation attributes, no style sheet and no foreign markup, so that the picture stands in a
page with a strict content security policy, in a file of its own and on paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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

# What XML has no way to say.
_UNSAYABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def svg(chart: Chart, *, width: int = WIDTH, prefix: str = "picture") -> str:
    """The picture.

    :param width: in px, the width at which its text is of the size it should be.
    :param prefix: of the ids in it, to tell several pictures of one page apart.
    :raises ValueError: for a width in which no text can stand.
    """
    if width < NARROWEST:
        raise ValueError(f"A picture is at least {NARROWEST} px wide.")
    return "\n".join(_lines(chart, drawing(chart, width), _id(prefix)))


def _lines(chart: Chart, drawn: Drawing, prefix: str) -> Iterator[str]:
    size = f"{drawn.width} {_n(drawn.height)}"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{drawn.width}"'
        f' height="{_n(drawn.height)}" role="img"'
        f' aria-labelledby="{prefix}-title {prefix}-desc"'
        f' font-family="Arial, Helvetica, sans-serif" font-size="{FONT}" fill="#000000">'
    )
    yield f'<title id="{prefix}-title">{escaped(chart.title)}</title>'
    yield f'<desc id="{prefix}-desc">{escaped(" ".join(text_of(chart)))}</desc>'
    yield f'<rect width="{drawn.width}" height="{_n(drawn.height)}" fill="#ffffff"/>'
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
        f' stroke-width="{1.5 if frame.edge else 2}"/>'
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
