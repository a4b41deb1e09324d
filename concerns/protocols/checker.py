"""What is wrong or missing in a protocol that reads well: for its author, before adoption.

The loader refuses what does not hold together. Here are the things that hold together and still
leave somebody without a route: rules that never come to be used, steps that lead nowhere,
situations nobody is named for. Only what would make the portal act otherwise than the protocol
says blocks adoption; the rest is shown, with what happens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from concerns.engine import explain
from concerns.engine.facts import Event, Facts, Matter
from concerns.engine.law import Law
from concerns.engine.offices import ALWAYS_OUTSIDE, GENERAL, Office
from concerns.engine.protocol import CLOSE, Capacity, Protocol, Rule, Step, Target, When
from concerns.protocols.checker_cells import Cells
from concerns.protocols.checker_grid import Box, Grid, common, is_empty, left_over
from concerns.protocols.rosters import Cast

# What a step that ends a route may be: there the protocol has nothing more to say.
_ENDS = frozenset({Capacity.DECIDE, Capacity.REVIEW})


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an author should know.

    :param blocking: the protocol cannot be adopted as it is.
    :param clauses: the ids of the clauses it concerns. :param rule: the key of the rule.
    """

    code: str
    text: str
    blocking: bool = False
    clauses: tuple[str, ...] = ()
    rule: str | None = None


def check(protocol: Protocol, law: Law, on: date) -> tuple[Finding, ...]:
    """Everything found, what blocks adoption first.

    :param law: the overlay of law; what it takes over needs no rule of the protocol.
    :param on: the day whose law counts.
    """
    grid = Grid(protocol, Cast(protocol))
    boxes = [grid.box(rule) for rule in protocol.rules]
    findings = [
        *_structure(protocol, boxes),
        *(
            Finding(a.code, f"{where}: {a.text}", clauses=a.clauses, rule=a.rule)
            for where, a in Cells(protocol, grid, boxes, law, on).found()
        ),
        *_matters(protocol),
        *_overlaps(protocol, grid, boxes),
        *_unused(protocol),
    ]
    return tuple(sorted(findings, key=lambda finding: not finding.blocking))


def blocking(protocol: Protocol) -> tuple[Finding, ...]:
    """Only what blocks adoption; quick."""
    grid = Grid(protocol, Cast(protocol))
    boxes = [grid.box(rule) for rule in protocol.rules]
    return tuple(found for found in _structure(protocol, boxes) if found.blocking)


def _structure(protocol: Protocol, boxes: list[Box]) -> Iterator[Finding]:
    """What can be seen from the rules alone."""
    yield from _net(protocol)
    yield from _reach(protocol, boxes)
    yield from _steps(protocol)
    yield from _doubts(protocol)


def _net(protocol: Protocol) -> Iterator[Finding]:
    """The last resort must lie outside, or a matter about those inside reaches nobody."""
    last = protocol.safety_net[-1] if protocol.safety_net else None
    entry = protocol.offices.get(last) if last else None
    if last is None or not (last in ALWAYS_OUTSIDE or (entry is not None and entry.external)):
        yield Finding(
            "net_ends_inside",
            "The safety net does not end with somebody outside the council, so a concern about"
            " everybody in it would reach nobody.",
            blocking=True,
        )


def _reach(protocol: Protocol, boxes: list[Box]) -> Iterator[Finding]:
    for place, (rule, box) in enumerate(zip(protocol.rules, boxes, strict=True)):
        if is_empty(box):
            why = "no situation meets its conditions"
        elif not left_over(box, boxes[:place]):
            earlier = [
                f"“{other.key}”"
                for other, theirs in zip(protocol.rules[:place], boxes, strict=False)
                if not is_empty(common(box, theirs))
            ]
            why = f"earlier rules always answer first: {explain.join(earlier, 'and')}"
        else:
            continue
        yield Finding(
            "unreachable",
            f"The rule “{rule.key}” is never used: {why}.",
            blocking=True,
            clauses=_cited(rule.steps),
            rule=rule.key,
        )


def _overlaps(protocol: Protocol, grid: Grid, boxes: list[Box]) -> Iterator[Finding]:
    """Two rules for the same situation: the order decides, and the author should mean it."""
    for later, rule in enumerate(protocol.rules):
        for earlier in range(later):
            meeting = common(common(boxes[earlier], boxes[later]), grid.plainly_raised)
            if is_empty(meeting):
                continue
            first = protocol.rules[earlier]
            yield Finding(
                "overlap",
                f"The rules “{first.key}” and “{rule.key}” both fit {said(grid.example(meeting))}."
                f" “{first.key}” comes first and is used.",
                clauses=_cited((*first.steps, *rule.steps)),
                rule=rule.key,
            )


