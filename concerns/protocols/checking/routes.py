"""Steps that lead nowhere, come round again, or wait for something that never happens."""

from __future__ import annotations

from collections.abc import Iterator

from concerns.engine import explain
from concerns.engine.facts import Event, Matter
from concerns.engine.protocol import CLOSE, Capacity, Rule, Step, Track
from concerns.protocols.checking.finding import Finding, cited, names
from concerns.protocols.checking.ground import Ground, outcomes

# What a step that ends a route may be: there the protocol has nothing more to say.
_ENDS = frozenset({Capacity.DECIDE, Capacity.REVIEW})
# The portal lets nobody decide at a step that is there to help or to advise.
_NEVER_DECIDES = frozenset({Capacity.FACILITATE, Capacity.ADVISE})
_BY_DECISION = frozenset({Event.UPHELD, Event.NOT_UPHELD, Event.REFUSED})
# Matters that are answered, so that there is nothing to decide.
_ANSWERED = frozenset({Matter.ENQUIRY, Matter.DECLARATION})


def goes_back(ground: Ground) -> Iterator[Finding]:
    """Outcomes that lead to an earlier step, or to the same one again."""
    for rule, place, step in ground.steps:
        places = {each.key: n for n, each in enumerate(rule.steps)}
        for event, following in outcomes(step):
            if places[following] <= place:
                yield Finding(
                    "goes_back",
                    f"After “{explain.spoken(event)}”, {names(rule, step)} goes back to"
                    f" step {places[following] + 1}, so the route might never end.",
                    blocking=True,
                    clauses=cited((step,)),
                    rule=rule.key,
                    step=step.key,
                    title="A route that goes round in a circle",
                    happens=(
                        "A person can be sent from one to the other and back for ever, and never"
                        " get an answer."
                    ),
                    repair="Let the outcome lead to a step further on, or end the matter there.",
                )


def unreached(ground: Ground) -> Iterator[Finding]:
    """Steps nothing leads to."""
    for rule, place, step in ground.steps:
        entered = {following for each in rule.steps for following in each.next.values()}
        if place and step.key not in entered and not _enterable(rule, step):
            yield Finding(
                "step_unreached",
                f"Nothing leads to {names(rule, step)}: no outcome of a step before it, and no"
                " event at which it is entered. It is shown as a step ahead and cannot be moved"
                " to.",
                clauses=cited((step,)),
                rule=rule.key,
                step=step.key,
                title="A step nothing leads to",
                happens=(
                    "A person reads that this step lies ahead and waits for it, but their matter"
                    " can never get there."
                ),
                repair="Say after which outcome of an earlier step this one follows.",
            )


def no_way_on(ground: Ground) -> Iterator[Finding]:
    """Steps of which the protocol does not say what follows."""
    for rule, _, step in ground.steps:
        if step.next or step.final or step.procedure or step.capacity in _ENDS:
            continue
        yield Finding(
            "no_way_on",
            f"The protocol does not say what follows {names(rule, step)}. Whoever holds it closes"
            " it or refers it.",
            clauses=cited((step,)),
            rule=rule.key,
            step=step.key,
            title="A step with nothing after it",
            happens=(
                "If the matter is not settled here, the person who raised it has nowhere to go"
                " and nobody has to decide it."
            ),
            repair="Say what follows if it is not settled, or that the matter ends here.",
        )


def never_happens(ground: Ground) -> Iterator[Finding]:
    """Outcomes that lead on from a step and that the step can never have."""
    for rule, _, step in ground.steps:
        for event, following in step.next.items():
            why = _why_never(rule, step, event)
            if why:
                goes = "ends the matter" if following == CLOSE else f"leads to “{following}”"
                yield Finding(
                    "never_happens",
                    f"After “{explain.spoken(event)}”, {names(rule, step)} {goes}, but {why}.",
                    blocking=following != CLOSE,
                    clauses=cited((step,)),
                    rule=rule.key,
                    step=step.key,
                    title="An outcome that cannot come about",
                    happens=(
                        "The person waits for a next step that the protocol promises and that"
                        " never begins."
                    ),
                    repair=(
                        "Give the step to somebody who decides, or name an outcome that it can"
                        " have, such as “unresolved”."
                    ),
                )


def _why_never(rule: Rule, step: Step, event: Event) -> str:
    if event in {Event.FIRST, Event.WITHDRAWN}:
        return "that is no outcome of a step: a matter taken back ends at once"
    if event not in _BY_DECISION:
        return ""
    if step.capacity in _NEVER_DECIDES:
        return "whoever has it only helps or advises and does not decide"
    if step.not_alone:
        return "whoever has it may not decide alone"
    matters = rule.when.matter or frozenset(Matter)
    if matters <= _ANSWERED:
        return "there is nothing to decide in a matter of this kind, only to answer"
    if event is Event.REFUSED and matters == {Matter.CONCERN}:
        return "a concern is upheld or not upheld, and only a request is refused"
    if event is Event.NOT_UPHELD and Matter.CONCERN not in matters:
        return "a request is refused, and only a concern is not upheld"
    return ""


def no_appeal(ground: Ground) -> Iterator[Finding]:
    """Rules whose decision nobody can be asked to look at again, without the rule saying so."""
    appeals = {
        matter
        for rule in ground.protocol.rules
        if any(step.track is Track.APPEAL for step in rule.steps)
        for matter in rule.when.matter
    }
    # An appeal against a refusal of information is a matter of its own.
    if Matter.ACCESS_APPEAL in appeals:
        appeals.add(Matter.ACCESS_REQUEST)
    for rule in ground.protocol.rules:
        deciding = [s for s in rule.steps if s.capacity in {Capacity.DECIDE, Capacity.HEAR}]
        told = any(
            s.final or s.track is Track.APPEAL or s.capacity is Capacity.REVIEW for s in rule.steps
        )
        separate = Matter.CONCERN not in rule.when.matter and bool(rule.when.matter & appeals)
        if not deciding or told or separate:
            continue
        yield Finding(
            "no_appeal",
            f"The rule “{rule.key}” ends with a decision and does not say whether anybody can be"
            " asked to look at it again.",
            clauses=cited(deciding[-1:]),
            rule=rule.key,
            step=deciding[-1].key,
            title="No appeal, and no word that it is final",
            happens=(
                "Somebody who thinks the decision is wrong is not told whether they may appeal,"
                " or to whom."
            ),
            repair="Add a step of appeal to somebody who took no part, or say that it is final.",
        )


def _enterable(rule: Rule, step: Step) -> bool:
    return bool(step.on & rule.when.event if rule.when.event else step.on)
