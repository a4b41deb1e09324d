"""How much of anything a file may hold; a real protocol stays far below every figure here."""

from __future__ import annotations

from concerns.protocols.importer.source import Block, CannotRead, Remark

LARGEST_FILE = 20_000_000  # bytes, as uploaded
MOST_ENTRIES = 1_000  # files inside a DOCX
LARGEST_PART = 64_000_000  # bytes of one of them, unpacked
LARGEST_UNPACKED = 200_000_000  # bytes of all of them
SMALL_PART = 1_000_000  # bytes; below this no ratio is suspicious
HIGHEST_RATIO = 100  # unpacked to packed; prose packs 4 to 1, Word's own markup about 20 to 1
MOST_PAGES = 600  # a whole constitution has about 400
MOST_BLOCKS = 250_000
LONGEST_TEXT = 16_000_000  # characters of all blocks together
LONGEST_FILE_OF_TEXT = 1_500_000  # characters; a whole constitution of a county has a million
DEEPEST_LIST = 50
SECONDS = 30.0
MEGABYTES = 512

# What the process that reads a file and the one that asked for it have agreed on.
OUT_OF_MEMORY = 3  # exit status
LONGEST_HEADER = 4096  # bytes


def check_size(data: bytes) -> None:
    """:raises CannotRead: if the file is empty or larger than any protocol."""
    if not data:
        raise CannotRead("The file is empty.")
    if len(data) > LARGEST_FILE:
        raise CannotRead(
            f"The file is larger than {LARGEST_FILE // 1_000_000} MB. Save it without pictures, or "
            "copy its words into a new document, and try again."
        )


def shortened(words: str) -> tuple[str, tuple[Remark, ...]]:
    """As much of a file of text as can be read in the time there is, up to the end of a line."""
    if len(words) <= LONGEST_FILE_OF_TEXT:
        return words, ()
    remark = Remark(
        "shortened",
        "The file is far longer than a protocol, so only the beginning was read. Save the part that"
        " is the protocol as a document of its own and read that.",
    )
    end = words.rfind("\n", 0, LONGEST_FILE_OF_TEXT)
    return words[: end if end > 0 else LONGEST_FILE_OF_TEXT], (remark,)


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
