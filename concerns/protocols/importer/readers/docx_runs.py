"""The runs of a DOCX paragraph: its words, its tracked changes, and the fields in between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from concerns.protocols.importer.readers.docx_package import MC, M, W
from concerns.protocols.importer.readers.docx_styles import Look, Styles, switch, value
from concerns.protocols.importer.readers.words import Tracked, Words
from concerns.protocols.importer.source import Change

_CHANGES = {
    f"{W}ins": Change.INSERTED,
    f"{W}moveTo": Change.INSERTED,
    f"{W}del": Change.DELETED,
    f"{W}moveFrom": Change.DELETED,
}
_LISTS_OF_PAGES = ("TOC", "INDEX", "TOA")
_UNKNOWN_SIGN = "\N{REPLACEMENT CHARACTER}"
# Signs of the fonts Symbol and Wingdings that protocols use; both keep theirs from U+F000.
_SIGNS = {
    ("symbol", 0xB7): "•",
    ("symbol", 0x2D): "–",
    ("symbol", 0xA3): "≤",
    ("symbol", 0xB3): "≥",
    ("symbol", 0xAE): "→",
    ("wingdings", 0x6C): "•",
    ("wingdings", 0x6E): "▪",
    ("wingdings", 0xA7): "▪",
    ("wingdings", 0x9F): "•",
    ("wingdings", 0xD8): "➢",
    ("wingdings", 0xE0): "→",
    ("wingdings", 0xFC): "✓",
    ("wingdings", 0xFB): "✗",
    ("wingdings", 0xA8): "☐",
    ("wingdings", 0xFE): "☑",
}


@dataclass(slots=True)
class Seen:
    """What a document holds beside its words, for the remarks."""

    notes: list[tuple[str, str]] = field(default_factory=list)  # kind and id, in order
    hidden: int = 0
    signs: int = 0
    text_boxes: int = 0
    equations: int = 0
    embedded: int = 0


@dataclass(slots=True)
class Field:
    """A field that has begun: its instruction, and whether its result has."""

    instruction: str = ""
    result: bool = False

    @property
    def lists_pages(self) -> bool:
        return self.instruction.strip().upper().split(" ", 1)[0] in _LISTS_OF_PAGES


def tracked(element: Any, inside: Tracked | None) -> Tracked | None:
    """The change an element tracks. What is deleted stays deleted, whoever inserted it."""
    change = _CHANGES.get(element.tag)
    if change is None or (inside is not None and inside.change is Change.DELETED):
        return inside
    return Tracked(change, element.get(f"{W}author") or None, _day(element.get(f"{W}date")))


def mark_change(paragraph: Any) -> Tracked | None:
    """What is tracked of the paragraph mark: whether the paragraph's end is new, or goes."""
    runs = paragraph.find(f"{W}pPr/{W}rPr")
    found: Tracked | None = None
    for child in runs if runs is not None else ():
        found = tracked(child, found)
    return found


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


