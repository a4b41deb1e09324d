"""How well an import splits and labels a document, against what a person made of it (a pack).

Ids need not be equal. A clause is found if one passage, and no other clause's, bears its label (or
none) and holds its words: as the file has them, as proposed, or with every tracked change accepted,
since a person may quote any of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from concerns.engine.protocol import Clause, Protocol
from concerns.protocols.importer import changes
from concerns.protocols.importer.passages import Imported, Passage
from concerns.protocols.importer.readers.tables import BETWEEN
from concerns.protocols.importer.source import Change

_MARKUP = re.compile(r"~~|\*\*|\[([^\]]*)\]\(#?\)")


@dataclass(frozen=True, slots=True)
class Miss:
    """:param why: `no-label`, `no-words`, `torn` or `glued`."""

    clause: str
    why: str


@dataclass(frozen=True, slots=True)
class Structure:
    """:param of: clauses of the pack. :param misses: those not found as the person has them.
    :param extra: ids of passages that no clause answers to: text that the person left out.
    """

    of: int
    misses: tuple[Miss, ...]
    extra: tuple[str, ...]

    @property
    def found(self) -> int:
        return self.of - len(self.misses)

    @property
    def share(self) -> float:
        return self.found / self.of if self.of else 1.0


def structure(imported: Imported, protocol: Protocol) -> Structure:
    """Compare the passages with the clauses of a pack of the same document."""
    search = _Search(imported)
    misses = [miss for clause in protocol.clauses if (miss := search.miss(clause)) is not None]
    extra = tuple(
        passage.id
        for passage in imported.passages
        if passage.id not in search.taken and not passage.is_heading and not passage.quoted
    )
    return Structure(len(protocol.clauses), tuple(misses), extra)


class _Search:
    """Goes through clauses and passages side by side, both in reading order."""

    def __init__(self, imported: Imported) -> None:
        self.passages = imported.passages
        self.by_id = {passage.id: passage for passage in imported.passages}
        self.words = [
            tuple(joined(f"{p.heading} {words}".replace(BETWEEN, " ")) for words in _readings(p))
            for p in imported.passages
        ]
        self.whole = [" ".join(each) for each in zip(*self.words, strict=True)]
        self.taken: dict[str, str] = {}  # passage to the clause that has it
        self.last = -1

    def miss(self, clause: Clause) -> Miss | None:
        """Take the passage that is this clause; say what is wrong where there is none."""
        quote = joined(_MARKUP.sub(r"\1", clause.quote)) if clause.quote else ""
        if clause.label is not None:
            quote = quote.removeprefix(clause.label).strip()
        labelled = [n for n in self._nearest() if self._bears(self.passages[n], clause)]
        if not labelled:
            return Miss(clause.id, "no-label")
        holding = [n for n in labelled if self._holds(n, quote)]
        free = [n for n in holding if self.passages[n].id not in self.taken]
        if free:
            self.last = free[0]
            self.taken[self.passages[free[0]].id] = clause.id
            return None
        if holding:
            return Miss(clause.id, "glued")
        return Miss(clause.id, "torn" if quote and self._is_anywhere(quote) else "no-words")

    def _nearest(self) -> Iterator[int]:
        """Places of passages, those after the last one taken first."""
        yield from range(self.last + 1, len(self.passages))
        yield from range(self.last + 1)

    def _bears(self, passage: Passage, clause: Clause) -> bool:
        if clause.label is None:
            return passage.label is None
        if passage.label is None:
            return False
        wanted, printed = _plain(clause.label), _plain(passage.label)
        if wanted == printed:
            return True
        above, _, own = wanted.rpartition(" ")
        parent = self.by_id.get(passage.parent or "")
        return own == printed and parent is not None and _plain(parent.label or "") == above

    def _holds(self, n: int, quote: str) -> bool:
        passage = self.passages[n]
        if quote:
            return any(quote in words for words in self.words[n])
        # Nothing is quoted: a label is enough; without one, it has to be text and no heading.
        return passage.label is not None or not passage.is_heading

    def _is_anywhere(self, quote: str) -> bool:
        return any(quote in words for words in self.whole)


def _readings(passage: Passage) -> tuple[str, ...]:
    """The words of a passage in every way they may be read."""
    kept = tuple(replace(mark, keep=mark.change is not Change.DELETED) for mark in passage.marks)
    return passage.raw, passage.text, changes.readings(passage.raw, kept)


def joined(text: str) -> str:
    """Text with its white space joined."""
    return " ".join(text.split())


def _plain(label: str) -> str:
    return re.sub(r"\.(?=\s|$)", "", joined(label))
