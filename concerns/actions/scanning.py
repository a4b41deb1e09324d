"""Having files scanned: one at a time, each under a lease, and believing only a scanner that works.

No answer is no verdict: a file that the scanner is silent about waits, and is an alarm in the end.
"""

from __future__ import annotations

import logging
import secrets
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from concerns import sealing
from concerns.actions import _audit, _evidence
from concerns.actions._scope import engine_scope
from concerns.evidence.clamd import Clamd, NoVerdict, Verdict
from concerns.evidence.clamd import Unavailable as Unavailable
from concerns.evidence.refusal import Reason
from concerns.models import Evidence
from concerns.selectors import evidence as selectors

State = Evidence.State

LEASE = timedelta(minutes=5)  # more than the longest scan, and than a task may take
MOST_ATTEMPTS = 8  # of a scanner that works and says nothing of one file; then once a day
_PATIENCE = 120.0  # seconds for one run; what is left waits for the next
_AGAIN_AFTER = timedelta(minutes=1)  # after one attempt without a verdict; twice that after two
_IN_THE_END = timedelta(days=1)  # after the most attempts

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Scanned:
    """What one run came to. :param late: files that have waited for too long."""

    clean: int = 0
    rejected: int = 0
    silent: int = 0
    late: int = 0


def scanner() -> Clamd | None:
    """The scanner of this installation; None where there is none, and files stay as they came."""
    return Clamd(settings.CLAMD) if settings.CLAMD else None


def check() -> None:
    """Whether the scanner finds what it must find.

    :raises Unavailable: if there is none, it is not to be reached, or it does not find it.
    """
    found = scanner()
    if found is None:
        raise Unavailable("no scanner is set (CLAMD)")
    found.check()


def scan_waiting(*, at: datetime) -> Scanned:
    """Ask the scanner about every file that waits.

    :raises Unavailable: if the scanner cannot be asked, or calls the test file clean; then nothing
        it might say of another counts.
    """
    asked, done = scanner(), Scanned()
    until = time.monotonic() + _PATIENCE
    checked = False
    while asked is not None and time.monotonic() < until and (row := _claim()) is not None:
        try:
            if not checked:
                asked.check()
                checked = True
            _scan(row, asked, done, at=at)
        except Unavailable:
            _give_back(row)
            raise
    done.late = late()
    return done


@transaction.atomic
def late() -> int:
    """How many files have waited for too long for a verdict, of all councils."""
    with engine_scope():
        return Evidence.objects.filter(selectors.waiting_too_long()).count()


@transaction.atomic
def _claim() -> Evidence | None:
    """The next file to ask about, under a lease of its own; None when there is none.

    Leases run by the database's clock, which is one for all workers.
    """
    with engine_scope():
        row: Evidence | None = (
            Evidence.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(state__in=selectors.WAITING)
            .filter(Q(lease_until__isnull=True) | Q(lease_until__lt=Now()))
            .filter(Q(attempts__lt=MOST_ATTEMPTS) | Q(lease_until__lt=Now() - _IN_THE_END))
            .order_by("added_at", "pk")
            .first()
        )
        if row is None:
            return None
        row.state, row.lease = State.QUARANTINED, secrets.token_urlsafe(16)
        row.lease_until = Now() + LEASE
        row.save(update_fields=["state", "lease", "lease_until"])
        return row


def _scan(row: Evidence, asked: Clamd, done: Scanned, *, at: datetime) -> None:
    try:
        verdict = asked.scan(_evidence.opened(row, "content"))
    except (NoVerdict, FileNotFoundError, sealing.CannotOpen) as error:
        log.error("evidence %s was not scanned: %s", row.pk, type(error).__name__)
        done.silent += 1
        _give_back(row, attempted=True)
        return
    if not _settle(row, verdict, at=at):
        return
    if verdict is Verdict.CLEAN:
        done.clean += 1
    else:
        done.rejected += 1


@transaction.atomic
def _settle(row: Evidence, verdict: Verdict, *, at: datetime) -> bool:
    """Record a verdict. One that comes after the lease, or of what was removed, is discarded."""
    is_clean = verdict is Verdict.CLEAN
    with engine_scope():
        settled = _leased(row).update(
            state=State.CLEAN if is_clean else State.REJECTED,
            reason="" if is_clean else Reason.VIRUS.value,
            scanned_at=at,
            lease="",
        )
        if settled:
            _audit.record(
                "evidence.scan",
                at=at,
                by=None,
                concern=row.concern,
                evidence=row.pk,
                verdict=verdict.value,
                side=row.side,
            )
    return bool(settled)


@transaction.atomic
def _give_back(row: Evidence, *, attempted: bool = False) -> None:
    """Let it be asked about again. :param attempted: the scanner works and said nothing of it."""
    with engine_scope():
        _leased(row).update(
            lease="",
            lease_until=Now() + _AGAIN_AFTER * (1 << row.attempts) if attempted else None,
            attempts=F("attempts") + (1 if attempted else 0),
        )


def _leased(row: Evidence) -> selectors.Files:
    return Evidence.objects.filter(
        pk=row.pk, state=State.QUARANTINED, lease=row.lease, lease_until__gt=Now()
    )
