"""A council's document on disk, for the commands that import it (design section 10)."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import CommandError

from concerns.protocols.importer.files import CannotRead, import_file
from concerns.protocols.importer.passages import Imported


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
        _, found = import_file(data, path.name)
        return found
    except CannotRead as error:
        raise CommandError(str(error)) from error
