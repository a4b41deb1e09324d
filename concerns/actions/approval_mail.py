"""Telling those who could agree that something waits for a second person, and not what."""

from __future__ import annotations

from datetime import datetime

from concerns.actions import notifications
from concerns.actions.notifications import Kind, Mail
from concerns.engine.working_days import local_date
from concerns.models import Approval, Council, Notification
from concerns.permissions.approvals import AGREE
from concerns.selectors import register


def tell_waiting(approval: Approval, *, at: datetime) -> None:
    """Queue a mail to everybody who could agree; what is about a concern is told to nobody here.

    Nor is a request for a copy: its second person alone is asked, by a mail of its own.
    """
    if approval.concern_id is not None or approval.kind == Approval.Kind.SUBJECT_ACCESS:
        return
    mails = [
        Mail(
            kind=Kind.APPROVAL_WAITING,
            council_id=approval.council_id,
            concern_id=None,
            reference="approval",
            user_id=user,
            not_before=at,
            not_after=approval.expires_at,
            discriminator=f"approval{approval.pk}",
        )
        for user in sorted(_told(approval, at))
    ]
    notifications.queue_all(mails, at=at)


def stands(mail: Notification, *, at: datetime) -> bool:
    """Whether it still waits, and for them: asked just before the mail is sent."""
    pk = int(mail.dedupe_key.rpartition(":approval")[2])
    approval = Approval.objects.filter(pk=pk, outcome="").select_related("person").first()
    return approval is not None and mail.user_id in _told(approval, at)


def _told(approval: Approval, at: datetime) -> set[int]:
    but = {approval.asked_by_id}
    if approval.person is not None:
        but.add(approval.person.user_id)
    return _who_agrees(approval.council, at) - but


def _who_agrees(council: Council, at: datetime) -> set[int]:
    on = local_date(at)
    administrators = {person.user_id for person in register.administrators(council, on)}
    return administrators | register.users_holding(council, AGREE, on)
