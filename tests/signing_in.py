"""Signing a test's client in, as somebody who has shown a second factor."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY as WHOSE,
)
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as METHODS
from django.contrib.sessions.backends.base import SessionBase
from django.test import Client

from concerns.actions import sessions
from concerns.models import Person, User

LATER = datetime(2100, 1, 1, tzinfo=UTC)


def sign_in(client: Client, who: Person | User) -> None:
    """Sign in, with both steps, in a session that no clock ends.

    A test's clock jumps; what a session's end means is for the tests of that.
    """
    # As it is now: an account whose sessions were ended meanwhile signs in anew.
    user = User.objects.get(pk=who.user_id if isinstance(who, Person) else who.pk)
    client.force_login(user)
    session = client.session
    enter(session, user, at=LATER)
    session.set_expiry(timedelta(days=36_500))
    session.save()


def enter(session: SessionBase, user: User, *, at: datetime) -> None:
    """Put into a session what both steps of signing in leave there."""
    sessions.begin(session, device="Mozilla/5.0 (X11; Linux) Chrome/140", at=at)
    session[WHOSE] = str(user.pk)
    session[METHODS] = [{"method": "mfa", "type": "totp", "at": at.timestamp()}]
