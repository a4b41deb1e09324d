"""Which rules came, went or changed, and in which of their parts, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from concerns.engine import explain
from concerns.engine.facts import Event
from concerns.engine.protocol import Citation, Protocol, Rule, Step
from concerns.protocols import rule_terms, rule_words
from concerns.protocols.comparing_clauses import Change
from concerns.protocols.comparing_words import unmoved


class Part(StrEnum):
    """One side of a rule that can change by itself."""

    SUMMARY = "summary"
    ORDER = "order"
    WHEN = "when"
    RECIPIENTS = "recipients"
    DUTIES = "duties"
    LIMITS = "limits"
    NEXT = "next"
    CITATIONS = "citations"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class PartChange:
    """What a part of a rule said and what it says, in sentences; empty where nothing."""

    part: Part
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleChange:
    """:param before: the key it had, or None if it was added; `after` likewise.

    :param summary: the rule in a sentence, as it is now or last was.
    :param parts: of an added or removed rule, all that it says.
    """

    change: Change
    before: str | None
    after: str | None
    summary: str
    parts: tuple[PartChange, ...]


def rule_changes(
    before: Protocol, after: Protocol, paired: Mapping[str, str]
) -> tuple[RuleChange, ...]:
    """Every rule, in the order of the new version; removed ones at the end.

    :param paired: which clause became which, so that a new number alone is no new authority.
    """
    return tuple(_changes(before, after, paired))


def _changes(before: Protocol, after: Protocol, paired: Mapping[str, str]) -> Iterator[RuleChange]:
    came_from = _came_from(before, after)
    places = {rule.key: place for place, rule in enumerate(before.rules)}
    stayed = unmoved([places[came_from[r.key].key] for r in after.rules if r.key in came_from])
    same = {clause.id: clause.id for clause in after.clauses}
    for place, rule in enumerate(after.rules):
        old = came_from.get(rule.key)
        if old is None:
            parts = tuple(PartChange(p.part, (), p.said) for p in _parts(after, rule, place, same))
            yield RuleChange(Change.ADDED, None, rule.key, rule.summary, _told(parts))
            continue
        was = _parts(before, old, places[old.key], paired)
        now = _parts(after, rule, place, same)
        parts = tuple(
            _part(a, b)
            for a, b in zip(was, now, strict=True)
            if (a.part is not Part.ORDER and a.data != b.data)
            or (a.part is Part.ORDER and places[old.key] not in stayed)
        )
        change = Change.CHANGED if parts else Change.SAME
        yield RuleChange(change, old.key, rule.key, rule.summary, parts)
    left = {rule.key for rule in came_from.values()}
    for place, rule in enumerate(before.rules):
        if rule.key not in left:
            was = _parts(before, rule, place, paired)
            gone = tuple(PartChange(p.part, p.said, ()) for p in was)
            yield RuleChange(Change.REMOVED, rule.key, None, rule.summary, _told(gone))


def _part(was: _Said, now: _Said) -> PartChange:
    """Only the sentences that differ; all of them where the difference is in no single one."""
    before = tuple(said for said in was.said if said not in now.said)
    after = tuple(said for said in now.said if said not in was.said)
    if before or after:
        return PartChange(was.part, before, after)
    return PartChange(was.part, was.said, now.said)


def _told(parts: tuple[PartChange, ...]) -> tuple[PartChange, ...]:
    return tuple(p for p in parts if (p.before or p.after) and p.part is not Part.SUMMARY)


def _came_from(before: Protocol, after: Protocol) -> dict[str, Rule]:
    """For each rule that is not new, which it was: by key, or the same conditions or steps."""
    old = {rule.key: rule for rule in before.rules}
    found = {rule.key: old.pop(rule.key) for rule in after.rules if rule.key in old}
    alike: tuple[Callable[[Rule], Any], ...] = (lambda r: r.when, lambda r: r.steps)
    for of in alike:
        for rule in after.rules:
            if rule.key in found:
                continue
            same = next((other for other in old.values() if of(other) == of(rule)), None)
            if same is not None:
                found[rule.key] = old.pop(same.key)
    return found


# ------------------------------------------------------------ what a rule says, part by part


@dataclass(frozen=True, slots=True)
class _Said:
    """:param data: what is compared. :param said: what is shown."""

    part: Part
    data: Any
    said: tuple[str, ...]


def _parts(
    protocol: Protocol, rule: Rule, place: int, paired: Mapping[str, str]
) -> tuple[_Said, ...]:
    steps = tuple(enumerate(rule.steps, start=1))
    many = len(steps) > 1

    def at(n: int, text: str) -> str:
        return f"Step {n}: {text}" if many else rule_terms.capital(text)

    def all_of(words: Callable[[Step], Iterator[str]]) -> tuple[str, ...]:
        return tuple(at(n, text) for n, step in steps for text in words(step))

    when = tuple(map(rule_terms.capital, rule_words.conditions(protocol, rule.when)))
    cited = [[(paired.get(c.clause, c.clause), c.quote) for c in _all(step)] for step in rule.steps]
    doubt = rule.doubt
    return (
        _Said(Part.SUMMARY, rule.summary, (rule.summary,)),
        _Said(Part.ORDER, place, (f"Rule {place + 1} of {len(protocol.rules)}",)),
        _Said(Part.WHEN, rule.when, when or ("Always",)),
        _Said(
            Part.RECIPIENTS,
            [_recipients(step) for step in rule.steps],
            all_of(lambda step: _recipient_words(protocol, step)),
        ),
        _Said(
            Part.DUTIES,
            [[(d.kind, d.when, d.who, d.text, d.force) for d in s.duties] for s in rule.steps],
            all_of(
                lambda step: (" ".join(rule_words.duty_words(protocol, d)) for d in step.duties)
            ),
        ),
        _Said(
            Part.LIMITS,
            [
                [(m.what, m.n, m.unit, m.source, m.start, m.actor, m.extension) for m in s.limits]
                for s in rule.steps
            ],
            all_of(lambda step: (rule_words.limit_words(protocol, m) for m in step.limits)),
        ),
        _Said(
            Part.NEXT,
            [(step.on, _next(rule, step)) for step in rule.steps],
            all_of(lambda step: _next_words(rule, step)),
        ),
        _Said(
            Part.CITATIONS,
            cited,
            all_of(
                lambda step: iter((explain.join(rule_words.clauses(protocol, _all(step)), "and"),))
            ),
        ),
        _Said(
            Part.DOUBT,
            doubt and (doubt.text, doubt.reading, doubt.confirmed_by),
            (f"{doubt.text} {doubt.reading}",) if doubt else (),
        ),
    )


def _all(step: Step) -> list[Citation]:
    """Every clause the step relies on, those of its parts included."""
    cited = [step.clauses, *(other.clauses for other in step.otherwise)]
    cited += [duty.clauses for duty in step.duties]
    cited += [limit.clauses for limit in step.limits]
    return [citation for clauses in cited for citation in clauses]


def _recipients(step: Step) -> tuple[Any, ...]:
    return (
        *(step.to, step.combine, step.capacity, step.track, step.force),
        *(step.procedure, step.condition, step.panel, step.not_alone, step.final),
        [(other.to, other.when, other.instead_of) for other in step.otherwise],
    )


def _next(rule: Rule, step: Step) -> dict[Event, int | None]:
    """Which step follows, by its place: keys are no more to anybody than those of rules."""
    places = {each.key: n for n, each in enumerate(rule.steps)}
    return {event: places.get(following) for event, following in step.next.items()}


def _recipient_words(protocol: Protocol, step: Step) -> Iterator[str]:
    track = rule_terms.TRACKS[step.track]
    yield f"{rule_words.condition(step)}{rule_words.step_name(protocol, step)} ({track})"
    for other in step.otherwise:
        yield rule_words.otherwise_words(protocol, other)
    if step.panel is not None:
        yield from rule_words.panel_words(protocol, step.panel)
    yield from rule_words.limits_of_step(step)


def _next_words(rule: Rule, step: Step) -> Iterator[str]:
    yield from rule_words.entry_words(rule, step)
    for event, following in step.next.items():
        yield f"if {rule_terms.OUTCOMES[event]}, {rule_words.next_words(rule, following)}"
