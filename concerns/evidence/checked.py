"""A file that may be added, and what can be told of one without reading it."""

from __future__ import annotations

from dataclasses import dataclass

from concerns.evidence.kinds import Kind, named
from concerns.evidence.limits import LARGEST_FILE
from concerns.evidence.names import cleaned
from concerns.evidence.refusal import Reason, Refused


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be added.

    :param name: without what could mislead. :param preview: of a picture, a JPEG drawn anew.
    """

    name: str
    kind: Kind
    data: bytes
    preview: bytes | None = None


def check_outside(name: str, size: int) -> tuple[str, Kind]:
    """The cleaned name, and what it says the file is.

    :raises Refused: if the name or the size are not taken.
    """
    clean = cleaned(name)
    kind = named(clean)
    if size == 0:
        raise Refused(Reason.EMPTY)
    if size > LARGEST_FILE:
        raise Refused(Reason.TOO_LARGE)
    return clean, kind
