"""Why somebody is passed over, by the words of a condition: “where the Clerk is away”."""

from __future__ import annotations

import re

from concerns.engine.offices import KIND_OF, Office
from concerns.engine.protocol import Reason
from concerns.protocols.importer.passages import DraftRule
from concerns.protocols.importer.proposals.determiners import DETERMINERS
from concerns.protocols.importer.proposals.offices import Mention, find

_I = re.IGNORECASE
_REASONS: tuple[tuple[re.Pattern[str], frozenset[Reason]], ...] = (
    (
        re.compile(
            r"\babsen|\baway\b|unavailable|not available|on leave|\bill(?:ness)?\b|vacan|holiday"
            r"|cannot be (?:reached|contacted|found)|cannot (?:reach|contact|find)",
            _I,
        ),
        frozenset({Reason.ABSENT, Reason.VACANT}),
    ),
    (
        re.compile(
            r"\bconflict|\b(?:an|any|own|personal|declared) (?:\w+ )?interest|\binvolved\b"
            r"|implicated|\bparty to\b"
            r"|impartial|connected",
            _I,
        ),
        frozenset({Reason.SUBJECT, Reason.RAISER, Reason.INTEREST}),
    ),
    (
        re.compile(
            r"\b(?:made|raised|brought|lodged|submitted) by\b|\bis the (?:complainant|raiser"
            r"|(?:person|one|officer|councillor|member) (?:who )?(?:rais|mak|complain(?:s|ing))\w*)"
            r"|\bthe complainant is\b|\bif you are\b|\bis (?:making|raising|complaining)\b",
            _I,
        ),
        frozenset({Reason.RAISER}),
    ),
    (
        re.compile(
            r"\babout\b|\bagainst\b|\bconcern(?:s|ing)\b|\brelat(?:es?|ing) to\b|\bregard"
            r"|\brefers? to\b|\binvolv(?:es|ing)\b|\bin (?:respect|relation)|\bconduct\b"
            r"|\bactions of\b|behaviou?r|\bis (?:\w+ )?the (?:subject|object)"
            r"|complained (?:of|about)"
            r"|\bis the (?:\w+ )?(?:officer|employee|councillor|member|person|one)\b"
            r"|\bbe the (?:\w+ )?(?:officer|employee|councillor|member|person|subject|one)\b"
            r"|\bit is (?:the|your|their|his|her|an?)\b|\baccused\b|\balleg"
            r"|\bin question\b|\btouches\b",
            _I,
        ),
        frozenset({Reason.SUBJECT}),
    ),
    (
        re.compile(
            r"\bunable\b|\bcannot (?:act|take|deal)|\bfailing (?:him|her|whom|them|that|the)\b"
            r"|\bfailing\b|not possible|inappropriate|not appropriate",
            _I,
        ),
        frozenset(),
    ),
)
# “Where the officer is the Clerk”: the part that officers play in the sentence decides.
_HOLDS_A_SEAT = re.compile(
    rf"\bthe (?P<who>officer|employee|member of staff|person|councillor|member)"
    rf"(?: concerned| in question| complained (?:of|about))? (?:is|be)"
    rf"(?: (?:actually|also|in fact|him ?self|her ?self|himself or herself))? {DETERMINERS}$",
    _I,
)
_CASE_OF = re.compile(r"^in (?:the )?case of\b|['’]s? case$", _I)


def reasons_of(seat: Office, words: str, draft: DraftRule) -> frozenset[Reason] | None:
    """Why a seat is passed over; empty for whatever reason, None where that is not clear.

    :param words: the condition, as the sentence puts it. :param draft: the rule it stands in.
    """
    for mention in (m for m in find(words) if m.office is seat):
        held = _HOLDS_A_SEAT.search(words[: mention.span.start])
        if held is not None:
            return _part(find(held["who"]), draft)
    if _CASE_OF.search(words.strip(" ,")):
        return frozenset({Reason.SUBJECT})
    found = [reasons for pattern, reasons in _REASONS if pattern.search(words)]
    if not found:
        return None
    # “Involved” may mean more than one thing, and what stands beside it need not say which.
    return frozenset().union(*found) if all(found) else frozenset()


def _part(who: tuple[Mention, ...], draft: DraftRule) -> frozenset[Reason] | None:
    """Of a seat that “the officer” holds: the subject, unless it is officers who raise it."""
    kinds = {mention.kind for mention in who}
    raises = bool(kinds & {KIND_OF[office] for office in draft.raised_by})
    blamed = bool(kinds & {KIND_OF[office] for office in draft.about})
    if raises and blamed:
        return None
    if raises:
        return frozenset({Reason.RAISER})
    return frozenset({Reason.SUBJECT}) if blamed or not kinds else None
