"""What can be done to a concern now: the links, what will happen, and what was done."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from django.urls import reverse

from concerns.actions.deciding import BY_DECISION, has_together
from concerns.engine import journey
from concerns.engine.decision import StepAhead
from concerns.engine.facts import Event, Matter
from concerns.engine.nouns import is_about, noun
from concerns.engine.offices import Kind
from concerns.engine.protocol import Capacity, Track
from concerns.engine.states import Act, Closing, State
from concerns.permissions import steps
from concerns.presenters import act_words, decision_words
from concerns.presenters.act_words import WORDS as WORDS
from concerns.presenters.act_words import Words as Words
from concerns.protocols.rule_terms import PROCEDURES

if TYPE_CHECKING:
    from concerns.selectors.cases import Case, Here

NOT_ON_PAGES: Final = frozenset(
    {
        *(Act.SEND, Act.HAND_OVER, Act.ADD_EVIDENCE, Act.REMOVE_EVIDENCE, Act.REPLY),
        *(Act.WITHHOLD, Act.REVEAL, Act.LEARN_NAME),
    }
)
"""These have pages of their own; handing over is done by the portal."""

INTEREST_FIRST: Final = (
    "This was taken further to you. Say first whether you have an interest in it."
)
_NOT_TOLD: Final = BY_DECISION | {Event.FIRST, Event.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Place:
    """What the step under way is, as far as its acts depend on it.

    :param informal: an attempt to settle it. :param joint: several people have it together.
    :param kept: what its holder only keeps the record of: `what was decided`; else empty.
    :param receives: its holder takes it in and passes it on.
    :param finding: how an earlier step upheld it, where this one decides what is done about it.
    """

    informal: bool = False
    joint: bool = False
    kept: str = ""
    receives: bool = False
    not_alone: bool = False
    finding: Closing | None = None


def place(case: Case, here: Here | None) -> Place:
    """The same of the step under way; of none where there is none."""
    ahead = journey.step_of(here.decision, here.step.key) if here else None
    if here is None or ahead is None:
        return Place()
    informal = ahead.track is Track.INFORMAL and not ahead.not_alone
    return Place(
        informal=informal,
        joint=has_together(here.decision, here.step),
        kept=_kept(here, ahead, case.concern.picked.get(ahead.key)),
        receives=ahead.capacity is Capacity.RECEIVE and not informal,
        not_alone=ahead.not_alone,
        finding=journey.finding(
            here.decision, ahead.key, [(done.key, done.outcome) for done in case.ended]
        ),
    )


def _kept(here: Here, ahead: StepAhead, picked: str | None) -> str:
    if not journey.keeps_record(here.decision, ahead, picked):
        return ""
    procedure = journey.chosen(ahead, picked).procedure
    return (
        f"what the council’s {PROCEDURES[procedure]} decided" if procedure else "what was decided"
    )


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    href: str
    act: Act


def words(act: Act, case: Case, here: Here | None = None) -> Words:
    """The words of an act, as this person does it here to what is called as it is."""
    matter = case.concern.matter
    settled = "settled" if matter == Matter.CONCERN.value else "dealt with"
    found = _handlers(act, case, place(case, here)) if case.handles else _raisers(act, case)
    return _timed(found, act, case, here).of(noun(matter).one, settled)


def _timed(found: Words, act: Act, case: Case, here: Here | None) -> Words:
    """With what happens to the clock, where there is a date that it runs to."""
    stands = act is Act.MESSAGE and case.concern.state == State.PAUSED.value
    if not found.clock or here is None or here.step.due_on is None or stands:
        return found
    return replace(found, will=(*found.will, found.clock))


def _raisers(act: Act, case: Case) -> Words:
    if act is Act.MESSAGE and case.concern.state == State.CLOSED.value:
        return act_words.RAISERS_CLOSED
    return act_words.RAISERS.get(act, WORDS[act])


def _handlers(act: Act, case: Case, at: Place) -> Words:
    found = act_words.JOINT.get(act, WORDS[act]) if at.joint else WORDS[act]
    if act is Act.DECIDE and at.finding is not None:
        return act_words.UPHELD
    if act is Act.DECIDE and at.kept:
        return act_words.recording(at.kept)
    if act is Act.ADVANCE and at.receives:
        return act_words.PASS_ON
    if act is Act.NOTE and at.informal:
        return act_words.NOTE_ATTEMPT
    if act is Act.MESSAGE and case.concern.state == State.CLOSED.value:
        return act_words.CLOSED
    if act is Act.DECLINE and _is_written_grievance(case):
        return replace(found, will=(*found.will, act_words.GRIEVANCE))
    return found


def _is_written_grievance(case: Case) -> bool:
    """A member of staff put it formally, in writing: what employment law calls a grievance."""
    concern = case.concern
    return (
        concern.matter == Matter.CONCERN.value
        and bool(concern.written)
        and concern.raiser.kind == Kind.OFFICER.value
    )


def href(act: Act, case: Case) -> str:
    return reverse("case-do", args=[case.concern.reference, act.value.replace("_", "-")])


def case_href(case: Case) -> str:
    return reverse("case-detail", args=[case.concern.reference])


def messages_href(case: Case) -> str:
    return reverse("case-messages", args=[case.concern.reference])


def respondents_href(case: Case) -> str:
    return reverse("case-respondents", args=[case.concern.reference])


def reviews_href() -> str:
    return reverse("review-list")


def queue_href() -> str:
    return reverse("queue-list")


def links(case: Case, here: Here | None, *, outstanding: bool) -> list[Link]:
    """What this person may do now, the most likely first.

    :param outstanding: something the protocol asks for is still to be done at this step.
    """
    possible = [
        act
        for act in case.mine.acts(State(case.concern.state))
        if act not in NOT_ON_PAGES and _makes_sense(act, case, here, outstanding)
    ]
    return [
        Link(words(act, case, here).link, href(act, case), act)
        for act in sorted(possible, key=_order(place(case, here), possible).index)
    ]


_TO_WRITE: Final = frozenset({Act.MESSAGE, Act.ASK, Act.NOTE})


def links_to_write(case: Case, here: Here | None) -> list[Link]:
    """Those of the links that add something to read."""
    return [link for link in links(case, here, outstanding=False) if link.act in _TO_WRITE]


TO_RESPONDENT: Final = frozenset({Act.SHARE, Act.GIVE_TIME, Act.CORRESPOND})


def links_to_respondent(case: Case, here: Here | None) -> list[Link]:
    """Those of the links that do something towards the person it is about."""
    return [link for link in links(case, here, outstanding=False) if link.act in TO_RESPONDENT]


def answer_link(case: Case) -> str:
    """Where the raiser answers what was asked of them; empty where nothing was."""
    waiting = case.raised and case.concern.state == State.PAUSED.value
    return href(Act.RESUME, case) if waiting else ""


_ORDER: Final = [
    Act.ACKNOWLEDGE, Act.RESUME, Act.RECORD_DUTY, Act.DECIDE, Act.ADVANCE, Act.MESSAGE, Act.ASK,
    Act.NOTE, Act.SHARE, Act.GIVE_TIME, Act.CORRESPOND, Act.AMEND, Act.CLOSE, Act.REFER,
    Act.DECLINE, Act.DECLARE_INTEREST, Act.WITHDRAW, Act.REOPEN,
]  # fmt: skip


def _order(at: Place, possible: Collection[Act]) -> list[Act]:
    """The likeliest first, by what the step is for."""
    taking_on = [Act.ACKNOWLEDGE, Act.DECLARE_INTEREST] if Act.ACKNOWLEDGE in possible else []
    leading: list[Act] = []
    if at.not_alone or at.receives:
        leading = [Act.ADVANCE]
    elif at.informal:
        leading = [Act.CLOSE, Act.NOTE, Act.ADVANCE, Act.DECIDE]
    elif at.kept:
        leading = [Act.RECORD_DUTY, Act.REFER, Act.DECIDE]
    return [*taking_on, Act.RESUME, *leading, *_ORDER]


def _makes_sense(act: Act, case: Case, here: Here | None, outstanding: bool) -> bool:
    if act is Act.MESSAGE and case.concern.state == State.PAUSED.value:
        return case.handles  # the raiser answers the question instead
    return not out_of_place(act, case, here, outstanding=outstanding)


# What asks for an answer and for no decision: a case of a local person's, an interest said.
_ANSWERED: Final = frozenset({Matter.ENQUIRY.value, Matter.DECLARATION.value})


def out_of_place(act: Act, case: Case, here: Here | None, *, outstanding: bool) -> str:
    """Why the step under way has no place for an act that the state allows; empty if it has.

    :param outstanding: something the protocol asks for is still to be done at this step.
    """
    if act is Act.MESSAGE and case.raised and not case.is_held:
        return "Nobody has it any more, so nobody would read a message."
    if act is Act.DECIDE and case.concern.matter in _ANSWERED:
        return "There is nothing to decide here. Reply in a message, and close it as dealt with."
    if act is Act.AMEND and case.concern.matter in _ANSWERED:
        return "Nothing depends on what kind it is, so there is nothing to change."
    if why := _why_not_shared(act, case):
        return why
    if act is Act.RECORD_DUTY and not outstanding:
        return "Everything the protocol asks for at this step is recorded as done."
    if act is Act.ADVANCE and not (here is not None and any(onward(here))):
        return "The protocol names no step that follows this one without a decision."
    ahead = journey.step_of(here.decision, here.step.key) if here else None
    if ahead is None:
        return ""
    return steps.why_not(act, ahead, upheld=place(case, here).finding is not None)


def _why_not_shared(act: Act, case: Case) -> str:
    """Why there is no place for what is done towards the person it is about; empty if there is."""
    if act is Act.SHARE and not (case.about and is_about(case.concern.matter)):
        return "It is about nobody, so there is nobody to share it with."
    if act is Act.GIVE_TIME and not any(told.is_awaited for told in case.told):
        return "No reply is awaited, so there is no time to give."
    if act is Act.CORRESPOND and not case.told:
        return "Nothing was shared with the person it is about, so they do not know of it."
    return ""


def onward(here: Here) -> Iterator[tuple[Event, StepAhead]]:
    """What may have happened at the step, other than a decision, and the step that follows."""
    ahead = journey.step_of(here.decision, here.step.key)
    for event in ahead.next if ahead is not None else ():
        target = journey.following(here.decision, here.step.key, event)
        if event not in _NOT_TOLD and target is not None:
            yield event, target


_EVENTS: Final[Mapping[Event, str]] = {
    Event.UNRESOLVED: "it was not resolved",
    Event.NO_AGREEMENT: "there was no agreement",
    Event.RECURS: "it happened again",
}


def ways(case: Case, here: Here | None) -> list[tuple[Event, str, StepAhead]]:
    """What may have happened, in words, with the step it leads to; one for each such step."""
    led: dict[str, list[tuple[Event, StepAhead]]] = {}
    for event, to in onward(here) if here else ():
        led.setdefault(to.key, []).append((event, to))
    receives = place(case, here).receives
    return [
        (found[0][0], _way([] if receives else [e for e, _ in found], found[0][1]), found[0][1])
        for found in led.values()
    ]


def _way(events: list[Event], to: StepAhead) -> str:
    """`It was not resolved. It goes to the Town Clerk`."""
    said = " or ".join(_EVENTS[event] for event in events)
    goes = f"It goes to {_inside(decision_words.heading(to))}"
    return f"{said[0].upper()}{said[1:]}. {goes}" if said else goes


def _inside(heading: str) -> str:
    return f"{heading[0].lower()}{heading[1:]}"


def after(here: Here | None, event: Event) -> str:
    """What follows a decision. An appeal is the raiser's to ask for; it does not follow."""
    to = journey.following(here.decision, here.step.key, event) if here else None
    if to is None or to.track is Track.APPEAL:
        return "This ends it."
    return f"It goes on to {_inside(decision_words.heading(to))}."


def done(act: Act, said: Words, case: Case, *, to: StepAhead | None, sees: bool) -> str:
    """What was done, for whoever did it.

    Who has it next is told as the route gives it, which they were shown before: who really
    has it could tell them of an interest that somebody else declared.

    :param to: the step it went on to. :param sees: they can still see it.
    """
    reference = case.concern.reference
    if act is Act.DECLARE_INTEREST:
        return f"{reference}: {said.done}"
    if to is None:
        return said.done if sees else f"{reference}: {said.done} You can no longer see it."
    heading = _inside(decision_words.heading(journey.chosen(to, case.concern.picked.get(to.key))))
    whose = "protocol" if to.law is None else "law"
    where = f"{reference} went on to step {to.n}, which the {whose} gives to {heading}."
    return where if sees else f"{where} You can no longer see it."
