"""Reading a document written in a test."""

from __future__ import annotations

from concerns.protocols.importer.importing import tree_of
from concerns.protocols.importer.passages import Imported, Passage
from concerns.protocols.importer.readers import markdown, text

TITLE = "Protocol on Member and Officer Relations\n\n"


def read(words: str) -> Imported:
    """A plain text, with a title put before it."""
    return tree_of(text.read(TITLE + words))


def read_markdown(words: str) -> Imported:
    return tree_of(markdown.read(f"# {TITLE}{words}"))


def by_id(imported: Imported) -> dict[str, Passage]:
    return {passage.id: passage for passage in imported.passages}


def shape(imported: Imported) -> list[tuple[str | None, str, str | None]]:
    """Label, words and parent of each passage."""
    return [(p.label, p.text, p.parent) for p in imported.passages]


def asked(imported: Imported) -> dict[str, tuple[str, ...]]:
    """The questions, by the id of the passage."""
    return {p.id: p.questions for p in imported.passages if p.questions}
