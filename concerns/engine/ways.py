"""Which steps a case takes, and by whose word: the protocol's, the law's, or nobody's."""

from __future__ import annotations

from dataclasses import dataclass, replace

from concerns.engine.facts import Event
from concerns.engine.law import Effect, LawRule
from concerns.engine.offices import Office
from concerns.engine.overlay import Overlay, agrees, helps, weave
from concerns.engine.protocol import (
    Capacity,
    Citation,
    Combine,
    Protocol,
    Rule,
    Step,
    Target,
    Track,
)

# Codes of the gaps that lie in the way itself; a pack's own gaps carry the pack's codes.
NO_RULE = "no_rule"
LAW_WINS = "law_over_protocol"
LAW_LATER = "law_at_a_later_step"
INFORMAL_LIFTED = "informal_lifted"


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Something the protocol does not say, or that the law says over it."""

    code: str
    text: str
    clauses: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """The steps a case takes.

    :param rule: the protocol's rule; None where the law or nobody says.
    :param law: the rule of law that takes it over at once.
    :param later: the rule of law that takes it over once a step has ended.
    :param by_law: the key of the step that one of the two gives it.
    """

    steps: tuple[Step, ...]
    rule: Rule | None
    law: LawRule | None = None
    later: LawRule | None = None
    by_law: str | None = None
    unsaid: tuple[Unsaid, ...] = ()

    def source(self, step: Step) -> LawRule | None:
        """The rule of law whose step it is; None for one of the protocol's."""
        return (self.law or self.later) if step.key == self.by_law else None


def way(protocol: Protocol, rule: Rule | None, entry: int, overlay: Overlay) -> Way:
    """The steps of the first rule that fits, under the law.

    :param rule: that rule; None if none fits. :param entry: the index of the step it begins with.
    """
    taken_over = overlay.takes_over
    if rule is None:
        if taken_over is not None:
            return _by_law(taken_over, None)
        none = Unsaid(
            NO_RULE, "The protocol has no rule for this. The council's own arrangements apply."
        )
        return _with_later(Way((net_step(protocol),), None, unsaid=(none,)), overlay.later)
    steps = rule.steps[entry:]
    if taken_over is not None and taken_over.when.event and helps(steps[0]):
        # A further attempt to settle it comes before a rule that waits for an outcome.
        return _with_later(Way(steps, rule), taken_over)
    if taken_over is not None:
        agreed = _agree(steps[0], taken_over)
        return _with_later(Way(steps, rule), overlay.later) if agreed else _by_law(taken_over, rule)
    if overlay.first(Effect.LIFTS_INFORMAL) is not None:
        return _lifted(Way(steps, rule), overlay)
    return _with_later(Way(steps, rule), overlay.later)


def net_step(protocol: Protocol, *, first: tuple[Office, ...] = ()) -> Step:
    """The protocol names nobody, so the first of the safety net who may act receives it.

    :param first: asked before the net.
    """
    return Step(
        key="safety_net",
        capacity=Capacity.RECEIVE,
        clauses=(),
        to=tuple(Target(office) for office in dict.fromkeys((*first, *protocol.safety_net))),
        combine=Combine.FIRST,
    )


def _by_law(law: LawRule, rule: Rule | None, *unsaid: Unsaid) -> Way:
    said = (
        "The protocol is silent; the law decides."
        if rule is None
        else "The law takes this out of the protocol's hands."
    )
    wins = Unsaid(LAW_WINS, f"{said} {law.text}")
    steps = (law.step,) if law.step is not None else ()
    key = law.step.key if law.step is not None else None
    return Way(steps, None, law, by_law=key, unsaid=(*unsaid, wins))


def _lifted(found: Way, overlay: Overlay) -> Way:
    """The same without an attempt to settle it first, which the law does not let hold it back."""
    formal = _without_informal(found.steps)
    if not formal or len(formal) == len(found.steps):
        return _with_later(found, overlay.later)
    lifted = Unsaid(
        INFORMAL_LIFTED,
        "The informal stage is passed over: the law does not let it hold this back.",
        found.steps[0].clauses,
    )
    # To pass over the attempt is to have it end without a settlement.
    after = overlay.after(Event.UNRESOLVED)
    if after is not None and not _agree(formal[0], after):
        return _by_law(after, found.rule, lifted)
    return _with_later(replace(found, steps=formal, unsaid=(lifted,)), overlay.later)


def _with_later(found: Way, later: LawRule | None) -> Way:
    """The same with the law's step where an outcome leads to it."""
    woven = weave(found.steps, later) if later is not None else None
    if woven is None:
        return found
    left = dict.fromkeys(Citation(c.clause) for step in woven.left for c in step.clauses)
    wins = Unsaid(
        LAW_LATER,
        "The law takes this out of the protocol's hands once it goes beyond the first attempt to"
        " deal with it.",
        tuple(left),
    )
    return replace(
        found,
        steps=woven.steps,
        later=later,
        by_law=woven.key,
        unsaid=(*found.unsaid, wins),
    )


def _without_informal(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The route from its first step that is not merely an informal attempt."""
    for index, step in enumerate(steps):
        if not (step.track is Track.INFORMAL and step.capacity is Capacity.FACILITATE):
            return steps[index:]
    return ()


def _agree(step: Step, law: LawRule) -> bool:
    return law.step is not None and agrees(step, law.step)
