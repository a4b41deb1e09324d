"""Who has seen a concern, in words that say nothing of what is in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from concerns.engine.states import ACT_WORDS, Act, Capacity

if TYPE_CHECKING:
    from concerns.actions.accesses import Access

_CAPACITIES: Final = {
    Capacity.RAISER: "The person who raised it",
    Capacity.HANDLER: "Dealing with it",
    Capacity.ADVISER: "Giving advice",
    Capacity.CONSULTEE: "Giving a view",
    Capacity.INFORMED: "Informed of it",
    Capacity.RESPONDENT: "Answering it",
}
_PAGES: Final = {
    "overview": "Read its overview",
    "route": "Read its route",
    "messages": "Read its messages and notes",
    "timeline": "Read its timeline",
    "pack": "Read everything in it",
    "evidence": "Looked at its files",
    "interest": "Read the question about interests",
    "sent": "Read that it was sent",
    "access": "Looked at who has seen it",
}
_DONE: Final = {
    Act.SEND: "Sent it",
    Act.ACKNOWLEDGE: "Acknowledged it",
    Act.ASK: "Asked for information",
    Act.RESUME: "Answered, or went on without an answer",
    Act.NOTE: "Added a note",
    Act.AMEND: "Changed what kind it is",
    Act.DECLARE_INTEREST: "Passed it on because of an interest",
    Act.RECORD_DUTY: "Recorded what the protocol asks for",
    Act.ADVANCE: "Took it to the next step",
    Act.REFER: "Referred it elsewhere",
    Act.DECIDE: "Decided it",
    Act.DECLINE: "Declined to take it further",
    Act.CLOSE: "Closed it",
    Act.WITHDRAW: "Withdrew it",
    Act.REOPEN: "Opened it again",
    Act.MESSAGE: "Wrote a message",
    Act.ADD_EVIDENCE: "Added a file",
    Act.REMOVE_EVIDENCE: "Removed a file",
    Act.HAND_OVER: "Handed it over",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. :param capacity: what they were to it then."""

    at: datetime
    who: str
    offices: str
    capacity: str
    what: str


def rows(found: Iterable[Access]) -> list[Row]:
    return [
        Row(
            at=access.at,
            who=access.name or ("" if access.seen_as else "Somebody no longer on the register"),
            offices=", ".join(access.offices),
            capacity=_capacity(access),
            what=_what(access),
        )
        for access in found
    ]


def _capacity(access: Access) -> str:
    if access.seen_as:
        return "; ".join(_CAPACITIES[capacity] for capacity in access.seen_as)
    return "Overseeing" if access.page == "access" else "Could not see it"


def _what(access: Access) -> str:
    act = access.page.removeprefix("do_")
    if access.type == "concern.refused":
        return f"Was refused: {ACT_WORDS[Act(act)]}" if access.sees else "Asked for it: refused"
    if access.type == "concern.view":
        if act != access.page:
            return f"Opened the page to {ACT_WORDS[Act(act)]}"
        return _PAGES.get(access.page, "Read a page of it")
    if access.type == "concern.no_interest":
        return "Said they have no interest in it"
    done = Act(access.type.removeprefix("concern."))
    return _DONE.get(done, f"Chose to {ACT_WORDS[done]}")
