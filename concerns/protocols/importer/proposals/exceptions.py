"""Whom a sentence leaves out: “an officer other than the Clerk”."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from concerns.protocols.importer.passages import DraftRule, Span
from concerns.protocols.importer.proposals.determiners import DETERMINERS
from concerns.protocols.importer.proposals.offices import Mention

_LEAVES_OUT = (
    r"(?:other than|with the exception of|except(?:ing)?(?: for)?|apart from|aside from"
    r"|not being|who (?:is|are) not|excluding|not including|but not|save(?: for)?)"
)
_BEGINS = re.compile(rf"^\s?[,(–—-]?\s?{_LEAVES_OUT}\s{{1,3}}{DETERMINERS}$", re.IGNORECASE)
_GOES_ON = re.compile(rf"^\s?,?\s?(?:or|and|and/or|nor)?\s{{0,3}}{DETERMINERS}$", re.IGNORECASE)
_ENDS = re.compile(r"\s?[,)–—](?=\s)")
_ANY = re.compile(rf"\b{_LEAVES_OUT}\s{{1,3}}{DETERMINERS}$", re.IGNORECASE)


def exceptions_in(text: str, mentions: tuple[Mention, ...]) -> dict[Mention, Mention]:
    """Each seat that is left out, with the kind of person it is left out of.

    :param mentions: everybody a sentence names, in reading order.
    """
    found: dict[Mention, Mention] = {}
    for last, mention in pairwise(mentions):
        if mention.general:
            continue
        gap = text[last.span.end : mention.span.start]
        if last.general and _BEGINS.match(gap):
            found[mention] = last
        elif last in found and _GOES_ON.match(gap):
            found[mention] = found[last]
    return found


def end_of(text: str, mention: Mention, exceptions: dict[Mention, Mention]) -> int:
    """Where the name of somebody ends, with those left out of it."""
    ends = [left.span.end for left, of in exceptions.items() if of == mention]
    if not ends:
        return mention.span.end
    closing = _ENDS.match(text, max(ends))
    return closing.end() if closing else max(ends)


def asking(text: str, span: Span, draft: DraftRule, named: tuple[Mention, ...]) -> DraftRule:
    """The draft, asking about any seat that is left out of nobody it could be read of."""
    known = {*draft.raised_by_not, *draft.about_not}
    unread = [m for m in named if m.office not in known and _is_left_out(text, span, m)]
    asked = tuple(f"“{m.title}” seems to be an exception. Whom is it left out of?" for m in unread)
    return replace(draft, questions=(*draft.questions, *asked))


def _is_left_out(text: str, span: Span, mention: Mention) -> bool:
    before = text[max(span.start, mention.span.start - 120) : mention.span.start]
    return _ANY.search(before) is not None
