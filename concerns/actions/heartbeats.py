"""When each part of the clockwork last ran."""

from __future__ import annotations

from datetime import datetime

from concerns.models import Heartbeat


def beat(*, name: str, at: datetime) -> None:
    """Record that a task did its work. :param name: the task's own."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": at})


def last(*, name: str) -> datetime | None:
    """When a task last did its work; None if it never did."""
    return Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()
