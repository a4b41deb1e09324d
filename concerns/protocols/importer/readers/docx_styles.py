"""What the styles of a DOCX make of a paragraph: heading, quotation, bold, numbered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from concerns.protocols.importer.readers.docx_package import W

_HEADING = re.compile(r"heading (\d)")
_OFF = frozenset({"0", "false", "off", "none"})
_QUOTES = frozenset({"quote", "intense quote", "block text"})
_FARTHEST = 20  # styles based on styles; a circle ends here
BODY = 9  # the outline level that is none


@dataclass(frozen=True, slots=True)
class Look:
    """What a style, with all it is based on, says; None where it does not.

    :param heading: its level from 1, or 0. :param contents: it is a line of a table of contents.
    :param num_id: the list it numbers by. :param level: in that list, from 0.
    """

    heading: int = 0
    quote: bool = False
    contents: bool = False
    bold: bool | None = None
    struck: bool | None = None
    hidden: bool | None = None
    num_id: str | None = None
    level: int | None = None


def value(element: Any, path: str) -> str | None:
    """The `w:val` of a child, None where there is no such child."""
    if element is None:
        return None
    found = element.find(path)
    return None if found is None else str(found.get(f"{W}val", ""))


def switch(element: Any, *names: str) -> bool | None:
    """Whether a property is on; None where the element does not say."""
    for name in names:
        said = value(element, f"{W}{name}")
        if said is not None:
            return said.lower() not in _OFF
    return None


def number(text: str | None) -> int | None:
    """A whole number that a file wrote, None if it is not one of sensible size."""
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,6}", text) else None


class Styles:
    """The styles of one document. :param root: the styles part, or None."""

    def __init__(self, root: Any) -> None:
        self._styles: dict[str, Any] = {}
        self._looks: dict[str, Look] = {}
        self.default: str | None = None
        for style in root.iterfind(f"{W}style") if root is not None else ():
            key = str(style.get(f"{W}styleId", ""))
            self._styles[key] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self.default = key

    def numbering_of(self, style: str) -> str | None:
        """The list that a numbering style stands for."""
        return self.look(style).num_id

    def look(self, style: str | None) -> Look:
        key = self.default if style is None else style
        if key is None:
            return Look()
        if key not in self._looks:
            self._looks[key] = self._look(key)
        return self._looks[key]

    def _look(self, key: str) -> Look:
        chain = self._chain(key)
        names = [(value(style, f"{W}name") or "").lower() for style in chain]
        paragraph = [p for style in chain if (p := style.find(f"{W}pPr")) is not None]
        runs = [r for style in chain if (r := style.find(f"{W}rPr")) is not None]
        return Look(
            heading=_heading(names, paragraph),
            quote=any(name in _QUOTES for name in names),
            contents=any(re.match(r"toc (\d|heading)", name) for name in names),
            bold=_first(switch(run, "b") for run in runs),
            struck=_first(switch(run, "strike", "dstrike") for run in runs),
            hidden=_first(switch(run, "vanish") for run in runs),
            num_id=_first(value(p, f"{W}numPr/{W}numId") for p in paragraph),
            level=_first(number(value(p, f"{W}numPr/{W}ilvl")) for p in paragraph),
        )

    def _chain(self, key: str) -> list[Any]:
        """The style and those it is based on, nearest first."""
        found: list[Any] = []
        at: str | None = key
        while at is not None and at in self._styles and len(found) < _FARTHEST:
            found.append(self._styles[at])
            at = value(self._styles[at], f"{W}basedOn")
        return found


def _heading(names: list[str], paragraph: list[Any]) -> int:
    for name in names:
        if match := _HEADING.fullmatch(name):
            return int(match[1])
        if name in ("title", "subtitle"):
            return 1 if name == "title" else 2
    outline = _first(number(value(p, f"{W}outlineLvl")) for p in paragraph)
    return outline + 1 if outline is not None and 0 <= outline < BODY else 0


def _first(values: Any) -> Any:
    return next((v for v in values if v is not None), None)
