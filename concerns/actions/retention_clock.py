"""What the clock does about what is kept: it reminds, and never erases a concern by itself."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from concerns.actions import _due, drafts, erasing, notifications, retention_mail
from concerns.actions._scope import engine_scope
from concerns.actions.notifications import Kind, Mail
from concerns.engine.deadlines import months_later
from concerns.engine.retention import Class, months_of
from concerns.engine.working_days import local_date
from concerns.models import Concern, Council, Hold, Notification, Person
from concerns.selectors import retention

logger = logging.getLogger(__name__)

WARNING = timedelta(days=14)  # before a draft is deleted, to its author


def run(*, at: datetime) -> int:
    """Everything there is to do today. Safe to run twice. :return: how many drafts were deleted."""
    erasing.finish_all(at=at)
    deleted = 0
    for council in Council.objects.order_by("pk"):
        retention_mail.tell_due(council, at=at)
        remind_of_holds(council, at=at)
        warn_of_drafts(council, at=at)
        deleted += delete_drafts(council, at=at)
    return deleted


@transaction.atomic
def remind_of_holds(council: Council, *, at: datetime) -> None:
    """Tell the owner of each hold whose day of review has come, once for each such day."""
    on = local_date(at)
    with engine_scope():
        mails = [
            Mail(
                kind=Kind.HOLD_REVIEW,
                council_id=council.pk,
                concern_id=hold.concern_id,
                reference=hold.concern.reference,
                user_id=hold.owner.user_id,
                not_before=at,
                discriminator=_review_of(hold)[1:],
            )
            for hold in retention.holds_of(council)
            if hold.review_on <= on
        ]
        notifications.queue_all(mails, at=at)


def hold_of(mail: Notification) -> Hold | None:
    """The hold a mail asks to look at again, if its day still stands. Inside an engine scope."""
    theirs = Hold.objects.filter(
        concern=mail.concern_id, owner__user=mail.user_id, released_at__isnull=True
    )
    return next((hold for hold in theirs if mail.dedupe_key.endswith(_review_of(hold))), None)


def _review_of(hold: Hold) -> str:
    """What tells the mail about one day of one hold from all others."""
    return f":{hold.review_on}hold{hold.pk}"


# ---------------------------------------------------------------- drafts


@transaction.atomic
def warn_of_drafts(council: Council, *, at: datetime) -> None:
    """Tell the author of each draft that it will be deleted unless they go on with it."""
    with engine_scope():
        mails = [
            Mail(
                kind=Kind.DRAFT_ENDING,
                council_id=council.pk,
                concern_id=draft.pk,
                reference=draft.reference,
                user_id=_author(draft).user_id,
                not_before=at,
                discriminator=f"{local_date(draft.touched)}",  # type: ignore[attr-defined]
            )
            for draft in retention.drafts_untouched(council, since=_since(council, at) + WARNING)
        ]
        notifications.queue_all(mails, at=at)


def delete_drafts(council: Council, *, at: datetime) -> int:
    """Delete each draft whose author was told long enough ago and did not come back."""
    at = _due.sure(at)
    with transaction.atomic(), engine_scope():
        told = Notification.objects.filter(
            concern=OuterRef("pk"),
            kind=Kind.DRAFT_ENDING.value,
            created_at__gt=OuterRef("touched"),
            sent_at__lte=at - WARNING,
        )
        due = list(
            retention.drafts_untouched(council, since=_since(council, at)).filter(Exists(told))
        )
    return sum(_delete(draft, at=at) for draft in due)


def _delete(draft: Concern, *, at: datetime) -> bool:
    """One at a time: a draft that cannot be deleted keeps no other."""
    try:
        return drafts.expire(concern=draft, at=at)
    except Exception:
        logger.exception("draft %s was not deleted", draft.pk)
        return False


def _since(council: Council, at: datetime) -> datetime:
    """A draft that nobody has opened since this is to be deleted."""
    months = months_of(retention.periods_of(council.pk), Class.DRAFT)
    day = months_later(local_date(at), -months)
    return at - (local_date(at) - day)


def still_untouched(mail: Notification, *, at: datetime) -> bool:
    """Whether a draft of theirs still waits to be deleted. Inside an engine scope."""
    assert mail.council is not None
    assert mail.concern_id is not None
    since = _since(mail.council, at) + WARNING
    found = retention.drafts_untouched(mail.council, since=since).filter(pk=mail.concern_id)
    return any(_author(draft).user_id == mail.user_id for draft in found)


def _author(draft: Concern) -> Person:
    return draft.filed_by or draft.raiser
