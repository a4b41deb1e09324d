"""What has to be asked before a matter can be routed, read from the council's own rules.

Pure: from a protocol and a person, which matters they can raise here, and which of the facts the
rules for that matter look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from concerns.engine.facts import Matter, Nature, Party
from concerns.engine.offices import GENERAL, Kind, Office
from concerns.engine.protocol import Clause, ClauseKind, Protocol, Rule, Target, Whose


@dataclass(frozen=True, slots=True)
class Asks:
    """The facts that the rules for one matter look at.

    :param about: whom it is about, or who is asked.
    :param natures: which natures make a difference.
    :param decider: who made the decision that is appealed against.
    :param again: when the same thing was last raised.
    """

    about: bool
    natures: frozenset[Nature]
    decider: bool
    again: bool


def matters(protocol: Protocol, party: Party) -> tuple[Matter, ...]:
    """What the person can raise here: a concern always, anything else where a rule receives it."""
    return tuple(
        matter
        for matter in Matter
        if matter is Matter.CONCERN
        or any(_is_for(rule, party) for rule in _rules(protocol, matter))
    )


def asks(protocol: Protocol, matter: Matter) -> Asks:
    """What the rules for a matter look at."""
    rules = list(_rules(protocol, matter))
    return Asks(
        about=matter is Matter.CONCERN or any(_looks_at_subject(rule) for rule in rules),
        natures=frozenset(nature for rule in rules for nature in rule.when.natures),
        decider=any(rule.when.decider for rule in rules),
        again=any(rule.when.within_months is not None for rule in rules),
    )


def expectations(protocol: Protocol, kinds: Iterable[Kind]) -> tuple[Clause, ...]:
    """The clauses, quoted in the council's own words, that say how such people behave."""
    wanted = frozenset(kinds)
    return tuple(
        clause
        for clause in protocol.clauses
        if clause.quote and ClauseKind.EXPECTATION in clause.kinds and clause.expects & wanted
    )


def deciders(protocol: Protocol) -> tuple[Office, ...]:
    """Who can have refused information: those a rule asks about, and those who decide requests."""
    found: dict[Office, None] = {}
    for matter in (Matter.ACCESS_REQUEST, Matter.ACCESS_APPEAL):
        for rule in _rules(protocol, matter):
            found |= dict.fromkeys(sorted(rule.when.decider))
            found |= dict.fromkeys(target.office for step in rule.steps for target in step.to)
    return tuple(office for office in found if office not in GENERAL)


def _rules(protocol: Protocol, matter: Matter) -> Iterator[Rule]:
    return (rule for rule in protocol.rules if matter in rule.when.matter)


def _is_for(rule: Rule, party: Party) -> bool:
    when = rule.when
    if any(party.is_a(office) for office in when.raised_by_not):
        return False
    return not when.raised_by or any(party.is_a(office) for office in when.raised_by)


def _looks_at_subject(rule: Rule) -> bool:
    when = rule.when
    return bool(
        when.about
        or when.about_any
        or when.about_not
        or any(target.of is Whose.SUBJECT for target in _targets(rule))
    )


def _targets(rule: Rule) -> Iterator[Target]:
    for step in rule.steps:
        yield from step.to
        for duty in step.duties:
            yield from duty.who
        for other in step.otherwise:
            yield from other.to
