"""The people a sentence sends a matter to, gathered into lists as its words join them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from concerns.engine.offices import DEPUTY_OF
from concerns.engine.protocol import Capacity, Combine
from concerns.protocols.importer.proposals.arrivals import Way
from concerns.protocols.importer.proposals.determiners import DETERMINERS
from concerns.protocols.importer.proposals.offices import Mention
from concerns.protocols.importer.proposals.parts import Part, Role


@dataclass(frozen=True, slots=True)
class Recipients:
    """One list of recipients, with the verb that sends to them.

    :param at: where the verb begins. :param beside: two titles stand side by side with nothing
        between them, as damage to a text leaves them.
    :param bracketed: it stands in brackets after another list: “(or to … if …)”.
    """

    mentions: tuple[Mention, ...]
    at: int
    way: Way
    capacity: Capacity
    combine: Combine = Combine.ONE
    beside: bool = False
    bracketed: bool = False


_CONNECTOR = re.compile(
    r"^(?:,? or,? if (?:preferred|(?:he or she|he|she|they|you) prefers?"
    r"|more appropriate),? (?:directly )?"
    r"(?:to|with)\s"
    rf"{DETERMINERS}$)|^(?:\s?[,/]\s?|\s)(?:(?P<word>and/or|and or|and then|and|or|&|then)\s"
    rf"|/)?(?:(?:either"
    r"|also)\s)?"
    rf"(?:(?:to|with|through|via|by|from)\s)?{DETERMINERS}$",
    re.IGNORECASE,
)
_FALLBACK = re.compile(
    r"not possible|not appropriate|inappropriate|incapacit|cannot",
    re.IGNORECASE,
)
# “or, if the officer prefers, directly with”: an aside between two who may take it.
_OPENS_AN_ASIDE = re.compile(
    r"^,?\s(?:or|and)\b,?\s?\(?(?:if|where|when|should)\s[^,.;()]{0,60}$", re.IGNORECASE
)
_ASIDE = re.compile(
    r"^,?\s(?:or|and)\b,?\s?\(?(?:if|where|when|should)\s[^,.;()]{3,90}[,)]\s"
    rf"(?:\w+ly\s|instead\s)?(?:(?:to|with|through)\s)?{DETERMINERS}$"
    rf"|^,?\s(?:or|and)\b,?\s?\(?(?:if preferred|alternatively)[,)]?\s(?:\w+ly\s|instead\s)?"
    rf"(?:(?:to|with|through)\s)?{DETERMINERS}$",
    re.IGNORECASE,
)
_WISHES = re.compile(
    r"prefer|wish|rather|awkward|comfort|difficult|embarrass|feels?\b|alternatively|sensitive",
    re.IGNORECASE,
)
_BRACKET = re.compile(rf"\(\s?or (?:to|with|through)\s{DETERMINERS}$", re.IGNORECASE)
_LONGEST_GAP = 110


def gather(text: str, roles: tuple[Role, ...]) -> tuple[Recipients, ...]:
    """The lists of recipients in a sentence, in reading order."""
    found: list[Recipients] = []
    last: Role | None = None
    for role in roles:
        if role.part is Part.ABSENT or _is_in_an_aside(text, last, role):
            continue
        joined = last is not None and bool(found) and _joined(text, found, last, role)
        if joined:
            found[-1] = _longer(text, found[-1], role)
            last = role
        elif role.part in {Part.TO, Part.TAKES} and role.arrival is not None:
            found.append(_first(text, role, found))
            last = role
        elif role.part not in {Part.TO, Part.TAKES}:
            last = None
    return tuple(found)


def _is_in_an_aside(text: str, last: Role | None, role: Role) -> bool:
    """Whether somebody is named only in the condition of the next choice."""
    if last is None or role.part in {Part.TO, Part.TAKES} or not role.mention.general:
        return False
    return _OPENS_AN_ASIDE.match(text[last.mention.span.end : role.mention.span.start]) is not None


def _first(text: str, role: Role, before: list[Recipients]) -> Recipients:
    came = role.arrival
    if came is None:  # only roles that arrived come here
        raise ValueError("A recipient without a verb.")
    gap = text[max(0, role.mention.span.start - 60) : role.mention.span.start]
    bracketed = bool(before) and _BRACKET.search(gap) is not None
    return Recipients((role.mention,), came.at, came.way, came.capacity, bracketed=bracketed)


def _joined(text: str, found: list[Recipients], last: Role, role: Role) -> bool:
    gap = text[last.mention.span.end : role.mention.span.start]
    if len(gap) > _LONGEST_GAP or "." in gap or ";" in gap or "(" in gap:
        return False
    if role.mention.general and found[-1].capacity is not Capacity.FACILITATE:
        return False
    if role.part is Part.TAKES:
        return last.part is Part.TAKES and _CONNECTOR.match(gap) is not None
    if role.part in {Part.RAISER, Part.SUBJECT, Part.DECIDER, Part.TOLD, Part.ASKED}:
        return False
    if _FALLBACK.search(gap):
        return True
    if _ASIDE.match(gap) and _WISHES.search(gap):
        return True
    return _CONNECTOR.match(gap) is not None


def _longer(text: str, list_: Recipients, role: Role) -> Recipients:
    last = list_.mentions[-1]
    gap = text[last.span.end : role.mention.span.start]
    if gap.strip() == "":
        # The later of two titles side by side is the likelier to have been meant to stay.
        return replace(list_, mentions=(*list_.mentions[:-1], role.mention), beside=True)
    return replace(
        list_,
        mentions=(*list_.mentions, role.mention),
        combine=Combine.FIRST if _is_the_deputy(last, role) else _combined(gap.lower(), list_),
    )


def _is_the_deputy(last: Mention, role: Role) -> bool:
    """“The Monitoring Officer or their deputy”: the second is there for when the first is not."""
    named = role.mention.title.lower() in {"deputy", "deputies", "nominee"}
    return named and DEPUTY_OF.get(last.office) is role.mention.office


def _combined(gap: str, list_: Recipients) -> Combine:
    if list_.combine is Combine.FIRST or _FALLBACK.search(gap):
        return Combine.FIRST
    if re.search(r"\bthen\b", gap):
        return Combine.SEQUENCE
    if re.search(r"\bor\b|/", gap):
        return Combine.ANY if list_.capacity is Capacity.FACILITATE else Combine.CHOICE
    if re.search(r"\band\b|&", gap):
        return Combine.ALL
    return list_.combine if list_.combine is not Combine.ONE else Combine.CHOICE
