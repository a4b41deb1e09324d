"""The plain word for each code a rule is written in. No page shows the code itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Final

from concerns.engine.deadlines import Unit
from concerns.engine.explain import PROCEDURE_WORDS, join
from concerns.engine.facts import Event, Nature
from concerns.engine.offices import GENERAL
from concerns.engine.protocol import (
    Capacity,
    Combine,
    DutyKind,
    DutyWhen,
    Force,
    LimitOf,
    LimitStart,
    NoticeKind,
    Protocol,
    Reason,
    Target,
    Track,
    Whose,
)

DOES: Final[Mapping[Capacity, tuple[str, str]]] = {
    Capacity.RECEIVE: ("receives it", "receive it"),
    Capacity.FACILITATE: ("helps to settle it", "help to settle it"),
    Capacity.ADVISE: ("gives advice on it", "give advice on it"),
    Capacity.INVESTIGATE: ("looks into it", "look into it"),
    Capacity.DECIDE: ("decides it", "decide it"),
    Capacity.HEAR: ("hears it", "hear it"),
    Capacity.REVIEW: ("looks at it again", "look at it again"),
}
"""What somebody does with it: of one, and of several or after “may”."""

PROCEDURES: Final = PROCEDURE_WORDS
WHOSE: Final[Mapping[Whose, str]] = {
    Whose.SUBJECT: " of whoever it is about",
    Whose.RAISER: " of whoever raises it",
    Whose.OTHER_GROUPS: " of each of the other groups",
}
COMBINES: Final[Mapping[Combine, str]] = {
    Combine.ONE: "There is only one of them, or the protocol does not say",
    Combine.ALL: "All of them together",
    Combine.ANY: "Whichever of them takes it",
    Combine.CHOICE: "Whoever raises it chooses between them",
    Combine.FIRST: "The first who can take it, in this order",
    Combine.SEQUENCE: "One after the other, in this order",
}
TRACKS: Final[Mapping[Track, str]] = {
    Track.INFORMAL: "informal step",
    Track.FORMAL: "formal step",
    Track.APPEAL: "appeal",
}
FORCES: Final[Mapping[Force, str]] = {
    Force.MUST: "The clause says that they must",
    Force.SHOULD: "The clause says that they should, or simply that they do",
    Force.NORMALLY: "The clause says that they normally do",
    Force.MAY: "The clause says that they may",
    Force.MUST_NOT: "The clause says that they must not",
}
AUXILIARIES: Final[Mapping[Force, str]] = {
    Force.MUST: "must",
    Force.MAY: "may",
    Force.MUST_NOT: "must not",
}
"""How a sentence says it; what somebody should do is said as what they do."""

DUTIES: Final[Mapping[DutyKind, str]] = {
    DutyKind.INFORM: "Tell somebody",
    DutyKind.CONSULT: "Ask somebody for their view",
    DutyKind.REASONS: "Give the reasons in writing",
    DutyKind.NOTE: "Keep a note, or do something else",
}
TOLD: Final[Mapping[DutyKind, str]] = {
    DutyKind.INFORM: "told",
    DutyKind.CONSULT: "asked for a view",
    DutyKind.REASONS: "given the reasons",
    DutyKind.NOTE: "given a note of it",
}
"""To follow “is”."""

DUTY_WHENS: Final[Mapping[DutyWhen, str]] = {
    DutyWhen.ON_RECEIPT: "when it is received",
    DutyWhen.BEFORE_DECISION: "before the decision",
    DutyWhen.WITH_DECISION: "with the decision",
    DutyWhen.AFTER_DECISION: "after the decision",
    DutyWhen.ON_REQUEST: "on request",
}
LIMITS: Final[Mapping[LimitOf, str]] = {
    LimitOf.ACKNOWLEDGE: "Acknowledge it",
    LimitOf.REPLY: "Reply",
    LimitOf.INTERIM_REPLY: "Send an interim reply",
    LimitOf.DECIDE: "Decide",
    LimitOf.APPEAL: "Appeal",
    LimitOf.REVIEW: "Look at it again",
}
SINCE: Final[Mapping[LimitStart, str]] = {
    LimitStart.RECEIVED: "of receiving it",
    LimitStart.SENT: "of its being sent",
    LimitStart.STEP: "of the step beginning",
    LimitStart.DECISION: "of the decision",
}
STARTS: Final[Mapping[LimitStart, str]] = {
    LimitStart.RECEIVED: "From the day it is received",
    LimitStart.SENT: "From the day it is sent",
    LimitStart.STEP: "From the day the step begins",
    LimitStart.DECISION: "From the day of the decision",
}
UNITS: Final[Mapping[Unit, str]] = {
    Unit.WORKING_DAYS: "working days",
    Unit.CLEAR_WORKING_DAYS: "clear working days (without the first and the last)",
    Unit.CALENDAR_DAYS: "days, weekends included",
    Unit.MONTHS: "months",
    Unit.NEXT_MEETING: "meetings (1 is the next meeting)",
}
REASONS: Final[Mapping[Reason, str]] = {
    Reason.SUBJECT: "it is about them",
    Reason.RAISER: "they raised it",
    Reason.INTEREST: "they have an interest in it",
    Reason.DEPUTY_OF_EXCLUDED: "they are the deputy of somebody who cannot act",
    Reason.ABSENT: "they are away",
    Reason.VACANT: "nobody holds the office",
}
NATURES: Final[Mapping[Nature, str]] = {
    Nature.CONDUCT: "conduct",
    Nature.BEHAVIOUR: "rude or disrespectful behaviour",
    Nature.PERFORMANCE: "how somebody does their work",
    Nature.BULLYING_HARASSMENT: "bullying or harassment",
    Nature.SEXUAL_HARASSMENT: "sexual harassment",
    Nature.DISCRIMINATION: "discrimination",
    Nature.UNDUE_PRESSURE: "undue pressure",
    Nature.POLITICAL_NEUTRALITY: "political neutrality",
    Nature.OBSTRUCTION: "getting in the way of somebody’s duties",
    Nature.CONFIDENTIALITY: "confidential information",
    Nature.CLOSE_RELATIONSHIP: "a close personal relationship",
    Nature.IMPROPER_INFLUENCE: "using a position for somebody’s advantage",
    Nature.UNDECLARED_INTEREST: "an interest that was not declared",
    Nature.PUBLIC_CRITICISM: "criticism in public",
    Nature.DAY_TO_DAY_INTERFERENCE: "interfering in day-to-day management",
    Nature.ACCESS_TO_INFORMATION: "information that was not given",
    Nature.EMPLOYMENT: "employment",
    Nature.STRAINED_RELATIONSHIP: "a working relationship that has broken down",
    Nature.OTHER: "something not in this list",
}
NOTICES: Final[Mapping[NoticeKind, str]] = {
    NoticeKind.FORM: "how something has to be put, in writing for one",
    NoticeKind.FORUM: "where something must not be raised",
    NoticeKind.ALTERNATIVE: "another way to go",
    NoticeKind.LAW: "what the law says",
}
OUTCOMES: Final[Mapping[Event, str]] = {
    Event.FIRST: "it is raised for the first time",
    Event.UNRESOLVED: "it is not resolved",
    Event.UPHELD: "it is upheld",
    Event.NOT_UPHELD: "it is not upheld",
    Event.REFUSED: "it is refused",
    Event.NO_AGREEMENT: "there is no agreement",
    Event.RECURS: "it happens again",
    Event.WITHDRAWN: "it is withdrawn",
}
"""Each event as what may come of a step, to follow “if”."""

ENDS: Final = "it ends here"
CHOOSES: Final = "as whoever raises it chooses"

_MOST = 9  # natures in one sentence; more are said by those that are missing


def capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def stopped(text: str) -> str:
    """A text as a sentence: it begins with a capital and ends with a full stop."""
    text = text.strip()
    return capital(text) + ("" if not text or text[-1] in ".?!" else ".")


def target(protocol: Protocol, named: Target) -> str:
    """“the Town Clerk”, “a councillor”, “the Director of whoever it is about”."""
    if named.office in GENERAL and named.of is None:
        return {"councillor": "a councillor", "officer": "an officer"}[named.office.value]
    return f"the {protocol.title_of(named.office)}" + (WHOSE[named.of] if named.of else "")


def natures(chosen: Iterable[Nature]) -> str:
    """“conduct or discrimination”; of most of them, “something other than …”."""
    wanted = set(chosen)
    rest = [words for nature, words in NATURES.items() if nature not in wanted]
    if len(wanted) > _MOST and rest:
        return f"something other than {join(rest)}"
    return join(words for nature, words in NATURES.items() if nature in wanted)


def clause_names(protocol: Protocol) -> dict[str, str]:
    """What each clause is called: its number or, without one, its place under its heading."""
    names = {}
    for heading, clauses in groupby(protocol.clauses, lambda clause: clause.heading):
        for place, clause in enumerate(clauses, start=1):
            names[clause.id] = (
                f"clause {clause.label}" if clause.label else f"{heading}, paragraph {place}"
            )
    return names


def clause(protocol: Protocol, clause_id: str) -> str:
    """“clause 5.2”, or its place under its heading where it has no number."""
    return clause_names(protocol).get(clause_id, "a clause that is no longer there")


def amount(n: int, unit: Unit) -> str:
    """“5 working days”, “1 month”, “the next meeting”."""
    if unit is Unit.NEXT_MEETING:
        return "the next meeting" if n <= 1 else f"the next {n} meetings"
    words = f"{n} {unit.value.replace('_', ' ')}"
    return words.removesuffix("s") if n == 1 else words
