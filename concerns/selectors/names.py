"""What became of a raiser's wish that their name is withheld."""

from __future__ import annotations

from django.db.models import QuerySet

from concerns.models import Concern, Revealing, User


def is_withheld(concern: Concern) -> bool:
    """Whether those it is about may not learn who raised it: asked by every page for them, and
    by everything that may be printed or passed on."""
    return concern.is_name_withheld


def told(user: User) -> QuerySet[Revealing]:
    """The rows by which this person was told names that are withheld."""
    return Revealing.objects.filter(to=Revealing.To.ADVISER, wanted_by__user=user)


def under_way(concern: Concern) -> Revealing | None:
    """The revealing that the raiser can still prevent, or that has only to be done: one query."""
    return (
        Revealing.objects.filter(
            concern=concern,
            to=Revealing.To.SUBJECT,
            revealed_at__isnull=True,
            taken_back_at__isnull=True,
        )
        .select_related("wanted_by")
        .first()
    )


def history(concern: Concern) -> list[Revealing]:
    """Every time it was to be revealed, to whom and why, as far as the reader may know."""
    found = Revealing.objects.filter(concern=concern).select_related("wanted_by")
    return list(found.order_by("wanted_at", "pk"))
