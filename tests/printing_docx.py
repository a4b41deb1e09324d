"""Items as a Word document, with typed labels or Word's own numbering."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from tests.printing_items import Item, Numbered, taken_apart

_FIRST = 100  # the ids of our lists; the template of python-docx has its own below


def docx_of(items: Iterable[Item]) -> bytes:
    """A document that Word shows with the labels of the items.

    Consecutive numbers are counted by one list; a number out of turn begins a list of its own.
    """
    document = docx.Document()
    lists = _Lists(document.part.numbering_part.element)
    for item in items:
        numbered = lists.number(item) if item.auto and item.label else None
        words = item.text if numbered else item.typed
        if item.heading:
            paragraph = document.add_heading(words, level=min(item.depth + 1, 9))
        else:
            paragraph = document.add_paragraph(words)
            paragraph.paragraph_format.left_indent = Pt(18 * item.depth)
        if numbered:
            _attach(paragraph, *numbered)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _attach(paragraph: Any, num: int, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    numbering = properties.get_or_add_numPr()
    numbering.get_or_add_ilvl().val = level
    numbering.get_or_add_numId().val = num


class _Lists:
    """The lists of one document, each with the number it counts to next."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._id = _FIRST
        self._outline: int | None = None  # the list that draws 1, 1.1, 1.1.1
        self._affixes: dict[int, tuple[str, str]] = {}  # of each of its levels
        self._counts: list[int] = []
        self._simple: dict[tuple[str, str, str, int], tuple[int, int, int]] = {}
        self._last: dict[int, str] = {}  # the label before, by depth

    def number(self, item: Item) -> tuple[int, int]:
        """The list and the level that draw the label of an item."""
        assert item.label is not None
        after_h = self._last.get(item.depth, "").strip("().") in ("h", "H")
        self._last[item.depth] = item.label
        label = taken_apart(item.label, after_h=after_h)
        if label is None:
            return self._literal(item.label), 0
        if label.form == "decimal":
            return self._decimal(label)
        return self._lettered(label, min(item.depth, 8))

    def _decimal(self, label: Numbered) -> tuple[int, int]:
        level = len(label.numbers) - 1
        expected = [*self._counts[:level], (self._counts[level : level + 1] or [0])[0] + 1]
        affixes = (label.before, label.after)
        known = self._affixes.get(level, affixes)
        if len(self._counts) < level or tuple(expected) != label.numbers or known != affixes:
            return self._apart(label), level
        if level not in self._affixes:
            self._affixes[level] = affixes
            if self._outline is None:
                self._outline = self._define([self._level(n, "decimal", "", "") for n in range(9)])
            self._redraw(level, affixes)
        self._counts = expected
        assert self._outline is not None
        return self._outline, level

    def _apart(self, label: Numbered) -> int:
        """A list for one number out of turn, every level of which starts where it must."""
        numbers = [*label.numbers, *[1] * (9 - len(label.numbers))]
        return self._define(
            [
                self._level(n, "decimal", label.before, label.after, start=start)
                for n, start in enumerate(numbers)
            ]
        )

    def _lettered(self, label: Numbered, level: int) -> tuple[int, int]:
        key = (label.before, label.form, label.after, level)
        n = label.numbers[0]
        abstract, num, last = self._simple.get(key, (0, 0, -1))
        if not abstract:
            text = f"{label.before}%{level + 1}{label.after}"
            num = self._define([self._level(i, label.form, "", "", text=text) for i in range(9)])
            abstract, last = self._id, 0
        if n != last + 1:
            num = self._restart(abstract, level, n)
        self._simple[key] = (abstract, num, n)
        return num, level

    def _literal(self, text: str) -> int:
        return self._define([self._level(n, "decimal", "", "", text=text) for n in range(9)])

    # ------------------------------------------------------------ XML

    def _level(
        self, n: int, form: str, before: str, after: str, *, start: int = 1, text: str = ""
    ) -> str:
        shown = text or before + ".".join(f"%{i + 1}" for i in range(n + 1)) + after
        shown = shown.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
        return (
            f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{shown}"/></w:lvl>'
        )

    def _define(self, levels: list[str]) -> int:
        self._id += 1
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{self._id}">'
            f'<w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'
        )
        # Word wants every definition before the first list
        self._root.insert(0, abstract)
        return self._num(self._id, "")

    def _restart(self, abstract: int, level: int, start: int) -> int:
        self._id += 1
        override = (
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        )
        return self._num(abstract, override)

    def _num(self, abstract: int, override: str) -> int:
        num = parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{self._id}"><w:abstractNumId w:val="{abstract}"/>'
            f"{override}</w:num>"
        )
        self._root.append(num)
        return self._id

    def _redraw(self, level: int, affixes: tuple[str, str]) -> None:
        """Give a level of the outline list what stands around its number."""
        for abstract in self._root.findall(qn("w:abstractNum")):
            if abstract.get(qn("w:abstractNumId")) == str(self._outline):
                before, after = affixes
                core = ".".join(f"%{i + 1}" for i in range(level + 1))
                abstract[level + 1].find(qn("w:lvlText")).set(qn("w:val"), before + core + after)
