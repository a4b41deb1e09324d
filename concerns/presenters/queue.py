"""The rows of a queue and of a list of reviews: enough to choose one, and none of its content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse

from concerns.engine.protocol import Capacity
from concerns.presenters import states
from concerns.presenters.case import title
from concerns.selectors.queue import Here, List
from concerns.selectors.tagged import ENDED

if TYPE_CHECKING:
    from concerns.models import Grant
    from concerns.selectors.parts import News

LISTS: Final[Mapping[List, str]] = {
    List.NEW: "New",
    List.MINE: "Mine",
    List.DUE_SOON: "Due soon",
    List.OVERDUE: "Overdue",
    List.OPEN: "All open",
    List.CLOSED: "Closed",
}
EVERYWHERE: Final = "All your lists, open and closed"  # where a reference is looked for
# What an empty list means, and what to do about it.
EMPTY: Final[Mapping[List, tuple[str, str]]] = {
    List.NEW: ("Nothing new", "What reaches your office and is not acknowledged yet appears here."),
    List.MINE: (
        "You are not dealing with anything",
        "What you acknowledge appears here. Look in “New” for what waits for you.",
    ),
    List.DUE_SOON: (
        "Nothing is due in the next 5 working days",
        "Look in “All open” for what is due later or has no date.",
    ),
    List.OVERDUE: ("Nothing is overdue", "You are up to date."),
    List.OPEN: (
        "Nothing is open",
        "When a protocol sends something to your office you get an email and it appears here.",
    ),
    List.CLOSED: ("Nothing is closed yet", "What you dealt with stays here when it is closed."),
}
_WHY: Final[Mapping[str, str]] = {
    Capacity.DECIDE.value: "to decide",
    Capacity.HEAR.value: "to hear",
    Capacity.REVIEW.value: "to look at again",
}


@dataclass(frozen=True, slots=True)
class Row:
    """:param subject: what it is about in kinds of people, and never more than needed.

    :param reply: by when somebody it is about was asked to reply, while that is awaited.
    :param raised_by: by name, because it tells two apart; whom it is about is never named here.
    """

    reference: str
    href: str
    council: str
    subject: str
    raised_by: str
    tag: states.Tag
    message: states.Tag | None
    reply: states.Tag | None
    where: str
    received_on: date | None
    due_on: date | None
    is_overdue: bool
    closed_at: datetime | None


def tags(which: List | None) -> list[tuple[str, str]]:
    """What the rows of a list can be tagged with, to choose from; None for all lists at once."""
    known = states.TAGS.items()
    if which is None:
        return [(shown.value, tag.text) for shown, tag in known]
    ended = which is List.CLOSED
    return [(shown.value, tag.text) for shown, tag in known if (shown in ENDED) is ended]


def rows(
    grants: Iterable[Grant],
    *,
    steps: Mapping[int, Here],
    kinds: Mapping[int, list[str]],
    news: News,
    today: date,
) -> list[Row]:
    """Each concern of a page of a queue."""
    return [
        _row(
            grant,
            steps.get(grant.concern_id),
            kinds.get(grant.concern_id, []),
            states.NEW_MESSAGE if grant.concern_id in news.unread else None,
            states.reply_due(news.replies.get(grant.concern_id), today),
            today,
        )
        for grant in grants
    ]


def _row(
    grant: Grant,
    here: Here | None,
    kinds: list[str],
    message: states.Tag | None,
    reply: states.Tag | None,
    today: date,
) -> Row:
    concern: Any = grant.concern  # with the name of who raised it beside it
    return Row(
        reference=concern.reference,
        href=reverse("case-detail", args=[concern.reference]),
        council=concern.council.name,
        subject=title(concern.matter, kinds),
        raised_by=concern.raiser_name,
        tag=states.tag(
            state=concern.state,
            matter=concern.matter,
            outcome=concern.outcome,
            is_review=grant.is_review,
            capacity=here.capacity if here else "",
            office=here.office if here else "",
        ),
        message=message,
        reply=reply,
        where=states.where(
            state=concern.state,
            matter=concern.matter,
            who=_who(here),
            step=here.state.value if here else "",
            outcome=concern.outcome,
        ),
        received_on=grant.received_on,
        due_on=grant.due_on,
        is_overdue=states.is_overdue(grant.due_on, state=concern.state, today=today),
        closed_at=concern.closed_at,
    )


def why_with_you(here: Here | None) -> str:
    """Why something is in the list of reviews: `Step 2, to decide`."""
    if here is None:
        return ""
    why = _WHY.get(here.capacity, "taken further by the protocol")
    return f"Step {here.n}, {why}"


def _who(here: Here | None) -> str:
    if here is None or not here.office:
        return ""
    return f"the {here.title or here.office.replace('_', ' ')}"
