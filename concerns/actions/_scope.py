"""The one door through row-level security, for actions and tasks only (design section 4)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

from concerns.sealing import holding_keys

# Whether this thread is inside a scope. Should it ever be wrong, the database shows no rows.
_open: ContextVar[bool] = ContextVar("engine_scope", default=False)


@contextmanager
def engine_scope() -> Iterator[None]:
    """Let the code inside see and write every concern, until it leaves.

    The setting is local to the transaction, so it can neither outlive it nor leak through a
    pool. Scopes nest; an inner one asks the database nothing. What an error leaves half done is
    for the action around it to roll back: nobody can go on in the same transaction without.
    """
    if _open.get():
        yield
        return
    with transaction.atomic(savepoint=False), holding_keys():
        before = _open.set(True)
        try:
            _set("on")
            yield
            # Not in a finally: after an error all is rolled back, and the setting with it.
            _set("")
        finally:
            _open.reset(before)


def _set(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.engine', %s, true)", [value])
