"""Bodies that were abolished and law that was repealed, as older protocols still name them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from concerns.engine.protocol import Nation
from concerns.protocols.checking.finding import Finding, number
from concerns.protocols.checking.ground import Ground
from concerns.protocols.reader import Reader

_FILE = Path(__file__).with_name("stale_law.yaml")


@dataclass(frozen=True, slots=True)
class Stale:
    """One body or piece of law that is gone.

    :param words: the ways it is written, the longest first. :param nations: where it held.
    :param gone: the first day it no longer held. :param instead: what there is now.
    :param sure: whether the source was read or it is general knowledge to be checked.
    """

    name: str
    words: tuple[str, ...]
    nations: frozenset[Nation]
    gone: date
    instead: str
    source: str
    sure: bool


@dataclass(frozen=True, slots=True)
class StaleLaw:
    """The whole list."""

    entries: tuple[Stale, ...]


@lru_cache(maxsize=1)
def entries() -> tuple[Stale, ...]:
    """Everything known to be gone.

    :raises InvalidFile: if the list is wrong.
    """
    return Reader(_FILE.name).read(_FILE.read_text(encoding="utf-8"), StaleLaw).entries


def stale(ground: Ground) -> Iterator[Finding]:
    """Clauses that quote what no longer exists."""
    here = [e for e in entries() if ground.protocol.nation in e.nations and e.gone <= ground.on]
    for clause in ground.protocol.clauses:
        words = " ".join(f"{clause.heading} {clause.quote or ''}".split()).replace("’", "'")
        for entry in here:
            found = next((w for w in entry.words if w.casefold() in words.casefold()), None)
            if found is None:
                continue
            checked = "" if entry.sure else " Have this checked."
            yield Finding(
                "stale_law",
                f"Clause {number(clause)} names “{found}”, gone since {entry.gone.day}"
                f" {entry.gone:%B %Y} ({entry.source}).{checked}",
                clauses=(clause.id,),
                title="A body or law that is no longer there",
                happens="Somebody who turns to it finds nobody, or relies on what no longer holds.",
                repair=f"Put what there is now: {entry.instead}.",
            )
