"""Changes to the steps of one rule: each takes a rule and gives another. Nothing is stored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from concerns.engine.facts import Event
from concerns.engine.protocol import CLOSE, Citation, Limit, Protocol, Rule, Step
from concerns.protocols.editing import CannotEdit, moved

Part = TypeVar("Part")

_LONGEST_KEY = 60  # characters
_NO_KEYS = frozenset({"", CLOSE, "add"})


# ---------------------------------------------------------------- keys


def new_rule_key(protocol: Protocol, wanted: str) -> str:
    """A key no rule of the draft has, made of the words of a sentence."""
    return _free(_slug(wanted) or "rule", {rule.key for rule in protocol.rules})


def new_step_key(rule: Rule, wanted: str) -> str:
    """A key no step of the rule has, as near to `wanted` as may be."""
    return _free(_slug(wanted) or "step", {step.key for step in rule.steps})


def _slug(text: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", text.lower().replace("’", "").replace("'", ""))
    return words.strip("-")[:_LONGEST_KEY].strip("-")


def _free(base: str, taken: set[str]) -> str:
    found, n = base, 1
    while found in taken or found in _NO_KEYS:
        n += 1
        found = f"{base}-{n}"
    return found


# ---------------------------------------------------------------- steps


def put_step(rule: Rule, step: Step) -> Rule:
    """Add a step at the end, or replace the one of its key where it stands.

    :raises CannotEdit: if it rests on no clause, or names neither somebody nor a procedure.
    """
    if not step.clauses:
        raise CannotEdit("Choose the clause that says so. A step cannot be saved without one.")
    if not step.to and step.procedure is None:
        raise CannotEdit("Choose who it goes to, or the procedure that follows.")
    steps = list(rule.steps)
    keys = [each.key for each in steps]
    if step.key in keys:
        steps[keys.index(step.key)] = step
    else:
        steps.append(step)
    return replace(rule, steps=tuple(steps))


def follow(rule: Rule, step: Step, *, after: str, outcome: Event) -> Rule:
    """Add a step that an outcome of another leads to.

    It is also where a matter begins that comes with that outcome from elsewhere, unless another
    step of the rule is so already.
    """
    if not any(outcome in each.on for each in rule.steps):
        step = replace(step, on=step.on | {outcome})
    before = step_of(rule, after)
    led = replace(before, next={**before.next, outcome: step.key})
    return put_step(put_step(rule, led), step)


def step_of(rule: Rule, key: str) -> Step:
    """:raises KeyError: if the rule has no step of that key."""
    for step in rule.steps:
        if step.key == key:
            return step
    raise KeyError(key)


def leading(rule: Rule, key: str) -> list[tuple[int, tuple[Event, ...]]]:
    """The other steps that lead to a step: the place of each, and after which outcomes."""
    found = [
        (place, tuple(event for event, following in step.next.items() if following == key))
        for place, step in enumerate(rule.steps, start=1)
        if step.key != key
    ]
    return [(place, outcomes) for place, outcomes in found if outcomes]


def remove_step(rule: Rule, key: str) -> Rule:
    """Leave a step out. Where an outcome of another led to it, the matter ends there.

    :raises CannotEdit: if it is the only one.
    """
    if len(rule.steps) == 1:
        raise CannotEdit("A rule needs a step. Leave the whole rule out instead.")
    left = (step for step in rule.steps if step.key != key)
    return replace(rule, steps=tuple(_ending(step, key) for step in left))


def _ending(step: Step, key: str) -> Step:
    """The step with the end where it led to another."""
    ends = {event: CLOSE if to == key else to for event, to in step.next.items()}
    return replace(step, next=ends)


def move_step(rule: Rule, key: str, way: int) -> Rule:
    """Let a step change places with the one before it (`UP`) or after it (`DOWN`)."""
    keys = [step.key for step in rule.steps]
    return replace(rule, steps=moved(rule.steps, keys.index(key), way))


# ---------------------------------------------------------------- parts of a step


def put_at(parts: Sequence[Part], place: int | None, part: Part) -> tuple[Part, ...]:
    """The parts with one of them replaced. :param place: None adds it at the end."""
    if place is None:
        return (*parts, part)
    return (*parts[:place], part, *parts[place + 1 :])


def check_limits(limits: Iterable[Limit]) -> None:
    """:raises CannotEdit: if two of a step say when the same person has to do the same."""
    seen = set()
    for limit in limits:
        if (limit.what, limit.actor) in seen:
            raise CannotEdit(
                "There is a time for this already, and nobody could tell which of the two counts."
                " Change that one instead.",
                "what",
            )
        seen.add((limit.what, limit.actor))


def without(parts: Sequence[Part], place: int) -> tuple[Part, ...]:
    return (*parts[:place], *parts[place + 1 :])


# ---------------------------------------------------------------- words of a clause


def has_words(protocol: Protocol, citation: Citation) -> bool:
    """Whether the words quoted stand in the clause, whatever the line breaks."""
    clause = protocol.clause_by_id.get(citation.clause)
    if clause is None or clause.quote is None:
        return citation.quote is None
    return _joined(citation.quote or "") in _joined(clause.quote)


def _joined(text: str) -> str:
    return " ".join(text.split())
