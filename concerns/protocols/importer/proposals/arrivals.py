"""How a sentence sends a matter to somebody: the verbs of referral and their prepositions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from concerns.engine.protocol import Capacity
from concerns.protocols.importer.proposals.determiners import DETERMINERS


class Way(StrEnum):
    """How somebody comes into a sentence that sends a matter somewhere."""

    SENT = "sent"  # it is raised with them, referred to them, made through them
    TOLD = "told"  # they are informed, if it is a taker who informs; else it is sent to them
    ASKED = "asked"  # they are consulted, likewise
    TAKES = "takes"  # they decide, hear, investigate it


@dataclass(frozen=True, slots=True)
class Arrival:
    """Words that bring a matter to whoever is named next. :param at: where the verb begins."""

    way: Way
    capacity: Capacity
    at: int


_PANEL = r"(?: an? (?:panel|sub-?committee|group)\b.{0,60}?\b(?:of|from|by))?"
_MATTER_WORDS = r"[^.;]{0,200}?"
_BY_PREPOSITION: tuple[tuple[str, str, Way, Capacity], ...] = (
    # preposition, verbs before it, what it means
    (
        r"to the (?:personal |immediate )?(?:attention|notice) of",
        r"br(?:ing|ings|ought|inging)|draw|drawn|come|comes",
        Way.SENT,
        Capacity.RECEIVE,
    ),
    (
        r"(?:known|available) to",
        r"ma(?:k|d)\w*",
        Way.SENT,
        Capacity.RECEIVE,
    ),
    (
        r"(?<!which )(?:is|are|be) (?:(?:purely|entirely|only|always|then) )?(?:a matter "
        r"|matters |one )?for",
        r"",
        Way.SENT,
        Capacity.RECEIVE,
    ),
    (
        r"(?:port of call|point of contact|person to (?:see|contact|approach|speak to|go to"
        r"|turn to))\b[^.;]{0,80}\b"
        r"(?:is|are|(?:will|shall|should) be)",
        r"",
        Way.SENT,
        Capacity.RECEIVE,
    ),
    (
        r"to",
        r"appeal\w*",
        Way.SENT,
        Capacity.DECIDE,
    ),
    (
        r"to",
        r"copied|copies|copy|provide copies|inform\w* .{0,20}given",
        Way.TOLD,
        Capacity.RECEIVE,
    ),
    (
        r"to",
        r"report(?:ed|ing|s)?|refer(?:red|ring|s)?|direct(?:ed|ing)?|address(?:ed)?"
        r"|submit\w*|ma(?:ke|kes|de|king)|sent|send|pass(?:ed)?|put|escalat\w*|complain(?:ed|t|ts)?"
        r"|writ(?:e|ten|ing)|speak|spoken|speaking|talk|apply|disclos\w+|declar\w+|notif\w+"
        r"|forward(?:ed)?|communicat\w+|present(?:ed)?|recourse|lodg\w+|mention(?:ed)?|go|goes|turn"
        r"|signpost\w*|channel\w*|tak(?:e|en|ing)|rais(?:e|ed|ing)|given notice|give notice"
        r"|deliver\w*|available|access|e-?mails|letters|calls|messages|voiced?"
        r"|hand(?:ed)?|do so|does so|br(?:ing|ings|ought|inging)|l(?:ie|ies)|falls?",
        Way.SENT,
        Capacity.RECEIVE,
    ),
    (
        r"(?:in conjunction|in consultation|consultation|in liaison|following discussions?"
        r"|together|consult(?:ed|ing)?|liais\w+) with",
        r"",
        Way.ASKED,
        Capacity.ADVISE,
    ),
    (
        r"with",
        r"rais(?:e|es|ed|ing)|tak(?:e|en|ing) (?:.{0,60} )?up|discuss(?:ed|ion|ing)?|lodg\w+|filed?"
        r"|register(?:ed)?|speak|spoken|shared?|pursued?|made|taken up|address(?:ed)?|contact"
        r"|deal|dealing|(?:have|had) a (?:\w+ )?(?:word|chat|talk)|tak(?:e|en|ing) it up",
        Way.SENT,
        Capacity.RECEIVE,
    ),
    (
        r"(?:directly |only |first )?(?:through|via)",
        r"made|make|do so|does so|go|goes|channel\w*|direct(?:ed)?|rais(?:e|ed)|approach\w*"
        r"|communicat\w+"
        r"|conducted|arrang\w+|contact|tak(?:e|en)|submit\w*|request\w*|route\w*"
        r"|pass(?:ed)?|sent|resolv\w+",
        Way.SENT,
        Capacity.RECEIVE,
    ),
    (r"(?:through|via)", r"deal|dealt", Way.TAKES, Capacity.HEAR),
    (r"by", r"conciliat\w+|mediat\w+|facilitat\w+", Way.TAKES, Capacity.FACILITATE),
    (r"by", r"investigat\w+|looked into", Way.TAKES, Capacity.INVESTIGATE),
    (rf"by{_PANEL}", r"heard|hearing", Way.TAKES, Capacity.HEAR),
    (r"by", r"reviewed", Way.TAKES, Capacity.REVIEW),
    (
        rf"by{_PANEL}",
        r"determin\w+|decided|adjudicat\w+|resolved|settled",
        Way.TAKES,
        Capacity.DECIDE,
    ),
    (
        rf"by{_PANEL}",
        r"considered|dealt with|handled|assessed|received|managed",
        Way.TAKES,
        Capacity.RECEIVE,
    ),
    (
        r"(?:from|of)",
        r"(?:obtain|seek|sought|require|have|need|get|request)\w*(?: the)?"
        r"(?: prior| express| written| necessary){0,3} (?:consent|approval|permission|agreement"
        r"|authority)",
        Way.SENT,
        Capacity.DECIDE,
    ),
    (
        r"(?:from|of)",
        r"(?:seek|sought|obtain|take|ask for|request|get)\w*[^.;]{0,60}?(?:advice|guidance|views?"
        r"|assistance|help|support)|obtained|available|sought",
        Way.SENT,
        Capacity.ADVISE,
    ),
    (r"(?:advice|agreement|guidance)(?:, .{0,30},)? (?:from|of)", r"", Way.ASKED, Capacity.ADVISE),
    (r"with", r"l(?:ie|ies)|falls?|rests?", Way.SENT, Capacity.RECEIVE),
    (
        r"on (?:to )?the agenda (?:for|of)(?: the next| an?| the)?(?: ordinary)?",
        r"put|placed?|included?",
        Way.SENT,
        Capacity.DECIDE,
    ),
    (
        r"before",
        r"put|br(?:ing|ings|ought)|lay|laid|places?|placed|taken?|comes?|goe?s?",
        Way.SENT,
        Capacity.HEAR,
    ),
)
_ARRIVALS = tuple(
    (
        re.compile(
            (
                rf"\b(?P<verb>{verbs})\b(?:{_MATTER_WORDS}\b|\s){way_in}\s{{1,3}}"
                if verbs
                else rf"\b(?P<verb>{way_in})\s{{1,3}}"
            )
            + rf"(?:first )?{DETERMINERS}$",
            re.IGNORECASE,
        ),
        way,
        capacity,
    )
    for way_in, verbs, way, capacity in _BY_PREPOSITION
)
# The preposition alone, tried first: few places have one, and then all verbs need not be tried.
_PREPOSITION = re.compile(
    rf"\b(?:to|with|through|via|by|from|of|before|for|is|are|be)\s{{1,3}}(?:first )?{DETERMINERS}$",
    re.IGNORECASE,
)
# Words that “to” or “with” belongs to, whatever verb of referral stands further back.
_ANOTHER_TO = re.compile(
    r"\b(?:(?:responsibilit\w+|accountab\w+|dut(?:y|ies)|powers?|authority|discretion)\b[^.;]{0,80}"
    r"\b(?:lies?|falls?|rests?) (?:to|with)|(?:seems?|appears?|relat\w+|regard|respect|addition"
    r"|prior|subject|ow(?:ed|ing)|according"
    r"|similar|acceptable|satisfaction|opposed|belong\w*|appointed|accountable|elected) to"
    rf"|(?:arranged|agreed|comply|complies|accordance|consistent|compatible) with"
    rf"|(?:appointed|nominated|designated|chaired|employed|convened|issued|agreed"
    rf"|approved) by)\s{{1,3}}"
    rf"{DETERMINERS}$",
    re.IGNORECASE,
)
_DIRECT: tuple[tuple[str, Way, Capacity], ...] = (
    (
        r"contact(?:s|ing)?|approach(?:es|ing)?|asks?|asking|request(?:ing)?|require|e-?mail"
        r"|telephone"
        r"|see"
        r"|involv(?:e|ing)|write to|speak to|talk to|go to|goes to|alert(?:ing)?",
        Way.SENT,
        Capacity.RECEIVE,
    ),
    (
        r"(?:notif(?:y|ies|ying|ied)|inform(?:s|ing|ed)?|tell(?:s|ing)?|told|advis(?:e|ed|ing)"
        r"|let(?:ting)?"
        r"|copy(?:ing)? in)",
        Way.TOLD,
        Capacity.RECEIVE,
    ),
    (r"(?:consult(?:ed|ing)?)", Way.ASKED, Capacity.ADVISE),
)
_DIRECTS = tuple(
    (
        re.compile(
            rf"\b(?P<verb>{verbs})\s{{1,3}}(?:first |in writing |directly )?{DETERMINERS}$",
            re.IGNORECASE,
        ),
        way,
        capacity,
    )
    for verbs, way, capacity in _DIRECT
)
_WINDOW = 260


def arrival(text: str, floor: int, at: int) -> Arrival | None:
    """The words that bring a matter to the mention beginning at `at`.

    :param floor: where the sentence begins, before which nothing is read.
    """
    start = max(floor, at - _WINDOW)
    window = text[start:at]
    for pattern, way, capacity in _DIRECTS:
        match = pattern.search(window[-120:])
        if match is not None:
            offset = start + max(0, len(window) - 120)
            return Arrival(way, capacity, offset + match.start("verb"))
    if not _PREPOSITION.search(window[-160:]):
        return None
    if _ANOTHER_TO.search(window[-180:]):
        return None
    again = _ELLIPSIS.search(window)
    if again is not None:
        first = _earlier(text, floor, start + again.start(), again["way"])
        if first is not None:
            return first
    best = _ellipsis(text, floor, at)
    for pattern, way, capacity in _ARRIVALS:
        last = _last(pattern, window)
        if last is not None and (best is None or start + last > best.at):
            best = Arrival(way, capacity, start + last)
    return best


# “…, and where it touches the Clerk, to the Chairman”: the verb stands in the part before.
_NO_VERB = re.compile(
    rf"^\W*(?:and |or |but )?(?:if|where|when|in the case of)\b[^,;.]{{3,120}},"
    rf" (?P<way>to|with) {DETERMINERS}$",
    re.IGNORECASE,
)


def _ellipsis(text: str, floor: int, at: int) -> Arrival | None:
    """A part of a sentence that sends by its preposition alone."""
    match = _NO_VERB.match(text[floor:at]) if at - floor < _WINDOW else None
    return (
        None if match is None else Arrival(Way.SENT, Capacity.RECEIVE, floor + match.start("way"))
    )


# “…; one about a Director, for the Leader”: the verb is that of the first half.
_ELLIPSIS = re.compile(
    r"[;,]\s(?:or |and |but )?(?:(?:where|if|when)\b[^;.,]{3,80}|one (?:about|against"
    r"|concerning)\b[^;.,]{3,60})"
    rf",\s(?P<way>to|for|with|by)\s{{1,3}}{DETERMINERS}$",
    re.IGNORECASE,
)


def _earlier(text: str, floor: int, end: int, way: str) -> Arrival | None:
    """The last arrival before `end` by the same preposition."""
    found = None
    for match in re.finditer(
        rf"\b{way}\s{{1,3}}{DETERMINERS}(?=\w)", text[floor:end], re.IGNORECASE
    ):
        found = arrival(text, floor, floor + match.end()) or found
    return found


def _last(pattern: re.Pattern[str], window: str) -> int | None:
    """Where the nearest verb before the end begins; the window is short, so this is bounded."""
    found = None
    match = pattern.search(window)
    while match is not None:
        found = match.start("verb")
        match = pattern.search(window, match.start("verb") + 1)
    return found
