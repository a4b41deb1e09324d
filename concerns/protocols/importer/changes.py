"""Struck and inserted words: what each reading would leave, and which of them is surely meant.

“Drop what is struck” is right only where the file itself tracks changes. A converter may strike
both the old words and the new, or all but one letter of a word. So a changed part of a word is
tried both ways: whichever leaves a word of this document is proposed; where both do or neither,
and wherever the document contradicts itself, nobody guesses: the words stay and a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from concerns.protocols.importer.source import Block, Change, Mark
from concerns.protocols.importer.vocabulary import Vocabulary

_TRACKED = 0.9  # a change that the file itself tracks
_WORD_TEST = 0.9  # one reading leaves a word and the other does not
_STRUCK = 0.8  # struck whole words in a document that strikes only what is gone
_INSERTED = 0.75  # an inserted word that the sentence reads with
_LONE = frozenset("aAI")
LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the changes of one document.

    :param tracked: its file says surely what is new and what is old (DOCX).
    :param contradictory: it strikes new words as well as old ones.
    :param by_hand: an unsure mark is a line somebody drew through words (DOCX, HTML), and not words
        set off in bold (text).
    """

    vocabulary: Vocabulary
    tracked: bool
    contradictory: bool
    by_hand: bool = False

    def judge(self, text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        """The same marks with the reading proposed for each."""
        return tuple(self._judged(text, mark) for mark in marks)

    def _judged(self, text: str, mark: Mark) -> Mark:
        if mark.keep is not None:
            return mark
        if self.tracked and mark.change is not Change.UNSURE:
            return replace(mark, keep=mark.change is Change.INSERTED, confidence=_TRACKED)
        if _cuts_word(text, mark):
            keep, confidence = _by_word(text, mark, self.vocabulary)
        elif mark.change is Change.DELETED:
            keep, confidence = (None, 0.0) if self.contradictory else (False, _STRUCK)
        elif mark.change is Change.UNSURE and self.by_hand:
            keep, confidence = None, 0.0  # a line through words says old to one and new to another
        else:
            # Bold or inserted whole words: to leave out what is printed takes more than a guess.
            keep, confidence = True, _INSERTED
        return replace(mark, keep=keep, confidence=confidence)


def reader(kind: str, blocks: Iterable[Block]) -> Reader:
    """A reader of the changes of one document. :param kind: of the `Source`."""
    blocks = tuple(blocks)
    vocabulary = Vocabulary(blocks)
    tracked = kind == "docx"
    contradictory = not tracked and _is_contradictory(blocks, vocabulary)
    return Reader(vocabulary, tracked, contradictory, by_hand=kind in {"docx", "html"})


def _is_contradictory(blocks: tuple[Block, ...], vocabulary: Vocabulary) -> bool:
    """Whether a document strikes what it needs: words without which nothing is left of a word,
    or two alternatives one after the other."""
    for block in blocks:
        struck = [mark for mark in block.marks if mark.change is Change.DELETED]
        for mark in struck:
            if _cuts_word(block.text, mark) and _by_word(block.text, mark, vocabulary)[0]:
                return True
        if any(block.text[a.end : b.start] == " " for a, b in pairwise(struck)):
            return True
    return False


def _cuts_word(text: str, mark: Mark) -> bool:
    """Whether a change begins or ends inside a word."""
    return _inside(text, mark.start) or _inside(text, mark.end)


def _inside(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalpha() and text[at].isalpha()


def _by_word(text: str, mark: Mark, vocabulary: Vocabulary) -> tuple[bool | None, float]:
    """Try a changed part of a word both ways."""
    start, end = mark.start, mark.end
    while start > max(0, mark.start - LONGEST_WORD) and text[start - 1].isalpha():
        start -= 1
    while end < min(len(text), mark.end + LONGEST_WORD) and text[end].isalpha():
        end += 1
    if " " in text[mark.start : mark.end].strip():
        # Whole words and a piece of one in the same run: the piece says nothing of the words.
        return None, 0.0
    with_it = text[start:end]
    without = text[start : mark.start] + text[mark.end : end]
    is_with = vocabulary.has(with_it)
    is_without = vocabulary.has(without) and _is_like(without)
    if is_without and not is_with:
        return False, _WORD_TEST
    if is_with and not is_without:
        return True, _WORD_TEST
    return None, 0.0


def _is_like(word: str) -> bool:
    return len(word) > 1 or word in _LONE


def readings(text: str, marks: tuple[Mark, ...]) -> str:
    """The words that stand: what is surely to go is left out, spaces closed up."""
    kept, at = [], 0
    for mark in marks:
        kept.append(text[at : mark.start])
        if mark.keep is not False:
            kept.append(text[mark.start : mark.end])
        at = mark.end
    kept.append(text[at:])
    if all(mark.keep is not False for mark in marks):
        return text
    closed = re.sub(r" {2,}", " ", "".join(kept))
    return re.sub(r" +(?=[,.;)])|(?<=\() +", "", closed).strip()


def question(text: str, marks: tuple[Mark, ...]) -> str | None:
    """What a person must say of the changes in a passage; None if every reading is sure."""
    unsure = [_shown(text[m.start : m.end]) for m in marks if m.keep is None]
    if not unsure:
        return None
    words = ", ".join(f"“{words}”" for words in unsure[:3])
    more = f" and {len(unsure) - 3} more" if len(unsure) > 3 else ""
    verb = "is" if len(unsure) == 1 else "are"
    return f"{words}{more} {verb} marked as changed. Do these words stand, or do they go?"


def _shown(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:60].rstrip()} … {words[-15:].lstrip()}"
