"""A table of contents says every heading before it comes; read as text, it doubles them all."""

from __future__ import annotations

import re
from collections import Counter

from concerns.protocols.importer.source import Block, Remark

_LED = re.compile(
    r"(?P<words>.*?\S)(?:\s*(?:\.\s?){3,}|\s*…+|\s*_{3,}|\s*[\t|])\s*"
    r"(?:\d{0,2}[A-Z]{1,2}\s?[-–.]\s?)?(?P<page>\d{1,3})$"  # “5C-2”: pages of one part
)
_NAME = re.compile(r"(?:table of )?contents:?$|index:?$", re.IGNORECASE)
FEWEST = 3  # lines of a table without the word “contents” above it
LONGEST = 120  # characters of one of its lines


def without(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Remark, ...]]:
    """The blocks without a table of contents, and a remark where there was one."""
    dropped = _with_pages(blocks) | _repeated_later(blocks)
    if not dropped:
        return blocks, ()
    remark = Remark("contents", "The table of contents was left out: its lines are headings below.")
    return tuple(block for n, block in enumerate(blocks) if n not in dropped), (remark,)


def _with_pages(blocks: tuple[Block, ...]) -> set[int]:
    """Runs of lines that end in a page number, each no smaller than the one before."""
    found: set[int] = set()
    run: list[int] = []
    page = 0
    for n, block in enumerate(blocks):
        match = _LED.match(block.text) if len(block.text) <= 2 * LONGEST else None
        if match and int(match["page"]) >= page:
            run.append(n)
            page = int(match["page"])
            continue
        found |= _whole(blocks, run)
        run, page = [], 0
    return found | _whole(blocks, run)


def _whole(blocks: tuple[Block, ...], run: list[int]) -> set[int]:
    named = bool(run) and run[0] > 0 and bool(_NAME.match(blocks[run[0] - 1].text))
    if len(run) < FEWEST and not named:
        return set()
    return {*run, run[0] - 1} if named else set(run)


def _repeated_later(blocks: tuple[Block, ...]) -> set[int]:
    """Under the word “contents”: the lines that come again further down."""
    for n, block in enumerate(blocks):
        if not _NAME.match(block.text):
            continue
        later = [_plain(other.text) for other in blocks[n + 1 :]]
        left = Counter(later)
        end = 0
        while end < len(later) and len(later[end]) <= LONGEST and left[later[end]] > 1:
            left[later[end]] -= 1
            end += 1
        return set(range(n, n + 1 + end)) if end else set()
    return set()


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
