"""Two texts word by word: what stayed, what went, what came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# Beyond so many pairs of words the comparison would be slow and the answer unreadable.
_MOST_PAIRS = 4_000_000


class Fate(StrEnum):
    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with one fate, joined by single spaces."""

    fate: Fate
    words: str


def word_by_word(before: str | None, after: str | None) -> tuple[Piece, ...]:
    """The pieces, in order: kept and removed ones make the old words, kept and added the new."""
    old, new = (before or "").split(), (after or "").split()
    return tuple(Piece(fate, " ".join(words)) for fate, words in _runs(old, new) if words)


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Fate, Sequence[str]]]:
    if old == new:
        yield Fate.KEPT, old
        return
    if len(old) * len(new) > _MOST_PAIRS:
        yield from _roughly(old, new)
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            yield Fate.KEPT, old[i:j]
        else:
            yield Fate.REMOVED, old[i:j]
            yield Fate.ADDED, new[k:m]


def _roughly(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Fate, Sequence[str]]]:
    """Only the beginning and the end that are the same."""
    most = min(len(old), len(new))
    start = next((n for n in range(most) if old[n] != new[n]), most)
    most -= start
    end = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    yield Fate.KEPT, old[:start]
    yield Fate.REMOVED, old[start : len(old) - end]
    yield Fate.ADDED, new[start : len(new) - end]
    yield Fate.KEPT, old[len(old) - end :]


def likeness(before: str, after: str) -> float:
    """How alike two texts are, 0 to 1, by their words."""
    old, new = before.split(), after.split()
    if old == new:
        return 1.0
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    # The cheap upper bounds first: most pairs of clauses have little in common.
    if matcher.real_quick_ratio() < _ENOUGH or matcher.quick_ratio() < _ENOUGH:
        return 0.0
    return 0.0 if len(old) * len(new) > _MOST_PAIRS else matcher.ratio()


_ENOUGH = 0.3


def unmoved(order: Sequence[int]) -> frozenset[int]:
    """The members of a longest rising run: those that kept their order among themselves."""
    best: list[list[int]] = []  # for each length, the run of it that ends lowest
    for number in order:
        place = next((n for n, run in enumerate(best) if run[-1] >= number), len(best))
        run = [*(best[place - 1] if place else []), number]
        best[place : place + 1] = [run]
    return frozenset(best[-1] if best else ())
