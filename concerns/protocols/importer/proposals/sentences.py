"""A passage cut into sentences, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from concerns.protocols.importer.passages import Span

# Every repetition in these is bounded or runs over one class of characters, so that reading is
# linear in the length of the text.
_STOP = re.compile(r"[.!?]{1,6}[\"”’')\]]{0,3}(?=\s|$)|:[ \t]{0,3}\n|\n[ \t]{0,80}\n")
_RUN_IN_HEADING = re.compile(r"\s*[A-Z][A-Za-z'’/ -]{2,60}:\s{1,4}(?=[A-Z])")
# “Still unhappy? Write to the Chairman.”: the question is the condition of what follows it.
_ANSWERED = re.compile(
    r"\s{1,3}(?:(?:please|then|first|instead|if so),? ){0,2}(?:ask|tell|write|speak|talk|go|take"
    r"|raise|contact"
    r"|report|send|see|use|you (?:can|may|should))\b",
    re.IGNORECASE,
)
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
# “; and where it touches the Clerk, to the Chairman”: the verb is that of the first half.
_LEAVES_THE_VERB_OUT = re.compile(
    r"(?:and |or |but )?(?:(?:if|where|when)\b[^,;]{3,100}|one (?:about"
    r"|against)\b[^,;]{3,60}),\s(?:to|for|with|by)\s",
    re.IGNORECASE,
)
_SEMICOLON = re.compile(r";\s")
# A second thing said in the same sentence: “…, and if an officer …”, “…, staff bring …”.
_SIDE = r"(?:councillors?|members?|officers?|employees?|staff|any(?:body|one)|those)\b"
_AND_THEN = re.compile(
    rf",?\s(?:and|but|or)\s(?=(?:if|where|when|should)\s|(?:an?\s|any\s|all\s)?{_SIDE}"
    r"|(?:a\s|any\s)?complaints?\b|concerns?\b|issues?\b)"
    rf"|,\s(?=(?:an?\s|any\s)?{_SIDE})",
    re.IGNORECASE,
)
_SENDS_ON = re.compile(
    r"\b(?:bring|tak|rais|go|goes|send|sent|refer|report|ma[dk]e|direct|address|submit|put|pass"
    r"|writ|speak|talk|contact|tell|inform|notif|appeal|complain)\w{0,5}\b",
    re.IGNORECASE,
)
# “… and, where it is not settled, will refer it”: the doer stands in the first half.
_WITHOUT_A_DOER = re.compile(
    r"(?:if|where|when|should)\b[^,;]{0,120},\s(?:will|shall|must|should|may)\b", re.IGNORECASE
)


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
    """A sentence cut where it begins to say a second thing; a list keeps its semicolons."""
    return tuple(part for whole in _at_semicolons(text, sentence) for part in _at_and(text, whole))


def _at_and(text: str, sentence: Span) -> Iterator[Span]:
    """Cut where what follows has a raiser or a condition of its own, and sends somewhere too."""
    start = sentence.start
    if not _SENDS_ON.search(text, sentence.start, sentence.end):
        yield sentence
        return
    for joint in _AND_THEN.finditer(text, sentence.start, sentence.end):
        before = text[max(start, joint.start() - 400) : joint.start()]
        after = text[joint.end() : min(sentence.end, joint.end() + 400)]
        if _is_whole(before) and _is_whole(after) and not _WITHOUT_A_DOER.match(after):
            yield from _trimmed(text, start, joint.start())
            start = joint.end()
    yield from _trimmed(text, start, sentence.end)


_TO_SOMEBODY = re.compile(r"\b(?:to|with|through|contact|tell|inform|notify)\b", re.IGNORECASE)
_OPENS_A_CONDITION = re.compile(r"^\W*(?:if|where|when|should)\b[^,;]{0,400}$", re.IGNORECASE)


def _is_whole(words: str) -> bool:
    """Whether a part of a sentence says by itself that something goes to somebody."""
    if _OPENS_A_CONDITION.match(words) and not _SAYS.search(words.partition(" ")[2]):
        return False
    sends = _SENDS_ON.search(words)
    return sends is not None and _TO_SOMEBODY.search(words, sends.start()) is not None


def _at_semicolons(text: str, sentence: Span) -> tuple[Span, ...]:
    found: list[Span] = []
    start = sentence.start
    for semicolon in _SEMICOLON.finditer(text, sentence.start, sentence.end):
        before = text[max(start, semicolon.start() - 400) : semicolon.start()]
        after = text[semicolon.end() : min(sentence.end, semicolon.end() + 400)]
        whole = _SAYS.search(before) and _SAYS.search(after.split(";")[0])
        if whole and not _LEAVES_THE_VERB_OUT.match(after):
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
    if stop.group()[0] == "?" and _ANSWERED.match(text, stop.end()):
        return False
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
