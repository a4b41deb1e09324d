"""The keys of councils and concerns, wrapped, in a database of their own (alias "keys").

They are apart from what they open so that a copy of the one is worth nothing without the other,
and so that erasing the key of one concern shreds it in every copy of the main database. Plain SQL:
there are two tables, and no model may reach them by accident.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from concerns.sealing import cipher, master
from concerns.sealing.cipher import CannotOpen, Key
from concerns.sealing.held import held

ALIAS = "keys"
_TRIES = 5  # to use what somebody else makes or retires at the same moment


class Erased(CannotOpen):
    """The key of the concern was erased: nothing opens what was written in it, nor adds to it."""

    def __init__(self) -> None:
        super().__init__("The key of this concern was erased.")


def seal(plain: bytes, *, council: int, concern: int, place: str) -> bytes:
    """Seal what belongs to a concern, under its current key; the first time makes one.

    :param place: table, column and row (`concerns_message.body:12`), or what else names one place.
    :raises Erased: if the concern's key was erased. :raises CannotOpen: if a key stays shut.
    """
    key = current_key(council, concern)
    return cipher.seal(key, plain, bound_to=_bound_to(council, place))


def open(sealed: bytes, *, council: int, concern: int, place: str) -> bytes:
    """What was sealed, if it was for this council, concern and place.

    :raises CannotOpen: if not, or if the key is missing, wrong or erased.
    """
    now = held()
    try:
        key = _key(council, concern, cipher.key_id(sealed))
        return cipher.open(key, sealed, bound_to=_bound_to(council, place))
    except CannotOpen as error:
        if now is not None and now.failed is None:
            now.failed = error
        raise


def shred(concern: int) -> int:
    """Erase every key of a concern, for good. :return: how many there were.

    An erased key is remembered as such, so that none is made again in its place.
    """
    with transaction.atomic(ALIAS), cursor_of_keys() as cursor:
        cursor.execute(
            "UPDATE concern_key SET wrapped = NULL, council_key = NULL, erased_at = now()"
            " WHERE concern = %s AND erased_at IS NULL",
            [concern],
        )
        count = int(cursor.rowcount)
        cursor.execute(
            "INSERT INTO concern_key (council, concern, erased_at) VALUES (0, %s, now())"
            " ON CONFLICT DO NOTHING",
            [concern],
        )
    if (now := held()) is not None:
        now.keys.pop(concern, None)
    return count


def living(concerns: Iterable[int]) -> set[int]:
    """Those of some concerns that still have a key: one query."""
    with cursor_of_keys() as cursor:
        cursor.execute(
            "SELECT DISTINCT concern FROM concern_key"
            " WHERE concern = ANY (%s) AND erased_at IS NULL",
            [list(concerns)],
        )
        return {concern for (concern,) in cursor.fetchall()}


def hold(concerns: Iterable[tuple[int, int]]) -> None:
    """Fetch the keys of several concerns (council, concern) at once; outside a request, nothing."""
    now = held()
    wanted = {concern: council for council, concern in concerns}
    if now is not None and (missing := {c: wanted[c] for c in wanted if c not in now.keys}):
        now.keys.update(_fetch(missing))


def current_key(council: int, concern: int) -> Key:
    """The key that seals. Always asked for, so that what is written is never under a retired one.

    :raises Erased: if it was erased. :raises CannotOpen: if it cannot be unwrapped.
    """
    for _ in range(_TRIES):
        if (key := _current(council, concern)) is not None:
            return key
        _make(council, concern)
    raise CannotOpen("There is no key for this concern.")


def _key(council: int, concern: int, id: int) -> Key:
    now = held()
    keys = now.keys.get(concern, {}) if now is not None else {}
    if id not in keys:
        keys = _fetch({concern: council})[concern]
        if now is not None:
            now.keys[concern] = keys
    if id not in keys:
        raise CannotOpen("There is no such key.")
    return keys[id]


_SELECT = """
SELECT k.council, k.concern, k.id, k.wrapped, c.id, c.wrapped, k.erased_at IS NOT NULL
  FROM concern_key k LEFT JOIN council_key c ON c.id = k.council_key AND c.council = k.council
