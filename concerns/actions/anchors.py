"""Checking the record, and signing how far it has come, to a file outside the database.

A database superuser can write the whole chain anew, or cut its end. What is anchored they cannot
change unseen, as long as they reach neither the file nor the key (security 5.3).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from concerns.actions import _audit
from concerns.actions._scope import engine_scope
from concerns.chain import anchors, checking
from concerns.chain.checking import Known, Report
from concerns.chain.heads import Heads
from concerns.selectors import record


class CannotAnchor(RuntimeError):
    """Nothing was signed. The text is fit to show."""


class NotAsAnchored(CannotAnchor):
    """The record is no longer what the last anchor says: somebody was at it."""


def as_utc(at: datetime) -> str:
    """A moment as the chain has it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def check(*, known: Iterable[Known] = ()) -> Report:
    """Check the whole record. :param known: what was signed or remembered, the earliest first."""
    with engine_scope():
        return checking.check(record.entries(), known)


@transaction.atomic
def export(*, to: TextIO, at: datetime) -> int:
    """Write the record as JSON lines, for somebody who has no database: ids and codes only.

    :return: how many entries there were. That it was exported is on record, and not among them.
    """
    with engine_scope():
        to.write(json.dumps({"exported_at": as_utc(at)}) + "\n")
        count = 0
        for entry in record.entries():
            to.write(entry.as_line() + "\n")
            count += 1
        _audit.record("audit.export", at=at, by=None, entries=count)
    return count


def anchor(*, file: Path, key_file: Path, at: datetime) -> Heads:
    """Sign the heads of all chains and add them to the file.

    :param file: of anchors, one a line. :param key_file: an Ed25519 private key in PEM.
    :raises CannotAnchor: if the key or the file cannot be used.
    :raises NotAsAnchored: if the record does not hold what the last anchor says. Nothing is signed
        then, so that a record that was cut or written anew is never vouched for.
    """
    key = _key(key_file)
    last = _last(file, key)
    with engine_scope():
        lost = record.without(last) if last else []
        heads = record.heads(as_utc(at))
    if lost and last:
        council, seq = lost[0]
        raise NotAsAnchored(
            f"The record is not what the anchor of {last.at} says: entry {seq} of council {council}"
            " is gone or was changed. Run verify_audit, and let nobody touch the database."
        )
    _append(file, anchors.sign(heads, key))
    return heads


def _key(file: Path) -> Ed25519PrivateKey:
    try:
        return anchors.private_key(file.read_bytes())
    except (OSError, anchors.BadKey) as error:
        raise CannotAnchor(f"{file} cannot be used to sign anchors: {_why(error)}.") from error


def _last(file: Path, key: Ed25519PrivateKey) -> Heads | None:
    """The last anchor there is; None before the first."""
    try:
        lines = file.read_text().splitlines()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeError) as error:
        raise CannotAnchor(f"{file} cannot be read: {_why(error)}.") from error
    good, _ = anchors.read_all(lines, key.public_key())
    return good[-1] if good else None


def _append(file: Path, line: str) -> None:
    """In one write, on a line of its own even after one that was cut off, and on the disk."""
    try:
        torn = file.exists() and not file.read_bytes().endswith(b"\n") and file.stat().st_size > 0
        to = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
        try:
            os.write(to, ("\n" * torn + line + "\n").encode())
            os.fsync(to)
        finally:
            os.close(to)
    except OSError as error:
        raise CannotAnchor(f"{file} cannot be written: {_why(error)}.") from error


def _why(error: Exception) -> str:
    return error.strerror or "it cannot be used" if isinstance(error, OSError) else str(error)
