"""The lines before the text begins: the council's name, the title, dates of adoption and review."""

from __future__ import annotations

import re
from dataclasses import dataclass

from concerns.protocols.importer.entries import Entry, title_of
from concerns.protocols.importer.source import Shape

_SUBJECT = re.compile(r"\bprotocol\b", re.IGNORECASE)
_RELATION = re.compile(r"\b(?:members?|councillors?|officers?|employees?|staff|relations?)\b", re.I)
# Names of what may hold a whole protocol, and of its parts; any other names a clause.
_GROUPS = frozenset({"part", "section", "chapter", "article", "appendix", "schedule", "annex", "§"})
_COUNCIL = re.compile(r"\bcouncil$", re.IGNORECASE)
FIRST_LINES = 4  # where the council is named
FIRST = 12  # blocks that may come before the text
LONGEST_TITLE = 140


@dataclass(frozen=True, slots=True)
class Front:
    """:param title: the document's own, or empty. :param at: the entry that holds it, or None.
    :param end: the first entry of the text itself."""

    title: str
    at: int | None
    end: int


def front(entries: list[Entry]) -> Front:
    """Find where the text begins, and the title before it."""
    at = _title_at(entries)
    end = _end(entries, 0 if at is None else at + 1)
    if at is None:
        return Front("", None, end if _is_front(entries[:end]) else 0)
    return Front(title_of(entries[at].words), at, end)


def _title_at(entries: list[Entry]) -> int | None:
    """The line that names the document: the first that says protocol, else one at the very head."""
    candidates = []
    for n, entry in enumerate(entries[:FIRST]):
        if _is_text(entry):
            break
        if entry.label is None or entry.label.name:
            candidates.append(n)
    named = [
        n
        for n in candidates
        if _SUBJECT.search(entries[n].words) and not entries[n].words.rstrip().endswith(".")
    ]
    if not named:
        # “Code of Practice for Councillors and Staff”
        named = [n for n in candidates if _names_both(entries[n])]
    if named:
        both = [n for n in named if _RELATION.search(entries[n].words)]
        return (both or named)[0]
    head = [n for n in candidates if entries[n].is_marked_heading and entries[n].label is None]
    # A heading at the head is a title only if it stands over others and not over text.
    if head and head[0] == 0 and len(entries) > 1 and _stands_above(entries[0], entries[1]):
        return 0
    return None


def _names_both(entry: Entry) -> bool:
    """Whether a title says between whom it is."""
    return (
        entry.is_titled and len({word.lower()[:3] for word in _RELATION.findall(entry.words)}) > 1
    )


def _stands_above(entry: Entry, after: Entry) -> bool:
    if entry.block.shape is Shape.HEADING and after.block.shape is Shape.HEADING:
        return entry.block.level <= after.block.level
    return after.is_titled or (after.label is not None and entry.is_marked_heading)


def _is_text(entry: Entry) -> bool:
    """Words of the protocol itself, which no line of the front is."""
    if entry.label is not None and entry.label.name not in _GROUPS and not entry.label.weak:
        return True
    if entry.is_item or entry.is_lead:
        return True
    return len(entry.words) > LONGEST_TITLE and entry.block.shape is not Shape.ROW


def _end(entries: list[Entry], start: int) -> int:
    """Where the lines after the title end: at a heading with text under it, or at the text."""
    for n in range(start, len(entries)):
        entry, after = entries[n], entries[n + 1] if n + 1 < len(entries) else None
        if entry.label is not None and entry.label.name not in _GROUPS:
            return n
        if entry.is_item or entry.is_lead:
            return n
        if entry.block.shape is Shape.HEADING:
            return n
        if n < FIRST_LINES and _COUNCIL.search(entry.words) and entry.is_short:
            continue
        over_text = after is not None and not after.is_titled and after.block.shape is not Shape.ROW
        if entry.is_titled and over_text:
            # “PART 1”, and its title on the next line.
            above = entries[n - 1].label if n > start else None
            bare = above is not None and bool(above.name) and not entries[n - 1].words.strip()
            return n - 1 if bare and entry.label is None else n
    return start


def _is_front(entries: list[Entry]) -> bool:
    return all(not _is_text(entry) for entry in entries)