class Runs:
    """Reads the runs of paragraph after paragraph; a field may span several."""

    def __init__(self, styles: Styles, seen: Seen, box: Callable[[Any], None]) -> None:
        """:param box: called with each text box met."""
        self._styles = styles
        self._seen = seen
        self._box = box
        self.fields: list[Field] = []
        self.fields_count = True
        self._words = Words()
        self._paragraph = Look()

    @property
    def in_contents(self) -> bool:
        """Whether what comes now is a table of contents or an index."""
        return any(one.lists_pages for one in self.fields)

    def read(self, paragraph: Any, into: Words, look: Look, change: Tracked | None) -> None:
        """Add the words of a paragraph. :param look: of its style. :param change: of its row."""
        self._words, self._paragraph = into, look
        self._children(paragraph, change)

    def _children(self, parent: Any, change: Tracked | None) -> None:
        for child in parent:
            self._inline(child, change)

    def _inline(self, element: Any, change: Tracked | None) -> None:
        match element.tag:
            case t if t == f"{W}r":
                self._run(element, change)
            case t if t in _CHANGES:
                self._children(element, tracked(element, change))
            case t if t == f"{W}sdt":
                for content in element.iterfind(f"{W}sdtContent"):
                    self._children(content, change)
            case t if t == f"{W}fldSimple":
                self.fields.append(Field(str(element.get(f"{W}instr", "")), result=True))
                self._children(element, change)
                self.fields.pop()
            case t if t in (f"{W}hyperlink", f"{W}smartTag", f"{W}customXml", f"{W}dir", f"{W}bdo"):
                self._children(element, change)
            case t if t == f"{MC}AlternateContent":
                self._alternative(element, change, self._children)
            case t if t in (f"{M}oMath", f"{M}oMathPara"):
                self._seen.equations += 1
                self._add("".join(m.text or "" for m in element.iter(f"{M}t")), change, bold=False)

    def _alternative(
        self, element: Any, change: Tracked | None, read: Callable[[Any, Tracked | None], None]
    ) -> None:
        """The first form only: the others say the same again for older programs."""
        chosen = element.find(f"{MC}Choice")
        if chosen is None:
            chosen = element.find(f"{MC}Fallback")
        if chosen is not None:
            read(chosen, change)

    def _run(self, run: Any, change: Tracked | None) -> None:
        properties = run.find(f"{W}rPr")
        named = value(properties, f"{W}rStyle")
        style = self._styles.look(named) if named else Look()
        hidden = _said(switch(properties, "vanish"), style.hidden, self._paragraph.hidden)
        bold = _said(switch(properties, "b"), style.bold, self._paragraph.bold)
        struck = _said(
            switch(properties, "strike", "dstrike"), style.struck, self._paragraph.struck
        )
        if struck and (change is None or change.change is Change.INSERTED):
            change = (
                Tracked(Change.UNSURE) if change is None else replace(change, change=Change.UNSURE)
            )
        if hidden:
            self._seen.hidden += any(t.text for t in run.iterfind(f"{W}t"))
        self._run_children(run, change, bold=bold, hidden=hidden)

    def _run_children(self, run: Any, change: Tracked | None, *, bold: bool, hidden: bool) -> None:
        for child in run:
            tag = child.tag
            if tag == f"{W}fldChar":
                self._field(str(child.get(f"{W}fldCharType", "")))
            elif tag == f"{W}instrText":
                if self.fields and not self.fields[-1].result:
                    self.fields[-1].instruction += child.text or ""
            elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
                self._boxes(child)
            elif tag == f"{MC}AlternateContent":
                self._alternative(
                    child, change, lambda r, c: self._run_children(r, c, bold=bold, hidden=hidden)
                )
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                kind = "footnotes" if tag.endswith("footnoteReference") else "endnotes"
                self._seen.notes.append((kind, str(child.get(f"{W}id", ""))))
            elif not hidden:
                self._text(child, change, bold=bold)

    def _text(self, child: Any, change: Tracked | None, *, bold: bool) -> None:
        match child.tag.removeprefix(W):
            case "t" | "delText":
                self._add(child.text or "", change, bold=bold)
            case "tab" | "ptab":
                self._add(" ", change, bold=bold)
            case "noBreakHyphen":
                self._add("-", change, bold=bold)
            case "sym":
                self._add(self._sign(child), change, bold=bold)
            case "br" if child.get(f"{W}type") == "page":
                if self._shown():
                    self._words.page_break()
            case "br" | "cr":
                if self._shown():
                    self._words.line_break()

    def _add(self, text: str, change: Tracked | None, *, bold: bool) -> None:
        if self._shown():
            self._words.add(text, change, bold=bold)

    def _shown(self) -> bool:
        return not self.fields_count or all(
            one.result and not one.lists_pages for one in self.fields
        )

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].result = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _sign(self, sym: Any) -> str:
        try:
            code = int(str(sym.get(f"{W}char", "")), 16)
        except ValueError:
            return ""
        font = str(sym.get(f"{W}font", "")).lower()
        if code < 0xE000:
            return chr(code) if code >= 0x20 else ""
        sign = _SIGNS.get((font, code & 0xFF))
        if sign is None:
            self._seen.signs += 1
            return _UNKNOWN_SIGN
        return sign

    def _boxes(self, drawing: Any) -> None:
        """Text boxes anchored here, those inside others left to their own reading."""
        if drawing.tag == f"{W}object":
            self._seen.embedded += 1
        waiting = list(drawing)[::-1]
        while waiting:
            element = waiting.pop()
            if element.tag == f"{W}txbxContent":
                self._seen.text_boxes += 1
                self._box(element)
            elif element.tag == f"{MC}AlternateContent":
                self._alternative(element, None, lambda chosen, _: waiting.append(chosen))
            else:
                waiting.extend(list(element)[::-1])


def _said(*values: bool | None) -> bool:
    return next((v for v in values if v is not None), False)
