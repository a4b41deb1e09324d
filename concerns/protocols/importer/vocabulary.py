"""The words a document uses where nothing was changed: its own witness to what is a word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from concerns.protocols.importer.source import Block

WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_SUFFIXES = ("s", "es", "ed", "d", "ing", "ly", "'s", "’s", "al", "ally", "ment", "er", "or", "ion")
# So common that a short document may lack them, and no damage looks like them.
_COMMON = frozenset(
    {
        *(
            "a",
            "i",
            "and",
            "any",
            "are",
            "as",
            "at",
            "be",
            "but",
            "by",
            "can",
            "do",
            "each",
            "every",
        ),
        *("for", "from", "has", "have", "he", "her", "his", "if", "in", "into", "is", "it", "its"),
        *("may", "must", "no", "not", "of", "on", "only", "or", "our", "own", "shall", "she"),
        *("should", "so", "such", "than", "that", "the", "their", "them", "then", "there", "they"),
        *("this", "those", "to", "under", "until", "up", "was", "were", "what", "when", "where"),
        *("whether", "which", "while", "whilst", "who", "whom", "why", "will", "with", "within"),
        *("without", "would", "you", "your", "other", "council", "councillor", "councillors"),
        *("member", "members", "officer", "officers", "clerk", "chair", "chairman", "director"),
        *("employee", "employees", "staff", "committee", "protocol", "code", "conduct"),
        *("complaint", "complaints", "matter", "matters", "working"),
    }
)


class Vocabulary:
    """:param blocks: of the whole document; words touched by a change do not count."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        counted: Counter[str] = Counter()
        for block in blocks:
            ahead = list(reversed(block.marks))
            for match in WORD.finditer(block.text):
                while ahead and ahead[-1].end <= match.start():
                    ahead.pop()
                touched = bool(ahead) and ahead[-1].start < match.end()
                if not touched and _is_whole(match[0]):
                    counted[match[0].casefold()] += 1
        self._counted = counted

    def count(self, word: str) -> int:
        return self._counted[word.casefold()]

    def has(self, word: str) -> bool:
        """Whether it is a word: it, or it with or without an ending, occurs elsewhere."""
        low = word.casefold()
        if not low:
            return False
        if low in _COMMON or low in self._counted:
            return True
        for suffix in _SUFFIXES:
            stem = low.removesuffix(suffix)
            if stem != low and len(stem) > 3 and self._has_stem(stem):
                return True
            if len(low) > 3 and low + suffix in self._counted:
                return True
        return False

    def _has_stem(self, stem: str) -> bool:
        return any(form in self._counted or form in _COMMON for form in (stem, f"{stem}e"))


def _is_whole(word: str) -> bool:
    """Not a word with a letter left over at its head: “Mmembers”, “eOfficers”."""
    if len(word) > 2 and word[0].isupper() and word[0].lower() == word[1]:
        return False
    return not (word[:1].islower() and word[1:2].isupper())
