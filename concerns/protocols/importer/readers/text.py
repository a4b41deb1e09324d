"""Plain text as blocks."""

from __future__ import annotations

import re

from concerns.protocols.importer.readers.words import joined_space
from concerns.protocols.importer.source import Block, Source


def read(text: str) -> Source:
    """A paragraph for every stretch of lines without an empty one between them."""
    found = [joined_space(part) for part in re.split(r"\n\s*\n", text)]
    return Source("text", tuple(Block(words) for words in found if words))
