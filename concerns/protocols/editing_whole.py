"""Changes to what a draft says as a whole: its notices and gaps, who looks after it, its review."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from concerns.engine.protocol import Gap, Protocol
from concerns.protocols.editing import moved

NOTICES, GAPS = "notices", "gaps"


def put_remark(protocol: Protocol, field: str, place: int | None, remark: Any) -> Protocol:
    """Add a notice or a gap, or replace the one at a place.

    :param field: `NOTICES` or `GAPS`. :param place: counted from 0; None adds it at the end.
    """
    there = list(getattr(protocol, field))
    if place is None:
        there.append(remark)
    else:
        there[place] = remark
    return _with(protocol, field, there)


def remove_remark(protocol: Protocol, field: str, place: int) -> Protocol:
    there = list(getattr(protocol, field))
    del there[place]
    return _with(protocol, field, there)


def move_remark(protocol: Protocol, field: str, place: int, way: int) -> Protocol:
    """Let a notice or a gap change places with the one before it (`UP`) or after it (`DOWN`)."""
    return _with(protocol, field, moved(getattr(protocol, field), place, way))


def new_gap_code(protocol: Protocol) -> str:
    """A code that no gap of the draft has."""
    taken = {gap.code for gap in protocol.gaps}
    n = len(protocol.gaps) + 1
    while f"G{n}" in taken:
        n += 1
    return f"G{n}"


def with_code(protocol: Protocol, gap: Gap) -> Gap:
    """A gap somebody worded, ready to be added."""
    return gap if gap.code else replace(gap, code=new_gap_code(protocol))


def _with(protocol: Protocol, field: str, remarks: Iterable[Any]) -> Protocol:
    parts: dict[str, Any] = {field: tuple(remarks)}
    return replace(protocol, **parts)
