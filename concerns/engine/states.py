"""The life of a concern as one table (design section 6).

The table drives the checks, the buttons, the audit types, the tests and the generated diagram:
an act that is not in it cannot be done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    DRAFT = "draft"
    SENT = "sent"  # with somebody who has not acknowledged it
    IN_HAND = "in_hand"
    PAUSED = "paused"  # waiting for information; the clock stands still
    NEEDS_HANDLER = "needs_handler"  # nobody is left who may act: an alarm, never a default
    CLOSED = "closed"


class StepState(StrEnum):
    WAITING = "waiting"
    CURRENT = "current"
    ACKNOWLEDGED = "acknowledged"
    DONE = "done"
    PASSED = "passed"  # another route was taken


class Closing(StrEnum):
    """How a concern ended."""

    RESOLVED_INFORMALLY = "resolved_informally"
    UPHELD = "upheld"
    PARTLY_UPHELD = "partly_upheld"
    NOT_UPHELD = "not_upheld"
    REFERRED_OUT = "referred_out"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


# How a request ends that was not granted, or not all of it.
REFUSALS = frozenset({Closing.NOT_UPHELD, Closing.PARTLY_UPHELD, Closing.DECLINED})


class Capacity(StrEnum):
    """In what capacity a person may see a concern (design section 4)."""

    RAISER = "raiser"
    HANDLER = "handler"
    ADVISER = "adviser"
    CONSULTEE = "consultee"
    INFORMED = "informed"
    RESPONDENT = "respondent"


class Withholding(StrEnum):
    """Whether the name of whoever raised it is kept from the person it is about."""

    ASKED = "asked"  # not yet answered: withheld until then
    ACCEPTED = "accepted"
    WAITING = "waiting"  # to be revealed; the raiser was told and can withdraw first
    REVEALED = "revealed"


WITHHELD = frozenset({Withholding.ASKED, Withholding.ACCEPTED, Withholding.WAITING})


class Act(StrEnum):
    """What can be done to a concern."""

    SEND = "send"
    ACKNOWLEDGE = "acknowledge"
    ASK = "ask"
    RESUME = "resume"
    NOTE = "note"
    AMEND = "amend"
    DECLARE_INTEREST = "declare_interest"
    RECORD_DUTY = "record_duty"
    ADVANCE = "advance"
    REFER = "refer"
    DECIDE = "decide"
    DECLINE = "decline"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    MESSAGE = "message"
    ADD_EVIDENCE = "add_evidence"
    REMOVE_EVIDENCE = "remove_evidence"
    WITHHOLD = "withhold"
    REVEAL = "reveal"
    LEARN_NAME = "learn_name"
    HAND_OVER = "hand_over"
    SHARE = "share"
    GIVE_TIME = "give_time"
    REPLY = "reply"
    CORRESPOND = "correspond"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table.

    :param to: the states it may end in; the same state where nothing moves.
    :param who: the capacities that may do it; empty for what only the portal itself does.
    """

    act: Act
    state: State
    to: frozenset[State]
    who: frozenset[Capacity]


_HANDLER = frozenset({Capacity.HANDLER})
_RAISER = frozenset({Capacity.RAISER})
_RESPONDENT = frozenset({Capacity.RESPONDENT})
_ADVISER = frozenset({Capacity.ADVISER})
_BOTH = _HANDLER | _RAISER
_ROUTED = frozenset({State.SENT, State.NEEDS_HANDLER})
_OPEN = (State.SENT, State.IN_HAND, State.PAUSED, State.NEEDS_HANDLER)
_HELD = (State.SENT, State.IN_HAND, State.PAUSED)
_CLOSED = frozenset({State.CLOSED})


def _rows(
    act: Act, states: tuple[State, ...], to: frozenset[State] | None, who: frozenset[Capacity]
) -> list[Transition]:
    return [Transition(act, s, to if to is not None else frozenset({s}), who) for s in states]


