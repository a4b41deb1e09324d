"""Markdown as blocks."""

from __future__ import annotations

import re
from dataclasses import replace

from concerns.protocols.importer.readers import text as plain_text
from concerns.protocols.importer.source import Shape, Source


def read(text: str) -> Source:
    """The paragraphs of plain text, with headings that are marked by `#`."""
    blocks = []
    for block in plain_text.read(text).blocks:
        if match := re.match(r"(#{1,6}) ", block.text):
            block = replace(
                block,
                text=block.text[match.end() :],
                shape=Shape.HEADING,
                level=len(match[1]),
            )
        blocks.append(block)
    return Source("markdown", tuple(blocks))
