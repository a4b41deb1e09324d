"""Acting as the owner of the tables, in tests of what not even the owner may do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection


@contextmanager
def owner() -> Iterator[None]:
    """Statements inside are the owner's, who signed in; every other is the application's."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        yield
        cursor.execute(f"SET LOCAL ROLE {connection.ops.quote_name(settings.APPLICATION_ROLE)}")
