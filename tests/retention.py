"""Concerns that ended long ago, and the people who answer for a council's records."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from concerns.actions import agreeing, deciding, erasing, handling, holds
from concerns.actions._scope import engine_scope
from concerns.engine.states import Closing
from concerns.models import Approval, Concern, Hold, Person
from tests.people import Town, disinterested, sent

THEN = datetime(2021, 3, 1, 11, 0, tzinfo=UTC)  # sent, and closed; long past what is settled
NOW = datetime(2026, 11, 27, 11, 0, tzinfo=UTC)
NEXT_YEAR = date(2027, 11, 1)
WORDS = "It was said in the corridor."


def ended(place: Town, *, at: datetime = THEN, **answers: Any) -> Concern:
    """A concern of the officer's about the councillor that was settled."""
    concern = sent(place["officer"], [place["councillor"]], at=at, informal_tried="yes", **answers)
    close(concern, at=at)
    return concern


def handler(concern: Concern) -> Person:
    with engine_scope():
        grant = concern.grants.filter(capacity="handler", ended_at=None).select_related("person")
        return grant.first().person  # type: ignore[union-attr]


def act(concern: Concern, do: Any, *, at: datetime, **given: Any) -> None:
    with engine_scope():
        version = Concern.objects.get(pk=concern.pk).version
    do(concern=concern, by=handler(concern).user, at=at, version=version, **given)


def close(concern: Concern, *, at: datetime) -> None:
    disinterested(concern, handler(concern), at=at)
    with engine_scope():
        state = Concern.objects.get(pk=concern.pk).state
    if state == "sent":
        act(concern, handling.acknowledge, at=at)
    act(
        concern, deciding.close, at=at, outcome=Closing.RESOLVED_INFORMALLY, reasons=WORDS,
        agreed=True,
    )  # fmt: skip


def hold(concern: Concern, who: Person, *, at: datetime = NOW) -> Hold:
    assert holds.place(
        person=who, reference=concern.reference, kind="police", reason=WORDS,
        review_on=NEXT_YEAR, by=who.user, at=at,
    )  # fmt: skip
    with engine_scope():
        return Hold.objects.select_related("concern").latest("pk")


def ask(concern: Concern, who: Person, *, at: datetime = NOW) -> Approval:
    assert erasing.ask_for(person=who, reference=concern.reference, by=who.user, at=at)
    return waiting(concern)


def waiting(concern: Concern) -> Approval:
    with engine_scope():
        found = Approval.objects.select_related("concern", "council", "asked_by")
        return found.get(concern=concern, outcome="")


def erase(concern: Concern, first: Person, second: Person, *, at: datetime = NOW) -> None:
    agreeing.agree(approval=ask(concern, first, at=at), by=second.user, at=at)


def now(concern: Concern) -> Concern:
    with engine_scope():
        return Concern.objects.get(pk=concern.pk)
