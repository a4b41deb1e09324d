"""A council's document on disk, for the commands that import it (design section 10)."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import CommandError

from concerns.protocols.importer.importing import tree_of
from concerns.protocols.importer.passages import Imported
from concerns.protocols.importer.readers import markdown, text
from concerns.protocols.importer.source import CannotRead, Source


def imported(name: str) -> Imported:
    """What the importer makes of the file at that path.

    :raises CommandError: if there is no such file, or nothing of it can be used.
    """
    path = Path(name)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CommandError(f"The file {name} cannot be opened.") from error
    try:
        return tree_of(_source(data, path.name))
    except CannotRead as error:
        raise CommandError(str(error)) from error


def _source(data: bytes, name: str) -> Source:
    """The one place where a file becomes a `Source`."""
    if b"\0" in data:
        raise CannotRead("This file is not text.")
    try:
        words = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = data.decode("cp1252", errors="replace")
    return (markdown if name.lower().endswith((".md", ".markdown")) else text).read(words)
