"""Running heads and feet of a PDF: what stands in the same place on page after page."""

from __future__ import annotations

import re
from collections import defaultdict

from concerns.protocols.importer.readers.pdf_lines import Line, Sheet
from concerns.protocols.importer.source import Remark

_MARGIN = 0.13  # of the height of the page, at its head and at its foot
_SHARE = 0.4  # of the pages: left and right pages may differ, and the first may have none
_PAGE_NUMBER = re.compile(r"[-–\s]*(page\s*)?#(\s*(of|/)\s*#)?[-–\s]*")
_SHOWN = 4

Key = tuple[str, int]


def without_running(
    pages: list[list[Line]], sheets: list[Sheet]
) -> tuple[list[str], list[list[Line]]]:
    """The running lines, each as it first stands, and the pages without them.

    A line runs if the same words, but for figures, stand at the same height in the margin of at
    least three pages and two in five, or of two of three; a page number runs on any two.
    """
    places: dict[Key, set[int]] = defaultdict(set)
    first: dict[Key, str] = {}
    for n, page in enumerate(pages):
        for line in page:
            if _in_margin(line, sheets[n]):
                places[_key(line)].add(n)
                first.setdefault(_key(line), line.text)
    running = {key for key, where in places.items() if _runs(key, len(where), len(pages))}
    kept = [
        [line for line in page if not (_in_margin(line, sheets[n]) and _key(line) in running)]
        for n, page in enumerate(pages)
    ]
    return list(dict.fromkeys(first[key] for key in first if key in running)), kept


def remark(running: list[str]) -> Remark:
    """What was left out, in its own words."""
    shown = ", ".join(f"“{text}”" for text in running[:_SHOWN])
    more = " and others" if len(running) > _SHOWN else ""
    return Remark("running", f"Left out at the head or foot of the pages: {shown}{more}.")


def _runs(key: Key, count: int, pages: int) -> bool:
    if count >= 3 and count >= _SHARE * pages:
        return True
    if count >= 2 and pages == 3 and "#" not in key[0]:
        return True
    return count >= 2 and _PAGE_NUMBER.fullmatch(key[0]) is not None


def _in_margin(line: Line, sheet: Sheet) -> bool:
    room = _MARGIN * (sheet.top - sheet.bottom)
    return line.y < sheet.bottom + room or line.y > sheet.top - room


def _key(line: Line) -> Key:
    return re.sub(r"\d+", "#", line.text.lower()), round(line.y / 3)
