"""What Celery's clock starts. Each is safe to run twice, late, or at the same time as itself."""

from __future__ import annotations

import os
import socket
from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from concerns.actions import (
    anchors,
    delivery,
    failed_sign_ins,
    handover,
    heartbeats,
    keeping,
    keys,
    reminders,
    reply_reminders,
    retention_clock,
    reviews,
    scanning,
    subject_mail,
    subject_packs,
    tidying,
)
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
    replies = reply_reminders.sweep(at=at, office_hours=not settings.DEMO)
    reviews.remind(at=at)
    subject_mail.remind(at=at)
    if failed := swept.failed + replies.failed:
        looked = swept.looked + replies.looked
        raise LeftOut(f"{failed} of {looked} dates were left out of the reminders")
    heartbeats.beat(name="concerns.sweep_reminders", at=at)


@shared_task(name="concerns.follow_register")  # type: ignore[untyped-decorator]  # celery ships no types
def follow_register() -> None:
    """Move open work whose holder changed because a day came, not because somebody said so."""
    at = timezone.now()
    before = heartbeats.last(name="concerns.follow_register")
    since = local_date(before) if before else local_date(at) - timedelta(days=LOOK_BACK)
    handover.follow_register(since=since - timedelta(days=1), at=at)
    heartbeats.beat(name="concerns.follow_register", at=at)


@shared_task(name="concerns.scan_evidence")  # type: ignore[untyped-decorator]  # celery ships no types
def scan_evidence() -> None:
    """Have the files scanned that wait for it.

    :raises LeftOut: if any has waited for too long, so that this does not beat while it goes on.
    """
    at = timezone.now()
    try:
        late = scanning.scan_waiting(at=at).late
    except scanning.Unavailable as error:
        late = scanning.late()
        if not late:
            raise LeftOut(str(error)) from error
    if late:
        raise LeftOut(f"{late} files have waited for the scanner for more than half an hour")
    heartbeats.beat(name="concerns.scan_evidence", at=at)


@shared_task(name="concerns.check_scanner")  # type: ignore[untyped-decorator]  # celery ships no types
def check_scanner() -> None:
    """Try the scanner on the test file that every scanner finds.

    :raises LeftOut: if it is not found.
    """
    at = timezone.now()
    try:
        scanning.check()
    except scanning.Unavailable as error:
        raise LeftOut(str(error)) from error
    heartbeats.beat(name="concerns.check_scanner", at=at)


@shared_task(name="concerns.sweep_evidence")  # type: ignore[untyped-decorator]  # celery ships no types
def sweep_evidence() -> None:
    """Take away files without a row, and find rows without a file.

    :raises LeftOut: if there is such a row.
    """
    at = timezone.now()
    missing = keeping.sweep().missing
    if missing:
        raise LeftOut(f"the files of these rows are gone: {', '.join(map(str, missing))}")
    heartbeats.beat(name="concerns.sweep_evidence", at=at)


@shared_task(name="concerns.anchor_record")  # type: ignore[untyped-decorator]  # celery ships no types
def anchor_record() -> None:
    """Sign how far the record has come, outside the database.

    :raises CannotAnchor: and does not beat, so that the silence is seen.
    """
    at = timezone.now()
    anchors.anchor(file=settings.ANCHOR_FILE, key_file=settings.ANCHOR_KEY_FILE, at=at)
    heartbeats.beat(name="concerns.anchor_record", at=at)


@shared_task(name="concerns.tidy")  # type: ignore[untyped-decorator]  # celery ships no types
def tidy() -> None:
    """Remove sessions, counts and packs that have run out."""
    at = timezone.now()
    tidying.tidy(at=at)
    subject_packs.remove_old(at=at)
    heartbeats.beat(name="concerns.tidy", at=at)


@shared_task(name="concerns.keep_or_erase")  # type: ignore[untyped-decorator]  # celery ships no types
def keep_or_erase() -> None:
    """Tell what is due to be erased, and what is held for how long; delete abandoned drafts."""
    at = timezone.now()
    retention_clock.run(at=at)
    heartbeats.beat(name="concerns.keep_or_erase", at=at)


@shared_task(name="concerns.warn_of_failures")  # type: ignore[untyped-decorator]  # celery ships no types
def warn_of_failures() -> None:
    """Tell people that somebody keeps trying to sign in as them."""
    at = timezone.now()
    failed_sign_ins.warn(at=at)
    heartbeats.beat(name="concerns.warn_of_failures", at=at)


@shared_task(name="concerns.delete_retired_keys")  # type: ignore[untyped-decorator]  # celery ships no types
def delete_retired_keys() -> None:
    """Delete keys that were replaced and that nothing needs any more.

    :raises DatabaseError: and does not beat, if something is still sealed with one in a table that
        is only added to: `rotate_keys` seals it anew, as the tables' owner.
    """
    at = timezone.now()
    keys.delete_retired()
    heartbeats.beat(name="concerns.delete_retired_keys", at=at)
