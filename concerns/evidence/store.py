"""A folder of files under random names. What is in them is encrypted before it comes here."""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_NAME = re.compile(r"[0-9a-f]{32}")
_PART = ".part"  # of a file that is still being written


class CannotKeep(OSError):
    """There is no room for the file, or the folder cannot be written to."""


@dataclass(frozen=True, slots=True)
class Store:
    """The folder.

    :param root: outside everything that is served; made when it is missing.
    """

    root: Path

    def keep(self, data: bytes) -> str:
        """Write a file so that it is whole or not there, whatever dies meanwhile.

        :return: its name. :raises CannotKeep: if it could not be written; nothing is left of it.
        """
        name = secrets.token_hex(16)
        self.put(name, data)
        return name

    def put(self, name: str, data: bytes) -> None:
        """Write it under a name that was given out: whoever reads it has the old or the new.

        :raises CannotKeep: as `keep`; what was there is still there.
        """
        place = self._place(name)
        part = place.with_name(f"{name}{_PART}")
        try:
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                _write(part, data)
                part.rename(place)
            except OSError:
                part.unlink(missing_ok=True)
                raise
            _settle(place.parent)
        except OSError as error:
            raise CannotKeep(error.errno, "the file could not be kept") from error

    def read(self, name: str) -> bytes:
        """:raises FileNotFoundError: if there is no such file."""
        return self._place(name).read_bytes()

    def remove(self, name: str) -> None:
        """Take a file away; one that is not there stays so."""
        self._place(name).unlink(missing_ok=True)

    def holds(self, name: str) -> bool:
        return self._place(name).is_file()

    def older_than(self, seconds: float) -> Iterator[str]:
        """The names of all files that were written so long ago, unfinished ones included."""
        until = time.time() - seconds
        for path in self.root.glob("??/*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < until and _NAME.fullmatch(path.stem):
                    yield path.name

    def _place(self, name: str) -> Path:
        """:raises ValueError: for what was never given out as a name."""
        if not _NAME.fullmatch(name.removesuffix(_PART)):
            raise ValueError("not the name of a file kept here")
        return self.root / name[:2] / name


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """See to it that the name outlives a power cut too."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
