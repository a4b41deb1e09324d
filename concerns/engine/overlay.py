"""The law over a route: what takes it over at once, and what does so when a step has ended.

The overlay is data (`law.py`). A rule of law may wait for an outcome: a parish council may try to
settle what falls within the code of conduct, and may not decide it. Such a rule is woven into the
route when the route is made, so that whoever raises something reads before they send it where the
law takes it, and no act has to ask again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from concerns.engine import explain
from concerns.engine.facts import Event, Facts
from concerns.engine.law import Effect, Law, LawRule
from concerns.engine.matching import failures
from concerns.engine.protocol import CLOSE, Capacity, Protocol, Step

_SETTLING = frozenset({Event.UNRESOLVED})
_DECIDING = frozenset({Event.UPHELD, Event.NOT_UPHELD})
# How a step can end by what its holder does there, where the protocol names no such outcome.
_ENDS = {
    Capacity.FACILITATE: _SETTLING,
    Capacity.ADVISE: _SETTLING,
    Capacity.RECEIVE: _SETTLING | _DECIDING,
}


@dataclass(frozen=True, slots=True)
class Overlay:
    """The rules of law that matter to one case.

    :param now: those that hold as it stands.
    :param later: one that takes it over when a step ends with an outcome the rule names.
    """

    now: tuple[LawRule, ...]
    later: LawRule | None

    @property
    def takes_over(self) -> LawRule | None:
        """The rule that takes the case over at once, if one does."""
        found = self.first(Effect.TAKES_OVER)
        return found if found is not None and found.step is not None else None

    def after(self, event: Event) -> LawRule | None:
        """The rule that takes it over once that has happened, if one does."""
        waits = self.later is not None and event in self.later.when.event
        return self.later if waits else None

    def first(self, effect: Effect) -> LawRule | None:
        """The first rule of that effect among those that hold now."""
        return next((rule for rule in self.now if rule.effect is effect), None)


@dataclass(frozen=True, slots=True)
class Woven:
    """A route with the law's step in it.

    :param key: the key of the law's step. :param left: the protocol's steps it leads past.
    """

    steps: tuple[Step, ...]
    key: str
    left: tuple[Step, ...]


def over(law: Law, protocol: Protocol, facts: Facts, at: date) -> Overlay:
    """What the law says over a protocol for such a case on that day."""
    now: list[LawRule] = []
    later: LawRule | None = None
    for rule in law.rules:
        if not rule.in_force(nation=protocol.nation, tier=protocol.tier, on=at):
            continue
        failed = failures(rule.when, facts)
        if not failed:
            now.append(rule)
        elif later is None and failed == ("event",) and rule.effect is Effect.TAKES_OVER:
            later = rule
    return Overlay(tuple(now), later if later is not None and later.step is not None else None)


def agrees(step: Step, law_step: Step) -> bool:
    """Whether the protocol's step is just the one the law wants: to those offices and no other way.

    A choice between them and a procedure of the council's own is another way, and so is an
    attempt by the same people to settle it.
    """
    same = {t.office for t in step.to} == {t.office for t in law_step.to} and bool(step.to)
    return same and not helps(step) and step.procedure in {None, law_step.procedure}


def helps(step: Step) -> bool:
    """Whether the step only helps to settle it, which no rule that waits for an outcome bars."""
    return step.capacity in {Capacity.FACILITATE, Capacity.ADVISE}


def weave(steps: tuple[Step, ...], rule: LawRule) -> Woven | None:
    """The route in which each outcome the rule waits for leads to the law's step.

    What follows a step that is the law's own already stays as the protocol has it: by then the
    law has been followed.

    :param rule: one with a step. :return: None where no outcome leads anywhere else by law.
    """
    if rule.step is None:
        return None
    key = _free(rule.step.key, steps)
    by_key = {step.key: step for step in steps}
    turned: dict[str, Step] = {}
    events: set[Event] = set()
    waiting = [steps[0].key]
    while waiting:
        here = by_key[waiting.pop()]
        if here.key in turned or agrees(here, rule.step):
            continue
        to_law = set(_to_law(here, by_key, rule, rule.step))
        turned[here.key] = replace(here, next={**here.next, **dict.fromkeys(sorted(to_law), key)})
        events |= to_law
        waiting.extend(_targets(turned[here.key], by_key))
    if not events:
        return None
    said = explain.join(explain.EVENT_WORDS[event] for event in Event if event in events)
    whole = {**by_key, **turned}
    reached = _reached(steps[0].key, whole)
    ahead = replace(rule.step, key=key, condition=f"if {said}")
    kept = tuple(whole[step.key] for step in steps if step.key in reached)
    return Woven((*kept, ahead), key, tuple(step for step in steps if step.key not in reached))


def _to_law(here: Step, by_key: dict[str, Step], rule: LawRule, law_step: Step) -> Iterator[Event]:
    """The outcomes of a step that lead to the law's step and not where the protocol says.

    A further attempt to settle it is none of the law's business.
    """
    for event in rule.when.event & (here.next.keys() | _ENDS.get(here.capacity, _DECIDING)):
        target = by_key.get(here.next.get(event, CLOSE))
        if target is None or not (agrees(target, law_step) or helps(target)):
            yield event


def _targets(step: Step, by_key: dict[str, Step]) -> list[str]:
    return [key for key in step.next.values() if key in by_key]


def _reached(first: str, by_key: dict[str, Step]) -> set[str]:
    found: set[str] = set()
    waiting = [first]
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting.extend(_targets(by_key[key], by_key))
    return found


def _free(key: str, steps: Iterable[Step]) -> str:
    taken = {step.key for step in steps}
    while key in taken:
        key = f"law_{key}"
    return key
