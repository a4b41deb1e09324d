"""The words of one paragraph, gathered run by run with what a tracked change says of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from concerns.protocols.importer.source import Change, Mark

SURE = 0.9  # how far a change that the file itself tracks is believed

# A clause label at the start of a line, or a bullet.
LABELLED = re.compile(
    r"(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,6})[.):]|\d{1,3}(?:\.\d{1,3})+|[•▪●○–-])\s",
    re.IGNORECASE,
)

_SPACE = re.compile(r"\s+")

# What nobody sees in print and what no database keeps: controls, joiners, direction marks.
_UNSEEN = [
    *(c for c in range(0x20) if chr(c) not in "\t\n\v\f\r"),
    *range(0x7F, 0x85),
    *range(0x86, 0xA0),
    0x00AD,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xD800, 0xE000),
    0xFEFF,
    0xFFFE,
    0xFFFF,
]
_AS_PRINTED: dict[int, str | None] = {
    **dict.fromkeys(_UNSEEN),
    0x2011: "-",  # the hyphen that does not break
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
}


def printed(text: str) -> str:
    """The text as it is seen: without unseen characters, ligatures as letters."""
    return text if text.isascii() and text.isprintable() else text.translate(_AS_PRINTED)


def joined_space(text: str) -> str:
    """The text as it is seen, with every run of white space one space and none at the ends."""
    return _SPACE.sub(" ", printed(text)).strip()


@dataclass(frozen=True, slots=True)
class Tracked:
    """What a file says of some words; see `Mark` for the fields."""

    change: Change
    author: str | None = None
    on: date | None = None

    def mark(self, start: int, end: int) -> Mark:
        keep = {Change.INSERTED: True, Change.DELETED: False}.get(self.change)
        confidence = 0.0 if keep is None else SURE
        return Mark(start, end, self.change, self.author, self.on, keep, confidence)


@dataclass(frozen=True, slots=True)
class Part:
    """Words alike in everything. :param text: or a line break, or a page break, alone."""

    text: str
    tracked: Tracked | None = None
    bold: bool = False


LINE_BREAK = Part("\n")
PAGE_BREAK = Part("\f")


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes one block. :param bold: all of it is. :param broken: a page ends after it."""

    text: str
    marks: tuple[Mark, ...] = ()
    bold: bool = False
    broken: bool = False


class Words:
    """Gathers the words of one paragraph."""

    def __init__(self) -> None:
        self.parts: list[Part] = []

    def add(self, text: str, tracked: Tracked | None = None, *, bold: bool = False) -> None:
        seen = _SPACE.sub(" ", printed(text))
        if seen:
            self.parts.append(Part(seen, tracked, bold))

    def line_break(self) -> None:
        self.parts.append(LINE_BREAK)

    def page_break(self) -> None:
        self.parts.append(PAGE_BREAK)

    def any_left(self) -> bool:
        """Whether words remain once what is deleted goes."""
        return any(
            part.text.strip()
            and not (part.tracked is not None and part.tracked.change is Change.DELETED)
            for part in self.parts
        )

    def lines(self) -> list[Line]:
        """The paragraph, or the paragraphs that its author separated by line breaks alone.

        One line break joins like a space, unless what follows it begins with a label; two in a
        row and a page break separate.
        """
        found: list[Line] = []
        group: list[Part] = []
        for index, part in enumerate(self.parts):
            if part is LINE_BREAK and not self._separates(index):
                group.append(Part(" ", _around(self.parts, index)))
            elif part in (LINE_BREAK, PAGE_BREAK):
                found.append(_line(group, broken=part is PAGE_BREAK))
                group = []
            else:
                group.append(part)
        found.append(_line(group, broken=False))
        lines = [line for line in found if line.text]
        if lines and lines[-1].broken:
            # the page ends after the paragraph and not inside it
            last = lines[-1]
            lines[-1] = Line(last.text, last.marks, last.bold)
        return lines

    def _separates(self, index: int) -> bool:
        after = ""
        for at in range(index + 1, len(self.parts)):
            part = self.parts[at]
            if part is LINE_BREAK:
                return not after.strip() or LABELLED.match(after.lstrip()) is not None
            after += part.text
            if len(after) > 20:
                break
        return LABELLED.match(after.lstrip()) is not None


def _around(parts: list[Part], index: int) -> Tracked | None:
    """The change a break stands inside, so that one mark goes on over it."""
    before = parts[index - 1].tracked if index else None
    after = parts[index + 1].tracked if index + 1 < len(parts) else None
    return before if before == after else None


def _line(parts: list[Part], *, broken: bool) -> Line:
    texts: list[str] = []
    marks: list[tuple[int, int, Tracked]] = []
    length, after_space, bold, any_word = 0, True, True, False
    for part in parts:
        text = part.text[1:] if after_space and part.text[0] == " " else part.text
        if not text:
            continue
        if part.tracked is not None:
            if marks and marks[-1][1] == length and marks[-1][2] == part.tracked:
                marks[-1] = (marks[-1][0], length + len(text), part.tracked)
            else:
                marks.append((length, length + len(text), part.tracked))
        if not text.isspace():
            any_word = True
            bold = bold and part.bold
        texts.append(text)
        length += len(text)
        after_space = text[-1] == " "
    whole = "".join(texts).rstrip()
    kept = tuple(
        tracked.mark(start, min(end, len(whole)))
        for start, end, tracked in marks
        if start < len(whole)
    )
    return Line(whole, kept, bold and any_word, broken)
