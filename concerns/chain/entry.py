"""One event of the record and its link: what is hashed, exactly as the database does it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

GENESIS: Final = "0" * 64
"""What the first entry of a council follows."""

NO_COUNCIL: Final = 0
"""The chain of what belongs to no council."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its link. Of either there may be none: then somebody was at the record.

    :param council: whose chain; `NO_COUNCIL` for none. :param seq: its place there, from 1; None
        for an event that no link names.
    :param linked_at: when the database linked it; like `at`, in UTC at microseconds.
    :param type: None for a link whose event is gone. :param data: ids and codes.
    """

    council: int | None
    seq: int | None
    event: int
    linked_at: str | None
    prev_hash: str | None
    hash: str | None
    event_council: int | None
    concern: int | None
    actor: int | None
    person: int | None
    type: str | None
    at: str | None
    data: Mapping[str, Any] | None

    def digest(self) -> str:
        """The hash this entry must have: SHA-256 over the array, the hash before it first."""
        array = [
            self.prev_hash,
            self.council,
            self.seq,
            self.event,
            self.linked_at,
            self.event_council,
            self.concern,
            self.actor,
            self.person,
            self.type,
            self.at,
            _as_stored(self.data),
        ]
        text = json.dumps(array, ensure_ascii=False, separators=(", ", ": "))
        return hashlib.sha256(text.encode()).hexdigest()

    def as_line(self) -> str:
        """The entry as a line of an export."""
        return json.dumps(asdict(self), ensure_ascii=False)


def from_line(line: str) -> Entry:
    """Read a line of an export.

    :raises ValueError: if it is not one.
    """
    read = json.loads(line)
    if not isinstance(read, dict):
        raise ValueError("not an entry")
    try:
        entry = Entry(**read)
    except TypeError as error:
        raise ValueError("not an entry") from error
    numbers = (entry.event, entry.seq or 0, entry.council or 0)
    if not all(type(number) is int for number in numbers):
        raise ValueError("not an entry")
    return entry


def _as_stored(value: Any) -> Any:
    """Keys in the order in which PostgreSQL's jsonb keeps and prints them: the shorter first."""
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda key: (len(key.encode()), key.encode()))
        return {key: _as_stored(value[key]) for key in keys}
    if isinstance(value, list):
        return [_as_stored(item) for item in value]
    return value
