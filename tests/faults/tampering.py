"""What a superuser can do to the record: each way is a function that does it once, at random."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from django.db.backends.utils import CursorWrapper

Tamper = Callable[[CursorWrapper, random.Random], None]

_ANY = {
    "type": "'forged.' || type",
    "at": "at - interval '1 microsecond'",
    "actor_id": "COALESCE(actor_id, 0) + 1",
    "person_id": "COALESCE(person_id, 0) + 1",
    "concern_id": "COALESCE(concern_id, 0) + 1",
    "council_id": "COALESCE(council_id, 0) + 1",
    "data": "data || '{\"forged\": true}'",
}
# What lies before the anchor; see `Record`.
_LINKS = "SELECT council_id, seq, event_id FROM concerns_auditlink JOIN anchored USING (council_id)"
_LINKS += " WHERE seq <= until ORDER BY council_id, seq"


def _pick(cursor: CursorWrapper, by: random.Random, number: int = 1) -> list[tuple[int, int, int]]:
    cursor.execute(_LINKS)
    return by.sample(cursor.fetchall(), number)


def edit_event(cursor: CursorWrapper, by: random.Random) -> None:
    (_, _, event) = _pick(cursor, by)[0]
    _edit(cursor, event, by.choice(sorted(_ANY)))


def _edit(cursor: CursorWrapper, event: int, column: str) -> None:
    cursor.execute(
        f"UPDATE concerns_auditevent SET {column} = {_ANY[column]} WHERE id = %s", [event]
    )
    assert cursor.rowcount == 1


def edit_link(cursor: CursorWrapper, by: random.Random) -> None:
    (_, _, event) = _pick(cursor, by)[0]
    change = by.choice(
        [
            "hash = encode(sha256('x'), 'hex')",
            "prev_hash = hash",
            "at = at + interval '1 second'",
            "event_id = -event_id",
        ]
    )
    cursor.execute(f"UPDATE concerns_auditlink SET {change} WHERE event_id = %s", [event])


def delete(cursor: CursorWrapper, by: random.Random) -> None:
    (_, _, event) = _pick(cursor, by)[0]
    for table in by.choice([("event",), ("link",), ("event", "link")]):
        column = {"event": "id", "link": "event_id"}[table]
        cursor.execute(f"DELETE FROM concerns_audit{table} WHERE {column} = %s", [event])


def swap(cursor: CursorWrapper, by: random.Random) -> None:
    """The events of two links, or the places of two links of one council."""
    (council, seq, event), (_, _, other) = _pick(cursor, by, 2)
    if by.random() < 0.5:
        cursor.execute(
            "UPDATE concerns_auditevent SET id = CASE id WHEN %s THEN -1 ELSE -2 END"
            " WHERE id IN (%s, %s)", [event, event, other],
        )  # fmt: skip
        cursor.execute(
            "UPDATE concerns_auditevent SET id = CASE id WHEN -1 THEN %s ELSE %s END"
            " WHERE id IN (-1, -2)", [other, event],
        )  # fmt: skip
        return
    beside = seq - 1 if seq > 1 else seq + 1
    for was, to in ((seq, -1), (beside, seq), (-1, beside)):
        cursor.execute(
            "UPDATE concerns_auditlink SET seq = %s WHERE council_id = %s AND seq = %s",
            [to, council, was],
        )


def cut_tail(cursor: CursorWrapper, by: random.Random) -> None:
    """Everything from a place on, with the head put back: the chain that is left is whole."""
    (council, seq, _) = _pick(cursor, by)[0]
    cursor.execute(
        "DELETE FROM concerns_auditevent WHERE id IN (SELECT event_id FROM concerns_auditlink"
        " WHERE council_id = %s AND seq >= %s)", [council, seq],
    )  # fmt: skip
    cursor.execute(
        "DELETE FROM concerns_auditlink WHERE council_id = %s AND seq >= %s", [council, seq]
    )
    cursor.execute(
        "UPDATE concerns_audithead SET seq = %s WHERE council_id = %s", [seq - 1, council]
    )


def forge(cursor: CursorWrapper, by: random.Random) -> None:
    """An event past the chain, or put between two with the places after it moved on."""
    (council, seq, event) = _pick(cursor, by)[0]
    forged = _copy_of(cursor, event)
    if by.random() < 0.5:
        return
    _make_room(cursor, council, seq)
    _link_before(cursor, forged, event)


def rewrite(cursor: CursorWrapper, by: random.Random) -> None:
    """Change, remove or add one and hash everything after it anew: a chain without a fault."""
    (council, seq, event) = _pick(cursor, by)[0]
    match by.randrange(3):
        case 0:
            _edit(cursor, event, by.choice(["actor_id", "data", "type"]))
        case 1:
            cursor.execute("DELETE FROM concerns_auditevent WHERE id = %s", [event])
            cursor.execute("DELETE FROM concerns_auditlink WHERE event_id = %s", [event])
        case _:
            forged = _copy_of(cursor, event)
            _make_room(cursor, council, seq)
            _link_before(cursor, forged, event)
    cursor.execute(_HASH_ANEW)


def _copy_of(cursor: CursorWrapper, event: int) -> Any:
    cursor.execute(
        "INSERT INTO concerns_auditevent (council_id, concern_id, actor_id, person_id, type, data,"
        " at) SELECT council_id, concern_id, actor_id, 666, type, data, at FROM"
        " concerns_auditevent WHERE id = %s RETURNING id", [event],
    )  # fmt: skip
    (forged,) = cursor.fetchone()
    return forged


def _make_room(cursor: CursorWrapper, council: int, seq: int) -> None:
    for sign in ("-(seq + 1)", "-seq"):  # two steps, or places would meet on the way
        cursor.execute(
            f"UPDATE concerns_auditlink SET seq = {sign} WHERE council_id = %s AND"
            " (seq >= %s OR seq < 0)", [council, seq],
        )  # fmt: skip


def _link_before(cursor: CursorWrapper, forged: int, event: int) -> None:
    cursor.execute(
        "INSERT INTO concerns_auditlink (event_id, council_id, seq, at, prev_hash, hash)"
        " SELECT %s, council_id, seq - 1, at, prev_hash, hash FROM concerns_auditlink"
        " WHERE event_id = %s", [forged, event],
    )  # fmt: skip


_HASH_ANEW = """
DO $$ DECLARE l concerns_auditlink; e concerns_auditevent; c bigint := NULL; n bigint; h text;
BEGIN
  FOR l IN SELECT * FROM concerns_auditlink ORDER BY council_id, seq LOOP
    IF c IS DISTINCT FROM l.council_id THEN
      c := l.council_id; n := 0; h := repeat('0', 64);
    END IF;
    SELECT * INTO STRICT e FROM concerns_auditevent WHERE id = l.event_id;
    n := n + 1; l.seq := n; l.prev_hash := h; h := pp_audit_hash(l, e);
    UPDATE concerns_auditlink SET seq = n, prev_hash = l.prev_hash, hash = h
      WHERE event_id = l.event_id;
    UPDATE concerns_audithead SET seq = n, hash = h WHERE council_id = c;
  END LOOP;
END $$;
"""

WAYS: tuple[Tamper, ...] = (edit_event, edit_link, delete, swap, cut_tail, forge, rewrite)
#: What leaves a chain without a fault, so that only what is kept outside tells of it.
SEAMLESS = (cut_tail, rewrite)
