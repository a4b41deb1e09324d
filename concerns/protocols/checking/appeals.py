"""Appeals that go to whoever decided, or had a part in the decision."""

from __future__ import annotations

from collections.abc import Iterator

from concerns.engine.facts import Matter
from concerns.engine.offices import KIND_OF, Kind, Office
from concerns.engine.protocol import Capacity, DutyKind, Protocol, Rule, Step, Track
from concerns.protocols.checking.finding import Finding, cited, opens
from concerns.protocols.checking.ground import DECIDES, Ground, is_for


def to_the_decider(ground: Ground) -> Iterator[Finding]:
    """An appeal to the office that made the decision, in the same rule or from another."""
    for rule, place, step in ground.steps:
        if not _is_appeal(step):
            continue
        before = [s for s in rule.steps[:place] if s.capacity in DECIDES]
        decided = _seats(ground.protocol, before)
        if not before and is_for(rule.when, Matter.ACCESS_APPEAL):
            decided = _refused_by(ground, rule)
        for office in _people(ground.protocol, step):
            if office not in decided or _has_other(step, office):
                continue
            yield Finding(
                "appeal_to_decider",
                f"{opens(rule, step)} is an appeal to the"
                f" {ground.protocol.title_of(office)}, who may be the one who decided, and the"
                " protocol names nobody else.",
                clauses=cited((*before, step)),
                rule=rule.key,
                step=step.key,
                office=office,
                title="An appeal to whoever decided",
                happens=(
                    "Somebody who appeals is answered by the person whose decision they think is"
                    " wrong, or by whomever the council finds at the time."
                ),
                repair="Name somebody for the appeal who had no part in the decision.",
            )


def to_the_adviser(ground: Ground) -> Iterator[Finding]:
    """An appeal to the office that was asked for its advice before the decision."""
    asked_about_access = {
        office: rule
        for rule in ground.protocol.rules
        if is_for(rule.when, Matter.ACCESS_REQUEST)
        for office in _asked(ground.protocol, rule.steps)
    }
    for rule, place, step in ground.steps:
        if not _is_appeal(step):
            continue
        here = dict.fromkeys(_asked(ground.protocol, rule.steps[:place]), rule)
        if is_for(rule.when, Matter.ACCESS_APPEAL):
            here = {**asked_about_access, **here}
        for office in _people(ground.protocol, step):
            if office not in here or _has_other(step, office):
                continue
            yield Finding(
                "appeal_to_adviser",
                f"{opens(rule, step)} is an appeal to the"
                f" {ground.protocol.title_of(office)}, whose advice is asked before the decision"
                f" by the rule “{here[office].key}”.",
                clauses=cited((step,)),
                rule=rule.key,
                step=step.key,
                office=office,
                title="An appeal to whoever advised on the decision",
                happens=(
                    "Somebody who appeals is answered by the person on whose advice they were"
                    " refused."
                ),
                repair="Name somebody else for the appeal, or ask somebody else for advice.",
            )


def _is_appeal(step: Step) -> bool:
    return step.track is Track.APPEAL or step.capacity is Capacity.REVIEW


def _people(protocol: Protocol, step: Step) -> list[Office]:
    """Those named who are one person at a time: another panel can be formed of others."""
    return [t.office for t in step.to if KIND_OF[t.office] is not Kind.BODY]


def _has_other(step: Step, office: Office) -> bool:
    return any(t.office is not office for other in step.otherwise for t in other.to)


def _seats(protocol: Protocol, steps: list[Step]) -> frozenset[Office]:
    return protocol.same_seats(target.office for step in steps for target in step.to)


def _asked(protocol: Protocol, steps: tuple[Step, ...]) -> frozenset[Office]:
    return protocol.same_seats(
        target.office
        for step in steps
        for duty in step.duties
        if duty.kind is DutyKind.CONSULT
        for target in duty.who
    )


def _refused_by(ground: Ground, appeal: Rule) -> frozenset[Office]:
    """Who can have made the decision that a rule for appeals hears."""
    protocol = ground.protocol
    if appeal.when.decider:
        return protocol.same_seats(appeal.when.decider)
    elsewhere = frozenset(
        office
        for rule in protocol.rules[: protocol.rules.index(appeal)]
        if is_for(rule.when, Matter.ACCESS_APPEAL)
        for office in rule.when.decider
    )
    deciding = [
        step
        for rule in protocol.rules
        if is_for(rule.when, Matter.ACCESS_REQUEST)
        for step in rule.steps
        if step.capacity in DECIDES and not _is_appeal(step)
    ]
    return _seats(protocol, deciding) - protocol.same_seats(elsewhere)
