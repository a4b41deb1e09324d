"""Trying a protocol on a made-up question, before anybody has to rely on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import count
from typing import Any

from concerns.engine import explain
from concerns.engine.decision import Decision, Outcome, StepAhead
from concerns.engine.facts import Event, Facts, Matter, Nature, Party
from concerns.engine.law import Law
from concerns.engine.matching import entry_step, failures
from concerns.engine.offices import GENERAL, KIND_OF, Kind, Office
from concerns.engine.protocol import Combine, Procedure, Protocol
from concerns.engine.roster import Roster
from concerns.engine.routing import NO_LAW, route
from concerns.protocols.rosters import Cast

Pair = tuple[Office, ...]


class Asked(StrEnum):
    """The question whose answer is looked at."""

    MATTER = "matter"
    WRITTEN = "written"
    CODE_BREACH = "code_breach"
    NATURES = "natures"
    EVENT = "event"
    AGAIN = "again"
    RAISED_BY = "raised_by"
    ABOUT = "about"
    DECIDER = "decider"
    CIRCUMSTANCE = "circumstance"


# Several conditions of a rule can hang on one answer.
_ASKED_BY = {
    "matter": Asked.MATTER,
    "raised_by": Asked.RAISED_BY,
    "raised_by_not": Asked.RAISED_BY,
    "about": Asked.ABOUT,
    "about_any": Asked.ABOUT,
    "about_not": Asked.ABOUT,
    "nobody": Asked.ABOUT,
    "several": Asked.ABOUT,
    "former": Asked.ABOUT,
    "natures": Asked.NATURES,
    "written": Asked.WRITTEN,
    "code_breach": Asked.CODE_BREACH,
    "event": Asked.EVENT,
    "entry": Asked.EVENT,
    "within_months": Asked.AGAIN,
    "decider": Asked.DECIDER,
}


@dataclass(frozen=True, slots=True)
class Question:
    """The filing questions without names, and what is so at the council that day.

    :param raised_by: offices, or `councillor` and `officer` for somebody without one.
    :param about: the same; empty for nobody in particular.
    :param vacant: offices nobody holds. :param absent: offices whose holder is away.
    :param interests: offices whose holder has an interest in it.
    :param same_person: offices that one person holds, two each.
    """

    matter: Matter = Matter.CONCERN
    raised_by: tuple[Office, ...] = ()
    about: tuple[Office, ...] = ()
    natures: frozenset[Nature] = frozenset()
    written: bool = False
    code_breach: bool = False
    event: Event = Event.FIRST
    decider: Office | None = None
    months_since_last: int | None = None
    vacant: frozenset[Office] = frozenset()
    absent: frozenset[Office] = frozenset()
    interests: frozenset[Office] = frozenset()
    same_person: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a matter goes first.

    :param offices: who has the first step, sorted by code; empty for a procedure or where nobody
        is left.
    :param together: all of them have it; else any of them, or one.
    """

    outcome: Outcome
    offices: tuple[Office, ...]
    procedure: Procedure | None = None
    together: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A rule that a single answer kept from being followed.

    :param asked: which question. :param why: the condition that does not hold, in words.
    """

    rule: str
    asked: Asked
    why: str


@dataclass(frozen=True, slots=True)
class Change:
    """Other answers to one question, all of which send it to the same place.

    :param answers: the answer in each case: an office, a nature, an event, `yes` or `no`.
    :param place: for `about`, which of several people; 0 for the only one.
    :param to: where it goes then. :param rule: by which rule; the first of them, if they differ.
    :param same: it goes to the same people, though by another rule.
    """

    asked: Asked
    answers: tuple[str, ...]
    to: Destination
    rule: str | None
    same: bool = False
    place: int = 0


def asked_of(question: Question, protocol: Protocol) -> tuple[Facts, Roster]:
    """The facts and the invented people a question stands for."""
    cast = Cast(protocol, same_person=((one, other) for one, other in question.same_person))
    # Two plain councillors are two people, whichever side of the matter they are on.
    numbers = count(1)
    facts = Facts(
        matter=question.matter,
        raised_by=_parties(cast, question.raised_by, numbers),
        about=_parties(cast, question.about, numbers),
        natures=question.natures,
        written=question.written,
        code_breach=question.code_breach,
        event=question.event,
        decider=question.decider,
        months_since_last=question.months_since_last,
    )
    roster = cast.roster(
        parties=(*facts.raised_by, *facts.about),
        vacant=sorted(question.vacant),
        absent=sorted(question.absent),
    )
    interested = frozenset(cast.person(office) for office in question.interests)
    return facts, replace(roster, interests=interested)


def answer(question: Question, protocol: Protocol, on: date, law: Law = NO_LAW) -> Decision:
    """What the protocol says to a made-up question."""
    facts, roster = asked_of(question, protocol)
    return route(facts, protocol, roster, on, law)


def destination(decision: Decision) -> Destination:
    """Where a decision sends the matter first."""
    if not decision.steps:
        return Destination(decision.outcome, ())
    first = decision.steps[0]
    offices = tuple(sorted({recipient.office for recipient in first.to}))
    return Destination(decision.outcome, offices, first.procedure, is_together(first))


def is_together(step: StepAhead) -> bool:
    """Whether all whom a step names have it, at once or one after the other."""
    return step.combine in {Combine.ALL, Combine.SEQUENCE}


def near_misses(question: Question, protocol: Protocol, decision: Decision) -> tuple[NearMiss, ...]:
    """The rules that would have been followed but for the answer to one question.

    A rule that stands after the one that was followed is not among them: it would not have been
    reached, whatever was answered there.
    """
    facts, _ = asked_of(question, protocol)
    found: list[NearMiss] = []
    for rule in protocol.rules:
        if rule.key == decision.rule:
            break
        failed = failures(rule.when, facts)
        if not failed and entry_step(rule, facts) is None:
            failed = ("entry",)
        asked = {_ASKED_BY[condition] for condition in failed}
        if len(asked) == 1:
            why = explain.why_not(rule.when, facts, failed)
            found.append(NearMiss(rule.key, asked.pop(), why))
    return tuple(found)


def changes(
    question: Question, protocol: Protocol, decision: Decision, law: Law = NO_LAW
) -> tuple[Change, ...]:
    """Every single answer that would have sent it elsewhere or by another rule.

    :param decision: what was answered to the question as it is.
    :return: answers to one question with the same end stand together; where it goes to the same
        people after all comes last.
    """
    now, by = destination(decision), _by(decision)
    together: dict[tuple[Asked, int, Destination], list[str]] = {}
    rules: dict[tuple[Asked, int, Destination], str | None] = {}
    for asked, place, value, other in _others(question, protocol):
        then = answer(other, protocol, decision.on, law)
        to = destination(then)
        if to == now and _by(then) == by:
            continue
        key = (asked, place, to)
        together.setdefault(key, []).append(value)
        rules.setdefault(key, then.rule)
    found = [
        Change(asked, tuple(values), to, rules[asked, place, to], _same(to, now), place)
        for (asked, place, to), values in together.items()
    ]
    return tuple(sorted(found, key=lambda change: change.same))  # stable: questions keep order


def _same(one: Destination, other: Destination) -> bool:
    return (one.offices, one.procedure) == (other.offices, other.procedure)


def _by(decision: Decision) -> tuple[str | None, str | None]:
    return decision.rule, decision.law


def _others(question: Question, protocol: Protocol) -> Iterator[tuple[Asked, int, str, Question]]:
    """The question with one answer changed: which, of whom, to what."""
    written, breach = not question.written, not question.code_breach
    yield Asked.WRITTEN, 0, _yes(written), replace(question, written=written)
    yield Asked.CODE_BREACH, 0, _yes(breach), replace(question, code_breach=breach)
    for nature in Nature:
        other = replace(question, natures=question.natures ^ {nature})
        yield Asked.NATURES, 0, nature.value, other
    for event in Event:
        if event is not question.event:
            yield Asked.EVENT, 0, event.value, replace(question, event=event)
    everybody = people_of(protocol)
    if len(question.raised_by) == 1:
        for office in everybody:
            if office is not question.raised_by[0]:
                raised = replace(question, raised_by=(office,))
                yield Asked.RAISED_BY, 0, office.value, raised
    yield from _about_others(question, everybody)
    if question.decider is not None:
        for office in everybody:
            if office is not question.decider:
                yield Asked.DECIDER, 0, office.value, replace(question, decider=office)
    yield from _as_usual(question)


def _about_others(
    question: Question, everybody: tuple[Office, ...]
) -> Iterator[tuple[Asked, int, str, Question]]:
    about = question.about
    if not about:
        for office in everybody:
            yield Asked.ABOUT, 0, office.value, replace(question, about=(office,))
    for place, was in enumerate(about):
        shown = place + 1 if len(about) > 1 else 0
        before, after = about[:place], about[place + 1 :]
        yield Asked.ABOUT, shown, "", replace(question, about=(*before, *after))
        for office in everybody:
            if office is not was:
                other = replace(question, about=(*before, office, *after))
                yield Asked.ABOUT, shown, office.value, other


def _as_usual(question: Question) -> Iterator[tuple[Asked, int, str, Question]]:
    """Each thing that was ticked about the council, not so."""
    for name in ("vacant", "absent", "interests"):
        ticked: frozenset[Office] = getattr(question, name)
        for office in sorted(ticked):
            left: dict[str, Any] = {name: ticked - {office}}
            value = f"{name}:{office.value}"
            yield Asked.CIRCUMSTANCE, 0, value, replace(question, **left)
    for pair in question.same_person:
        pairs = tuple(each for each in question.same_person if each != pair)
        value = f"same_person:{':'.join(pair)}"
        yield Asked.CIRCUMSTANCE, 0, value, replace(question, same_person=pairs)


def people_of(protocol: Protocol) -> tuple[Office, ...]:
    """Who can raise something or be complained of here: anybody, and the council's own offices."""
    seats = (
        office
        for office in Office
        if office in protocol.offices and KIND_OF[office] in {Kind.COUNCILLOR, Kind.OFFICER}
    )
    return tuple(dict.fromkeys((*sorted(GENERAL), *seats)))


def _parties(cast: Cast, offices: Iterable[Office], numbers: count[int]) -> tuple[Party, ...]:
    return tuple(cast.party(office, nth=next(numbers)) for office in offices)


def _yes(value: bool) -> str:
    return "yes" if value else "no"
