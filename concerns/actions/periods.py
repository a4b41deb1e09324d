"""How long a council keeps what has ended. A period counts for what ended before, too."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from concerns.actions import _register, retention_mail
from concerns.actions._register import CannotRecord
from concerns.engine.retention import DEFAULTS, Class, months_of
from concerns.models import Council, RetentionPeriod, User
from concerns.selectors import retention


@transaction.atomic
def set_period(
    *, council: Council, kind: Class, months: int, by: User, at: datetime, seen: str = ""
) -> None:
    """Set how long something is kept, and tell those who answer for the records.

    :param seen: how many months it was as the form showed it.
    :raises CannotRecord: if it changed since, or is out of bounds.
    :raises NotAllowed: for anybody but an administrator.
    """
    _register.begin(council, by=by, at=at)
    before = months_of(retention.periods_of(council.pk), kind)
    if seen and seen != str(before):
        raise CannotRecord(_register.CHANGED_SINCE)
    bounds = DEFAULTS[kind]
    if not bounds.least <= months <= bounds.most:
        raise CannotRecord(
            f"The number of months must be from {bounds.least} to {bounds.most}", "months"
        )
    if months == before:
        return
    RetentionPeriod.objects.update_or_create(
        council=council, kind=kind.value, defaults={"months": months}
    )
    _register.record(
        "set_period", council, by=by, at=at, kept=kind.value, months=months, was=before
    )
    retention_mail.tell_changed(council, kind, months, by=by, at=at)
