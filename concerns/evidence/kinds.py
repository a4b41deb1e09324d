"""What a file may be, by the end of its name and by its first bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePosixPath
from types import MappingProxyType

import puremagic

from concerns.evidence.refusal import Reason, Refused


class Kind(StrEnum):
    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    TEXT = "text"
    DOCX = "docx"
    XLSX = "xlsx"
    ODT = "odt"
    EMAIL = "email"


PICTURES = frozenset({Kind.PNG, Kind.JPEG})
OFFICE = frozenset({Kind.DOCX, Kind.XLSX, Kind.ODT})
WORDS = frozenset({Kind.TEXT, Kind.EMAIL})

ENDINGS: Mapping[str, Kind] = MappingProxyType(
    {
        ".pdf": Kind.PDF,
        ".png": Kind.PNG,
        ".jpg": Kind.JPEG,
        ".jpeg": Kind.JPEG,
        ".txt": Kind.TEXT,
        ".docx": Kind.DOCX,
        ".xlsx": Kind.XLSX,
        ".odt": Kind.ODT,
        ".eml": Kind.EMAIL,
    }
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what an Office file locked with a password is
_FIRST = {Kind.PDF: b"%PDF-", **dict.fromkeys(OFFICE, b"PK\x03\x04")}
_LOOK = 4096  # bytes from which puremagic tells


def named(name: str) -> Kind:
    """What a file says it is by its name.

    :raises Refused: for every ending that is not taken.
    """
    kind = ENDINGS.get(PurePosixPath(name).suffix.lower())
    if kind is None:
        raise Refused(Reason.KIND)
    return kind


def check_first_look(data: bytes, kind: Kind) -> None:
    """Whether the bytes begin as that kind does, and end as no archive.

    It proves nothing alone: the check of each kind goes on from here, and every file is served as
    an attachment.

    :raises Refused: if they do not.
    """
    if kind in OFFICE and data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise Refused(Reason.LOCKED if locked else Reason.CONTENT)
    if not data.startswith(_FIRST.get(kind, b"")):
        raise Refused(Reason.CONTENT)
    if kind not in WORDS and kind.value not in _told(data):
        raise Refused(Reason.CONTENT)
    if kind not in OFFICE and zipfile.is_zipfile(io.BytesIO(data)):
        raise Refused(Reason.EMBEDDED)  # one file that is also another


def _told(data: bytes) -> frozenset[str]:
    """The endings that the first bytes go with, without the dot."""
    try:
        return frozenset(m.extension.lstrip(".") for m in puremagic.magic_string(data[:_LOOK]))
    except puremagic.PureError:
        return frozenset()
