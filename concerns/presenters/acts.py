"""What can be done to a concern, in words: the links, what will happen, and what was done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from django.urls import reverse

from concerns.actions.deciding import BY_DECISION, NEVER_DECIDES
from concerns.engine import journey
from concerns.engine.decision import StepAhead
from concerns.engine.facts import Event, Matter
from concerns.engine.nouns import noun
from concerns.engine.offices import Kind
from concerns.engine.protocol import Track
from concerns.engine.states import Act, State, acts_for
from concerns.presenters import decision_words

if TYPE_CHECKING:
    from concerns.selectors.cases import Case, Here

NOT_ON_PAGES: Final = frozenset({Act.SEND, Act.HAND_OVER})
"""Sending has pages of its own; handing over is done by the portal."""

_NOT_TOLD: Final = BY_DECISION | {Event.FIRST, Event.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Words:
    """One act. :param link: on the case page. :param title: of its own page.

    :param will: what will happen, a sentence each. :param button: names the act.
    :param done: what the next page says.
    """

    link: str
    title: str
    will: tuple[str, ...]
    button: str
    done: str
    is_dangerous: bool = False

    def of(self, noun: str, settled: str) -> Words:
        """With what is filed called by its own noun: `{noun}` and `{settled}` are filled in."""

        def filled(text: str) -> str:
            return text.format(noun=noun, settled=settled)

        return replace(
            self,
            link=filled(self.link),
            title=filled(self.title),
            will=tuple(filled(text) for text in self.will),
            button=filled(self.button),
            done=filled(self.done),
        )


INTEREST_FIRST: Final = (
    "This was taken further to you. Say first whether you have an interest in it."
)

_TOLD: Final = "The person who raised it will get an email that says only that something changed."
_ENDS: Final = "It will be closed. You can open it again later."
_READ: Final = "The person who raised it can read your reasons."

# Acas Code of Practice 1 (2015), and in Northern Ireland the code of the Labour Relations Agency.
_GRIEVANCE: Final = (
    "It is a formal written complaint from a member of staff. The code of practice that employment"
    " tribunals go by expects that they are met, that it is decided, and that they can appeal. Take"
    " advice before you decline it."
)

WORDS: Final[Mapping[Act, Words]] = {
    Act.ACKNOWLEDGE: Words(
        "Acknowledge it",
        "Acknowledge this {noun}",
        (
            "You will be the person dealing with it.",
            "If it was sent to several people, the others will no longer see it.",
            _TOLD,
        ),
        "Acknowledge it",
        "You acknowledged it. You are the person dealing with it now.",
    ),
    Act.ASK: Words(
        "Ask for information",
        "Ask for information",
        (
            "Your question will go to the person who raised it.",
            "The clock will stand still until they answer, or until you start it again.",
        ),
        "Send the question",
        "Your question was sent. The clock stands still until they answer.",
    ),
    Act.RESUME: Words(
        "Start the clock again",
        "Start the clock again",
        (
            "You will go on without waiting for an answer.",
            "The date it is due will move by the days the clock stood still.",
        ),
        "Start the clock again",
        "The clock is running again.",
    ),
    Act.NOTE: Words(
        "Add a note",
        "Add a note to the file",
        (
            "The people who deal with this {noun} can read it. The person who raised it cannot.",
            "The law may still require it to be shown to the people it is about.",
        ),
        "Add the note",
        "The note is on file.",
    ),
    Act.AMEND: Words(
        "Change what kind of {noun} it is",
        "Change what kind of {noun} it is",
        (
            "The portal will work out again, by the protocol, where it goes. You will see both"
            " routes before anything changes.",
            "It may go to somebody else. Then you will no longer see it.",
            "Both routes and your reason will be kept. The person who raised it can read them.",
        ),
        "Show both routes",
        "It was changed and routed again.",
    ),
    Act.DECLARE_INTEREST: Words(
        "Declare an interest",
        "Declare an interest",
        (
            "You have an interest if you, somebody close to you, or somebody you work closely"
            " with is part of this matter, or could gain or lose by it.",
            "If you have one, the protocol decides who gets it instead. You do not choose.",
            "You will then no longer see it. The person who raised it will not be told why.",
        ),
        "Continue",
        "You declared an interest. It has passed to somebody else and you can no longer see it.",
    ),
    Act.RECORD_DUTY: Words(
        "Record something the protocol asks for",
        "Record what you have done",
        ("It will be kept with your name and today’s date.",),
        "Record it as done",
        "It is recorded as done.",
    ),
    Act.ADVANCE: Words(
        "Go on to the next step",
        "Go on to the next step",
        ("The protocol decides who has the next step. You may no longer see it.", _TOLD),
        "Go on to the next step",
        "It went on to the next step.",
    ),
    Act.REFER: Words(
        "Refer it elsewhere",
        "Refer this {noun} elsewhere",
        (
            "Another procedure, or somebody outside the council, will deal with it.",
            "Nothing is sent to them from here. Tell them yourself.",
            _ENDS,
            _READ,
        ),
        "Refer it and close it here",
        "It was referred and is closed here.",
    ),
    Act.DECIDE: Words(
        "Decide it",
        "Decide this {noun}",
        (_TOLD,),
        "Check your decision",
        "Your decision is recorded.",
    ),
    Act.DECLINE: Words(
        "Decline to take it further",
        "Decline to take this {noun} further",
        (_ENDS, _READ),
        "Decline and close it",
        "You declined to take it further. It is closed.",
        is_dangerous=True,
    ),
    Act.CLOSE: Words(
        "Close it as {settled}",
        "Close this {noun} as {settled}",
        (
            "Use this when it was {settled} and nothing is left to decide.",
            _ENDS,
            "The person who raised it can read what you write.",
        ),
        "Close it as {settled}",
        "It is closed as {settled}.",
    ),
    Act.WITHDRAW: Words(
        "Withdraw it",
        "Withdraw your {noun}",
        (
            "Nobody will deal with it any more. What was written stays on record.",
            "Only the person who dealt with it last can open it again.",
        ),
        "Withdraw it",
        "You withdrew it. It is closed.",
        is_dangerous=True,
    ),
    Act.REOPEN: Words(
        "Open it again",
        "Open this {noun} again",
        ("It will begin again at the step it had reached, by today’s register.", _TOLD),
        "Open it again",
        "It is open again.",
    ),
    Act.MESSAGE: Words(
        "Write a message",
        "Write a message",
        ("It will go to the person who raised it.", "The clock will go on running."),
        "Send the message",
        "Your message was sent.",
    ),
}

_RAISERS: Final[Mapping[Act, Words]] = {
    Act.RESUME: Words(
        "Answer the question",
        "Answer the question",
        ("Your answer will go to whoever is dealing with it.", "The clock will start again."),
        "Send your answer",
        "Your answer was sent and the clock is running again.",
    ),
    Act.MESSAGE: replace(
        WORDS[Act.MESSAGE],
        will=("It will go to whoever is dealing with it.", "The clock will go on running."),
    ),
}
"""What is another thing when the person who raised it does it."""


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    href: str
    act: Act


def words(act: Act, case: Case) -> Words:
    """The words of an act, as this person does it to what is called as it is."""
    matter = case.concern.matter
    settled = "settled" if matter == Matter.CONCERN.value else "dealt with"
    found = WORDS[act] if case.handles else _RAISERS.get(act, WORDS[act])
    if act is Act.DECLINE and _is_written_grievance(case):
        found = replace(found, will=(*found.will, _GRIEVANCE))
    return found.of(noun(matter).one, settled)


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
        for act in acts_for(State(case.concern.state), case.mine)
        if act not in NOT_ON_PAGES and _makes_sense(act, case, here, outstanding)
    ]
    return [
        Link(words(act, case).link, href(act, case), act)
        for act in sorted(possible, key=_ORDER.index)
    ]


_TO_WRITE: Final = frozenset({Act.MESSAGE, Act.ASK, Act.NOTE})


def links_to_write(case: Case, here: Here | None) -> list[Link]:
    """Those of the links that add something to read."""
    return [link for link in links(case, here, outstanding=False) if link.act in _TO_WRITE]


def answer_link(case: Case) -> str:
    """Where the raiser answers what was asked of them; empty where nothing was."""
    waiting = case.raised and case.concern.state == State.PAUSED.value
    return href(Act.RESUME, case) if waiting else ""


_ORDER: Final = [
    Act.ACKNOWLEDGE, Act.RESUME, Act.RECORD_DUTY, Act.DECIDE, Act.ADVANCE, Act.MESSAGE, Act.ASK,
    Act.NOTE, Act.AMEND, Act.CLOSE, Act.REFER, Act.DECLINE, Act.DECLARE_INTEREST, Act.WITHDRAW,
    Act.REOPEN,
]  # fmt: skip


def _makes_sense(act: Act, case: Case, here: Here | None, outstanding: bool) -> bool:
    if act is Act.MESSAGE and case.concern.state == State.PAUSED.value:
        return case.handles  # the raiser answers the question instead
    return not out_of_place(act, here, outstanding=outstanding)


def out_of_place(act: Act, here: Here | None, *, outstanding: bool) -> str:
    """Why the step under way has no place for an act that the state allows; empty if it has.

    :param outstanding: something the protocol asks for is still to be done at this step.
    """
    if act is Act.RECORD_DUTY and not outstanding:
        return "Everything the protocol asks for at this step is recorded as done."
    if act is Act.ADVANCE and not (here is not None and any(onward(here))):
        return "The protocol names no step that follows this one without a decision."
    if act is Act.DECIDE and here is not None and here.step.capacity in NEVER_DECIDES:
        return (
            "This step is there to help to settle it, or to give advice. Whoever has it does not"
            " decide it."
        )
    return ""


def onward(here: Here) -> Iterator[tuple[Event, StepAhead]]:
    """What may have happened at the step, other than a decision, and the step that follows."""
    ahead = journey.step_of(here.decision, here.step.key)
    for event in ahead.next if ahead is not None else ():
        target = journey.following(here.decision, here.step.key, event)
        if event not in _NOT_TOLD and target is not None:
            yield event, target


_EVENTS: Final[Mapping[Event, str]] = {
    Event.UNRESOLVED: "It was not resolved",
    Event.NO_AGREEMENT: "There was no agreement",
    Event.RECURS: "It happened again",
}


def event_text(event: Event, to: StepAhead) -> str:
    """What happened, and where that leads: `It was not resolved: goes to the Town Clerk`."""
    heading = decision_words.heading(to)
    return f"{_EVENTS[event]}. It goes to {heading[0].lower()}{heading[1:]}"


def after(here: Here | None, event: Event) -> str:
    """What follows a decision. An appeal is the raiser's to ask for; it does not follow."""
    to = journey.following(here.decision, here.step.key, event) if here else None
    if to is None or to.track is Track.APPEAL:
        return "This ends it."
    heading = decision_words.heading(to)
    return f"It goes on to {heading[0].lower()}{heading[1:]}."
