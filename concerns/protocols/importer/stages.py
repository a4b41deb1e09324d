"""A file read and proposed in this process: the work that the importer's own process does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from concerns.protocols.importer.importing import tree_of
from concerns.protocols.importer.passages import Imported
from concerns.protocols.importer.proposals.propose import propose
from concerns.protocols.importer.readers import files
from concerns.protocols.importer.source import Remark, Source

# Characters that are worked with: eight times the longest protocol seen, and a third of the time
# there is, on a machine that does other things too.
LONGEST = 500_000
_SHORTENED = Remark(
    "shortened",
    "The document is far longer than a protocol, so only the beginning was read. Save the part that"
    " is the protocol as a document of its own and read that.",
)
_UNFINISHED = Remark(
    "unfinished",
    "The document is so long that there was no time to look at what each clause is about. Its words"
    " are all here, and nothing is proposed of them.",
)


def stages(data: bytes, name: str) -> Iterator[tuple[str, Imported]]:
    """What a file is read as, as far as one has come: its passages, then what each seems to be."""
    source = shortened(files.read(data, name))
    found = tree_of(source)
    yield source.kind, replace(found, warnings=(_UNFINISHED, *found.warnings))
    yield source.kind, replace(found, passages=propose(found.passages))


def shortened(source: Source) -> Source:
    """As much of a document as can be worked with in the time there is, and a remark if it is
    not all of it."""
    length = 0
    for place, block in enumerate(source.blocks):
        length += len(block.text)
        if length > LONGEST and place:
            told = tuple(r for r in source.warnings if r.code != _SHORTENED.code)
            return replace(source, blocks=source.blocks[:place], warnings=(_SHORTENED, *told))
    return source
