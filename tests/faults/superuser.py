"""The database as its superuser: bound by no policy, and by no trigger if they say so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

SUPERUSER = "superuser"


@contextmanager
def superuser(request: pytest.FixtureRequest) -> Iterator[BaseDatabaseWrapper]:
    """A connection of its own, with nothing of what it does kept. For tests without django_db."""
    request.node.add_marker(pytest.mark.django_db)
    request.getfixturevalue("django_db_setup")
    with request.getfixturevalue("django_db_blocker").unblock():
        connections[SUPERUSER] = there = connection.copy(SUPERUSER)
        there.settings_dict["USER"] = "postgres"
        there.settings_dict["OPTIONS"] = {}
        try:
            with there.cursor() as cursor:
                cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
                if cursor.fetchone() != (True,):
                    pytest.skip("There is no superuser to sign in as on this server.")
            yield there
        finally:
            there.close()
            del connections[SUPERUSER]
            connection.close()
