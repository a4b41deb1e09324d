"""What comes of a made-up question after its first step, for the page on which one tries it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from concerns.engine import explain, journey
from concerns.engine.decision import Decision, StepAhead
from concerns.engine.decision import Outcome as Answered
from concerns.engine.facts import Event
from concerns.engine.protocol import CLOSE, Combine, Track
from concerns.presenters.decision_shown import Stand
from concerns.presenters.decision_words import NOUNS, heading
from concerns.protocols.onward import MOST, Outcomes, landing, outcomes_of
from concerns.protocols.rule_terms import OUTCOMES, capital


@dataclass(frozen=True, slots=True)
class Outcome:
    """What may come of the step it stands at, to follow “if”.

    :param to: where that leads, in a few words; empty where the protocol does not say.
    """

    text: str
    to: str
    href: str


@dataclass(frozen=True, slots=True)
class Way:
    """How far it has come.

    :param lead: to whom it goes, where it may go to several; empty where it goes to one.
    :param current: the key of the step it stands at; None where it has ended.
    :param stands: what came of each step before, by key.
    :param so_far: the same in sentences. :param remark: what has to be known of the last one.
    :param next: what may come of the step it stands at, as far as the protocol says what follows.
    :param unsaid: what else may come of it.
    """

    lead: str
    current: str | None
    stands: dict[str, Stand]
    so_far: list[str]
    remark: str
    next: list[Outcome]
    unsaid: list[Outcome]


def way(decision: Decision, outcomes: Outcomes, address: Callable[[Outcomes], str]) -> Way:
    """Where it stands after these outcomes, and what may come next.

    :param address: of the page that shows it after some outcomes.
    """
    stands: dict[str, Stand] = {}
    so_far: list[str] = []
    remark = ""
    here = landing(decision, ())
    for n, event in enumerate(outcomes, 1):
        if here is None:
            break
        onward = landing(decision, outcomes[:n])
        said = capital(explain.EVENT_WORDS[event])
        stands[here.key] = Stand(said)
        so_far.append(f"At step {here.n}, {said[:1].lower()}{said[1:]}.")
        remark = _remark(here, event, onward)
        here = onward
    following: list[Outcome] = []
    if here is not None and len(outcomes) < MOST:
        for event in outcomes_of(decision, here):
            onward = journey.following(decision, here.key, event)
            following.append(
                Outcome(OUTCOMES[event], _where(here, event, onward), address((*outcomes, event)))
            )
    return Way(
        _lead(decision, here),
        here.key if here else None,
        stands,
        so_far,
        remark,
        [each for each in following if each.to],
        [each for each in following if not each.to],
    )


def _lead(decision: Decision, here: StepAhead | None) -> str:
    """With nobody in particular to go to, whoever may have the step is named, and not the first."""
    if decision.outcome not in {Answered.ROUTED, Answered.INFORMAL_FIRST} or here is None:
        return ""
    several = here.combine in {Combine.CHOICE, Combine.ANY}
    if not several or not any(recipient.people for recipient in here.to):
        return ""
    chosen = ", as whoever raised it chooses" if journey.choices(here) else ""
    named = heading(here)
    return f"This {NOUNS[decision.facts.matter]} goes to {named[:1].lower()}{named[1:]}{chosen}."


def _where(here: StepAhead, event: Event, onward: StepAhead | None) -> str:
    if onward is not None:
        named = heading(onward)
        return f"step {onward.n}, {named[:1].lower()}{named[1:]}"
    return "it ends there" if here.next.get(event) == CLOSE else ""


def _remark(here: StepAhead, event: Event, onward: StepAhead | None) -> str:
    if onward is None:
        if here.next.get(event) == CLOSE:
            return "The protocol ends it there."
        return "The protocol does not say what comes next, so it ends there."
    if onward.track is Track.APPEAL:
        return "It does not go on by itself: whoever raised it can ask for it."
    if journey.is_informal(here):
        return "Before it is made formal, whoever raised it is asked whether they want that."
    return ""
