"""Which clause of one version became which of another, and what its words were and are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from concerns.engine.protocol import Clause, Protocol
from concerns.protocols.comparing_words import Piece, likeness, unmoved, word_by_word


class Change(StrEnum):
    SAME = "same"
    MOVED = "moved"  # the words stayed; the number, the heading or the place changed
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One clause then and now.

    :param before: None if it was added. :param after: None if it was removed.
    :param moved: its number, heading or place changed; its words may have changed as well.
    :param words: of the council's own words, or of our summary where no words are held.
    :param summary: the same of the summary. :param heading: of number and heading.
    :param marks: what changed besides the words, in words.
    """

    change: Change
    before: Clause | None
    after: Clause | None
    moved: bool
    words: tuple[Piece, ...]
    summary: tuple[Piece, ...]
    heading: tuple[Piece, ...]
    marks: tuple[str, ...] = ()


# How alike two clauses must be: with the same id or number less is enough.
_SAME_NAME = 0.4
_NO_NAME = 0.6


def pairs(before: Protocol, after: Protocol) -> dict[str, str]:
    """The id of each clause that is still there, and its id now."""
    matching = _Matching(before.clauses, after.clauses)
    matching.by(lambda old, new: old.id == new.id and _likeness(old, new) >= _SAME_NAME)
    matching.by(lambda old, new: _words(old) == _words(new) and bool(_words(old)))
    matching.by(
        lambda old, new: (
            old.label is not None and old.label == new.label and _likeness(old, new) >= _SAME_NAME
        )
    )
    matching.by_likeness()
    # An id that was kept for quite different words is still the same place in the document.
    matching.by(lambda old, new: old.id == new.id)
    return matching.found


class _Matching:
    def __init__(self, old: Sequence[Clause], new: Sequence[Clause]) -> None:
        self.old = {clause.id: clause for clause in old}
        self.new = {clause.id: clause for clause in new}
        self.found: dict[str, str] = {}

    def by(self, fits: Callable[[Clause, Clause], bool]) -> None:
        for old in list(self.old.values()):
            same = self.new.get(old.id)  # of several that fit, the one with the same id
            candidates = [*([same] if same else []), *self.new.values()]
            found = next((new for new in candidates if fits(old, new)), None)
            if found is not None:
                self._pair(old.id, found.id)

    def by_likeness(self) -> None:
        scored = [
            (likeness, old.id, new.id)
            for old in self.old.values()
            for new in self.new.values()
            if (likeness := _likeness(old, new)) >= _NO_NAME
        ]
        for _, old_id, new_id in sorted(scored, key=lambda scores: -scores[0]):
            if old_id in self.old and new_id in self.new:
                self._pair(old_id, new_id)

    def _pair(self, old: str, new: str) -> None:
        self.found[old] = new
        del self.old[old], self.new[new]


def clause_changes(
    before: Protocol, after: Protocol, paired: Mapping[str, str]
) -> tuple[ClauseChange, ...]:
    """Every clause, in the order of the new version; removed ones where they stood."""
    return tuple(_changes(before, after, paired))


def _changes(
    before: Protocol, after: Protocol, paired: Mapping[str, str]
) -> Iterator[ClauseChange]:
    came_from = {new: old for old, new in paired.items()}
    places = {clause.id: place for place, clause in enumerate(before.clauses)}
    stayed = unmoved([places[came_from[c.id]] for c in after.clauses if c.id in came_from])
    gone = [clause for clause in before.clauses if clause.id not in paired]
    for clause in after.clauses:
        if clause.id not in came_from:
            yield _change(None, clause, moved=False)
            continue
        old = before.clause_by_id[came_from[clause.id]]
        while gone and places[gone[0].id] < places[old.id]:
            yield _change(gone.pop(0), None, moved=False)
        yield _change(
            old, clause, moved=places[old.id] not in stayed or _name(old) != _name(clause)
        )
    for clause in gone:
        yield _change(clause, None, moved=False)


def _change(before: Clause | None, after: Clause | None, *, moved: bool) -> ClauseChange:
    old, new = _words(before), _words(after)
    old_summary = before.summary if before else None
    new_summary = after.summary if after else None
    marks = tuple(_marks(before, after)) if before and after else ()
    if before is None:
        change = Change.ADDED
    elif after is None:
        change = Change.REMOVED
    elif old != new or old_summary != new_summary or marks:
        change = Change.CHANGED
    else:
        change = Change.MOVED if moved else Change.SAME
    return ClauseChange(
        change,
        before,
        after,
        moved,
        word_by_word(old, new),
        word_by_word(old_summary, new_summary),
        word_by_word(_printed(before), _printed(after)),
        marks,
    )


def _marks(before: Clause, after: Clause) -> Iterator[str]:
    if (before.quote is None) is not (after.quote is None):
        yield (
            "Its exact words are held now." if after.quote else "Its exact words are not held now."
        )
    if before.unresolved is not after.unresolved:
        yield "Its words are not settled now." if after.unresolved else "Its words are settled now."
    for name, what in (
        ("kinds", "What it is for"),
        ("expects", "Whose conduct it is about"),
        ("natures", "What a breach of it would be"),
    ):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield f"{what}: {_listed(old)}, now {_listed(new)}."


def _listed(codes: frozenset[StrEnum]) -> str:
    return ", ".join(sorted(code.value.replace("_", " ") for code in codes)) or "nothing"


def _words(clause: Clause | None) -> str:
    if clause is None:
        return ""
    return " ".join((clause.quote or clause.summary).split())


def _likeness(old: Clause, new: Clause) -> float:
    return likeness(_words(old), _words(new))


def _name(clause: Clause) -> tuple[str | None, ...]:
    return clause.id, clause.label, clause.heading


def _printed(clause: Clause | None) -> str:
    if clause is None:
        return ""
    return f"{clause.label or ''} {clause.heading}"
