"""A document as its file gives it, before anybody has looked for clauses in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Change(StrEnum):
    """What a tracked change says of some words."""

    INSERTED = "inserted"
    DELETED = "deleted"
    UNSURE = "unsure"  # marked, and the file does not say whether as new or as old


@dataclass(frozen=True, slots=True)
class Mark:
    """A changed stretch of a block's raw text.

    :param start: first character of it in the raw text. :param end: the one after the last.
    :param author: who made the change, where the file says. :param on: the day of it, likewise.
    :param keep: the reading proposed: the words stay, or go; None when a person must say.
    :param confidence: in that reading, 0 to 1.
    """

    start: int
    end: int
    change: Change
    author: str | None = None
    on: date | None = None
    keep: bool | None = None
    confidence: float = 0.0


class Shape(StrEnum):
    """What a block is by its own markup, never by its words."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"  # of a list
    ROW = "row"  # of a table
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or table row.

    :param text: its raw words, deleted and inserted ones included, white space joined; a label
        that was typed stands in it, markup does not.
    :param level: of a heading from 1; of a list item its depth from 1, and of a further paragraph
        of an item likewise, where the file says so; else 0.
    :param label: the number the file itself draws and nobody typed (DOCX numbering, an HTML
        `ol`), as it is printed: `3.1`, `(a)`; None where there is none.
    :param bold: all of it is bold, which in an unmarked document may be a heading.
    :param page: from 1, where the file has pages. :param line: from 1, where it has lines.
    :param marks: tracked changes, in order, not overlapping.
    :param broken: a page break or blank line stands inside what the file gives as one run; the
        block may go on in the next.
    """

    text: str
    shape: Shape = Shape.PARAGRAPH
    level: int = 0
    label: str | None = None
    bold: bool = False
    page: int | None = None
    line: int | None = None
    marks: tuple[Mark, ...] = ()
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should know of the import.

    :param code: for programs. :param text: a plain sentence. :param at: the id of the passage,
        or the line or page in words, or empty for the document as a whole.
    """

    code: str
    text: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A whole document.

    :param kind: `text`, `markdown`, `html`, `docx` or `pdf`.
    """

    kind: str
    blocks: tuple[Block, ...]
    warnings: tuple[Remark, ...] = ()


class CannotRead(ValueError):
    """Nothing of the file can be used. The text is one sentence, fit to show."""
