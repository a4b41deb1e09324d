"""What the printers print: clauses in reading order, in the simplest form that has all of it."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One paragraph. :param label: as it shows, None where it has none. :param depth: from 0.

    :param auto: the label is drawn by the file's own numbering, and not typed.
    """

    label: str | None
    text: str
    depth: int = 0
    heading: bool = False
    auto: bool = False

    @property
    def typed(self) -> str:
        """The words with the label typed before them."""
        return f"{self.label} {self.text}" if self.label else self.text


@dataclass(frozen=True, slots=True)
class Numbered:
    """A label taken apart: `(3.1)` is `(`, 3 and 1 in figures, `)`.

    :param form: as Word names it: `decimal`, `lowerLetter`, `upperRoman` and so on.
    """

    before: str
    numbers: tuple[int, ...]
    form: str
    after: str


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def taken_apart(label: str, *, after_h: bool = False) -> Numbered | None:
    """A label as numbers, None for one that no numbering draws.

    :param after_h: it follows an h, so that an i is a letter.
    """
    match = re.fullmatch(r"(\W*)(\d+(?:\.\d+)*|[a-zA-Z]+)(\W*)", label)
    if match is None:
        return None
    before, core, after = match.groups()
    if core[0].isdigit():
        return Numbered(before, tuple(map(int, core.split("."))), "decimal", after)
    case = "lower" if core.islower() else "upper"
    low = core.lower()
    if re.fullmatch(r"[ivxlc]+", low) and not (after_h and low == "i") and low not in "lc":
        return Numbered(before, (_roman(low),), f"{case}Roman", after)
    if len(low) == 1:
        return Numbered(before, (ord(low) - ord("a") + 1,), f"{case}Letter", after)
    return None


def _roman(text: str) -> int:
    values = [_ROMAN[c] for c in text]
    following = [*values[1:], 0]
    return sum(-v if v < w else v for v, w in zip(values, following, strict=True))
