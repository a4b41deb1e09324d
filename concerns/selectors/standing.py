"""What somebody has to do with concerns at all: for the navigation and the start page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from concerns.engine.offices import Office as Code
from concerns.engine.protocol import Status
from concerns.engine.states import Capacity, State
from concerns.models import Appointment, Council, Person, Protocol, User
from concerns.permissions import concerns as rule
from concerns.selectors import queue, register

_OVERSEERS = [Code.MONITORING_OFFICER.value, Code.DEPUTY_MONITORING_OFFICER.value]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the navigation offers.

    :param handles: they have or had something to deal with. :param reviews: something was
        escalated to them. :param oversees: they are a monitoring officer or the deputy.
    """

    handles: bool
    reviews: bool
    oversees: bool


@dataclass(frozen=True, slots=True)
class Raised:
    """How many concerns somebody raised that are open, closed, or not sent yet.

    :param asked: of those open, how many wait for their answer to a question.
    """

    drafts: int
    open: int
    closed: int
    asked: int


def of(user: User, on: date) -> Standing:
    """One query."""
    row = (
        User.objects.filter(pk=user.pk)
        .values_list(
            Exists(queue.handled_by(user, on)),
            Exists(queue.reviews(user, on)),
            Exists(_appointments(user, on)),
        )
        .get()
    )
    return Standing(*row)


def raised(user: User, on: date) -> Raised:
    """One query."""
    draft = Q(state=State.DRAFT.value)
    found = rule.live(user=user, on=on, capacity=Capacity.RAISER).aggregate(
        drafts=Count("pk", filter=draft),
        open=Count("pk", filter=Q(is_open=True) & ~draft),
        closed=Count("pk", filter=Q(is_open=False)),
        asked=Count("pk", filter=Q(is_open=True, state=State.PAUSED.value)),
    )
    return Raised(**found)


def overseen_by(user: User, on: date) -> list[Council]:
    """The councils whose monitoring officer, or deputy, the user is that day, by name."""
    office = _appointments(user, on).filter(council=OuterRef("pk"))
    return list(Council.objects.filter(Exists(office)).order_by("name"))


def to_adopt(user: User, on: date) -> list[Protocol]:
    """The versions that somebody else said are ready and the user may put in force: one query."""
    own = Person.objects.filter(register.active(on), council=OuterRef("council"), user=user)
    office = _appointments(user, on).filter(council=OuterRef("council"))
    return list(
        Protocol.objects.filter(
            Exists(own.filter(is_administrator=True)) | (Exists(own) & Exists(office)),
            status=Status.CHECKED.value,
            offered_by__isnull=False,
        )
        .exclude(offered_by=user)
        .select_related("council")
        .order_by("council__name", "pk")
    )


def _appointments(user: User, on: date) -> QuerySet[Appointment]:
    return Appointment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on),
        person__user=user,
        office__code__in=_OVERSEERS,
        starts_on__lte=on,
    )
