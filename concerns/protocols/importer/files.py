"""From a file to proposed clauses: the one door of the importer."""

from __future__ import annotations

from concerns.protocols.importer.importing import tree_of
from concerns.protocols.importer.passages import Imported
from concerns.protocols.importer.readers import bounded
from concerns.protocols.importer.source import CannotRead

__all__ = ["CannotRead", "import_file"]


def import_file(data: bytes, name: str, *, seconds: float = 30) -> tuple[str, Imported]:
    """Read a file. :return: what it was read as, and what is proposed.

    :param seconds: longer than this it never takes.
    :raises CannotRead: if nothing of it can be used.
    """
    source = bounded.read(data, name, seconds=seconds)
    return source.kind, tree_of(source)