"""


def _fetch(wanted: Mapping[int, int]) -> dict[int, dict[int, Key]]:
    """Every key of some concerns, concern to council. One query."""
    found: dict[int, dict[int, Key]] = {concern: {} for concern in wanted}
    with cursor_of_keys() as cursor:
        cursor.execute(_SELECT + " WHERE k.concern = ANY (%s)", [list(wanted)])
        rows = cursor.fetchall()
    masters = master.all_keys() if rows else {}
    for council, concern, id, wrapped, council_key, council_wrapped, erased in rows:
        if council == wanted[concern] and not erased:
            outer = unwrap_council(masters, council, council_key, council_wrapped)
            found[concern][id] = unwrap_concern(outer, council, concern, id, wrapped)
    return found


def _current(council: int, concern: int) -> Key | None:
    with cursor_of_keys() as cursor:
        cursor.execute(_SELECT + " WHERE k.concern = %s AND k.retired_at IS NULL", [concern])
        row = cursor.fetchone()
    if row is None:
        return None
    of, _, id, wrapped, council_key, council_wrapped, erased = row
    if erased:
        raise Erased
    if of != council:
        raise CannotOpen("The key of this concern is another council's.")
    outer = unwrap_council(master.all_keys(), council, council_key, council_wrapped)
    return unwrap_concern(outer, council, concern, id, wrapped)


def _make(council: int, concern: int) -> None:
    """A first key. Whoever is second to make it does nothing; one left over does no harm."""
    outer = current_council_key(council)
    with cursor_of_keys() as cursor:
        cursor.execute(
            "INSERT INTO concern_key (council, concern, council_key, wrapped)"
            # Locked: a council's key that is being retired wraps nothing new.
            " SELECT council, %s, id, %s FROM council_key WHERE id = %s AND retired_at IS NULL"
            " FOR SHARE ON CONFLICT DO NOTHING",
            [concern, wrap_concern(outer, council, concern), outer.id],
        )


def current_council_key(council: int) -> Key:
    """The council's key that wraps new keys of concerns; the first time makes one.

    :raises CannotOpen: if it cannot be unwrapped.
    """
    for _ in range(_TRIES):
        with cursor_of_keys() as cursor:
            cursor.execute(
                "SELECT id, wrapped FROM council_key WHERE council = %s AND retired_at IS NULL",
                [council],
            )
            row = cursor.fetchone()
            if row is not None:
                return unwrap_council(master.all_keys(), council, *row)
            cursor.execute(
                "INSERT INTO council_key (council, wrapped) VALUES (%s, %s) ON CONFLICT DO NOTHING",
                [council, wrap_council(master.current(), council)],
            )
    raise CannotOpen("The council's key could not be made.")


# ---------------------------------------------------------------- wrapping


def wrap_council(outer: Key, council: int, secret: bytes | None = None) -> bytes:
    """A council's key as it is stored. :param secret: None for a new one."""
    return cipher.seal(outer, secret or cipher.new_secret(), bound_to=f"key of council {council}")


def wrap_concern(outer: Key, council: int, concern: int, secret: bytes | None = None) -> bytes:
    """A concern's key as it is stored. :param secret: None for a new one."""
    bound_to = f"key of concern {council}|{concern}"
    return cipher.seal(outer, secret or cipher.new_secret(), bound_to=bound_to)


def unwrap_concern(outer: Key, council: int, concern: int, id: int, wrapped: bytes) -> Key:
    bound_to = f"key of concern {council}|{concern}"
    return Key(id, cipher.open(outer, bytes(wrapped), bound_to=bound_to))


def unwrap_council(masters: Mapping[int, Key], council: int, id: int, wrapped: bytes) -> Key:
    outer = masters.get(cipher.key_id(bytes(wrapped)))
    if outer is None:
        raise CannotOpen("KEY_FILE lacks the key that the council's key is wrapped with.")
    bound_to = f"key of council {council}"
    return Key(id, cipher.open(outer, bytes(wrapped), bound_to=bound_to))


def _bound_to(council: int, place: str) -> str:
    return f"{council}|{place}"  # and the key's id, which the cipher adds


def cursor_of_keys() -> CursorWrapper:
    """For the statements of this package alone."""
    return connections[ALIAS].cursor()
