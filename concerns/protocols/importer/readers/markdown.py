"""Markdown: the same lines as plain text, but that a single line end is only a space."""

from __future__ import annotations

from concerns.protocols.importer.readers import lines
from concerns.protocols.importer.source import CannotRead, Source


def read(text: str) -> Source:
    """The blocks of a Markdown document.

    :raises CannotRead: if there are no words in it.
    """
    blocks = lines.blocks(text, flows=True)
    if not blocks:
        raise CannotRead("There are no words in this file.")
    return Source("markdown", blocks)
