"""Removing what has run out and nobody asks for again: sessions, and what the cache counted."""

from __future__ import annotations

from datetime import datetime

from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection

from concerns.models import Session


def tidy(*, at: datetime) -> int:
    """Delete sessions that are over, and counts of failed sign-ins. :return: how many rows."""
    gone, _ = Session.objects.filter(expire_date__lte=at).delete()
    cache = caches["default"]
    if not isinstance(cache, DatabaseCache):
        return gone
    table = connection.ops.quote_name(cache._table)  # type: ignore[attr-defined]  # not in the stubs
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [at])  # noqa: S608  (our own name)
        return gone + int(cursor.rowcount)
