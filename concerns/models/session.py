"""Signing in on one device. The row is the session: whoever deletes it has ended it.

Django's own way of extending database sessions; the settings name this module as SESSION_ENGINE.
A session that was deleted meanwhile cannot be saved again: the store updates and never inserts.
Its name, which the browser has, stands here as a hash alone: whoever reads the table cannot be
anybody by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone

#: What a session keeps of itself: seconds since 1970, and what the browser calls itself.
BEGAN, SEEN, DEVICE = "began", "seen", "device"


class Session(AbstractBaseSession):
    """One session.

    :param session_key: `hash_of` what the browser has.
    :param user: whose; None while nobody has signed in.
    :param began_at: when they signed in; what the absolute limit is reckoned from.
    :param seen_at: when they last did something.
    """

    session_key = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="sessions"
    )
    device = models.CharField(max_length=200, blank=True)
    began_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    @property
    def tag(self) -> str:
        """What stands for it on a page."""
        return self.session_key[:24]

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        return SessionStore


class SessionStore(DatabaseStore):
    """Keeps a hash of the name, and beside the data whose session it is, so that it can be listed
    and ended. Only what Django calls where there is no event loop is made so; the rest of its
    store would find no session, and we have none."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        row = None
        if self.session_key is not None:
            live = Session.objects.filter(expire_date__gt=timezone.now())
            row = live.filter(pk=hash_of(self.session_key)).first()
        if row is None:
            self._session_key = None
        return row

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(pk=hash_of(session_key)).exists()

    def delete(self, session_key: str | None = None) -> None:
        name = session_key or self.session_key
        if name is not None:
            Session.objects.filter(pk=hash_of(name)).delete()

    def create_model_instance(self, data: Mapping[str, Any]) -> Session:
        row = super().create_model_instance(data)  # type: ignore[arg-type]  # a dict, in the stubs
        assert isinstance(row, Session)
        row.session_key = hash_of(row.session_key)
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.device = str(data.get(DEVICE, ""))[:200]
        row.began_at, row.seen_at = _moment(data.get(BEGAN)), _moment(data.get(SEEN))
        return row


def hash_of(name: str) -> str:
    """Under what a session is kept. Unsalted: a name is 165 random bits and cannot be guessed."""
    return sha256(name.encode()).hexdigest()


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
