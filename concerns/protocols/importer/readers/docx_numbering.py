"""The numbers Word draws: nobody typed them, so they are counted as Word counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from concerns.protocols.importer.readers.docx_package import W
from concerns.protocols.importer.readers.docx_styles import Styles, number, switch, value
from concerns.protocols.importer.readers.numerals import written

LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts.

    :param text: with `%1` for the number of the first level, and so on.
    :param after: 1-based level whose use restarts this one; 0 never; None any level above.
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""
    after: int | None = None
    legal: bool = False
    style: str | None = None


class Numbering:
    """The lists of one document, counted in reading order. :param root: numbering part, or None."""

    def __init__(self, root: Any, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Any] = {}
        self._nums: dict[str, Any] = {}
        self._levels: dict[str, list[Level]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        self._struck: dict[str, list[int | None]] = {}  # counts with the struck paragraphs
        if root is not None:
            for element in root.iterfind(f"{W}abstractNum"):
                self._abstract[str(element.get(f"{W}abstractNumId"))] = element
            for element in root.iterfind(f"{W}num"):
                self._nums[str(element.get(f"{W}numId"))] = element

    def level_of(self, num_id: str, style: str | None) -> int:
        """The level that a style is tied to in a list, from 0."""
        levels = self._levels_of(num_id)
        return next((n for n, level in enumerate(levels) if level.style == style), 0)

    def next(self, num_id: str, at: int) -> str | None:
        """Count one paragraph, and give the label drawn before it; None for a bullet.

        :param at: the level, from 0.
        """
        levels = self._levels_of(num_id)
        if not levels:
            return None
        root = self._root_of(num_id)
        self._struck.pop(root, None)
        counts = self._counts.setdefault(root, [None] * LEVELS)
        self._begin(num_id, counts)
        return _counted(levels, counts, at)

    def of_struck(self, num_id: str, at: int) -> str | None:
        """The label of a paragraph that was deleted, which the paragraphs after it do not count."""
        levels = self._levels_of(num_id)
        if not levels:
            return None
        root = self._root_of(num_id)
        counts = self._struck.setdefault(root, list(self._counts.get(root, [None] * LEVELS)))
        return _counted(levels, counts, at)

    def _begin(self, num_id: str, counts: list[int | None]) -> None:
        """A list that overrides where to start does so when it is first used."""
        if num_id in self._begun:
            return
        self._begun.add(num_id)
        for override in self._nums[num_id].iterfind(f"{W}lvlOverride"):
            at = number(override.get(f"{W}ilvl"))
            if (
                at is not None
                and 0 <= at < LEVELS
                and override.find(f"{W}startOverride") is not None
            ):
                counts[at] = None

    def _root_of(self, num_id: str) -> str:
        """The definition a list counts with: lists that share one go on where the other stopped."""
        seen: set[str] = set()
        while num_id in self._nums and num_id not in seen:
            seen.add(num_id)
            key = value(self._nums[num_id], f"{W}abstractNumId") or ""
            link = value(self._abstract.get(key), f"{W}numStyleLink")
            linked = self._styles.numbering_of(link) if link else None
            if linked is None:
                return key
            num_id = linked
        return ""

    def _levels_of(self, num_id: str) -> list[Level]:
        if num_id not in self._levels:
            self._levels[num_id] = self._read(num_id)
        return self._levels[num_id]

    def _read(self, num_id: str) -> list[Level]:
        abstract = self._abstract.get(self._root_of(num_id)) if num_id in self._nums else None
        if abstract is None:
            return []
        levels = [Level()] * LEVELS
        for element in abstract.iterfind(f"{W}lvl"):
            at = number(element.get(f"{W}ilvl"))
            if at is not None and 0 <= at < LEVELS:
                levels[at] = _level(element)
        for override in self._nums[num_id].iterfind(f"{W}lvlOverride"):
            at = number(override.get(f"{W}ilvl"))
            if at is None or not 0 <= at < LEVELS:
                continue
            if (own := override.find(f"{W}lvl")) is not None:
                levels[at] = _level(own)
            start = number(value(override, f"{W}startOverride"))
            if start is not None:
                levels[at] = replace(levels[at], start=start)
        return levels


def _level(element: Any) -> Level:
    start = number(value(element, f"{W}start"))
    return Level(
        start=1 if start is None else start,
        form=value(element, f"{W}numFmt") or "decimal",
        text=value(element, f"{W}lvlText") or "",
        after=number(value(element, f"{W}lvlRestart")),
        legal=bool(switch(element, "isLgl")),
        style=value(element, f"{W}pStyle"),
    )


def _counted(levels: list[Level], counts: list[int | None], at: int) -> str | None:
    """Count one paragraph in `counts`, and give its label."""
    at = min(max(at, 0), LEVELS - 1)
    before = counts[at]
    counts[at] = levels[at].start if before is None else before + 1
    for deeper in range(at + 1, LEVELS):
        after = levels[deeper].after
        if after is None or (after > 0 and at < after):
            counts[deeper] = None
    return _drawn(levels, counts, at)


def _drawn(levels: list[Level], counts: list[int | None], at: int) -> str | None:
    if levels[at].form in ("bullet", "none"):
        return None

    def one(match: re.Match[str]) -> str:
        other = int(match[1]) - 1
        n = counts[other]
        form = levels[other].form
        if levels[at].legal and form != "decimalZero":
            form = "decimal"
        return written(levels[other].start if n is None else n, form)

    return re.sub(r"%([1-9])", one, levels[at].text).strip() or None
