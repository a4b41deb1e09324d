"""A rule in words, without a situation: when it holds, and what each of its steps is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from concerns.engine import explain
from concerns.engine.deadlines import Unit
from concerns.engine.facts import Event
from concerns.engine.offices import Office
from concerns.engine.protocol import (
    CLOSE,
    Capacity,
    Citation,
    Combine,
    Duty,
    DutyKind,
    DutyWhen,
    Force,
    Limit,
    LimitOf,
    LimitStart,
    Otherwise,
    Panel,
    Protocol,
    Rule,
    Source,
    Step,
    Target,
    Track,
    When,
    Whose,
)

_CONDITIONS = (
    *("matter", "raised_by", "raised_by_not", "about", "about_any", "about_not", "nobody"),
    *("several", "former", "natures", "written", "code_breach", "event", "within_months"),
    "decider",
)
_OF_NATURE = "of this nature: "
_WHOSE = {
    Whose.SUBJECT: " of the person concerned",
    Whose.RAISER: " of the person who raises it",
    Whose.OTHER_GROUPS: " of every other group",
}
_DOES = {
    Capacity.RECEIVE: "receive it",
    Capacity.FACILITATE: "help to settle it",
    Capacity.ADVISE: "give advice on it",
    Capacity.INVESTIGATE: "look into it",
    Capacity.DECIDE: "decide it",
    Capacity.HEAR: "hear it",
    Capacity.REVIEW: "look at it again",
}
_FORCE = {
    Force.MUST: "must",
    Force.SHOULD: "should",
    Force.NORMALLY: "normally",
    Force.MAY: "may",
    Force.MUST_NOT: "must not",
}
_TRACKS = {
    Track.INFORMAL: "informal stage",
    Track.FORMAL: "formal stage",
    Track.APPEAL: "appeal",
}
_TELL = {
    DutyKind.INFORM: "tell",
    DutyKind.CONSULT: "ask for the view of",
    DutyKind.REASONS: "give reasons to",
    DutyKind.NOTE: "give a note of it to",
}
_WHEN = {
    DutyWhen.ON_RECEIPT: "on receipt",
    DutyWhen.BEFORE_DECISION: "before the decision",
    DutyWhen.WITH_DECISION: "with the decision",
    DutyWhen.AFTER_DECISION: "after the decision",
    DutyWhen.ON_REQUEST: "on request",
}
_LIMITS = {
    LimitOf.ACKNOWLEDGE: "acknowledge it",
    LimitOf.REPLY: "reply",
    LimitOf.INTERIM_REPLY: "send an interim reply",
    LimitOf.DECIDE: "decide",
    LimitOf.APPEAL: "appeal",
    LimitOf.REVIEW: "look at it again",
}
_SINCE = {
    LimitStart.RECEIVED: "of receiving it",
    LimitStart.SENT: "of its being sent",
    LimitStart.STEP: "of the step beginning",
    LimitStart.DECISION: "of the decision",
}
_UNITS = {
    Unit.WORKING_DAYS: "working days",
    Unit.CLEAR_WORKING_DAYS: "clear working days",
    Unit.CALENDAR_DAYS: "days",
    Unit.MONTHS: "months",
}
_SOURCES = {
    Source.PROTOCOL: "",
    Source.LOCAL: " (the council’s own standard)",
    Source.LAW: " (the law says so)",
}


def capital(text: str) -> str:
    """With a capital first."""
    return f"{text[:1].upper()}{text[1:]}"


def when_words(when: When) -> tuple[str, ...]:
    """The conditions, one by one: `something raised by a councillor`; empty where there is none."""
    default = When(matter=frozenset())
    return tuple(
        f"{_OF_NATURE if name == 'natures' else ''}{explain.wanted(when, name)}"
        for name in _CONDITIONS
        if getattr(when, name) != getattr(default, name)
    )


def target_words(protocol: Protocol, target: Target) -> str:
    """`the Director of the person concerned`."""
    if target.office in {Office.COUNCILLOR, Office.OFFICER} and target.of is None:
        return explain.article(target.office.value)
    return f"the {protocol.title_of(target.office)}{_WHOSE[target.of] if target.of else ''}"


def targets_words(protocol: Protocol, targets: Iterable[Target], last: str = "and") -> str:
    return explain.join((target_words(protocol, target) for target in targets), last)


def who_words(protocol: Protocol, step: Step) -> str:
    """Who has the step: `the Clerk, then the Chair`, `the grievance procedure`."""
    under = f"the {explain.PROCEDURE_WORDS[step.procedure]}" if step.procedure else ""
    named = [target_words(protocol, target) for target in step.to]
    if step.combine is Combine.CHOICE and under:
        return f"{explain.join([*named, under])}, as the person who raises it chooses"
    if step.combine is Combine.CHOICE and len(named) > 1:
        said = f"{explain.join(named)}, as the person who raises it chooses"
    elif step.combine is Combine.SEQUENCE:
        said = ", then ".join(named)
    elif step.combine is Combine.FIRST and len(named) > 1:
        said = f"the first who can of {explain.join(named, 'and')}"
    else:
        said = explain.join(named, "and" if step.combine is Combine.ALL else "or")
    if not said:
        return under
    return f"{said} under {under}" if under else said


def does_words(step: Step) -> str:
    """In what capacity: `should help to settle it (informal stage)`."""
    return f"{_FORCE[step.force]} {_DOES[step.capacity]} ({_TRACKS[step.track]})"


def otherwise_words(protocol: Protocol, other: Otherwise) -> str:
    """Who acts instead: `if nobody holds the office, the Vice-Chair`."""
    why = explain.join(explain.REASON_WORDS[reason] for reason in sorted(other.when))
    said = targets_words(protocol, other.to, "or")
    return f"if {why or 'they cannot act'}, {said}"


def panel_words(protocol: Protocol, panel: Panel) -> Iterator[str]:
    """What is said of the body: its size, its quorum, who may not sit."""
    if panel.size is not None:
        yield f"{panel.size} people sit"
    if panel.quorum is not None:
        yield f"at least {panel.quorum} must be there"
    if panel.may_not_sit:
        yield f"{targets_words(protocol, panel.may_not_sit)} may not sit"


def duty_words(protocol: Protocol, duty: Duty) -> str:
    """`before the decision, they must ask for the view of the Leader`."""
    act = f"{_TELL[duty.kind]} {targets_words(protocol, duty.who)}" if duty.who else ""
    said = f"{_WHEN[duty.when]}, they {_FORCE[duty.force]} {act}" if act else _WHEN[duty.when]
    return f"{said}: {duty.text}" if duty.text else said


def limit_words(protocol: Protocol, limit: Limit) -> str:
    """`decide within 20 working days of the step beginning`."""
    if limit.unit is Unit.NEXT_MEETING:
        amount = "by the next meeting"
    else:
        unit = _UNITS[limit.unit]
        amount = f"within {limit.n} {unit.removesuffix('s') if limit.n == 1 else unit}"
    by = f"{target_words(protocol, limit.actor)}: " if limit.actor else ""
    more = f". {capital(limit.extension)}" if limit.extension else ""
    return f"{by}{_LIMITS[limit.what]} {amount} {_SINCE[limit.start]}{_SOURCES[limit.source]}{more}"


def outcome_words(event: Event) -> str:
    """`it was not resolved`."""
    return explain.EVENT_WORDS[event]


def next_words(rule: Rule, following: str) -> str:
    """Where an outcome leads: `go to step 2`, `it is closed`."""
    if following == CLOSE:
        return "it is closed"
    place = [step.key for step in rule.steps].index(following) + 1
    return f"go to step {place}"


def clause_words(protocol: Protocol, citations: Iterable[Citation]) -> str:
    """The clauses relied on: `clauses 5.1 and 5.2`; by heading where they have no number."""
    names = []
    for cited in dict.fromkeys(citation.clause for citation in citations):
        clause = protocol.clause_by_id[cited]
        names.append(clause.label or f"“{clause.heading}” ({clause.id})")
    if not names:
        return ""
    return f"clause{'s' if len(names) > 1 else ''} {explain.join(names, 'and')}"
