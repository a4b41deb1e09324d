"""How much of anything a file may hold; a real protocol stays far below every figure here."""

from __future__ import annotations

from concerns.protocols.importer.source import Block, CannotRead

LARGEST_FILE = 20_000_000  # bytes, as uploaded
MOST_ENTRIES = 1_000  # files inside a DOCX
LARGEST_PART = 64_000_000  # bytes of one of them, unpacked
LARGEST_UNPACKED = 200_000_000  # bytes of all of them
SMALL_PART = 1_000_000  # bytes; below this no ratio is suspicious
HIGHEST_RATIO = 100  # unpacked to packed; prose packs 4 to 1, Word's own markup about 20 to 1
MOST_PAGES = 600  # a whole constitution has about 400
MOST_BLOCKS = 250_000
LONGEST_TEXT = 16_000_000  # characters of all blocks together
DEEPEST_LIST = 50
SECONDS = 30.0
MEGABYTES = 512


def check_size(data: bytes) -> None:
    """:raises CannotRead: if the file is empty or larger than any protocol."""
    if not data:
        raise CannotRead("The file is empty.")
    if len(data) > LARGEST_FILE:
        raise CannotRead(
            f"The file is larger than {LARGEST_FILE // 1_000_000} MB. Save it without pictures, or "
            "copy its words into a new document, and try again."
        )


def check_length(blocks: int, characters: int) -> None:
    """:raises CannotRead: if there is more text than can be worked with."""
    if blocks > MOST_BLOCKS or characters > LONGEST_TEXT:
        raise CannotRead(
            "The document is longer than can be read. Save the part that is the protocol as a "
            "document of its own and try again."
        )


class Length:
    """Counts what has been read, so that reading stops when it is too much."""

    def __init__(self) -> None:
        self.blocks = 0
        self.characters = 0

    def count(self, block: Block) -> None:
        """:raises CannotRead: if there is more text than can be worked with."""
        self.blocks += 1
        self.characters += len(block.text)
        check_length(self.blocks, self.characters)
