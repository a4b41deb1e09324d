"""How far each chain had come at one moment: what is signed, and what a checker remembers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Heads:
    """The last link of every council's chain.

    :param at: the moment, in UTC at microseconds.
    :param links: council, seq and hash, in the order of the councils.
    """

    at: str
    links: tuple[tuple[int, int, str], ...]

    def as_text(self) -> str:
        """One text for one state, to be signed or kept."""
        return json.dumps([self.at, [list(link) for link in self.links]], separators=(",", ":"))


def from_text(text: str) -> Heads:
    """Read `Heads.as_text` again.

    :raises ValueError: if it is not that.
    """
    return of_plain(json.loads(text))


def of_plain(value: Any) -> Heads:
    """Lists and texts as heads.

    :raises ValueError: if they are not such.
    """
    try:
        at, links = value
        heads = Heads(str(at), tuple((int(c), int(s), str(h)) for c, s, h in links))
    except TypeError as error:
        raise ValueError("not the heads of a record") from error
    return heads
