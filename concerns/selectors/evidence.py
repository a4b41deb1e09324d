"""The files of a concern. Row-level security decides which of them somebody sees."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from concerns.engine.states import StepState
from concerns.models import Concern, Evidence, Step

Files = QuerySet[Evidence]

WAITING = (Evidence.State.RECEIVED, Evidence.State.QUARANTINED)
TOO_LONG = timedelta(minutes=30)  # without a verdict: then it is an alarm


def of(concern: Concern) -> list[Evidence]:
    """Every file the reader sees that was not removed, the earliest first: one query."""
    found = Evidence.objects.filter(concern=concern).exclude(state=Evidence.State.REMOVED)
    return list(found.select_related("added_by").order_by("added_at", "pk"))


def count(concern: Concern) -> int:
    """How many of these there are: one query."""
    return Evidence.objects.filter(concern=concern).exclude(state=Evidence.State.REMOVED).count()


def one(concern: Concern, public_id: str) -> Evidence | None:
    """One of these; None for any other."""
    found = Evidence.objects.filter(concern=concern, public_id=public_id)
    rows = found.exclude(state=Evidence.State.REMOVED).select_related("added_by")
    return next(iter(rows), None)


def to_open(concern: Concern, public_id: str) -> Evidence | None:
    """One that may be handed out: the scanner has said that it is clean."""
    found = one(concern, public_id)
    return found if found is not None and found.state == Evidence.State.CLEAN else None


def relied_on(evidence: Evidence) -> str:
    """Why it stays, in a sentence fit to show; empty while it may be taken away."""
    if evidence.opened_at is not None:
        return "Somebody else has opened this file, so it stays with the concern."
    done = Step.objects.filter(
        concern=evidence.concern_id, state=StepState.DONE.value, done_at__gte=evidence.added_at
    )
    if done.exists():
        return "A step has ended since this file was added, so it stays with the concern."
    return ""


# ---------------------------------------------------------------- for the scanner, in a scope


def waiting_too_long() -> Q:
    """Files without a verdict for so long that somebody must be told; by the database's clock."""
    return Q(state__in=WAITING, added_at__lt=Now() - TOO_LONG)
