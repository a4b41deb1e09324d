"""From a file to proposed clauses: the one door of the importer."""

from __future__ import annotations

from dataclasses import replace

from concerns.protocols.importer import bounded
from concerns.protocols.importer.importing import tree_of
from concerns.protocols.importer.passages import Imported
from concerns.protocols.importer.readers import files
from concerns.protocols.importer.source import CannotRead, Remark, Source

__all__ = ["CannotRead", "import_file", "imported"]

# A whole constitution of a county has about a million characters; a protocol has fifty thousand.
LONGEST = 1_600_000


def import_file(data: bytes, name: str, *, seconds: float = 30) -> tuple[str, Imported]:
    """Read a file in a process of its own. :return: what it was read as, and what is proposed.

    :param seconds: longer than this it never takes, at most 30.
    :raises CannotRead: if nothing of it can be used.
    """
    return bounded.imported(data, name, seconds=seconds)


def imported(data: bytes, name: str) -> tuple[str, Imported]:
    """The same in this process, however long it takes."""
    source = shortened(files.read(data, name))
    return source.kind, tree_of(source)


def shortened(source: Source) -> Source:
    """As much of a document as can be worked with in the time there is, and a remark if it is
    not all of it."""
    length = 0
    for place, block in enumerate(source.blocks):
        length += len(block.text)
        if length > LONGEST and place:
            remark = Remark(
                "shortened",
                "The document is far longer than a protocol, so only the beginning was read. Save"
                " the part that is the protocol as a document of its own and read that.",
            )
            blocks = source.blocks[:place]
            return replace(source, blocks=blocks, warnings=(remark, *source.warnings))
    return source
