"""The queue of somebody whose offices receive things, across councils.

Every list starts from the person's grants through one index, never from the concerns: with a
million concerns that is a millisecond instead of a second (design section 4).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, F, Q, QuerySet

from concerns.engine.states import Capacity, State
from concerns.models import Grant, User

PAGE = 25


class List(StrEnum):
    """The lists of a queue, in the order they are shown."""

    NEW = "new"
    MINE = "mine"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    OPEN = "open"
    CLOSED = "closed"


class Sort(StrEnum):
    DUE = "due"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asked to see. Everything is in the address, so a view can be shared."""

    list: List = List.OPEN
    council: str = ""
    matter: str = ""
    state: str = ""
    reference: str = ""
    sort: Sort = Sort.DUE


def handled_by(user: User) -> QuerySet[Grant]:
    """The live grants by which the user handles something."""
    return Grant.objects.filter(user=user, ended_at__isnull=True, capacity=Capacity.HANDLER.value)


def condition(which: List, *, today: date, soon: date) -> Q:
    """What belongs in a list.

    :param soon: the last day that still counts as due soon.
    """
    mine = Q(is_open=True, is_mine=True)
    return {
        List.NEW: mine & Q(state=State.SENT.value),
        List.MINE: mine & Q(state__in=[State.IN_HAND.value, State.PAUSED.value]),
        List.DUE_SOON: Q(is_open=True, due_on__gte=today, due_on__lte=soon),
        List.OVERDUE: Q(is_open=True, due_on__lt=today),
        List.OPEN: Q(is_open=True),
        List.CLOSED: Q(is_open=False),
    }[which]


def counts(user: User, *, today: date, soon: date) -> dict[List, int]:
    """How many are in each list: one query."""
    wanted = {
        which.value: Count("pk", filter=condition(which, today=today, soon=soon)) for which in List
    }
    found = handled_by(user).aggregate(**wanted)
    return {which: found[which.value] for which in List}


def grants(user: User, wanted: Wanted, *, today: date, soon: date) -> QuerySet[Grant]:
    """One list, filtered and sorted, to be cut into pages."""
    found = handled_by(user).filter(condition(wanted.list, today=today, soon=soon))
    if wanted.council:
        found = found.filter(council__slug=wanted.council)
    if wanted.matter:
        found = found.filter(matter=wanted.matter)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.reference:
        found = found.filter(concern__reference=wanted.reference.strip().upper())
    if wanted.sort is Sort.RECEIVED:
        found = found.order_by("-received_on", "-pk")
    elif wanted.list is List.CLOSED:
        found = found.order_by("-pk")
    else:
        found = found.order_by(F("due_on").asc(nulls_last=True), "pk")
    return found.select_related("concern__council", "concern__raiser")


def reviews(user: User) -> QuerySet[Grant]:
    """What was escalated to the user, or is theirs to decide, hear or review."""
    return (
        handled_by(user)
        .filter(is_open=True, is_review=True)
        .select_related("concern__council")
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )


def handles_anything(user: User) -> bool:
    """Whether the user has or had a queue at all."""
    return handled_by(user).exists()
