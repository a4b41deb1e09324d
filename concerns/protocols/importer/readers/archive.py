"""A zip file from outside, read part by part and never further than the limits."""

from __future__ import annotations

import io
import zipfile
import zlib

from concerns.protocols.importer.readers import limits
from concerns.protocols.importer.source import CannotRead

_TOO_MUCH = (
    "The file unpacks to far more than any protocol holds, so it was not opened. Save the document "
    "again in Word, or copy its words into a new document, and try again."
)
_DAMAGED = "The file is damaged and could not be opened. Save it again in Word and try again."
_LOCKED = (
    "The file is protected with a password. Open it in Word, take the password off, and try again."
)
_UNKNOWN = (
    "The file is packed in a way that Word does not use. Save it again in Word and try again."
)


class TooMuch(CannotRead):
    """It unpacks to more than the limits."""

    def __init__(self) -> None:
        super().__init__(_TOO_MUCH)


class Locked(CannotRead):
    """It is protected with a password."""

    def __init__(self) -> None:
        super().__init__(_LOCKED)


class Damaged(CannotRead):
    """It is no whole zip file."""

    def __init__(self) -> None:
        super().__init__(_DAMAGED)


class Archive:
    """The parts of a zip file. What it declares is checked at once, what it holds while reading.

    :raises CannotRead: if it is damaged, protected, or unpacks to more than the limits.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise Damaged from error
        self._read = 0
        entries = self._zip.infolist()
        if len(entries) > limits.MOST_ENTRIES:
            raise TooMuch
        if sum(entry.file_size for entry in entries) > limits.LARGEST_UNPACKED:
            raise TooMuch
        for entry in entries:
            if entry.flag_bits & 1:
                raise Locked
            packed = max(entry.compress_size, 1)
            if (
                entry.file_size > limits.SMALL_PART
                and entry.file_size > limits.HIGHEST_RATIO * packed
            ):
                raise TooMuch
        self.names = frozenset(entry.filename for entry in entries)

    def read(self, name: str) -> bytes:
        """The bytes of one part.

        :raises KeyError: if there is none. :raises CannotRead: as the class.
        """
        found = io.BytesIO()
        try:
            with self._zip.open(name) as part:
                while chunk := part.read(1 << 16):
                    found.write(chunk)
                    self._read += len(chunk)
                    if found.tell() > limits.LARGEST_PART or self._read > limits.LARGEST_UNPACKED:
                        raise TooMuch
        except NotImplementedError as error:
            raise CannotRead(_UNKNOWN) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
            raise Damaged from error
        return found.getvalue()
