"""The one door through row-level security, for actions and tasks only (design section 4)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def engine_scope() -> Iterator[None]:
    """Let the code inside see and write every concern, until it leaves.

    The setting is local to the transaction, so it can neither outlive it nor leak through a
    pool. Scopes nest; the inner one leaves the outer one open.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        # One query: the columns of a row are computed in their order.
        cursor.execute(
            "SELECT current_setting('app.engine', true), set_config('app.engine', 'on', true)"
        )
        before, _ = cursor.fetchone() or ("", "")
        yield
        # Not in a finally: after an error the transaction is rolled back, and the setting with it.
        cursor.execute("SELECT set_config('app.engine', %s, true)", [before or ""])