def _steps(protocol: Protocol) -> Iterator[Finding]:
    for rule in protocol.rules:
        places = {step.key: place for place, step in enumerate(rule.steps)}
        entered = {following for step in rule.steps for following in step.next.values()}
        for place, step in enumerate(rule.steps):
            name = f"the step “{step.key}” of the rule “{rule.key}”"
            clauses = _cited((step,))
            for event, following in step.next.items():
                if following != CLOSE and places[following] <= place:
                    yield Finding(
                        "goes_back",
                        f"After “{explain.spoken(event)}”, {name} goes back to “{following}”, so"
                        " the route might never end.",
                        blocking=True,
                        clauses=clauses,
                        rule=rule.key,
                    )
            if place and step.key not in entered and not _enterable(rule, step):
                yield Finding(
                    "step_unreached",
                    f"Nothing leads to {name}: no outcome of a step before it, and no event at"
                    " which it is entered. It is shown as a step ahead and cannot be moved to.",
                    clauses=clauses,
                    rule=rule.key,
                )
            if not (step.next or step.final or step.procedure or step.capacity in _ENDS):
                yield Finding(
                    "no_way_on",
                    f"The protocol does not say what follows {name}. Whoever holds it closes it or"
                    " refers it.",
                    clauses=clauses,
                    rule=rule.key,
                )


def _enterable(rule: Rule, step: Step) -> bool:
    return bool(step.on & rule.when.event if rule.when.event else step.on)


def _doubts(protocol: Protocol) -> Iterator[Finding]:
    for rule in protocol.rules:
        confirmed = rule.doubt is not None and rule.doubt.confirmed_by is not None
        unsettled = [c for c in _cited(rule.steps) if protocol.clause_by_id[c].unresolved]
        if unsettled and not confirmed:
            yield Finding(
                "unresolved",
                f"The rule “{rule.key}” rests on words that are not settled, and nobody has"
                " confirmed how they are read.",
                blocking=True,
                clauses=tuple(unsettled),
                rule=rule.key,
            )
        elif rule.doubt is not None:
            by = rule.doubt.confirmed_by
            yield Finding(
                "doubt",
                f"The rule “{rule.key}” reads a text that is in doubt. {rule.doubt.reading}"
                f" {f'Confirmed by {by}.' if by else 'Nobody has confirmed this reading.'}",
                clauses=tuple(citation.clause for citation in rule.doubt.clauses),
                rule=rule.key,
            )


def _matters(protocol: Protocol) -> Iterator[Finding]:
    """Whole matters the protocol is silent about; concerns are looked at cell by cell."""
    routed = {matter for rule in protocol.rules for matter in rule.when.matter or Matter}
    for matter in Matter:
        if matter not in routed:
            yield Finding(
                "no_rule",
                f"There is no rule for {explain.MATTER_WORDS[matter]}."
                f" It goes to {_net_words(protocol)}.",
            )


def _net_words(protocol: Protocol) -> str:
    first = protocol.safety_net[:1]
    return (
        f"{explain.titles(protocol, first)}, by the council's own arrangement"
        if first
        else "nobody"
    )


def _unused(protocol: Protocol) -> Iterator[Finding]:
    used = set(_used(protocol)) | GENERAL
    for office, entry in protocol.offices.items():
        seats = {office, *entry.same_as}
        if not seats & used:
            yield Finding(
                "office_unused",
                f"No rule sends anything to the {entry.title} or is about them.",
            )


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
    yield from step.to
    yield from (target for other in step.otherwise for target in other.to)
    yield from (target for duty in step.duties for target in duty.who)
    yield from (limit.actor for limit in step.limits if limit.actor is not None)
    if step.panel is not None:
        yield from step.panel.may_not_sit


def _cited(steps: Iterable[Step]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c.clause for step in steps for c in step.clauses))


def said(facts: Facts) -> str:
    """A situation in words: `a concern raised by a councillor, about a clerk, in writing`."""
    parts = [
        explain.given(facts, "matter"),
        explain.given(facts, "raised_by"),
        explain.given(facts, "about") + (" (former)" if any(p.former for p in facts.about) else ""),
    ]
    if facts.natures:
        parts.append(f"for {explain.given(facts, 'natures')}")
    if facts.written:
        parts.append("in writing")
    if facts.code_breach:
        parts.append("with a breach of the code alleged")
    if facts.event is not Event.FIRST:
        parts.append(f"when {explain.EVENT_WORDS[facts.event]}")
    if facts.decider is not None:
        parts.append(explain.given(facts, "decider"))
    if facts.months_since_last is not None:
        parts.append(explain.given(facts, "within_months"))
    return ", ".join(parts)
