"""Where a concern stands: a tag, and a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from concerns.engine.facts import Matter
from concerns.engine.nouns import NOUNS
from concerns.engine.offices import Office
from concerns.engine.protocol import Capacity
from concerns.engine.states import Closing, State, StepState
from concerns.selectors.tagged import WITH, Shown
from concerns.templatetags.dates import day_text


@dataclass(frozen=True, slots=True)
class Tag:
    """A few words and a colour. The colour says nothing that the words do not."""

    text: str
    colour: str


OVERDUE: Final = Tag("Overdue", "red")
ASKED: Final = Tag("Waiting for your answer", "orange")  # to the person who raised it
NEW_MESSAGE: Final = Tag("New message", "magenta")


def reply_due(on: date | None, today: date) -> Tag | None:
    """That a reply is awaited from somebody it is about; None where none is."""
    if on is None:
        return None
    if on < today:
        return Tag("Reply not come", "red")
    return Tag(f"Reply due {day_text(on)}", "yellow")


# For filters, and where a state stands by itself.
STATES: Final[Mapping[State, Tag]] = {
    State.DRAFT: Tag("Not sent yet", "grey"),
    State.SENT: Tag("New", "blue"),
    State.IN_HAND: Tag("Acknowledged", "light-blue"),
    State.PAUSED: Tag("Awaiting information", "orange"),
    State.NEEDS_HANDLER: Tag("Nobody to deal with it", "red"),
    State.CLOSED: Tag("Closed", "grey"),
}

_CONCERN: Final[Mapping[Closing, str]] = {
    Closing.RESOLVED_INFORMALLY: "resolved informally",
    Closing.UPHELD: "upheld",
    Closing.PARTLY_UPHELD: "partly upheld",
    Closing.NOT_UPHELD: "not upheld",
    Closing.REFERRED_OUT: "referred elsewhere",
    Closing.DECLINED: "not taken further",
    Closing.WITHDRAWN: "withdrawn",
}
# What was asked for is agreed or refused; only a concern and an appeal are upheld.
_REQUEST: Final[Mapping[Closing, str]] = {
    **_CONCERN,
    Closing.RESOLVED_INFORMALLY: "dealt with",
    Closing.UPHELD: "agreed",
    Closing.PARTLY_UPHELD: "partly agreed",
    Closing.NOT_UPHELD: "refused",
}
_ENDINGS: Final[Mapping[Matter, Mapping[Closing, str]]] = {
    Matter.CONCERN: _CONCERN,
    Matter.ACCESS_APPEAL: {**_CONCERN, Closing.RESOLVED_INFORMALLY: "dealt with"},
    Matter.DECLARATION: {
        **_REQUEST,
        Closing.UPHELD: "accepted",
        Closing.PARTLY_UPHELD: "partly accepted",
        Closing.NOT_UPHELD: "not accepted",
    },
}
_EVENTS: Final[Mapping[str, str]] = {
    "unresolved": "not resolved",
    "no_agreement": "no agreement",
    "recurs": "it happened again",
    "refused": "refused",
}
MATTERS: Final[Mapping[Matter, str]] = {matter: noun.title for matter, noun in NOUNS.items()}

# What the list and the case page say of something that was sent.
TAGS: Final[Mapping[Shown, Tag]] = {
    Shown.NEW: STATES[State.SENT],
    Shown.ACKNOWLEDGED: STATES[State.IN_HAND],
    Shown.INFORMAL: Tag("Informal resolution", "turquoise"),
    Shown.WITH_GROUP_LEADER: Tag("With group leader", "purple"),
    Shown.WITH_LINE_MANAGER: Tag("With line manager", "purple"),
    Shown.WITH_MANAGER: Tag("With manager", "purple"),
    Shown.WITH_ASSISTANT_DIRECTOR: Tag("With assistant director", "purple"),
    Shown.WITH_DIRECTOR: Tag("With director", "purple"),
    Shown.WITH_MONITORING_OFFICER: Tag("With monitoring officer", "purple"),
    Shown.REVIEW: Tag("In review", "yellow"),
    Shown.AWAITING: STATES[State.PAUSED],
    Shown.NOBODY: STATES[State.NEEDS_HANDLER],
    Shown.RESOLVED: Tag("Resolved", "green"),
    Shown.DEALT_WITH: Tag("Dealt with", "green"),
    Shown.CLOSED: STATES[State.CLOSED],
}


def ended(code: str, matter: str) -> str:
    """How it, or one step of it, ended, inside a sentence: `partly upheld`."""
    words = _ENDINGS.get(Matter(matter), _REQUEST)
    return words[Closing(code)] if code in set(Closing) else _EVENTS[code]


def tag(
    *,
    state: str,
    matter: str = Matter.CONCERN.value,
    outcome: str = "",
    is_review: bool = False,
    capacity: str = "",
    office: str = "",
) -> Tag:
    """What the list and the case page say of it.

    :param outcome: of a closed concern. :param capacity: of the step under way. :param office: too.
    """
    if state == State.CLOSED.value and outcome == Closing.RESOLVED_INFORMALLY.value:
        resolved = matter == Matter.CONCERN.value
        return TAGS[Shown.RESOLVED if resolved else Shown.DEALT_WITH]
    if state != State.IN_HAND.value:
        return STATES[State(state)]
    if capacity == Capacity.FACILITATE.value:
        return TAGS[Shown.INFORMAL]
    if is_review:
        return TAGS[Shown.REVIEW]
    known = WITH.get(Office(office)) if office else None
    return TAGS[known or Shown.ACKNOWLEDGED]


def where(*, state: str, matter: str, who: str, step: str = "", outcome: str = "") -> str:
    """Who has it and how far they are: `With the Town Clerk, not yet acknowledged`.

    :param who: whose step it is: `the Town Clerk`; empty for nobody. :param step: its state.
    """
    if state == State.CLOSED.value:
        return f"Closed: {ended(outcome, matter)}"
    if state == State.NEEDS_HANDLER.value or not who:
        return "Nobody is left who can deal with it. The council’s administrators have been told."
    with_them = f"With {who}"
    if state == State.PAUSED.value:
        return f"{with_them}, waiting for information"
    return f"{with_them}, not yet acknowledged" if step == StepState.CURRENT.value else with_them


def is_overdue(due_on: date | None, *, state: str, today: date) -> bool:
    """Whether the day it was due is past. A paused concern is not overdue: its clock stands."""
    stands = {State.PAUSED.value, State.CLOSED.value}
    return due_on is not None and due_on < today and state not in stands


def plural(n: int, one: str, many: str = "") -> str:
    """`1 concern`, `1,250 concerns`."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
