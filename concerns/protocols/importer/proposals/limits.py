"""The numbers of days and the dates that a text gives."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from concerns.engine.deadlines import Unit
from concerns.engine.protocol import LimitOf
from concerns.protocols.importer.passages import (
    DateOf,
    DraftDate,
    DraftLimit,
    DraftRule,
    DraftTime,
    Span,
)
from concerns.protocols.importer.proposals.appeals import told_apart

_UNITS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
_WORDS = {word: number for number, word in enumerate(_UNITS, start=1)} | {
    "a": 1,
    "an": 1,
    "twenty-one": 21,
    "twenty-five": 25,
    "twenty-eight": 28,
    "thirty": 30,
    "forty": 40,
    "sixty": 60,
    "ninety": 90,
}
_NUMBER = r"(?:\d{1,3}|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")"
_LIMIT = re.compile(
    rf"\b(?P<n>{_NUMBER})(?: ?\((?P<again>{_NUMBER})\))?[ -]"
    r"(?P<kind>(?:clear )?(?:working |business |office |calendar |clear )?)"
    r"(?P<unit>days?|weeks?|months?)\b",
    re.IGNORECASE,
)
# A period is a limit only where something is to happen in it: not “a two month placement”.
_BEFORE = re.compile(
    r"(?:within|no later than|not later than|by|in|up to|maximum of|at least|not more than"
    r"|less than|period of|after|notice of|minimum of|give|allow)"
    r"(?: (?:a|the|no more than|period of|maximum of|next))*\s$",
    re.IGNORECASE,
)
_WHAT: tuple[tuple[str, LimitOf], ...] = (
    (r"acknowledg", LimitOf.ACKNOWLEDGE),
    (r"interim|holding (?:reply|response)", LimitOf.INTERIM_REPLY),
    (r"appeal", LimitOf.APPEAL),
    (r"decid|decision|determin|outcome", LimitOf.DECIDE),
    (r"review", LimitOf.REVIEW),
)
_MONTHS = [name.lower() for name in calendar.month_name[1:]]
_DATE = re.compile(
    r"\b(?:(?P<day>\d{1,2})(?:st|nd|rd|th)? )?(?P<month>" + "|".join(_MONTHS) + r"),? "
    r"(?P<year>(?:19|20)\d\d)\b|\b(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>(?:20)?\d\d)\b"
    r"|\b(?P<only>20\d\d)\b",
    re.IGNORECASE,
)
_REVIEW = re.compile(r"review(?:ed)?\b", re.IGNORECASE)
_ADOPTED = re.compile(r"adopt(?:ed|ion)|approv(?:ed|al)|ratified|agreed (?:by|at)", re.IGNORECASE)
_FORCE_FROM = re.compile(r"(?:in force|effective|with effect) from|takes effect", re.IGNORECASE)


def limits_in(text: str, span: Span) -> tuple[DraftLimit, ...]:
    """The time limits of a sentence. Weeks are given in calendar days, seven to the week."""
    return tuple(_limits(text, span))


def times_in(text: str, span: Span, follows: str) -> tuple[DraftTime, ...]:
    """The times a statement gives to a rule said before it, what is only a condition left out."""
    waits = waits_in(text, span)
    return tuple(
        DraftTime(limit, span, follows)
        for limit in limits_in(text, span)
        if limit.span not in waits
    )


# What was not done in a time: “is not resolved within”, “remains unsettled after”.
_NOT_DONE = re.compile(
    r"(?:\b(?:not|cannot|no|never|unable to|fail(?:s|ed|ure|ing)? to|without)\b"
    r"(?: (?!(?:later|more|less|shall|must|will|should|may)\b)\w+){0,5} |\bun)"
    r"(?:resol|settl|conclu|agree|repl|respon|answer|acknowledg|reach|receiv|deal|complet|met\b"
    r"|satisf|determin|decid|remed|address|conclud|act|put right|sort)\w*"
    r"(?: (?!(?:shall|must|will|should|may|can|is|are|it|they|he|she|the|refer\w*|report\w*"
    r"|appeal\w*)\b|the (?:matter|complaint)\b)[\w’']+| to the [\w’']+){0,6},? $",
    re.IGNORECASE,
)
_ONCE_PAST = re.compile(
    r"\b(?:if|where|when|should)(?: [\w’']+){0,3}, (?:at the end of|after|within) $|"
    r"\b(?:if|where|when) (?:at the end of|after|within) $",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"(?:within|in|by|after|for|at the end of|no later than)"
    r"(?: (?:a|the|further|period of|maximum of|next|end of))* $",
    re.IGNORECASE,
)


def limited(text: str, span: Span, draft: DraftRule) -> DraftRule:
    """The draft with the limits of its sentence, and the time that is its condition apart."""
    waits = waits_in(text, span)
    limits = tuple(limit for limit in limits_in(text, span) if limit.span not in waits)
    if not waits:
        return replace(draft, limits=limits)
    said = " and ".join(text[wait.start : wait.end] for wait in waits)
    asked = f"“{said}” is when this holds, and nobody’s time to act in. Is that so?"
    return replace(draft, limits=limits, waits=said, questions=(*draft.questions, asked))


def waits_in(text: str, span: Span) -> tuple[Span, ...]:
    """The times of a sentence that are part of its condition: nobody has them to act in.

    “If it is not resolved within 10 working days, it goes to the Chairman” gives the Chairman none.
    """
    return tuple(
        Span(*match.span())
        for match in _LIMIT.finditer(text, span.start, span.end)
        if _is_wait(text[max(span.start, match.start() - 160) : match.start()])
    )


def _is_wait(before: str) -> bool:
    preposition = _PREPOSITION.search(before)
    if preposition is None:
        return False
    if _ONCE_PAST.search(before):
        return True
    return _NOT_DONE.search(before[: preposition.start()]) is not None


def _limits(text: str, span: Span) -> Iterator[DraftLimit]:
    last = span.start
    for match in _LIMIT.finditer(text, span.start, span.end):
        if not _BEFORE.search(text[max(span.start, match.start() - 40) : match.start()]):
            continue
        n, unit = _number(match["n"]), _unit(match)
        if match["unit"].lower().startswith("week"):
            n *= 7
        words = text[max(last, match.start() - 160) : match.start()]
        appeals = _OF_A_REFUSAL.match(text, match.end(), span.end) is not None
        what = LimitOf.APPEAL if appeals else _what(words)
        yield DraftLimit(n, unit.value, Span(*match.span()), what)
        last = match.end()


_OF_A_REFUSAL = re.compile(
    r"\s(?:of|from|after) (?:(?:the|a|any|being|notified|told|notice|notification|of|date"
    r"|receiving) ){1,8}refusal\b",
    re.IGNORECASE,
)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[word.lower()]


def _unit(match: re.Match[str]) -> Unit:
    kind = match["kind"].lower()
    if match["unit"].lower().startswith("month"):
        return Unit.MONTHS
    if "clear" in kind:
        return Unit.CLEAR_WORKING_DAYS
    if kind.strip() in {"working", "business", "office"}:
        return Unit.WORKING_DAYS
    return Unit.CALENDAR_DAYS


def _what(words: str) -> LimitOf:
    """What is to happen in the time: what was last spoken of before it."""
    best, at, words = LimitOf.REPLY, -1, told_apart(words)
    for pattern, what in _WHAT:
        for match in re.finditer(pattern, words, re.IGNORECASE):
            if match.start() > at:
                best, at = what, match.start()
    return best


def dates_in(text: str) -> tuple[DraftDate, ...]:
    """The dates a text gives for its adoption, its force or its review.

    Only a whole date is given as one; of a month or a year the words alone are kept.
    """
    found = []
    for match in _DATE.finditer(text):
        before = text[max(0, match.start() - 80) : match.start()]
        what = _dated(before)
        if what is not None:
            found.append(DraftDate(what, match.group(), Span(*match.span()), _date(match)))
    return tuple(found)


def _dated(before: str) -> DateOf | None:
    last: tuple[int, DateOf] | None = None
    for pattern, what in (
        (_REVIEW, DateOf.REVIEW),
        (_ADOPTED, DateOf.ADOPTED),
        (_FORCE_FROM, DateOf.IN_FORCE),
    ):
        for match in pattern.finditer(before):
            if last is None or match.start() > last[0]:
                last = match.start(), what
    return last[1] if last else None


def _date(match: re.Match[str]) -> date | None:
    try:
        if match["day"]:
            month = _MONTHS.index(match["month"].lower()) + 1
            return date(int(match["year"]), month, int(match["day"]))
        if match["d"]:
            year = int(match["y"])
            return date(year if year > 99 else year + 2000, int(match["m"]), int(match["d"]))
    except ValueError:  # 31 February, or 2.40: no date, whatever it looks like
        return None
    return None
