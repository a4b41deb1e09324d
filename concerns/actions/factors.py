"""Second factors and recovery codes, beside what django-allauth does."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from concerns.actions import accounts
from concerns.models import User


@transaction.atomic
def keep_codes(*, user: User, at: datetime) -> None:
    """Note that somebody says that they kept the recovery codes they were shown."""
    codes = Authenticator.objects.select_for_update().filter(
        user=user, type=Authenticator.Type.RECOVERY_CODES, data__has_key="viewed_at"
    )
    for each in codes:
        each.data["kept_at"] = at.timestamp()
        each.save(update_fields=["data"])
        accounts.record("codes_kept", user=user, by=user, at=at)


def note_code_used(user: User, code: str) -> None:
    """The code with which an app was set up is used: nobody signs in with it a moment later."""
    app = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    app.wrap().validate_code(code)
