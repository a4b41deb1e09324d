"""The links that mail about an account carries."""

from __future__ import annotations

from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from concerns.actions.notifications import Kind
from concerns.models import User


def password_link(user: User) -> str:
    """Where somebody chooses a password: django-allauth's own link, good once and for some days.

    It stands for the password and the last sign-in as they are, and is stored nowhere.
    """
    path = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(user),
            "key": default_token_generator.make_token(user),
        },
    )
    return f"{settings.SITE_URL}{path}"


def about(user: User, kind: Kind, *, at: datetime) -> dict[str, str | datetime]:
    """What a mail about an account says. :param at: when it happened."""
    is_link = kind is Kind.PASSWORD_LINK
    return {
        "link": password_link(user) if is_link else f"{settings.SITE_URL}{reverse('account')}",
        "at": at,
        "days": str(settings.PASSWORD_RESET_TIMEOUT // 86400),
    }
