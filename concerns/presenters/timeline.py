"""The record of a concern in words: what happened, who did it and when, and never what was written.

One presenter a type. An event nobody wrote words for raises, so that none is lost unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from concerns.engine.nouns import noun
from concerns.engine.protocol import Procedure
from concerns.engine.states import ACT_WORDS, Act
from concerns.presenters import states
from concerns.protocols.rule_terms import PROCEDURES

if TYPE_CHECKING:
    from concerns.models import AuditEvent
    from concerns.selectors.cases import Actors

READING: Final = frozenset(
    {"concern.view", "concern.refused", "evidence.download", "evidence.preview"}
)
"""The record of who read it: long, so shown only when asked for."""

_PASSED_ON: Final = "Passed to somebody else"


class UnknownEvent(LookupError):
    """An event type that nobody wrote words for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline, as the component draws it. :param by: empty for the portal itself."""

    title: str
    at: datetime
    by: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of one event. :param anonymous: the portal did it, or who did is not told."""

    title: str
    text: str = ""
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """One event and what is needed to tell it.

    :param person: the name of whom it is about, where that is not who did it.
    :param by_raiser: the person who raised it did it.
    """

    data: Mapping[str, Any]
    matter: str
    person: str
    for_raiser: bool
    by_raiser: bool = False


Presenter = Callable[[Telling], Told]


def hidden(*, for_raiser: bool, readings: bool) -> frozenset[str]:
    """The types left out for a reader.

    The raiser reads neither the handlers' notes nor who looked at it, nor anything from which an
    interest somebody declared could be told from another reason to pass it on.
    """
    if for_raiser:
        return READING | _NOT_FOR_RAISER
    return frozenset() if readings else READING


def entries(
    events: Iterable[AuditEvent], *, actors: Actors, matter: str, for_raiser: bool, raiser: int
) -> list[Entry]:
    """The events in words, in the order given.

    :param raiser: the account of the person who raised it.
    :raises UnknownEvent: for a type without a presenter.
    """
    return [_entry(event, actors, matter, for_raiser, raiser) for event in events]


def _entry(event: AuditEvent, actors: Actors, matter: str, for_raiser: bool, raiser: int) -> Entry:
    try:
        tell = PRESENTERS[event.type]
    except KeyError:
        raise UnknownEvent(f"The timeline has no words for {event.type!r}.") from None
    told = tell(
        Telling(
            event.data,
            matter,
            actors.by_person.get(event.person_id or 0, ""),
            for_raiser,
            by_raiser=event.actor_id == raiser,
        )
    )
    by = "" if told.anonymous else actors.by_account.get(event.actor_id or 0, "")
    return Entry(told.title, event.at, by, told.text)


def _plainly(title: str, text: str = "") -> Presenter:
    def tell(_: Telling) -> Told:
        return Told(title, text)

    return tell


def _passed_on(why: str) -> Presenter:
    """The raiser is told the same of every way in which it can pass to somebody else."""

    def tell(event: Telling) -> Told:
        return Told(_PASSED_ON, anonymous=True) if event.for_raiser else Told(why)

    return tell


def _resumed(event: Telling) -> Told:
    if event.by_raiser:
        return Told("Answered the question")
    return Told("Went on without an answer")


def _noted(event: Telling) -> Told:
    informal = event.data.get("kind") == "informal"
    return Told("Informal attempt noted" if informal else "Note put on file")


def _amended(event: Telling) -> Told:
    return Told(f"Changed: what kind of {noun(event.matter).one} it is")


def _advanced(event: Telling) -> Told:
    agreed = "The person who raised it agreed." if event.data.get("consented") else ""
    return Told(f"Went on to the next step: {_ended(event, 'event')}", agreed)


def _decided(event: Telling) -> Told:
    return Told(f"Decided: {_ended(event, 'outcome')}")


def _closed(event: Telling) -> Told:
    return Told(f"Closed: {_ended(event, 'outcome')}")


def _ended(event: Telling, key: str) -> str:
    return states.ended(str(event.data[key]), event.matter)


def _referred(event: Telling) -> Told:
    code = str(event.data["procedure"])
    if code == "outside":
        return Told("Referred to a body outside the council")
    return Told(f"Referred to the council’s {PROCEDURES[Procedure(code)]}")


_CAUSES: Final = {
    "sent": "Route worked out",
    "amended": "Route worked out again: the facts were changed",
    "interest": "Route worked out again: an interest was declared",
    "hand_over": "Route worked out again: the register changed",
    "reopened": "Route worked out again: it was opened again",
    "outcome": "Route worked out again: a step ended",
}


def _routed(event: Telling) -> Told:
    return Told(_CAUSES[str(event.data["cause"])], anonymous=True)


_CAPACITIES: Final = {
    "raiser": "as the person who raised it",
    "handler": "to deal with it",
    "adviser": "to give advice",
    "consultee": "to give a view",
    "informed": "to be informed",
    "respondent": "to answer it",
}


