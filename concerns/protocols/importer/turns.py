"""How many files are read at once on this machine: each takes a processor and much memory.

The places are locked files, so that they hold for every process of the application on the machine,
and one that ends in whatever way gives its place back.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from concerns.protocols.importer.source import CannotRead

try:
    import fcntl
except ImportError:  # not on Windows, where nothing is bounded
    fcntl = None  # type: ignore[assignment]

AT_ONCE = 2
PATIENCE = 2.0  # seconds; with those of the reading less than a request may take
_AGAIN = 0.1
_BUSY = (
    "Somebody else’s file is being read. Nothing is lost: choose your file again in a minute and"
    " send it again."
)
_INSTALLATION = hashlib.sha256(str(Path(__file__).resolve()).encode()).hexdigest()[:12]


@contextlib.contextmanager
def turn(patience: float | None = None) -> Iterator[None]:
    """A place among those who read, held until the block ends.

    :param patience: how many seconds to wait for one; `PATIENCE` unless told.
    :raises CannotRead: if none came free.
    """
    if fcntl is None:
        yield
        return
    until = time.monotonic() + (PATIENCE if patience is None else patience)
    while (place := _free()) is None:
        if time.monotonic() >= until:
            raise CannotRead(_BUSY)
        time.sleep(_AGAIN)
    try:
        yield
    finally:
        os.close(place)


def folder() -> Path:
    """Where the places are. Every installation on a machine has its own."""
    return Path(tempfile.gettempdir())


def _free() -> int | None:
    """A place nobody has, locked, as an open file; None while there is none."""
    for place in range(AT_ONCE):
        path = folder() / f"protocol-portal-{os.getuid()}-{_INSTALLATION}-{place}.lock"
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
        else:
            return file
    return None
