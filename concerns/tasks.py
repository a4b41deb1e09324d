"""What Celery's clock starts. Each is safe to run twice, late, or at the same time as itself."""

from __future__ import annotations

import os
import socket
from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from concerns.actions import delivery, handover, heartbeats, reminders, reviews, tidying
from concerns.engine.working_days import local_date

LOOK_BACK = 31  # days, the first time the clock runs


class LeftOut(RuntimeError):
    """Some of the work could not be done; the rest was. The log says which."""


@shared_task(name="concerns.deliver_due")  # type: ignore[untyped-decorator]  # celery ships no types
def deliver_due() -> None:
    """Send the mail that is due."""
    at = timezone.now()
    delivery.deliver_due(at=at, worker=f"{socket.gethostname()}:{os.getpid()}")
    heartbeats.beat(name="concerns.deliver_due", at=at)


@shared_task(name="concerns.sweep_reminders")  # type: ignore[untyped-decorator]  # celery ships no types
def sweep_reminders() -> None:
    """Queue the reminders that stand now.

    :raises LeftOut: after everything else was done; such a sweep does not beat, so that
        `/health` says so when it goes on.
    """
    at = timezone.now()
    swept = reminders.sweep(at=at, office_hours=not settings.DEMO)
    reviews.remind(at=at)
    if swept.failed:
        raise LeftOut(f"{swept.failed} of {swept.looked} steps were left out of the reminders")
    heartbeats.beat(name="concerns.sweep_reminders", at=at)


@shared_task(name="concerns.follow_register")  # type: ignore[untyped-decorator]  # celery ships no types
def follow_register() -> None:
    """Move open work whose holder changed because a day came, not because somebody said so."""
    at = timezone.now()
    before = heartbeats.last(name="concerns.follow_register")
    since = local_date(before) if before else local_date(at) - timedelta(days=LOOK_BACK)
    handover.follow_register(since=since - timedelta(days=1), at=at)
    heartbeats.beat(name="concerns.follow_register", at=at)


@shared_task(name="concerns.tidy")  # type: ignore[untyped-decorator]  # celery ships no types
def tidy() -> None:
    """Remove sessions and counts that have run out."""
    at = timezone.now()
    tidying.tidy(at=at)
    heartbeats.beat(name="concerns.tidy", at=at)