def _given(event: Telling) -> Told:
    return Told(f"{event.person or 'Somebody'} can see it, {_capacity(event)}", anonymous=True)


def _ended_access(event: Telling) -> Told:
    text = f"{event.person or 'Somebody'} can no longer see it, {_capacity(event)}"
    return Told(text, anonymous=True)


def _capacity(event: Telling) -> str:
    return _CAPACITIES[str(event.data["capacity"])]


_READ: Final = {
    "messages": "Messages and notes",
    "part": "What was shared with them",
    "part_reply": "The page to reply",
    "part_write": "The page to write a message",
    "part_evidence": "A file, or the page to add one",
    "respondents": "What was shared, and the replies",
    "access": "Who has seen it",
    "pack": "Everything there is to read",
    "name": "What was decided about a withheld name",
    "add_evidence": "The page to add a file",
    "remove_evidence": "The page to remove a file",
    "interest": "The question about interests",
}


def _refused(event: Telling) -> Told:
    if not event.data.get("sees"):
        return Told("Somebody who may not see it asked for it and was refused")
    act = ACT_WORDS[Act(str(event.data["page"]).removeprefix("do_"))]
    return Told(f"Asked to {act}, which is not for them, and was refused")


def _viewed(event: Telling) -> Told:
    page = str(event.data["page"])
    if page.startswith("do_"):
        return Told(f"Opened the page to {ACT_WORDS[Act(page.removeprefix('do_'))]}")
    return Told("Read it", f"{_READ.get(page, page.replace('_', ' ').capitalize())}.")


def _scanned(event: Telling) -> Told:
    if event.data.get("verdict") == "clean":
        return Told("File checked for viruses", "Nothing was found.", anonymous=True)
    return Told("File checked for viruses", "It is not safe, and cannot be opened.", anonymous=True)


def _withheld(event: Telling) -> Told:
    if event.data.get("withheld"):
        return Told("The name of the person who raised it is withheld")
    return Told("Not agreed that the name is withheld", "It is still withheld for some days.")


_REVEALING: Final = {
    "announced": "Said that the name of the person who raised it is to be revealed",
    "taken_back": "The name of the person who raised it is withheld after all",
    "revealed": "Revealed the name of the person who raised it to those it is about",
}


def _revealing(event: Telling) -> Told:
    return Told(_REVEALING[str(event.data["stage"])])


PRESENTERS: Final[Mapping[str, Presenter]] = {
    "concern.send": _plainly("Sent"),
    "concern.acknowledge": _plainly("Acknowledged"),
    "concern.ask": _plainly("Information asked for"),
    "concern.resume": _resumed,
    "concern.note": _noted,
    "concern.amend": _amended,
    "concern.declare_interest": _passed_on("Interest declared, and passed on"),
    "concern.no_interest": _plainly("Said they have no interest in it"),
    "concern.record_duty": _plainly("Something the protocol asks for was recorded as done"),
    "concern.advance": _advanced,
    "concern.refer": _referred,
    "concern.decide": _decided,
    "concern.decline": _plainly("Not taken further"),
    "concern.close": _closed,
    "concern.withdraw": _plainly("Withdrawn"),
    "concern.reopen": _plainly("Opened again"),
    "concern.message": _plainly("Message sent"),
    "concern.share": _plainly("Told the person it is about"),
    "concern.give_time": _plainly("More time given to reply"),
    "concern.reply": _plainly("The person it is about replied"),
    "concern.correspond": _plainly("Message to or from the person it is about"),
    "concern.hand_over": _passed_on("Passed to somebody else: the register changed"),
    "concern.recognise": _plainly("Found on the register: somebody it is about"),
    "concern.withhold": _withheld,
    "concern.reveal": _revealing,
    "concern.learn_name": _plainly("Was shown the name of the person who raised it"),
    "concern.route": _routed,
    "concern.view": _viewed,
    "concern.add_evidence": _plainly("File added"),
    "concern.remove_evidence": _plainly("File removed by whoever added it"),
    "evidence.scan": _scanned,
    "evidence.download": _plainly("Downloaded a file"),
    "evidence.preview": _plainly("Looked at the preview of a picture"),
    "hold.place": _plainly("Held: kept until two people let it go"),
    "hold.review": _plainly("Still held"),
    "hold.release": _plainly("No longer held"),
    "concern.refused": _refused,
    "grant.give": _given,
    "grant.end": _ended_access,
}

_NOT_FOR_RAISER: Final = frozenset(
    {
        *("concern.note", "concern.no_interest", "concern.route", "grant.give", "grant.end"),
        *("concern.give_time", "concern.reply", "concern.correspond", "concern.learn_name"),
        *("hold.place", "hold.review", "hold.release"),
    }
)
