"""A page being read: where in its lists, tables and quotations the reading stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from concerns.protocols.importer.readers import html_elements as elements
from concerns.protocols.importer.readers import tables
from concerns.protocols.importer.readers.docx_styles import number
from concerns.protocols.importer.readers.html_elements import Style
from concerns.protocols.importer.readers.limits import DEEPEST_LIST, Length
from concerns.protocols.importer.readers.numerals import alphabetic, roman
from concerns.protocols.importer.readers.words import Tracked, Words, joined_space
from concerns.protocols.importer.source import Block, Shape

_FORMS = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
_BULLETS = "·•o§▪●○–-*"


@dataclass(slots=True)
class List:
    """A list begun. :param form: None for bullets."""

    form: str | None
    next: int
    step: int


class Page:
    def __init__(self) -> None:
        self.words = Words()
        self.heading = 0
        self.quotes = 0
        self.preformatted = 0
        self.drawing = 0
        self.word_level = 0
        self.hidden = False
        self._drawn = ""
        self._inline: list[tuple[Tracked | None, bool]] = [(None, False)]
        self._lists: list[List] = []
        self._item: tuple[str | None, int] | None = None
        self._items: list[tuple[str | None, int] | None] = []
        self._tables: list[list[tables.Row]] = []
        self._sinks: list[list[Block]] = [[]]
        self._length = Length()

    def leaves_out(self, element: Any) -> bool:
        if elements.left_out(element):
            return True
        if elements.is_hidden(element):
            self.hidden = self.hidden or any(text.strip() for text in element.itertext())
            return True
        return False

    # ------------------------------------------------------------ words

    def enter(self, element: Any, style: Style) -> None:
        change, bold = self._inline[-1]
        self._inline.append(
            (elements.change_of(element, style, change), elements.is_bold(element, style, bold))
        )

    def leave(self) -> None:
        self._inline.pop()

    def text(self, text: str | None) -> None:
        if not text:
            return
        change, bold = self._inline[-1]
        if self.drawing:
            self._drawn += text
        elif self.preformatted:
            for n, line in enumerate(text.splitlines()):
                if n:
                    self.words.line_break()
                self.words.add(line, change, bold=bold)
        else:
            self.words.add(text, change, bold=bold)

    def flush(self) -> None:
        """End the paragraph that stands open, if one does."""
        lines = self.words.lines()
        self.words = Words()
        for n, line in enumerate(lines):
            shape, level, label = self._shape() if n == 0 or self.heading else self._plain()
            block = Block(line.text, shape, level, label, line.bold, marks=line.marks)
            self._length.count(block)
            self._sinks[-1].append(block)

    def _shape(self) -> tuple[Shape, int, str | None]:
        item, self._item = self._item, None
        label = item[0] if item else None
        level = item[1] if item else self.word_level
        drawn, self._drawn = joined_space(self._drawn), ""
        if drawn and drawn not in _BULLETS:
            label = drawn
        if self.heading:
            return Shape.HEADING, self.heading, label
        if self.quotes:
            return Shape.QUOTE, 0, label
        if item or level:
            return Shape.ITEM, level, label
        return Shape.PARAGRAPH, self._depth(), label

    def _plain(self) -> tuple[Shape, int, str | None]:
        return (Shape.QUOTE, 0, None) if self.quotes else (Shape.PARAGRAPH, self._depth(), None)

    def _depth(self) -> int:
        """How deep in list items a paragraph stands."""
        return min(len(self._items), DEEPEST_LIST)

    def finish(self) -> list[Block]:
        self.flush()
        return [block for block in self._sinks[0] if block.text]

    # ------------------------------------------------------------ lists

    def begin_list(self, element: Any, style: Style) -> None:
        self.flush()
        form = _form(element, style)
        step = -1 if element.get("reversed") is not None else 1
        start = number(element.get("start"))
        if start is None:
            start = sum(child.tag == "li" for child in element) if step < 0 else 1
        self._lists.append(List(form, start, step))

    def end_list(self) -> None:
        self.flush()
        self._lists.pop()

    def begin_item(self, element: Any, style: Style) -> None:
        self.flush()
        self._items.append(self._item)
        label = None
        if self._lists:
            its = self._lists[-1]
            value = number(element.get("value"))
            n = its.next if value is None else value
            its.next = n + its.step
            form = _own_form(element, style, its.form)
            label = None if form is None else f"{_written(n, form)}."
        self._item = (label, max(1, min(len(self._lists), DEEPEST_LIST)))

    def end_item(self) -> None:
        self.flush()
        self._item = self._items.pop()

    # ------------------------------------------------------------ tables

    def begin_table(self) -> None:
        self.flush()
        self._tables.append([])

    def begin_row(self) -> None:
        self.flush()
        if self._tables:
            self._tables[-1].append([])

    def begin_cell(self) -> None:
        self.flush()
        cell: list[Block] = []
        if self._tables and self._tables[-1]:
            self._tables[-1][-1].append(cell)
        else:
            cell = self._sinks[-1]  # a cell of no table is a paragraph
        self._sinks.append(cell)

    def end_cell(self) -> None:
        self.flush()
        self._sinks.pop()

    def end_table(self) -> None:
        self.flush()
        self._sinks[-1] += tables.blocks(self._tables.pop())


def _form(element: Any, style: Style) -> str | None:
    default = "decimal" if element.tag == "ol" else None
    return _own_form(element, style, default)


def _own_form(element: Any, style: Style, default: str | None) -> str | None:
    """How a list or an item numbers; None for bullets and for nothing."""
    said = style.get("list-style-type") or style.get("list-style") or ""
    word = said.split(" ", 1)[0]
    if word:
        return word if word in _COUNTING else None
    kind = element.get("type")
    if kind is None:
        return default
    return _FORMS.get(kind, default if kind == "" else None)


_COUNTING = frozenset(
    {
        *("decimal", "decimal-leading-zero", "lower-alpha", "lower-latin", "upper-alpha"),
        *("upper-latin", "lower-roman", "upper-roman"),
    }
)


def _written(n: int, form: str) -> str:
    match form:
        case "lower-alpha" | "lower-latin":
            return alphabetic(n)
        case "upper-alpha" | "upper-latin":
            return alphabetic(n).upper()
        case "lower-roman":
            return roman(n)
        case "upper-roman":
            return roman(n).upper()
        case "decimal-leading-zero":
            return f"{n:02}"
        case _:
            return str(n)
