"""A passage cut into sentences, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from concerns.protocols.importer.passages import Span

# Every repetition in these is bounded or runs over one class of characters, so that reading is
# linear in the length of the text.
_STOP = re.compile(r"[.!?]{1,6}[\"”’')\]]{0,3}(?=\s|$)|:[ \t]{0,3}\n|\n[ \t]{0,80}\n")
_RUN_IN_HEADING = re.compile(r"\s*[A-Z][A-Za-z'’/ -]{2,60}:\s{1,4}(?=[A-Z])")
_LAST_WORD = re.compile(r"[\w.’']{1,20}$")
_NEXT_BEGINS = re.compile(r"\s{0,80}[\"“‘'(\[-]{0,3}\s?(?:[A-Z0-9]|$)")

# A full stop after one of these does not end a sentence. All small, the stop itself left out.
_ABBREVIATIONS = frozenset(
    (
        *("e.g", "i.e", "eg", "ie", "cf", "viz", "etc", "al", "a.m", "p.m", "am", "pm"),
        *("no", "nos", "s", "ss", "sec", "para", "paras", "p", "pp", "pt", "art", "ch", "cl"),
        *("reg", "sch", "app", "vol", "fig", "ref", "min", "max", "ext", "tel", "approx"),
        *("mr", "mrs", "ms", "dr", "prof", "rev", "hon", "sir", "cllr", "cllrs", "ald", "st"),
        *("jr", "sr", "ltd", "co", "inc", "dept", "govt", "jan", "feb", "mar", "apr", "jun"),
        *("jul", "aug", "sept", "sep", "oct", "nov", "dec"),
    )
)
# These end one when a capital follows, since they are as often the last word of a sentence.
_MAY_END = frozenset({"etc", "al", "am", "pm", "a.m", "p.m", "ltd", "inc", "max", "min", "no"})
_SINGLE_LETTER = re.compile(r"(?:^|[\s(])[A-Za-z]$")
_NUMBER_FOLLOWS = re.compile(r"\s{0,3}\d")
# A word after a semicolon that begins something said of somebody, and not the next of a list.
_SAYS = re.compile(
    r"\b(?:must|shall|should|will|may|can|cannot|could|would|is|are|has|have)\b", re.IGNORECASE
)
_SEMICOLON = re.compile(r";\s")


def split(text: str) -> tuple[Span, ...]:
    """The sentences of a text, white space around each left out.

    An abbreviation, a number, an initial or a bracket does not end one; a lead line that ends in
    a colon and a heading that runs into its paragraph each stand alone.
    """
    found: list[Span] = []
    start = 0
    heading = _RUN_IN_HEADING.match(text)
    if heading is not None and not _SAYS.search(heading.group()):
        found.extend(_trimmed(text, 0, heading.end()))
        start = heading.end()
    for stop in _STOP.finditer(text, start):
        if stop.end() < len(text) and not _ends(text, stop):
            continue
        found.extend(_trimmed(text, start, stop.end()))
        start = stop.end()
    found.extend(_trimmed(text, start, len(text)))
    return tuple(found)


def statements(text: str, sentence: Span) -> tuple[Span, ...]:
    """A sentence cut at the semicolons that part two statements; a list keeps its semicolons."""
    found: list[Span] = []
    start = sentence.start
    for semicolon in _SEMICOLON.finditer(text, sentence.start, sentence.end):
        before = text[max(start, semicolon.start() - 400) : semicolon.start()]
        after = text[semicolon.end() : min(sentence.end, semicolon.end() + 400)]
        if _SAYS.search(before) and _SAYS.search(after.split(";")[0]):
            found.extend(_trimmed(text, start, semicolon.end()))
            start = semicolon.end()
    found.extend(_trimmed(text, start, sentence.end))
    return tuple(found)


def _ends(text: str, stop: re.Match[str]) -> bool:
    if "\n" in stop.group():
        return True
    if not _NEXT_BEGINS.match(text, stop.end()):
        return False
    before = text[max(0, stop.start() - 20) : stop.start()]
    if stop.group()[0] in "!?":
        return True
    if _SINGLE_LETTER.search(before):
        return False
    last = _LAST_WORD.search(before)
    word = last.group().lower().strip("’'") if last else ""
    if word not in _ABBREVIATIONS:
        return True
    return word in _MAY_END and not _NUMBER_FOLLOWS.match(text, stop.end())


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)
