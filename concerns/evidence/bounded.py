"""Checks a file in a process of its own, which holds no secret and surely ends in time."""

from __future__ import annotations

import base64
import json
import signal
from typing import Any

from concerns.evidence import limits
from concerns.evidence.checked import Checked, check_outside
from concerns.evidence.kinds import Kind
from concerns.evidence.refusal import Reason, Refused
from concerns.protocols.importer import turns
from concerns.protocols.importer.bounded import run
from concerns.protocols.importer.readers.limits import OUT_OF_MEMORY
from concerns.protocols.importer.source import CannotRead

_CHILD = "concerns.evidence.child"
_STOPPED = frozenset({-signal.SIGXCPU, -signal.SIGKILL})


def check(data: bytes, name: str, *, seconds: float = limits.SECONDS) -> Checked:
    """The file, if it may be added.

    :raises Refused: if it may not, or could not be looked at within the time and the memory.
    """
    clean, _ = check_outside(name, len(data))
    header = {"name": clean, "seconds": seconds, "megabytes": limits.MEGABYTES}
    given = json.dumps(header).encode("ascii") + b"\n" + data
    try:
        with turns.turn():
            status, answer = run(_CHILD, given, seconds)
    except CannotRead as error:
        raise Refused(Reason.BUSY) from error
    told = _told(answer)
    if told is None:
        raise Refused(_why(status))
    if "refused" in told:
        raise Refused(Reason(told["refused"]))
    drawn = told["preview"]
    preview = base64.b64decode(drawn) if drawn is not None else None
    return Checked(clean, Kind(told["kind"]), data, preview)


def _told(answer: bytes) -> dict[str, Any] | None:
    """What the process said; None if it did not come to its end."""
    try:
        told = json.loads(answer)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _why(status: int) -> Reason:
    """Why nothing was said: its time was up, its memory was, or the file broke what read it."""
    if status in _STOPPED:
        return Reason.SLOW
    return Reason.UNPACKS if status == OUT_OF_MEMORY else Reason.DAMAGED
