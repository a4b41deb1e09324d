"""The key-encryption keys, in a file outside every database (setting KEY_FILE).

One key a line: a whole number, a space, 32 bytes in base64. The first line seals; the others only
open what earlier ones sealed, until `manage.py rotate_keys master` has gone through. The file is
read each time, so that a line that was added counts without a restart; a systemd credential
(`%d/portal-keys`) is such a file.
"""

from __future__ import annotations

import base64
import binascii
import os
import stat
from pathlib import Path

from django.conf import settings

from concerns.sealing import cipher
from concerns.sealing.cipher import CannotOpen, Key

# Its group may read it (a service account, an ACL of systemd), everybody else may not.
_FORBIDDEN = stat.S_IWGRP | stat.S_IRWXO


class KeyFileRefused(CannotOpen):
    """The file cannot be used; the message is one sentence for the operator."""


def current() -> Key:
    """The key that seals.

    :raises KeyFileRefused: if the file cannot be used.
    """
    return next(iter(read(Path(settings.KEY_FILE)).values()))


def all_keys() -> dict[int, Key]:
    """Every key of the file by id, the current one first.

    :raises KeyFileRefused: if the file cannot be used.
    """
    return read(Path(settings.KEY_FILE))


def read(path: Path) -> dict[int, Key]:
    """The keys of a file, in its order.

    :raises KeyFileRefused: if others may read it, or it is not such a file.
    """
    try:
        with path.open() as file:
            mode = os.fstat(file.fileno()).st_mode
            lines = file.read().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not text"
        raise KeyFileRefused(f"KEY_FILE {path} cannot be read: {why}.") from None
    if mode & _FORBIDDEN:
        raise KeyFileRefused(f"KEY_FILE {path} may be read by others: chmod 600 it.")
    keys: dict[int, Key] = {}
    for number, line in enumerate(lines, start=1):
        where = f"Line {number} of KEY_FILE {path}"
        if line.strip() and not line.lstrip().startswith("#"):
            key = _key(line, where)
            if key.id in keys:
                raise KeyFileRefused(f"{where} repeats the number {key.id}.")
            keys[key.id] = key
    if not keys:
        raise KeyFileRefused(f"KEY_FILE {path} holds no key: see manage.py make_key.")
    return keys


def line_for(key: Key) -> str:
    """A key as a line of the file."""
    return f"{key.id} {base64.b64encode(key.secret).decode()}\n"


def add(path: Path) -> Key:
    """Put a new key first in the file, which is made if there is none. :return: the key.

    :raises KeyFileRefused: if the file that is there cannot be used.
    """
    known = read(path) if path.exists() else {}
    key = Key.new(max(known, default=0) + 1)
    text = line_for(key) + "".join(map(line_for, known.values()))
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)  # never half a file: whoever reads has the old one or the new one
    return key


def _key(line: str, where: str) -> Key:
    id, _, secret = line.strip().partition(" ")
    try:
        key = Key(int(id), base64.b64decode(secret.strip(), validate=True))
    except (ValueError, binascii.Error):
        raise KeyFileRefused(f"{where} is not a number, a space and a key in base64.") from None
    if len(key.secret) != cipher.KEY_BYTES or not 0 < key.id < 2**63:
        raise KeyFileRefused(f"{where} is not a number, a space and 32 bytes in base64.")
    return key
