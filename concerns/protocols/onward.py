"""What comes after the first step of an answer: where each outcome takes it.

As with a real concern, an outcome that a step says nothing of ends the route there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from concerns.engine import journey
from concerns.engine.decision import Decision, StepAhead
from concerns.engine.facts import Event, Matter
from concerns.engine.protocol import Track

Outcomes = tuple[Event, ...]

MOST = 6  # outcomes one after the other; no route of the portal has as many steps


def landing(decision: Decision, outcomes: Iterable[Event]) -> StepAhead | None:
    """The step it stands at once these came of it, one after the other; None where it has ended."""
    step = decision.steps[0] if decision.steps else None
    for event in outcomes:
        if step is None:
            return None
        step = _onward(decision, step, event)
    return step


def whole(decision: Decision) -> Mapping[Outcomes, StepAhead]:
    """Every way on from every step that can be reached, with the step it leads to.

    A step is gone on from once only, from the shortest way to it, so that a route which turns
    back on itself has an end too.
    """
    found: dict[Outcomes, StepAhead] = {}
    ahead: list[Outcomes] = [()] if decision.steps else []
    seen = {decision.steps[0].key} if decision.steps else set()
    for outcomes in ahead:  # grows as it is read
        here = found[outcomes] if outcomes else decision.steps[0]
        for event in sorted({*here.next, Event.REFUSED}):
            onward = _onward(decision, here, event)
            if onward is None:
                continue
            found[*outcomes, event] = onward
            if onward.key not in seen:
                seen.add(onward.key)
                ahead.append((*outcomes, event))
    return found


def _onward(decision: Decision, here: StepAhead, event: Event) -> StepAhead | None:
    """Where an outcome leads, also if only the raiser can ask for that.

    An appeal against a refusal of information stands open whichever step refuses, whether that
    step names it or not: to refuse sooner takes none away.
    """
    onward = journey.following(decision, here.key, event)
    asked = decision.facts.matter is Matter.ACCESS_REQUEST and event is Event.REFUSED
    if onward is not None or not asked:
        return onward
    ahead = (step for step in decision.steps if step.n > here.n)
    return next((step for step in ahead if step.track is Track.APPEAL), None)


def outcomes_of(decision: Decision, step: StepAhead) -> Outcomes:
    """What may come of a step: what it says something of, and what can come of any."""
    no = Event.NOT_UPHELD if decision.facts.matter is Matter.CONCERN else Event.REFUSED
    always = (Event.UNRESOLVED, Event.UPHELD, no, Event.NO_AGREEMENT)
    return tuple(event for event in Event if event in step.next or event in always)
