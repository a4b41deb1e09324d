"""Second factors and recovery codes, beside what django-allauth does."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from concerns.actions import accounts
from concerns.models import User
from concerns.sealing import factors, master

# Where django-allauth keeps what its adapter sealed.
_SECRETS = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


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


def reseal() -> int:
    """Seal with the first key of KEY_FILE whatever is not. :return: how many secrets.

    Somebody who uses a recovery code at this moment may write the old form back: the next run
    finds it, and until then `keys_in_use` names its key.

    :raises CannotOpen: if KEY_FILE lacks the key of one; what was done stays done.
    """
    first, done = master.current().id, 0
    for pk in Authenticator.objects.filter(type__in=_SECRETS).values_list("pk", flat=True):
        with transaction.atomic():
            row = Authenticator.objects.select_for_update().filter(pk=pk).first()
            if row is None or factors.key_id(_sealed(row)) == first:
                continue
            row.data[_SECRETS[row.type]] = factors.seal(factors.open(_sealed(row)))
            row.save(update_fields=["data"])
        done += 1
    return done


def keys_in_use() -> set[int]:
    """The numbers of the keys of KEY_FILE that a second factor is sealed with."""
    rows = Authenticator.objects.filter(type__in=_SECRETS)
    return {factors.key_id(_sealed(row)) for row in rows}


def _sealed(row: Authenticator) -> str:
    return str(row.data[_SECRETS[row.type]])
