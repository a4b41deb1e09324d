"""Signing in on one device. The row is the session: whoever deletes it has ended it.

Django's own way of extending database sessions; the settings name this module as SESSION_ENGINE.
A session that was deleted meanwhile cannot be saved again: the store updates and never inserts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

#: What a session keeps of itself: seconds since 1970, and what the browser calls itself.
BEGAN, SEEN, DEVICE = "began", "seen", "device"


class Session(AbstractBaseSession):
    """One session.

    :param user: whose; None while nobody has signed in.
    :param began_at: when they signed in; what the absolute limit is reckoned from.
    :param seen_at: when they last did something.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="sessions"
    )
    device = models.CharField(max_length=200, blank=True)
    began_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        return SessionStore


class SessionStore(DatabaseStore):
    """Keeps beside the data whose session it is, so that it can be listed and ended."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: Mapping[str, Any]) -> Session:
        row = super().create_model_instance(data)  # type: ignore[arg-type]  # a dict, in the stubs
        assert isinstance(row, Session)
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.device = str(data.get(DEVICE, ""))[:200]
        row.began_at, row.seen_at = _moment(data.get(BEGAN)), _moment(data.get(SEEN))
        return row


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
