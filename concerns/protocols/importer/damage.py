"""Signs that old and new words stand side by side unmarked: asked about, never mended.

A converter that loses the marks of tracked changes leaves “Mmembers”, “this which case” and “he or
she the member”. Each is only a suspicion: the words may be as the council adopted them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from concerns.protocols.importer.source import Block
from concerns.protocols.importer.vocabulary import WORD, Vocabulary

_THEY = r"(?:he or she|she or he|he/she|she/he|they|he|she)"
_THEIR = r"(?:his or her|her or his|his/her|their|his|its|our|your)"
_TWICE = (
    # Two words of which a sentence has room for one.
    re.compile(rf"\b{_THEIR} (?:his or her|his/her|her or his|their|his|its|our|the|a|an)\b", re.I),
    re.compile(r"\b(?:his her|her his)\b(?: or)?", re.I),
    re.compile(r"\b(?:this|these|the|a|an) (?:which|this|these|those|the|a|an|their|its)\b", re.I),
    re.compile(r"\bany (?:the|a|an)\b", re.I),
    re.compile(rf"\b{_THEY} the \w+ (?:should|must|may|shall|will|can|is|has)\b", re.I),
    re.compile(r"\b(?:[Ss]hould|[Ss]hall|[Mm]ust|[Mm]ay|[Ww]ill) (?:An|The) [A-Za-z]+\b"),
    re.compile(r"\b(?!(?:that|had|is)\b)([a-z]{2,}) \1\b", re.I),
    # A letter by itself that is no word.
    re.compile(r"(?<=[a-z] )[b-hj-z](?= [a-z]{2,})"),
)
_FIRST_LETTER = re.compile(r"\b(?:([A-Z])([a-z])[a-z]+|([a-z])([A-Z])[a-z]+)")
_TITLES = re.compile(
    r"\b(?!(?:The|A|An|Any|Each|If|In|Where|When|This|Such)\b)[A-Z][a-z]+(?: [A-Z][a-z]+)*"
)
OFTEN = 2  # occurrences that make words a title of somebody
MOST = 4  # suspicions told of one passage
ENOUGH = 20  # looked at of each kind in one passage
LONGEST_TITLES = 8  # words of two titles run together


class Suspicions:
    """What in a document reads as two wordings at once."""

    def __init__(self, blocks: Iterable[Block], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._titles = Counter(
            match[0] for block in blocks for match in _TITLES.finditer(block.text)
        )

    def of(self, text: str) -> list[str]:
        """Questions about one passage, as it would read."""
        each = (self._letters(text), _twice(text), self._two_titles(text))
        found = dict.fromkeys(q for kind in each for q in islice(kind, ENOUGH))
        return list(islice(found, MOST))

    def _letters(self, text: str) -> Iterator[str]:
        for match in _FIRST_LETTER.finditer(text):
            word = match[0]
            doubled = match[1] is not None and match[1].lower() == match[2]
            if (doubled or match[3]) and self._vocabulary.has(word[1:]):
                yield (
                    f"“{word}” may be “{word[1:]}” with a letter left from an earlier wording. "
                    "Which is right?"
                )

    def _two_titles(self, text: str) -> Iterator[str]:
        """Two people's titles with nothing between them."""
        for match in _TITLES.finditer(text):
            words = match[0].split()
            if not 4 <= len(words) <= LONGEST_TITLES or self._titles[match[0]] > 1:
                continue
            for n in range(2, len(words) - 1):
                one, other = " ".join(words[:n]), " ".join(words[n:])
                if min(self._titles[one], self._titles[other]) >= OFTEN:
                    yield f"“{match[0]}” may be two titles, “{one}” and “{other}”. Who is meant?"
                    break


def _twice(text: str) -> Iterator[str]:
    for pattern in _TWICE:
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 40) : match.start()].rsplit(maxsplit=1)
            around = f"{before[-1]} {match[0]}" if before else match[0]
            after = WORD.match(text[match.end() : match.end() + 40].lstrip())
            around += f" {after[0]}" if after else ""
            yield f"“{around}” reads like two wordings at once. Which words stand?"