_TABLE: tuple[Transition, ...] = (
    *_rows(Act.SEND, (State.DRAFT,), _ROUTED, _RAISER),
    *_rows(Act.ACKNOWLEDGE, (State.SENT,), frozenset({State.IN_HAND}), _HANDLER),
    *_rows(Act.ASK, (State.SENT, State.IN_HAND), frozenset({State.PAUSED}), _HANDLER),
    *_rows(Act.RESUME, (State.PAUSED,), frozenset({State.IN_HAND}), _BOTH),
    *_rows(Act.NOTE, _HELD, None, _HANDLER),
    *_rows(Act.AMEND, _HELD, _ROUTED | {State.IN_HAND}, _HANDLER),
    *_rows(Act.DECLARE_INTEREST, _HELD, _ROUTED, _HANDLER),
    # Closed too: some things are to be done with the decision or after it.
    *_rows(Act.RECORD_DUTY, (State.SENT, State.IN_HAND, State.CLOSED), None, _HANDLER),
    *_rows(Act.ADVANCE, (State.IN_HAND,), _ROUTED | _CLOSED, _HANDLER),
    *_rows(Act.REFER, (State.SENT, State.IN_HAND), _CLOSED, _HANDLER),
    *_rows(Act.DECIDE, (State.IN_HAND,), _ROUTED | _CLOSED, _HANDLER),
    *_rows(Act.DECLINE, (State.SENT, State.IN_HAND), _CLOSED, _HANDLER),
    *_rows(Act.CLOSE, (State.IN_HAND,), _CLOSED, _HANDLER),
    *_rows(Act.WITHDRAW, _OPEN, _CLOSED, _RAISER),
    *_rows(Act.REOPEN, (State.CLOSED,), _ROUTED, _HANDLER),
    # Closed too: whoever raised it may ask for it to be opened again.
    *_rows(Act.MESSAGE, (*_HELD, State.CLOSED), None, _BOTH),
    # What has come to an end has been decided on what there was.
    *_rows(Act.ADD_EVIDENCE, _OPEN, None, _BOTH | _RESPONDENT),
    *_rows(Act.REMOVE_EVIDENCE, _OPEN, None, _BOTH),
    # Closed too: how it ended is told to the person it is about in the same way.
    *_rows(Act.SHARE, (State.IN_HAND, State.PAUSED, State.CLOSED), None, _HANDLER),
    *_rows(Act.GIVE_TIME, (State.IN_HAND, State.PAUSED), None, _HANDLER),
    # Whoever has it next reads it: a reply does not wait until they have acknowledged it.
    *_rows(Act.REPLY, _OPEN, None, _RESPONDENT),
    *_rows(Act.CORRESPOND, _OPEN, None, _HANDLER | _RESPONDENT),
    # Nobody reveals a name once it is closed: whoever withdrew instead keeps it withheld.
    *_rows(Act.WITHHOLD, _HELD, None, _HANDLER),
    *_rows(Act.REVEAL, _HELD, None, _HANDLER),
    *_rows(Act.LEARN_NAME, _HELD, None, _ADVISER),
    # A change of holder on the register, or a vacancy filled: done by the portal, not by a person.
    *_rows(Act.HAND_OVER, _OPEN, _ROUTED | {State.IN_HAND, State.PAUSED}, frozenset()),
)

TRANSITIONS: Mapping[tuple[Act, State], Transition] = MappingProxyType(
    {(row.act, row.state): row for row in _TABLE}
)

STATE_WORDS: Mapping[State, str] = MappingProxyType(
    {
        State.DRAFT: "not sent yet",
        State.SENT: "sent and not yet acknowledged",
        State.IN_HAND: "being dealt with",
        State.PAUSED: "waiting for information",
        State.NEEDS_HANDLER: "waiting for somebody who can deal with it",
        State.CLOSED: "closed",
    }
)

ACT_WORDS: Mapping[Act, str] = MappingProxyType(
    {
        Act.SEND: "send it",
        Act.ACKNOWLEDGE: "acknowledge it",
        Act.ASK: "ask for information",
        Act.RESUME: "answer what was asked, or go on without an answer",
        Act.NOTE: "add a note to it",
        Act.AMEND: "change what kind it is",
        Act.DECLARE_INTEREST: "pass it on because of an interest",
        Act.RECORD_DUTY: "record what the protocol asks for",
        Act.ADVANCE: "take it to the next step",
        Act.REFER: "refer it elsewhere",
        Act.DECIDE: "decide it",
        Act.DECLINE: "decline to take it further",
        Act.CLOSE: "close it",
        Act.WITHDRAW: "withdraw it",
        Act.REOPEN: "open it again",
        Act.MESSAGE: "write a message about it",
        Act.ADD_EVIDENCE: "add a file to it",
        Act.REMOVE_EVIDENCE: "remove a file from it",
        Act.WITHHOLD: "decide whether the name is withheld",
        Act.REVEAL: "reveal a name that is withheld",
        Act.LEARN_NAME: "ask for a name that is withheld",
        Act.HAND_OVER: "hand it over",
        Act.SHARE: "share any of it with the person it is about",
        Act.GIVE_TIME: "give the person it is about more time to reply",
        Act.REPLY: "reply to what was shared",
        Act.CORRESPOND: "write to the other side about what was shared",
    }
)
"""Each act as the end of “you cannot …”."""


class StateForbids(ValueError):
    """The concern is not in a state in which that can be done. The text is fit to show."""


def check(act: Act, state: State) -> Transition:
    """The row for doing `act` in `state`.

    :raises StateForbids: if there is none.
    """
    row = TRANSITIONS.get((act, state))
    if row is None:
        raise StateForbids(f"It is {STATE_WORDS[state]}, so you cannot {ACT_WORDS[act]}.")
    return row


def acts_for(state: State, capacities: frozenset[Capacity]) -> tuple[Act, ...]:
    """What somebody in these capacities may do in this state, in the order of the table."""
    return tuple(row.act for row in _TABLE if row.state is state and row.who & capacities)


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", "    [*] --> draft"]
    for row in _TABLE:
        lines += [
            f"    {row.state.value} --> {to.value}: {row.act.value}"
            for to in sorted(row.to)
            if to is not row.state
        ]
    return "\n".join([*lines, "    closed --> [*]", ""])
