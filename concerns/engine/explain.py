"""The engine's reasons in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from concerns.engine.facts import Event, Facts, Matter, Party
from concerns.engine.offices import Office
from concerns.engine.protocol import Procedure, Protocol, Reason, When

MATTER_WORDS = {
    Matter.CONCERN: "a concern",
    Matter.ACCESS_REQUEST: "a request for information",
    Matter.ACCESS_APPEAL: "an appeal against a refusal of information",
    Matter.GROUP_REPORT: "a report asked for by a political group",
    Matter.ATTENDANCE: "an officer asked to attend a meeting",
    Matter.ENQUIRY: "a casework enquiry",
    Matter.DECLARATION: "a declaration of interest",
    Matter.MEETING: "a meeting asked for by a group leader",
}

EVENT_WORDS = {
    Event.FIRST: "it is raised for the first time",
    Event.UNRESOLVED: "it was not resolved",
    Event.UPHELD: "it was upheld",
    Event.NOT_UPHELD: "it was not upheld",
    Event.REFUSED: "it was refused",
    Event.NO_AGREEMENT: "there was no agreement",
    Event.RECURS: "it happened again",
    Event.WITHDRAWN: "it was withdrawn",
}

REASON_WORDS = {
    Reason.SUBJECT: "the concern is about them",
    Reason.RAISER: "they raised it",
    Reason.INTEREST: "they have an interest in it",
    Reason.DEPUTY_OF_EXCLUDED: "they deputise for somebody who cannot act",
    Reason.ABSENT: "they are absent",
    Reason.VACANT: "nobody holds the office",
}

PROCEDURE_WORDS = {
    Procedure.GRIEVANCE: "grievance procedure",
    Procedure.DISCIPLINARY: "disciplinary procedure",
    Procedure.CODE_OF_CONDUCT: "code of conduct procedure",
    Procedure.WHISTLEBLOWING: "whistleblowing procedure",
    Procedure.MEDIATION: "mediation procedure",
    Procedure.STANDING_ORDERS: "standing orders",
}


def join(words: Iterable[str], last: str = "or") -> str:
    """`a, b or c`."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def spoken(code: StrEnum) -> str:
    """A code as words: `bullying_harassment` becomes `bullying harassment`."""
    return code.value.replace("_", " ")


def article(word: str) -> str:
    return f"an {word}" if word[:1].lower() in "aeio" else f"a {word}"


@lru_cache(maxsize=4096)
def _offices(offices: frozenset[Office]) -> str:
    return join(sorted(article(spoken(office)) for office in offices))


def _parties(parties: tuple[Party, ...], nobody: str) -> str:
    if not parties:
        return nobody
    words = [
        article(spoken(min(p.offices, default=p.kind, key=lambda o: o.value))) for p in parties
    ]
    return join(words, "and")


@lru_cache(maxsize=4096)
def wanted(when: When, condition: str) -> str:
    """What the rule waits for under one condition, as the end of "this rule is for ..."."""
    if condition == "matter":
        return join(sorted(MATTER_WORDS[m] for m in when.matter))
    if condition == "raised_by":
        return f"something raised by {_offices(when.raised_by)}"
    if condition == "raised_by_not":
        return f"something not raised by {_offices(when.raised_by_not)}"
    if condition == "about":
        return f"something about {_offices(when.about)}"
    if condition == "about_any":
        return f"something about {_offices(when.about_any)}"
    if condition == "about_not":
        return f"something not about {_offices(when.about_not)}"
    if condition == "nobody":
        return "something about nobody in particular" if when.nobody else "something about somebody"
    if condition == "several":
        return "something about several people" if when.several else "something about one person"
    if condition == "former":
        return (
            "somebody who no longer holds the office"
            if when.former
            else "somebody who still holds the office"
        )
    if condition == "natures":
        return join(sorted(spoken(n) for n in when.natures))
    if condition == "written":
        return (
            "a formal written complaint"
            if when.written
            else "something not put formally in writing"
        )
    if condition == "code_breach":
        return (
            "an alleged breach of the code of conduct"
            if when.code_breach
            else "something short of a breach of the code of conduct"
        )
    if condition == "event":
        return f"when {join(sorted(EVENT_WORDS[e] for e in when.event))}"
    if condition == "within_months":
        return f"the same thing raised again within {when.within_months} months"
    return f"a decision made by {_offices(when.decider)}"


def given(facts: Facts, condition: str) -> str:
    """What was answered under one condition."""
    if condition == "matter":
        return MATTER_WORDS[facts.matter]
    if condition.startswith("raised_by"):
        return f"raised by {_parties(facts.raised_by, 'nobody')}"
    if condition.startswith("about") or condition in {"nobody", "several", "former"}:
        return f"about {_parties(facts.about, 'nobody in particular')}"
    if condition == "natures":
        return join(sorted(spoken(n) for n in facts.natures), "and") or "nothing ticked"
    if condition == "written":
        return "in writing" if facts.written else "not put formally in writing"
    if condition == "code_breach":
        return "a breach of the code is alleged" if facts.code_breach else "no breach of the code"
    if condition == "event":
        return EVENT_WORDS[facts.event]
    if condition == "within_months":
        if facts.months_since_last is None:
            return "not raised before"
        return f"last raised {facts.months_since_last} months ago"
    return f"decided by {article(spoken(facts.decider))}" if facts.decider else "no decision named"


def why_not(when: When, facts: Facts, failed: tuple[str, ...]) -> str:
    """Why a rule did not match: the first condition that failed."""
    condition = failed[0]
    if condition == "entry":
        return f"This rule does not say what happens when {EVENT_WORDS[facts.event]}."
    return f"This rule is for {wanted(when, condition)}; this is {given(facts, condition)}."


def titles(protocol: Protocol, offices: Iterable[Office]) -> str:
    """Offices by the council's own titles: `the Town Clerk or the Chairman of the Council`."""
    return join(f"the {protocol.title_of(office)}" for office in offices)
