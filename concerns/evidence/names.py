"""What a file is called, without what could mislead whoever downloads it."""

from __future__ import annotations

import re
import unicodedata

from concerns.evidence.limits import LONGEST_NAME
from concerns.evidence.refusal import Reason, Refused

# Control characters, marks that turn the direction of writing, and letters nobody sees: with them
# “annexe.txt” can be shown of a file that ends in .exe. And what is half of a character.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINER = "\u200d"  # makes one picture of several, and shows nothing by itself


def cleaned(name: str) -> str:
    """The name alone, in letters one sees, no longer than a name is, with its ending.

    :raises Refused: if nothing is left of it.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(c for c in last if c == _JOINER or unicodedata.category(c) not in _UNSEEN)
    words = " ".join(seen.split()).strip(". ")
    stem, dot, ending = words.rpartition(".")
    if not stem.strip(" ." + _JOINER) or not dot:
        raise Refused(Reason.KIND)
    return f"{stem[: LONGEST_NAME - len(ending) - 1].rstrip()}.{ending}"
