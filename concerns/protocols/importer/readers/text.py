"""Plain text, as councils publish it: half-Markdown, lines cut at a width, or neither."""

from __future__ import annotations

from concerns.protocols.importer.readers import lines
from concerns.protocols.importer.source import CannotRead, Source


def read(text: str) -> Source:
    """The blocks of a plain text. A form feed ends a page.

    :raises CannotRead: if there are no words in it.
    """
    blocks = lines.blocks(text, flows=False)
    if not blocks:
        raise CannotRead("There are no words in this file.")
    return Source("text", blocks)
