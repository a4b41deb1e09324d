"""`manage.py export_audit`: the record as a file, for somebody without the database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from concerns.actions import anchors
from concerns.management.plain_command import PlainCommand


class Command(PlainCommand):
    help = (
        "Writes the whole record to a file, one entry a line, for verify_audit --events. It holds"
        " ids, codes and times; no name and nothing that anybody wrote."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="a file that is not yet there")

    def handle(self, **options: Any) -> None:
        file: Path = options["file"]
        try:
            with file.open("x", encoding="utf-8") as to:
                count = anchors.export(to=to, at=timezone.now())
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.") from error
        except DatabaseError as error:
            file.unlink()
            raise CommandError(f"The database cannot be read: {error}") from error
        self.stdout.write(f"{count:,} entries were written to {file}.")
