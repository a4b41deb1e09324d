"""What part the words that bring a matter to somebody give them."""

from __future__ import annotations

import re

from concerns.engine.protocol import Capacity, Force
from concerns.protocols.importer.proposals import force as forces
from concerns.protocols.importer.proposals.arrivals import Arrival, Way
from concerns.protocols.importer.proposals.determiners import DETERMINERS
from concerns.protocols.importer.proposals.offices import Mention
from concerns.protocols.importer.proposals.parts import Part, Role

_NOT_BEFORE = re.compile(r"^\W*(?:not|never)\b|\bwithout\b|\bavoid\b|\bnor\b", re.IGNORECASE)
_BUT = re.compile(r"\bbut\b|\binstead\b|\brather\b", re.IGNORECASE)


def part_of_taker(
    text: str,
    floor: int,
    mention: Mention,
    came: Arrival,
    before: list[Role],
    *,
    forbidden: bool,
    acting: bool,
) -> Part | None:
    """What part the words of arrival give; None where they give none to such a person."""
    if came.way is not Way.TAKES and _refused(text, floor, came.at, forbidden=forbidden):
        return Part.NOT_TO
    actor = _actor(text, before, came.at)
    by_a_taker = actor is not None and actor.part in {Part.TO, Part.TAKES, Part.HANDLES}
    by_a_seat = actor is not None and not actor.mention.general and actor.part is not Part.RAISER
    by_a_seat = by_a_seat or (actor is None and acting)
    if mention.general:
        # Everybody of a kind takes nothing, but may be the one who conciliates.
        return (
            Part.TO if came.way is Way.TAKES and "concil" in text[came.at : came.at + 8] else None
        )
    if came.way is Way.ASKED:
        by_a_raiser = actor is not None and actor.part is Part.RAISER and actor.mention.general
        return Part.TO if by_a_raiser else Part.ASKED
    if came.capacity is Capacity.ADVISE and (acting or (actor and actor.part is Part.HAS)):
        return Part.ASKED  # “shall seek the advice of”, said of whoever has it
    if came.way is Way.TOLD:
        return Part.TOLD if by_a_taker or by_a_seat else Part.TO
    talks = _TALKS.match(text, came.at) is not None
    if talks and (acting or by_a_taker or (actor is not None and actor.part is Part.HAS)):
        return Part.ASKED
    if actor is not None and actor.part is Part.HAS and _REPORTS.match(text, came.at):
        return Part.TOLD
    before_a_body = came.capacity is Capacity.HEAR
    if by_a_taker and came.way is Way.SENT and not before_a_body and _acts(text, actor, came.at):
        return Part.TOLD
    return Part.TO


# What whoever has it does with somebody else, without passing it on.
_TALKS = re.compile(r"(?:speak|talk|discuss|liais|confer)\w*\b", re.IGNORECASE)
_REPORTS = re.compile(r"(?:report|mention|disclos|notif|inform)\w*\b", re.IGNORECASE)


def _refused(text: str, floor: int, at: int, *, forbidden: bool) -> bool:
    """Whether the verb at `at` is forbidden, by its own words or by the lead it hangs under."""
    said = forces.all_in(text, floor, at)
    since = text[said[-1][1] if said else floor : at].rsplit("?", 1)[-1]
    if _BUT.search(since):
        return False
    if said and said[-1][2] is Force.MUST_NOT:
        return True
    return _NOT_BEFORE.search(since) is not None or (forbidden and not said)


DONE_TO = re.compile(
    rf"\b(?:to|with|about|of|by|from|against|for|advise|inform|tell|notify|ask|see|meet"
    rf"|contact|consult),?\s{{1,3}}{DETERMINERS}$",
    re.IGNORECASE,
)
_PASSED_OVER = frozenset({Part.ABSENT, Part.SUBJECT, Part.TOLD, Part.ASKED, Part.EXCEPTED})


def _actor(text: str, before: list[Role], at: int) -> Role | None:
    """The last person named before the verb, those told, absent or excepted left out.

    Nor is it everybody of a kind to whom something is done: “will speak to the officer or ask”.
    """
    for role in reversed(before):
        if role.mention.span.end > at or role.part in _PASSED_OVER:
            continue
        behind = text[max(0, role.mention.span.start - 60) : role.mention.span.start]
        done_to = role.mention.general and role.part in {Part.OTHER, Part.SUBJECT}
        if not (done_to and DONE_TO.search(behind)):
            return role
    return None


_ACTS = re.compile(
    r"^,?(?: who| which)?,?\s(?:will|shall|must|should|may|having|can|would)\b", re.IGNORECASE
)


def _acts(text: str, actor: Role | None, at: int) -> bool:
    """Whether the taker named before is the one who goes on: “the Clerk will raise it with”."""
    return actor is not None and _ACTS.match(text[actor.mention.span.end : at]) is not None
