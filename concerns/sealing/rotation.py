"""Keys replaced while everybody goes on reading and writing.

A key is wrapped anew in one statement, and read together with what wraps it in one statement: a
reader has the old pair or the new one. What is retired stays until nothing needs it.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from concerns.sealing import cipher, master
from concerns.sealing.cipher import Key
from concerns.sealing.store import (
    ALIAS,
    cursor_of_keys,
    unwrap_concern,
    unwrap_council,
    wrap_concern,
    wrap_council,
)

#: A retired key stays so long after its last use: longer than any request or task that has it.
KEPT = timedelta(hours=1)
_BATCH = 200


def rewrap_councils() -> dict[int, int]:
    """Wrap every council's keys with the first key of KEY_FILE.

    :return: council to how many of its keys were not yet.
    :raises CannotOpen: if KEY_FILE lacks a key that wraps one of them; the others are done.
    """
    masters = master.all_keys()
    first = next(iter(masters.values()))
    done: dict[int, int] = {}
    with cursor_of_keys() as cursor:
        cursor.execute("SELECT id, council FROM council_key ORDER BY id")
        rows = cursor.fetchall()
    for id, council in rows:
        with transaction.atomic(ALIAS), cursor_of_keys() as cursor:
            cursor.execute("SELECT wrapped FROM council_key WHERE id = %s FOR UPDATE", [id])
            wrapped = bytes(cursor.fetchone()[0])
            if cipher.key_id(wrapped) == first.id:
                continue
            key = unwrap_council(masters, council, id, wrapped)
            cursor.execute(
                "UPDATE council_key SET wrapped = %s WHERE id = %s",
                [wrap_council(first, council, key.secret), id],
            )
        done[council] = done.get(council, 0) + 1
    return done


def master_keys_in_use() -> set[int]:
    """The numbers of the keys of KEY_FILE that something is still wrapped with."""
    with cursor_of_keys() as cursor:
        cursor.execute("SELECT wrapped FROM council_key")
        return {cipher.key_id(bytes(wrapped)) for (wrapped,) in cursor.fetchall()}


def replace_council_key(council: int) -> None:
    """Make a new key for a council, unless the last was not gone through with."""
    with transaction.atomic(ALIAS), cursor_of_keys() as cursor:
        cursor.execute("SELECT id FROM council_key WHERE council = %s FOR UPDATE", [council])
        cursor.execute(
            "SELECT EXISTS (SELECT FROM concern_key k JOIN council_key c ON c.id = k.council_key"
            " WHERE c.council = %s AND c.retired_at IS NOT NULL)",
            [council],
        )
        if cursor.fetchone()[0]:
            return
        cursor.execute(
            "UPDATE council_key SET retired_at = now() WHERE council = %s AND retired_at IS NULL",
            [council],
        )
        cursor.execute(
            "INSERT INTO council_key (council, wrapped) VALUES (%s, %s)",
            [council, wrap_council(master.current(), council)],
        )


def rewrap_concerns(council: int) -> int:
    """Wrap the keys of a council's concerns with its current key. :return: how many were not."""
    done = 0
    while batch := _rewrap_some(council):
        done += batch
    return done


def _rewrap_some(council: int) -> int:
    with transaction.atomic(ALIAS), cursor_of_keys() as cursor:
        cursor.execute(
            "SELECT id, wrapped, retired_at FROM council_key WHERE council = %s", [council]
        )
        keys = cursor.fetchall()
        masters = master.all_keys()
        outer = {id: unwrap_council(masters, council, id, wrapped) for id, wrapped, _ in keys}
        current = next(outer[id] for id, _, retired in keys if retired is None)
        cursor.execute(
            "SELECT id, concern, council_key, wrapped FROM concern_key"
            " WHERE council = %s AND council_key <> %s ORDER BY id LIMIT %s FOR UPDATE",
            [council, current.id, _BATCH],
        )
        rows = cursor.fetchall()
        for id, concern, council_key, wrapped in rows:
            key = unwrap_concern(outer[council_key], council, concern, id, wrapped)
            cursor.execute(
                "UPDATE concern_key SET council_key = %s, wrapped = %s WHERE id = %s",
                [current.id, wrap_concern(current, council, concern, key.secret), id],
            )
    return len(rows)


def replace_concern_key(council: int, concern: int, outer: Key) -> bool:
    """Make a new key for a concern, unless the last was not gone through with.

    :param outer: the council's current key. :return: whether there was a key to replace.
    """
    with transaction.atomic(ALIAS), cursor_of_keys() as cursor:
        cursor.execute(
            "SELECT retired_at IS NULL, emptied_at IS NULL FROM concern_key"
            " WHERE council = %s AND concern = %s AND erased_at IS NULL FOR UPDATE",
            [council, concern],
        )
        rows = cursor.fetchall()
        if not any(is_current for is_current, _ in rows):
            return False
        if any(unfinished for is_current, unfinished in rows if not is_current):
            return True
        cursor.execute(
            "UPDATE concern_key SET retired_at = now()"
            " WHERE council = %s AND concern = %s AND retired_at IS NULL",
            [council, concern],
        )
        cursor.execute(
            "INSERT INTO concern_key (council, concern, council_key, wrapped)"
            " VALUES (%s, %s, %s, %s)",
            [council, concern, outer.id, wrap_concern(outer, council, concern)],
        )
    return True


def mark_emptied(concern: int) -> None:
    """Nothing of a concern is sealed with its retired keys any more."""
    with cursor_of_keys() as cursor:
        cursor.execute(
            "UPDATE concern_key SET emptied_at = now()"
            " WHERE concern = %s AND retired_at IS NOT NULL AND emptied_at IS NULL",
            [concern],
        )


def retired_long_ago() -> list[tuple[int, int]]:
    """Pairs of a retired key and its concern: nobody can have the key in hand any more."""
    with cursor_of_keys() as cursor:
        cursor.execute(
            "SELECT id, concern FROM concern_key WHERE erased_at IS NULL"
            " AND emptied_at < now() - make_interval(secs => %s) ORDER BY id",
            [KEPT.total_seconds()],
        )
        return list(cursor.fetchall())


def delete(key: int) -> None:
    """Delete a retired key of a concern."""
    with cursor_of_keys() as cursor:
        cursor.execute("DELETE FROM concern_key WHERE id = %s AND emptied_at IS NOT NULL", [key])


def delete_council_keys() -> int:
    """Delete the councils' retired keys that wrap nothing any more. :return: how many."""
    with cursor_of_keys() as cursor:
        cursor.execute(
            "DELETE FROM council_key c WHERE retired_at < now() - make_interval(secs => %s)"
            " AND NOT EXISTS (SELECT FROM concern_key k WHERE k.council_key = c.id)",
            [KEPT.total_seconds()],
        )
        return int(cursor.rowcount)
