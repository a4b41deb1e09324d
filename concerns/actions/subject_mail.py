"""Mail about requests for a copy: that one waits for the second person, and that one is due."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from concerns.actions import notifications
from concerns.actions._scope import engine_scope
from concerns.actions.notifications import Kind, Mail
from concerns.engine.working_days import local_date
from concerns.models import Approval, Notification, SubjectRequest

BEFORE = timedelta(days=7)  # a month is not long for whoever does this beside their work


def tell_second(request: SubjectRequest, *, at: datetime) -> None:
    """Mail the second person that they are asked."""
    approval = Approval.objects.filter(
        kind=Approval.Kind.SUBJECT_ACCESS, row=request.pk, outcome=""
    ).get()
    mail = _mail(request, Kind.SUBJECT_WAITING, request.second.user_id, f"{approval.pk}", at)
    notifications.queue_all([mail], at=at)


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Queue the reminders of what is due within a week, or is late. Safe to run twice.

    :return: how many mails were new.
    """
    with engine_scope():
        due = SubjectRequest.objects.filter(
            packs__isnull=True, due_on__lte=local_date(at) + BEFORE
        ).select_related("run_by")
        mails = [
            _mail(request, Kind.SUBJECT_DUE, request.run_by.user_id, _when(request, at), at)
            for request in due
        ]
    return notifications.queue_all(mails, at=at)


def stands(row: Notification, *, at: datetime) -> bool:
    """Whether it is still so: asked just before it is sent, inside an engine scope."""
    pk, _, rest = row.dedupe_key.rpartition(":subject")[2].partition("-")
    request = SubjectRequest.objects.filter(pk=int(pk)).first()
    if request is None:
        return False
    if row.kind == Kind.SUBJECT_DUE.value:
        return rest == _when(request, at) and not request.packs.exists()
    return Approval.objects.filter(pk=int(rest), outcome="", expires_at__gt=at).exists()


def _when(request: SubjectRequest, at: datetime) -> str:
    return "late" if request.due_on < local_date(at) else "soon"


def _mail(request: SubjectRequest, kind: Kind, user: int, which: str, at: datetime) -> Mail:
    return Mail(
        kind=kind,
        council_id=request.council_id,
        concern_id=None,
        reference="copy",
        user_id=user,
        not_before=at,
        discriminator=f"subject{request.pk}-{which}",
    )
