"""Sending what the outbox holds: claim, ask again, send, mark (security 5.4).

Mail is sent at least once: a sender that dies between sending and marking leaves a row that is
sent again after its lease, with the same Message-ID and still without content. It needs no broker.
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac

from concerns.actions import (
    account_links,
    approval_mail,
    reminders,
    reply_reminders,
    retention_clock,
    retention_mail,
    reviews,
    subject_mail,
    version_mail,
)
from concerns.actions._scope import engine_scope
from concerns.actions.notifications import (
    ABOUT_COPIES,
    ABOUT_REGISTER,
    ABOUT_REPLY,
    ABOUT_VERSION,
    REMINDERS,
    Kind,
)
from concerns.engine.states import State
from concerns.engine.working_days import local_date
from concerns.models import Concern, Council, Notification
from concerns.permissions.concerns import Look, may
from concerns.selectors import outbox, register

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 12
LONGEST_WAIT = timedelta(hours=6)  # between two attempts; twelve reach over a day's outage

# Worth nothing once the concern is closed; the mail that says so is on its way.
# An answer is not: the raiser may write about what is closed, and its closing took back the rest.
_WHILE_OPEN = frozenset({Kind.RECEIVED, Kind.QUESTION})
# Where a mail about a register leads, if not to its changes.
_PAGE = {
    Kind.REVIEW_DUE.value: "version-list",
    Kind.APPROVAL_WAITING.value: "approval-list",
    **dict.fromkeys((kind.value for kind in ABOUT_COPIES), "subject-request-list"),
    Kind.RETENTION.value: "retention-list",
}
# Errors of smtplib (all of them OSError) about one mail, not the server: the next may go out.
_ABOUT_ONE_MAIL = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,
)


@dataclass(slots=True)
class Delivered:
    """What one run did. :param dead: given up for good, each with a line in the log."""

    sent: int = 0
    cancelled: int = 0
    failed: int = 0
    dead: int = 0


class _NotNow(Exception):
    """The person is not, or no longer, to be told. The text is a code for the row."""


def deliver_due(*, at: datetime, worker: str, most: int = 100) -> Delivered:
    """Send what is due. Any number of workers may run it at once; none takes another's row.

    Stops early when the mail server itself does not answer: the next run tries again.

    :param at: what is due is reckoned from this; leases run by the database's clock.
    :param worker: who sends, for the row. :param most: how many mails at the most.
    """
    done = Delivered()
    for _ in range(most):
        row = _claim(at=at, worker=worker)
        if row is None or not _deliver(row, done, at=at):
            break
    return done


def _claim(*, at: datetime, worker: str) -> Notification | None:
    """Take one row for twice as long as the mail server may keep us waiting, and commit.

    The attempt is counted here, so that a row that kills its sender is given up as well.
    """
    with transaction.atomic(durable=True), engine_scope():
        row = (
            Notification.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(
                Q(lease_until__isnull=True) | Q(lease_until__lt=Now()),
                sent_at__isnull=True,
                dead_at__isnull=True,
                cancelled_at__isnull=True,
                not_before__lte=at,
            )
            .order_by("not_before", "pk")
            .first()
        )
        if row is None:
            return None
        row.attempts += 1
        row.claimed_by = worker[:60]
        Notification.objects.filter(pk=row.pk).update(
            attempts=row.attempts,
            claimed_by=row.claimed_by,
            lease_until=Now() + timedelta(seconds=2 * settings.EMAIL_TIMEOUT),
        )
    return row


def _deliver(row: Notification, done: Delivered, *, at: datetime) -> bool:
    """Send one claimed row. :return: whether the mail server can be asked for the next."""
    if row.attempts > MOST_ATTEMPTS:  # the last one ended with its sender
        _put_off(row, "sender_lost", done, at=at)
        return True
    try:
        message = _message(row, at=at)
    except _NotNow as why:
        _mark(row, cancelled_at=at, last_error=str(why))
        done.cancelled += 1
        return True
    except Exception as error:
        logger.exception("notification %s could not be written", row.pk)
        _put_off(row, type(error).__name__, done, at=at)
        return True
    try:
        message.send()
    except Exception as error:
        # No names and no addresses in the log: the kind of error is enough.
        server_is_down = isinstance(error, OSError) and not isinstance(error, _ABOUT_ONE_MAIL)
        logger.warning("notification %s was not sent: %s", row.pk, type(error))
        _put_off(row, type(error).__name__, done, at=at)
        return not server_is_down
    _mark(row, sent_at=at, last_error="")
    done.sent += 1
    return True


def _mark(row: Notification, **values: datetime | str) -> None:
    """Whoever sent it says so, even if the lease has run out meanwhile: it did go."""
    with engine_scope():
        Notification.objects.filter(pk=row.pk, sent_at__isnull=True).update(
            lease_until=None, **values
        )


def _put_off(row: Notification, code: str, done: Delivered, *, at: datetime) -> None:
    """Try again later, each time twice as late; after the last attempt give up, visibly."""
    done.failed += 1
    wait = min(timedelta(minutes=2 ** (row.attempts - 1)), LONGEST_WAIT)
    with engine_scope():
        mine = Notification.objects.filter(
            pk=row.pk, attempts=row.attempts, sent_at__isnull=True, dead_at__isnull=True
        )
        if row.attempts < MOST_ATTEMPTS:
            mine.update(lease_until=Now() + wait, last_error=code[:60])
        elif mine.update(lease_until=None, dead_at=at, last_error=code[:60]):
            done.dead += 1
            logger.error("notification %s was given up", row.pk)


def given_up(*, council: int) -> int:
    """How many mails of a council were given up, for an alarm to its administrators."""
    with engine_scope():
        return Notification.objects.filter(council=council, dead_at__isnull=False).count()


# ---------------------------------------------------------------- the mail


def _message(row: Notification, *, at: datetime) -> EmailMessage:
    """The mail: a reference or a council's name, and a link, to the address the account has now.

    :raises _NotNow: if the person is not to be told any more.
    """
    with transaction.atomic(), engine_scope():
        row = Notification.objects.select_related(
            "user", "council", "concern__raiser", "concern__council"
        ).get(pk=row.pk)
        late = _ask_again(row, at=at)
        about = _about(row, at=at)
    text = render_to_string(
        f"emails/{Kind(row.kind).value}.txt",
        {**about, "site": f"{settings.SITE_URL}/", "late": late},
    )
    subject, _, body = text.strip().partition("\n")
    return EmailMessage(
        subject=subject,
        body=body.strip() + "\n",
        to=[row.user.email],
        headers={"Message-ID": message_id(row.pk), "Auto-Submitted": "auto-generated"},
    )


def _about(row: Notification, *, at: datetime) -> Mapping[str, str | datetime]:
    if row.concern is not None:
        return _about_concern(row, row.concern)
    if row.council is None:
        return account_links.about(row.user, Kind(row.kind), at=row.created_at)
    return _about_register(row, row.council, at=at)


def _about_concern(row: Notification, concern: Concern) -> dict[str, str]:
    page = f"/concerns/{concern.reference}/"
    if row.kind == Kind.DRAFT_ENDING.value:
        page = reverse("raising-resume", args=[concern.council.slug, concern.reference])
    elif row.kind == Kind.HOLD_REVIEW.value and (hold := retention_clock.hold_of(row)):
        page = reverse("hold-review", args=[concern.council.slug, hold.pk])
    return {"reference": concern.reference, "link": f"{settings.SITE_URL}{page}"}


def _about_register(row: Notification, council: Council, *, at: datetime) -> dict[str, str]:
    """Whose register or protocol it is. Somebody taken off the register has no page to go to: no
    link then."""
    on_it = register.person_of(user=row.user, council_slug=council.slug, on=local_date(at))
    version = version_mail.version_of(row) if Kind(row.kind) in ABOUT_VERSION else None
    if version is None:
        page = reverse(_PAGE.get(row.kind, "change-list"), args=[council.slug])
    elif row.kind == Kind.VERSION_IN_FORCE.value:
        page = reverse("protocol-read", args=[council.slug, version.version])
    else:
        page = reverse("version-detail", args=[council.slug, version.pk])
    return {
        "council": council.name,
        "version": version.version if version else "",
        "link": f"{settings.SITE_URL}{page}" if on_it else "",
    }


def _ask_again(row: Notification, *, at: datetime) -> bool:
    """Whether its date has passed, for a reminder.

    :raises _NotNow: if the person is not to be told any more, or it is worth nothing now.
    """
    kind = Kind(row.kind)
    concern = row.concern
    if row.cancelled_at is not None:
        raise _NotNow("taken_back")
    if row.not_after is not None and row.not_after <= at:
        raise _NotNow("too_late")
    if not row.user.is_active:
        raise _NotNow("account_closed")
    if row.council_id is None:  # about their account
        return False
    if kind in ABOUT_REGISTER:
        if concern is not None or not outbox.was_on_register(row.council_id, user=row.user_id):
            raise _NotNow("may_not_know")
        if kind is Kind.REVIEW_DUE and not reviews.stands(
            row.dedupe_key, council_id=row.council_id, at=at
        ):
            raise _NotNow("no_longer_due")
        if kind in ABOUT_VERSION and not version_mail.stands(row, at=at):
            raise _NotNow("no_longer_so")
        if kind in ABOUT_COPIES and not subject_mail.stands(row, at=at):
            raise _NotNow("no_longer_so")
        if kind is Kind.APPROVAL_WAITING and not approval_mail.stands(row, at=at):
            raise _NotNow("no_longer_so")
        if kind is Kind.RETENTION and not retention_mail.stands(row, at=at):
            raise _NotNow("no_longer_so")
        return False
    if kind is Kind.DRAFT_ENDING:
        if not retention_clock.still_untouched(row, at=at):
            raise _NotNow("no_longer_so")
        return False
    if kind is Kind.HOLD_REVIEW:
        if retention_clock.hold_of(row) is None:
            raise _NotNow("no_longer_so")
        return False
    if concern is None or concern.state == State.DRAFT.value:
        raise _NotNow("not_sent")
    if kind in REMINDERS:
        due = reminders.standing(row, at=at)
        if due is None:
            raise _NotNow("no_longer_due")
        return due.late
    if kind in ABOUT_REPLY:
        if not reply_reminders.stands(row, at=at):
            raise _NotNow("no_longer_due")
        return False
    if kind is Kind.NEEDS_HANDLER:
        told = outbox.administrators_for(concern, on=local_date(at))
        if concern.state != State.NEEDS_HANDLER.value or row.user not in told:
            raise _NotNow("no_longer_theirs")
        return False
    if kind in _WHILE_OPEN and concern.state == State.CLOSED.value:
        raise _NotNow("closed")
    if not may(user=row.user, act=Look.KNOW, concern=concern, at=at):
        raise _NotNow("may_not_know")
    return False


def message_id(notification: int) -> str:
    """The same for the same row for ever, so that a repeat can be recognised.

    A keyed hash: the bare number would tell whoever reads it how much mail there is.
    """
    name = salted_hmac("concerns.outbox", str(notification)).hexdigest()[:32]
    return f"<{name}@{urlsplit(settings.SITE_URL).hostname}>"
