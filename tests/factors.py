"""An authenticator app, as a test holds one in its hand."""

from __future__ import annotations

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth

from concerns.models import User

PERIOD = 30  # seconds


def code(secret: str, *, at: float | None = None) -> str:
    """What the app shows. :param at: seconds since 1970; None for now."""
    counter = int(time.time() if at is None else at) // PERIOD
    return auth.format_hotp_value(auth.hotp_value(secret, counter))


def app(user: User) -> str:
    """Give an account an app, and recovery codes that were kept. :return: the app's secret."""
    secret = auth.generate_totp_secret()
    auth.TOTP.activate(user, secret)
    codes = RecoveryCodes.activate(user).instance
    codes.data |= {"viewed_at": 1, "kept_at": 1}
    codes.save(update_fields=["data"])
    return secret


def recovery_codes(user: User) -> list[str]:
    kept = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    found: list[str] = kept.wrap().get_unused_codes()
    return found
