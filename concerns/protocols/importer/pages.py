"""What belongs to the page and not to the text: running headers, page numbers, page breaks.

A line is a header because it comes again and again *and* stands where no heading could: between
two items of one list, after a colon, in the middle of a sentence. A heading that merely repeats
is followed by something of its own each time, and stays.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from concerns.protocols.importer import labels
from concerns.protocols.importer.entries import DANGLES
from concerns.protocols.importer.source import Block, Remark, Shape

_PAGE_NUMBER = re.compile(
    r"(?:page\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\d{1,4}\s*(?:of|/)\s*\d{1,4}|"
    r"[-–]\s*\d{1,4}\s*[-–]|\d{1,4}\s*\|\s*page|page\s*\|\s*\d{1,4}|"
    r"(?:page\s*)?\d{0,2}[A-Z]{1,2}\s*[-–]\s*\d{1,3})$",
    re.IGNORECASE,
)
_PAGED = re.compile(r"\bpage\b|\d+\s*(?:of|/)\s*\d+", re.IGNORECASE)
_FINISHED = re.compile(r"[.;:!?][\s”\"’')\]]*$|[”\"]$|[:;]\s*-$")
LONGEST = 120  # characters of a running header
OFTEN = 3
FEW = 6  # words; anything shorter may be a heading
FEWEST_WORDS = 3  # of a running header that counts its pages; anything shorter may be a heading
LINES_OF_HEADER = 4


def clean(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Remark, ...]]:
    """The blocks without what only the pages brought, and a remark for each thing left out."""
    left_out = _furniture(blocks)
    kept = [block for n, block in enumerate(blocks) if n not in left_out]
    texts: dict[str, str] = {}
    for n in sorted(left_out):
        texts.setdefault(_without_number(_shown(blocks[n].text)), _shown(blocks[n].text))
    remarks = tuple(
        Remark("page-furniture", f"“{text}” was left out: it is repeated at the edge of pages.")
        for text in texts.values()
    )
    return _rejoined(kept), remarks


def _shown(text: str) -> str:
    return "page number" if _PAGE_NUMBER.match(text) or text.isdigit() else text


def _without_number(text: str) -> str:
    """A line with a sign for each number in it, but for that of its label: “5.1”, “Part 5C”."""
    label = labels.parse(text)
    start = label.start if label is not None and label.start < len(text) else 0
    return text[:start].casefold() + re.sub(r"\d+", "#", text[start:].casefold())


def _alike(blocks: tuple[Block, ...]) -> dict[str, list[int]]:
    """Where each line stands that may run; digits count only where they do not count pages."""
    loose: dict[str, list[int]] = defaultdict(list)
    places: dict[str, list[int]] = defaultdict(list)
    for n, block in enumerate(blocks):
        if len(block.text) <= LONGEST and block.shape in (Shape.PARAGRAPH, Shape.HEADING):
            loose[_without_number(block.text)].append(n)
    for key, at in loose.items():
        if _PAGED.search(key) or _counts([blocks[n].text for n in at]):
            places[key] = at
        else:
            for n in at:
                places[blocks[n].text.casefold()].append(n)
    return places


def _counts(texts: list[str]) -> bool:
    """Whether lines of several words differ in a number that is one more each time."""
    if len(texts) < OFTEN or len(re.findall(r"[^\W\d]{2,}", texts[0])) < FEWEST_WORDS:
        return False
    each = zip(*([int(n) for n in re.findall(r"\d{1,4}", text)] for text in texts), strict=False)
    return any(all(b == a + 1 for a, b in pairwise(numbers)) for numbers in each)


def _furniture(blocks: tuple[Block, ...]) -> set[int]:
    places = _alike(blocks)
    found: set[int] = set()
    for text, at in places.items():
        if _PAGE_NUMBER.match(blocks[at[0]].text):
            found.update(at)
        elif _may_run(blocks[at[0]].text) and (_interrupts(blocks, at) or _at_edges(blocks, at)):
            # The first of a running header may be the title the header repeats.
            found.update(at[1:] if at[0] < OFTEN and not _PAGED.search(text) else at)
    found |= _lone_numbers(blocks)
    return found | _beside(blocks, places, found)


def _beside(blocks: tuple[Block, ...], places: dict[str, list[int]], found: set[int]) -> set[int]:
    """Lines that stand beside a page number or a running header every time they come."""
    more = set(found)
    for _ in range(LINES_OF_HEADER):
        for at in places.values():
            every = len(at) > 1 and all(n - 1 in more or n + 1 in more for n in at)
            if every and _may_run(blocks[at[0]].text):
                more.update(at)
    return more


def _may_run(text: str) -> bool:
    """Whether a line could be a running header: no sentence, no lead and no item of a list."""
    label = labels.parse(text)
    numbered = (
        label is not None and (label.wrap in ("()", ")") or label.levels > 1) and not label.name
    )
    return not text.endswith((".", ":", ";", ",")) and not text[:1].islower() and not numbered


def _lone_numbers(blocks: tuple[Block, ...]) -> set[int]:
    """Numbers alone on a line that count pages: each one more than the last."""
    alone = [(n, int(b.text)) for n, b in enumerate(blocks) if re.fullmatch(r"\d{1,4}", b.text)]
    runs: list[list[tuple[int, int]]] = []
    for n, value in alone:
        if runs and runs[-1][-1][1] + 1 == value:
            runs[-1].append((n, value))
        else:
            runs.append([(n, value)])
    return {n for run in runs if len(run) > 1 for n, _ in run}


def _interrupts(blocks: tuple[Block, ...], at: list[int]) -> bool:
    """Whether a repeated line stands where no heading could."""
    if len(at) < OFTEN:
        return False
    around = [(blocks[n - 1], blocks[n + 1]) for n in at[1:] if 0 < n < len(blocks) - 1]
    broken = sum(_is_broken(before, after) for before, after in around)
    kinds = {(before.shape, after.shape, _leads(before)) for before, after in around}
    return broken * 2 >= len(around) > 0 or (broken > 0 and len(kinds) > 1)


def _leads(block: Block) -> bool:
    return block.text.endswith(":")


def _is_broken(before: Block, after: Block) -> bool:
    """Whether two blocks belong together so closely that nothing can stand between them."""
    if _leads(before):
        return True
    one, other = labels.parse(before.text), labels.parse(after.text)
    if one and other and one.wrap == other.wrap and one.wrap in ("()", ")"):
        return any(
            a.style is b.style and a.value + 1 == b.value
            for a in one.readings
            for b in other.readings
        )
    unfinished = not _FINISHED.search(before.text) and len(before.text) > 40
    in_list = before.shape is Shape.ITEM or other is not None
    return unfinished and after.text[:1].islower() and not in_list


def _at_edges(blocks: tuple[Block, ...], at: list[int]) -> bool:
    """Whether a line stands first or last on most pages."""
    pages = {block.page for block in blocks if block.page is not None}
    if len(pages) < OFTEN:
        return False
    edges = 0
    for n in at:
        page = blocks[n].page
        before = sum(1 for block in blocks[max(0, n - 2) : n] if block.page == page)
        after = sum(1 for block in blocks[n + 1 : n + 3] if block.page == page)
        edges += before < 2 or after < 2
    return edges >= max(OFTEN, len(pages) / 2) and edges >= len(at) * 0.75


def _rejoined(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Sentences that a page break cut in two are one again."""
    whole: list[Block] = []
    for block in blocks:
        if whole and _goes_on(whole[-1], block):
            whole[-1] = joined(whole[-1], block)
        else:
            whole.append(block)
    return tuple(whole)


def _goes_on(before: Block, block: Block) -> bool:
    if before.shape not in (Shape.PARAGRAPH, Shape.ITEM) or block.shape is not Shape.PARAGRAPH:
        return False
    label = labels.parse(block.text)
    if block.label is not None or (label is not None and not label.weak):
        return False
    if _hangs(before):
        return True
    if block.bold or _FINISHED.search(before.text):
        return False
    lower, dangles = block.text[:1].islower(), bool(DANGLES.search(before.text))
    return (lower and dangles) or ((lower or dangles) and len(before.text.split()) >= FEW)


def _hangs(block: Block) -> bool:
    """Whether a block is a label alone on its line: “1.1”, and then the words."""
    label = labels.parse(block.text)
    if label is None or label.start < len(block.text) or block.label is not None or label.name:
        return False
    return label.wrap != "" or label.levels > 1


def joined(before: Block, block: Block) -> Block:
    """Two blocks as one, marks and all."""
    shift = len(before.text) + 1
    marks = (replace(m, start=m.start + shift, end=m.end + shift) for m in block.marks)
    return replace(
        before, text=f"{before.text} {block.text}", marks=(*before.marks, *marks), broken=False
    )
