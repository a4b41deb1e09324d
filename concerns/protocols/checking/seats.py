"""The safety net, offices nothing names, and offices nobody holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from concerns.engine import explain
from concerns.engine.offices import GENERAL, Office
from concerns.engine.protocol import Protocol, Rule, Step, Target, When
from concerns.protocols.checking.finding import Finding, cited, names
from concerns.protocols.checking.ground import Ground
from concerns.protocols.rosters import deputies


def net(ground: Ground) -> Iterator[Finding]:
    """The last resort must lie outside, or a matter about those inside reaches nobody."""
    last = ground.protocol.safety_net[-1] if ground.protocol.safety_net else None
    if last is None or not ground.is_outside(last):
        yield Finding(
            "net_ends_inside",
            "The safety net does not end with somebody outside the council, so a concern about"
            " everybody in it would reach nobody.",
            blocking=True,
            office=last,
            title="No last resort outside the council",
            happens=(
                "Somebody with a concern about everybody at the top of the council finds nobody"
                " left to take it."
            ),
            repair=(
                "End the safety net with somebody of another authority, or an adviser from outside."
            ),
        )


def unused(ground: Ground) -> Iterator[Finding]:
    """Offices that are listed and that nothing sends to, tells or is about."""
    used = set(_used(ground.protocol)) | GENERAL
    for office, entry in ground.protocol.offices.items():
        if not {office, *entry.same_as} & used:
            yield Finding(
                "office_unused",
                f"No rule sends anything to the {entry.title} or is about them.",
                office=office,
                title="An office no rule speaks of",
                happens=(
                    f"Somebody who reads that there is a {entry.title} may take a concern to them,"
                    " and the protocol gives them no part in it."
                ),
                repair="Write what the office does, or take it off the list.",
            )


def not_held(ground: Ground) -> Iterator[Finding]:
    """Offices a step goes to and nobody holds; nothing where it is not known who holds what."""
    if ground.held is None:
        return
    held = ground.protocol.same_seats(ground.held)
    told = set[Office]()
    for part, named in _PARTS.items():  # what is said of a step says enough of the duties too
        for rule, _, step in ground.steps:
            for target in named(step):
                office = target.office
                if office in GENERAL | held | told or ground.is_outside(office):
                    continue
                told.add(office)
                yield _not_held(ground, rule, step, office, held, part)


def _not_held(
    ground: Ground,
    rule: Rule,
    step: Step,
    office: Office,
    held: frozenset[Office],
    part: str,
) -> Finding:
    return Finding(
        "office_not_held",
        f"Nobody holds the office of {ground.protocol.title_of(office)}, {part}"
        f" {names(rule, step)}.",
        clauses=cited((step,)),
        rule=rule.key,
        step=step.key,
        office=office,
        title="An office nobody holds",
        happens=(
            "The duty is passed over, and nobody is told or asked instead."
            if _PARTS[part] is _told
            else _instead(ground, office, held)
        ),
        repair="Appoint somebody to it, or name another office in the rule.",
    )


def _takers(step: Step) -> Iterator[Target]:
    yield from step.to
    yield from _instead_of_them(step)


def _instead_of_them(step: Step) -> Iterator[Target]:
    return (target for other in step.otherwise for target in other.to)


def _told(step: Step) -> Iterator[Target]:
    return (target for duty in step.duties for target in duty.who)


_PARTS: Mapping[str, Callable[[Step], Iterable[Target]]] = {
    "who is to have": lambda step: step.to,
    "who is to take, instead of others,": _instead_of_them,
    "whom a duty names at": _told,
}
"""What an office has to do with a step, what says most of it first."""


def _instead(ground: Ground, office: Office, held: frozenset[Office]) -> str:
    deputy = deputies(ground.protocol).get(office)
    if deputy is not None and deputy in held:
        return f"What is sent to them goes to the {ground.protocol.title_of(deputy)} instead."
    net = [o for o in ground.protocol.safety_net if o in held or ground.is_outside(o)]
    if net:
        whom = explain.titles(ground.protocol, net[:1])
        return (
            "Unless the rule names somebody else, what is sent to them goes to"
            f" {whom}, by the council's own arrangement."
        )
    return "What is sent to them reaches nobody, and an alarm asks the council to name somebody."


def _used(protocol: Protocol) -> Iterator[Office]:
    yield from protocol.safety_net
    if protocol.owner is not None:
        yield protocol.owner
    yield from (e.deputy for e in protocol.offices.values() if e.deputy is not None)
    whens = [rule.when for rule in protocol.rules]
    whens += [notice.when for notice in protocol.notices]
    whens += [gap.when for gap in protocol.gaps if gap.when is not None]
    for when in whens:
        yield from _in_when(when)
    for rule in protocol.rules:
        for step in rule.steps:
            yield from (target.office for target in _targets(step))


def _in_when(when: When) -> Iterator[Office]:
    for offices in (
        when.raised_by,
        when.raised_by_not,
        when.about,
        when.about_any,
        when.about_not,
        when.decider,
    ):
        yield from offices


def _targets(step: Step) -> Iterator[Target]:
    yield from _takers(step)
    yield from _told(step)
    yield from (limit.actor for limit in step.limits if limit.actor is not None)
    if step.panel is not None:
        yield from step.panel.may_not_sit
