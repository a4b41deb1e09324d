"""What a document quotes from another: no clause of the council's own, whatever number it bears."""

from __future__ import annotations

import re
from dataclasses import replace

from concerns.protocols.importer.entries import Entry
from concerns.protocols.importer.labels import Label
from concerns.protocols.importer.source import Shape

_INTRODUCES = re.compile(
    r"(?:\bas follows|\b(?:states?|stated|provides?|says|reads|requires|extracts?|quoted?)"
    r"(?: that)?|\bin (?:these|the following) (?:words|terms))\s*(?::\s*[-–]?|[-–])$",
    re.IGNORECASE,
)
_OPENS = ("“", '"', "‘‘", "«")
FURTHEST = 60  # blocks a quotation may run on
SHORTEST = 8  # words; a quoted term at the head of a clause is no quotation


def mark(entries: list[Entry]) -> list[Entry]:
    """The same entries, those that are quoted marked so."""
    quoted = {n for n, entry in enumerate(entries) if entry.block.shape is Shape.QUOTE}
    quoted |= _between_marks(entries) | _colliding(entries)
    return [replace(e, quoted=True) if n in quoted else e for n, e in enumerate(entries)]


def _balance(text: str) -> int:
    """How many quotations a text leaves open; below nought, how many it closes of an earlier."""
    curly = text.count("“") - text.count("”")
    return curly if "“" in text or "”" in text else text.count('"') % 2


def _between_marks(entries: list[Entry]) -> set[int]:
    found: set[int] = set()
    n = 0
    while n < len(entries):
        end = _closing(entries, n) if entries[n].words.startswith(_OPENS) else None
        if end is not None:
            found.update(range(n, end + 1))
            n = end
        n += 1
    return found


def _closing(entries: list[Entry], start: int) -> int | None:
    """Where a quotation that opens a block ends; None if it is none, or never ends."""
    words = entries[start].words
    if _balance(words) <= 0:
        inside = re.match(r"[“\"]([^“”\"]*)[”\"]\s*(?:\([^()]*\)|[–—-] .{1,80})?[.;]?$", words)
        return start if inside and len(inside[1].split()) >= SHORTEST else None
    curly = words.startswith("“")
    for n in range(start + 1, min(start + FURTHEST, len(entries))):
        text = entries[n].words
        if (_balance(text) < 0) if curly else text.count('"') % 2 == 1:
            # Each paragraph of a long quotation may open anew; only the last one closes.
            return n
        if entries[n].is_marked_heading:
            return None
    return None


def _colliding(entries: list[Entry]) -> set[int]:
    """Stretches after “as follows:” whose numbers are not the next of the document's own."""
    found: set[int] = set()
    own: tuple[int, ...] = ()
    n = 0
    while n < len(entries):
        label = entries[n].label
        if label and label.is_plain_number and not label.weak:
            own = label.readings[0].numbers
        after = n + 1
        if own and _INTRODUCES.search(entries[n].words.strip()) and after < len(entries):
            first = entries[after].label
            if first and not _begins_list(first) and not _follows(first, own, entries[after]):
                end = after
                while end < len(entries) and not _resumes(entries[end], own):
                    end += 1
                found.update(range(after, end))
                n = end - 1
        n += 1
    return found


def _begins_list(label: Label) -> bool:
    return any(reading.value == 1 and not reading.under for reading in label.readings)


def _follows(label: Label, own: tuple[int, ...], entry: Entry) -> bool:
    """Whether a label is one that the document's own numbering could give next."""
    if not label.is_plain_number:
        return False
    numbers = label.readings[0].numbers
    if len(numbers) == 1:
        return len(own) > 0 and numbers[0] == own[0] + 1 and (len(own) == 1 or entry.is_short)
    return numbers[:-1] == own or (numbers[: len(own) - 1] == own[:-1] and numbers > own)


def _resumes(entry: Entry, own: tuple[int, ...]) -> bool:
    if entry.label is None:
        return entry.is_marked_heading
    return _follows(entry.label, own, entry)
