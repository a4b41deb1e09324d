"""What headings say of the clauses under them: who raises, about whom, and what."""

from __future__ import annotations

import re
from collections.abc import Sequence

from concerns.engine.offices import KIND_OF, Office
from concerns.protocols.importer.passages import Span
from concerns.protocols.importer.proposals.matters import topic_of
from concerns.protocols.importer.proposals.offices import find
from concerns.protocols.importer.proposals.parts import Part, Role
from concerns.protocols.importer.proposals.roles import roles_of
from concerns.protocols.importer.proposals.setting import Setting

_PROCEDURE_FOR = re.compile(
    r"(?:procedures?|meetings? called|complaints?|concerns?|grievances?|guidance|action|redress"
    r"|recourse)"
    r" (?:raised |made |available )?(?:for|by|from) (?:an? |the )?",
    re.IGNORECASE,
)
_CONCERNS_ABOUT = re.compile(
    r"(?:complaints?|concerns?|allegations?|grievances?) (?:about|against|concerning|regarding)"
    r" (?:an? |the )?",
    re.IGNORECASE,
)
_TO_YOU = re.compile(
    r"\b(?:if you are|as|advice (?:to|for)|when you are|for) (?:an? )?$", re.IGNORECASE
)
_OWN_RIGHT = re.compile(
    r"\b(members?|councillors?|officers?|employees?|staff)['’]s?['’]? (?:rights? (?:of|to) )?"
    r"(?:access|rights?|complaints?|concerns?|requests?|grievances?|enquir)",
    re.IGNORECASE,
)
# Whoever works for the council is addressed without a title.
_YOU_WORK = re.compile(
    r"\byou (?:work for|are employed by) (?:us|the council|this council)\b"
    r"|\byou are on the staff\b",
    re.IGNORECASE,
)
_LONGEST = 200


def headings_of(headings: Sequence[str]) -> Setting:
    """What the headings above a clause say together; a nearer one decides.

    :param headings: the nearest first.
    """
    by: tuple[Office, ...] = ()
    about: tuple[Office, ...] = ()
    for heading in headings:
        said = heading_of(heading)
        by, about = by or said.by, about or said.about
    return Setting(by=by, about=about, topic=topic_of(headings))


def heading_of(heading: str) -> Setting:
    """What one heading says of those who raise and whom it is about: “Procedure for officers”."""
    by, about = _after(_PROCEDURE_FOR, heading), _after(_CONCERNS_ABOUT, heading)
    own = _OWN_RIGHT.search(heading)
    if not by and own is not None:
        by = tuple(mention.office for mention in find(own.group(1)))
    if not by:
        by = tuple(m.office for m in find(heading) if _TO_YOU.search(heading[: m.span.start]))
    if not by and _YOU_WORK.search(heading):
        by = (Office.OFFICER,)
    roles = roles_of(heading, Span(0, min(len(heading), _LONGEST)), forbidden=False)
    between = _playing(roles, Part.BOTH)
    if between and len({KIND_OF[office] for office in between}) == 1:
        return Setting(by=by or between, about=about or between)
    return Setting(
        by=by or _playing(roles, Part.RAISER), about=about or _playing(roles, Part.SUBJECT)
    )


def _playing(roles: tuple[Role, ...], part: Part) -> tuple[Office, ...]:
    return tuple(dict.fromkeys(role.mention.office for role in roles if role.part is part))


def _after(pattern: re.Pattern[str], heading: str) -> tuple[Office, ...]:
    match = pattern.search(heading)
    if match is None:
        return ()
    mentions = find(heading)
    first = [m for m in mentions if 0 <= m.span.start - match.end() <= 2]
    return tuple(m.office for m in first)
