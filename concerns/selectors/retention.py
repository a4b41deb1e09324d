"""How long a council keeps things, and what of its concerns is kept for how long.

Rows under row-level security are only seen where the caller has opened the engine's scope, or as
far as whoever asks may see them.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import DateTimeField, Exists, Max, OuterRef, Prefetch, QuerySet
from django.db.models.functions import Greatest

from concerns.engine.retention import Class, class_of, erase_after, months_of
from concerns.engine.states import Closing, State
from concerns.engine.working_days import local_date
from concerns.models import Approval, AuditEvent, Concern, Council, Hold, RetentionPeriod

_SHORTEST_MONTH = timedelta(days=28)
_OF_A_DRAFT = ("draft.start", "draft.answer", "draft.view", "draft.discard")


def periods_of(council: int) -> dict[Class, int]:
    """The periods that a council has set itself, in months: one query."""
    rows = RetentionPeriod.objects.filter(council=council)
    return {Class(kind): months for kind, months in rows.values_list("kind", "months")}


def kept_until(concern: Concern, own: dict[Class, int]) -> date | None:
    """The last day it is kept, reckoned from the last time it or an appeal about it was closed.

    As far as whoever asks may know of such an appeal. :return: None while one of them is open.
    """
    appeals = [appeal.closed_at for appeal in concern.appeals.all()]
    return erase_after(
        closed=local_date(concern.closed_at) if concern.closed_at else None,
        further=[local_date(at) if at else None for at in appeals],
        months=months_of(own, kept_as(concern)) if concern.outcome else 0,
    )


def kept_as(concern: Concern) -> Class:
    """The class of a concern that is closed."""
    return class_of(Closing(concern.outcome))


def live_holds(concern: Concern) -> list[Hold]:
    """What keeps it longer, the first to be looked at again first."""
    return list(
        Hold.objects.filter(concern=concern, released_at__isnull=True)
        .select_related("owner")
        .order_by("review_on", "pk")
    )


# ---------------------------------------------------------------- inside an engine scope


def ended_long_ago(council: Council, *, at: datetime, own: dict[Class, int]) -> list[Concern]:
    """Closed concerns whose period may be over, with appeals and live holds: three queries."""
    least = min(months_of(own, kind) for kind in Class if kind is not Class.DRAFT)
    return list(
        Concern.objects.filter(
            council=council,
            state=State.CLOSED.value,
            erased_at__isnull=True,
            closed_at__lt=at - least * _SHORTEST_MONTH,
        )
        .select_related("council")
        .prefetch_related(
            "appeals",
            Prefetch("holds", Hold.objects.filter(released_at__isnull=True), to_attr="live"),
        )
        .order_by("closed_at", "pk")
    )


def is_due(concern: Concern, own: dict[Class, int], on: date) -> bool:
    """Whether its period is over. Holds are another question."""
    last = kept_until(concern, own)
    return last is not None and last < on


def holds_of(council: Council) -> list[Hold]:
    """Every live hold, the first to be looked at again first; never its words."""
    return list(
        Hold.objects.filter(council=council, released_at__isnull=True)
        .select_related("concern", "owner__user")
        .defer("reason")
        .order_by("review_on", "pk")
    )


def waiting(council: Council, *, at: datetime) -> list[Approval]:
    """What was asked for of concerns and holds, oldest first: one query."""
    return list(
        Approval.objects.filter(
            council=council,
            kind__in=[Approval.Kind.ERASE, Approval.Kind.RELEASE_HOLD],
            outcome="",
            expires_at__gt=at,
        )
        .select_related("concern", "asked_by", "council", "person__user")
        .order_by("asked_at", "pk")
    )


def erased_by(council: Council, *, user: int) -> list[Concern]:
    """What was erased and the account had asked for, or agreed to, newest first."""
    theirs = Approval.objects.filter(
        concern=OuterRef("pk"), kind=Approval.Kind.ERASE, outcome=Approval.Outcome.AGREED
    )
    mine = theirs.filter(asked_by=user) | theirs.filter(settled_by=user)
    return list(
        Concern.objects.filter(Exists(mine), council=council, erased_at__isnull=False)
        .only("reference", "matter", "outcome", "closed_at", "erased_at", "council_id")
        .order_by("-erased_at", "-pk")
    )


def erased() -> list[int]:
    """The ids of everything that was erased."""
    return list(Concern.objects.filter(erased_at__isnull=False).values_list("pk", flat=True))


def drafts_thrown_away(council: Council, *, since: datetime) -> list[int]:
    """The ids of drafts that are no more."""
    ids = AuditEvent.objects.filter(
        council_id=council.pk, type__in=["draft.discard", "draft.expire"], at__gte=since
    ).values_list("concern_id", flat=True)
    return [pk for pk in ids if pk is not None]


def drafts_untouched(council: Council, *, since: datetime) -> QuerySet[Concern]:
    """Drafts that nobody has opened since then; `touched` says when somebody last did."""
    events = AuditEvent.objects.filter(concern_id=OuterRef("pk"), type__in=_OF_A_DRAFT)
    last = events.order_by().values("concern_id").annotate(at=Max("at")).values("at")
    return (
        Concern.objects.filter(council=council, state=State.DRAFT.value, created_at__lt=since)
        .annotate(touched=Greatest("created_at", last, output_field=DateTimeField()))
        .filter(touched__lt=since)
        .select_related("council", "raiser__user", "filed_by__user")
        .order_by("pk")
    )
