"""Where a concern stands on its route and where an outcome takes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from concerns.engine.decision import Decision, StepAhead
from concerns.engine.facts import Event
from concerns.engine.offices import KIND_OF, Kind, Office
from concerns.engine.protocol import (
    CLOSE,
    Capacity,
    Combine,
    Duty,
    Protocol,
    Reason,
    Track,
    Whose,
)
from concerns.engine.states import Closing

PROCEDURE = "procedure"  # the raiser's choice of the procedure a step names, and of no office

# What ends an informal step without a settlement, in the order a rule may name it.
_UNSETTLED = (Event.UNRESOLVED, Event.NO_AGREEMENT)
_UPHELD = frozenset({Closing.UPHELD.value, Closing.PARTLY_UPHELD.value})


def step_of(decision: Decision, key: str) -> StepAhead | None:
    """The step of that key, if the decision has it."""
    return next((step for step in decision.steps if step.key == key), None)


def unheld(decision: Decision, protocol: Protocol, key: str) -> Iterator[tuple[Duty, Office]]:
    """The duties of a step towards an office that nobody holds: the decision passes them over.

    Where the same office was passed over for any other reason too, it is not told here: which of
    them kept somebody out is not for everyone to know.

    :param protocol: the version the decision was made by.
    """
    for duty, office, reasons in not_given(decision, protocol, key):
        if reasons == {Reason.VACANT}:
            yield duty, office


def not_given(
    decision: Decision, protocol: Protocol, key: str
) -> Iterator[tuple[Duty, Office, frozenset[Reason]]]:
    """The duties of a step that nobody is left for, towards whom, and why they were passed over.

    Whether there is another political group is no question of an office.

    :param protocol: the version the decision was made by.
    """
    ahead = step_of(decision, key)
    rule = next((rule for rule in protocol.rules if rule.key == decision.rule), None)
    step = next((step for step in rule.steps if step.key == key), None) if rule else None
    if ahead is None or step is None:
        return
    why: dict[Office, set[Reason]] = {}
    for each in decision.excluded:
        why.setdefault(each.office, set()).add(each.reason)
    given = {(duty.kind, duty.when, who.office) for duty in ahead.duties for who in duty.who}
    for duty in step.duties:
        for target in duty.who:
            if target.of is Whose.OTHER_GROUPS or (duty.kind, duty.when, target.office) in given:
                continue
            if target.office in why:
                yield duty, target.office, frozenset(why[target.office])


def following(decision: Decision, key: str, event: Event) -> StepAhead | None:
    """The step that an outcome leads to; None where the route ends."""
    here = step_of(decision, key)
    if here is None:
        return None
    target = here.next.get(event, CLOSE)
    return None if target == CLOSE else step_of(decision, target)


def leading(steps: Iterable[StepAhead], key: str) -> tuple[Event, ...]:
    """The outcomes of the steps of a route that lead to one of them; none to where it begins."""
    found = {event for step in steps for event, onward in step.next.items() if onward == key}
    return tuple(event for event in Event if event in found)


def reached(decision: Decision) -> tuple[StepAhead, ...]:
    """The steps that can come to pass: the first, and those that an outcome leads to."""
    keys = [step.key for step in decision.steps[:1]]
    for key in keys:  # grows as it is read
        here = step_of(decision, key)
        onward = here.next.values() if here is not None else ()
        keys += [each for each in dict.fromkeys(onward) if each not in keys]
    return tuple(step for step in decision.steps if step.key in keys)


def is_informal(step: StepAhead) -> bool:
    """Whether the step is an attempt to settle it, not a decision on it."""
    return step.track is Track.INFORMAL and step.capacity is Capacity.FACILITATE


def is_joint(step: StepAhead) -> bool:
    """Whether several have the step together: a panel, or people the protocol joins.

    Whoever of them takes it on does not take it from the others.
    """
    return step.combine is Combine.ALL or any(KIND_OF[r.office] is Kind.BODY for r in step.to)


def first_step(decision: Decision, *, informal_done: bool) -> StepAhead | None:
    """Where a concern begins.

    :param informal_done: the raiser has tried to settle it, or it would not be safe or right to
        try; an informal step the protocol puts first is then passed over.
    """
    if not decision.steps:
        return None
    step = decision.steps[0]
    if not (informal_done and is_informal(step)):
        return step
    for event in _UNSETTLED:
        onward = following(decision, step.key, event)
        if onward is not None:
            return onward
    return step


def choices(step: StepAhead) -> tuple[str, ...]:
    """Between whom the raiser chooses: offices, or `procedure`; empty where there is no choice."""
    if step.combine is not Combine.CHOICE:
        return ()
    options = tuple(r.office.value for r in step.to)
    if step.procedure is not None:
        options = (*options, PROCEDURE)
    return options if len(options) > 1 else ()


def chosen(step: StepAhead, picked: str | None) -> StepAhead:
    """The step as it is once the raiser has chosen; the same while there is no choice made."""
    if picked not in choices(step):
        return step
    if picked == PROCEDURE:
        return replace(step, to=(), combine=Combine.ONE)
    only = tuple(r for r in step.to if r.office.value == picked)
    return replace(step, to=only, procedure=None, combine=Combine.ONE)


def finding(decision: Decision, key: str, ended: Iterable[tuple[str, str]]) -> Closing | None:
    """How an earlier step upheld it, where this one is there to decide what is done about it.

    Whoever has it by law is bound by nothing the council found: they decide it afresh.

    :param ended: the steps that are done, the latest last, as key and outcome.
    """
    here = step_of(decision, key)
    others = [(done, outcome) for done, outcome in ended if done != key]
    if here is None or here.capacity is not Capacity.DECIDE or here.law is not None or not others:
        return None
    done, outcome = others[-1]
    onward = following(decision, done, Event.UPHELD)
    leads_here = onward is not None and onward.key == key and here.track is not Track.APPEAL
    return Closing(outcome) if leads_here and outcome in _UPHELD else None


def keeps_record(decision: Decision, step: StepAhead, picked: str | None) -> bool:
    """Whether whoever has the step only keeps the record of a procedure or a body outside."""
    named = {person for r in chosen(step, picked).to for person in r.people}
    having = takers(decision, step, picked)
    return bool(having) and not any(person in named for person, _ in having)


def takers(decision: Decision, step: StepAhead, picked: str | None) -> tuple[tuple[str, str], ...]:
    """Who has the step, as pairs of person and office.

    :param picked: the office (or `procedure`) the raiser chose where there was a choice.
    :return: the keeper of the record where the step itself names nobody the portal can reach;
        empty if there is nobody at all.
    """
    chosen = step.to
    if step.combine is Combine.CHOICE and chosen:
        if picked == PROCEDURE:
            chosen = ()
        else:
            named = tuple(r for r in chosen if r.office.value == picked)
            chosen = named or tuple(r for r in chosen if r.people)[:1]
    elif step.combine in {Combine.ONE, Combine.FIRST, Combine.SEQUENCE}:
        chosen = chosen[:1]
    people = tuple(dict.fromkeys((person, r.office.value) for r in chosen for person in r.people))
    if not people and decision.keeper is not None:
        keeper = decision.keeper
        return tuple((person, keeper.office.value) for person in keeper.people)
    return people
