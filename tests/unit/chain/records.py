"""A record made as the database makes it, without one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from concerns.chain.entry import GENESIS, Entry


def an_entry(seq: int, prev_hash: str = GENESIS, *, council: int = 7, **more: Any) -> Entry:
    entry = Entry(
        council=council,
        seq=seq,
        event=100 * council + seq,
        linked_at="2026-06-01T11:00:00.000000Z",
        prev_hash=prev_hash,
        hash="",
        event_council=council or None,
        concern=None,
        actor=3,
        person=None,
        type="concern.view",
        at="2026-06-01T10:59:59.123456Z",
        data={"page": "overview"},
    )
    entry = replace(entry, **more)
    return replace(entry, hash=entry.digest())


def a_chain(length: int, *, council: int = 7) -> list[Entry]:
    chain: list[Entry] = []
    for seq in range(1, length + 1):
        before = str(chain[-1].hash) if chain else GENESIS
        chain.append(an_entry(seq, before, council=council))
    return chain
