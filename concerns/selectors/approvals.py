"""What waits for a second person."""

from __future__ import annotations

from datetime import datetime

from concerns.models import Approval, Council, Person


def waiting(council: Council, *, at: datetime) -> list[Approval]:
    """What was asked for and is about no concern, oldest first. One query.

    Not a request for a copy of what is held about somebody: that is between three people, and has
    a page of its own.
    """
    return list(
        Approval.objects.filter(
            council=council, outcome="", expires_at__gt=at, concern__isnull=True
        )
        .exclude(kind=Approval.Kind.SUBJECT_ACCESS)
        .select_related("person", "asked_by")
        .order_by("asked_at", "pk")
    )


def by_pk(council: Council, pk: int) -> Approval | None:
    """One of those, settled or not."""
    return (
        Approval.objects.filter(council=council, pk=pk, concern__isnull=True)
        .exclude(kind=Approval.Kind.SUBJECT_ACCESS)
        .select_related("council", "person__user", "asked_by")
        .first()
    )


def waits_for(person: Person, kind: Approval.Kind, *, at: datetime) -> bool:
    """Whether this was asked for somebody and nobody has settled it."""
    return Approval.objects.filter(
        council=person.council_id, person=person, kind=kind, outcome="", expires_at__gt=at
    ).exists()
