"""The markup inside one paragraph of half-Markdown: struck, bold and linked words.

A converter that meets tracked changes writes deleted words as `~~so~~`, inserted ones as an empty
link `[so](#)`, and now and then a changed letter in bold, `**M**embers`. None of it is certain:
`changes` judges; here it is only recorded, and the words are kept whole.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from concerns.protocols.importer import labels
from concerns.protocols.importer.source import Change, Mark

_TOKEN = re.compile(
    r"\\(?P<plain>[^\w\s])|(?P<mark>~~|\*\*|__)|\[(?P<link>[^\[\]]*)\]\((?P<to>[^()\s]*)\)"
)
_REFERENCE = re.compile(
    r"(?:the )?(?:part|section|schedule|appendix|annex|article|chapter|paragraph|clause|rule)s? "
    r"[\divxa-z.()-]+$",
    re.IGNORECASE,
)

_STRUCK, _INSERTED, _BOLD = 1, 2, 4


@dataclass(frozen=True, slots=True)
class Inline:
    """A paragraph without its markup.

    :param marks: what the markup says was changed, in order.
    :param bold: all of it, a printed label apart, is bold.
    :param stressed: the bold stretches of a paragraph that is not bold as a whole, whole words
        only; in a tracked draft they may be inserted words.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    bold: bool = False
    stressed: tuple[tuple[int, int], ...] = ()


def read(raw: str) -> Inline:
    """Take the markup off. Unpaired markup is left standing as it is."""
    text, flags = _joined(list(_flagged(html.unescape(raw))))
    label = labels.parse(text)
    body = range(label.start if label else 0, len(text))
    bold = bool(body) and all(flags[n] & _BOLD or text[n] == " " for n in body)
    marks = [
        *(Mark(start, end, Change.DELETED) for start, end in _runs(flags, _STRUCK)),
        *(Mark(start, end, Change.INSERTED) for start, end in _runs(flags, _INSERTED)),
    ]
    stressed = []
    for start, end in [] if bold else _runs(flags, _BOLD):
        if _inside_word(text, start) or _inside_word(text, end):
            marks.append(Mark(start, end, Change.UNSURE))
        else:
            stressed.append((start, end))
    return Inline(text, _apart(marks), bold, tuple(stressed))


def _flagged(raw: str) -> Iterator[tuple[str, int]]:
    """Every character that is no markup, with what the markup around it says."""
    pairs = {mark: len(re.findall(re.escape(mark), raw)) // 2 * 2 for mark in ("~~", "**", "__")}
    state, at = 0, 0
    for token in _TOKEN.finditer(raw):
        yield from ((character, state) for character in raw[at : token.start()])
        at = token.end()
        if token["plain"]:
            yield token["plain"], state
        elif token["link"] is not None:
            empty = token["to"] in ("", "#") and not _REFERENCE.match(token["link"].strip())
            inner = read(token["link"])
            extra = (_INSERTED if empty else 0) | (_BOLD if inner.bold else 0)
            yield from ((character, state | extra) for character in inner.text)
        elif pairs[token["mark"]]:
            pairs[token["mark"]] -= 1
            state ^= _STRUCK if token["mark"] == "~~" else _BOLD
        else:
            yield from ((character, state) for character in token["mark"])
    yield from ((character, state) for character in raw[at:])


def _joined(characters: list[tuple[str, int]]) -> tuple[str, list[int]]:
    """White space joined to single spaces, none at the ends; flags kept in step."""
    text: list[str] = []
    flags: list[int] = []
    for character, flag in characters:
        if not character.isspace():
            text.append(character)
            flags.append(flag)
        elif text and text[-1] != " ":
            text.append(" ")
            flags.append(flag)
    if text and text[-1] == " ":
        text.pop()
        flags.pop()
    return "".join(text), flags


def _runs(flags: list[int], which: int) -> list[tuple[int, int]]:
    runs, start = [], None
    for n, flag in enumerate([*flags, 0]):
        if flag & which and start is None:
            start = n
        elif not flag & which and start is not None:
            runs.append((start, n))
            start = None
    return runs


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalpha() and text[at].isalpha()


def _apart(marks: list[Mark]) -> tuple[Mark, ...]:
    """In order; one that lies in another is left out."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return tuple(kept)
