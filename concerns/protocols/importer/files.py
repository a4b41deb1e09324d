"""From a file to proposed clauses: the one door of the importer."""

from __future__ import annotations

from concerns.protocols.importer.passages import Imported, Passage
from concerns.protocols.importer.source import CannotRead

__all__ = ["CannotRead", "import_file"]


def import_file(data: bytes, name: str, *, seconds: float = 30) -> tuple[str, Imported]:
    """Read a file. :return: what it was read as, and what is proposed.

    :param seconds: longer than this it never takes.
    :raises CannotRead: if nothing of it can be used.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotRead(f"“{name}” is not a text file.") from error
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
    return "text", Imported(
        "",
        tuple(Passage(str(n), None, "", text, text) for n, text in enumerate(paragraphs, start=1)),
    )
