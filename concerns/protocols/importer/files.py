"""From a file to proposed clauses: the one door of the importer."""

from __future__ import annotations

from concerns.protocols.importer import bounded
from concerns.protocols.importer.passages import Imported
from concerns.protocols.importer.source import CannotRead

__all__ = ["CannotRead", "import_file"]


def import_file(data: bytes, name: str, *, seconds: float = 30) -> tuple[str, Imported]:
    """Read a file in a process of its own. :return: what it was read as, and what is proposed.

    Where the time or the memory is enough for the passages and not for what they are about, the
    passages are returned with a remark.

    :param seconds: longer than this it never takes, at most 30.
    :raises CannotRead: if nothing of it can be used.
    """
    return bounded.imported(data, name, seconds=seconds)
