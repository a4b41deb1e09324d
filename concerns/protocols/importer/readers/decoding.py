"""Bytes into text, whatever encoding they were written in."""

from __future__ import annotations

import codecs
import re

from concerns.protocols.importer.readers.kinds import UNKNOWN
from concerns.protocols.importer.source import CannotRead, Remark

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{1,30})""", re.IGNORECASE)
_WESTERN = {
    "iso-8859-1": "windows-1252",  # what every browser takes it for
    "latin1": "windows-1252",
    "windows-1252": "windows-1252",
    "cp1252": "windows-1252",
    "iso-8859-15": "iso-8859-15",
    "macintosh": "mac-roman",
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MOST_CONTROLS = 0.002  # of the characters; a stray one is a slip, more are no text

_GUESSED = Remark(
    "encoding",
    "The file does not say how its letters are encoded; they were read as Windows-1252. Check the "
    "apostrophes, dashes and accents.",
)
_SPOILT = Remark(
    "encoding", "Some letters of the file are damaged and show as “\ufffd”. Check the words there."
)


def decoded(data: bytes) -> tuple[str, list[Remark]]:
    """The text, and a remark where its encoding had to be guessed.

    :raises CannotRead: if it is no text.
    """
    text, warnings = _decoded(data)
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls > max(1.0, _MOST_CONTROLS * len(text)):
        raise CannotRead(UNKNOWN)
    return text.replace("\r\n", "\n").replace("\r", "\n"), warnings


def _decoded(data: bytes) -> tuple[str, list[Remark]]:
    for bom, name in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(name, "replace")
            return text, [_SPOILT] if "\ufffd" in text else []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(data[:4096])
    if declared and (name := _WESTERN.get(declared[1].decode("ascii", "replace").lower(), "")):
        return data.decode(name, "replace"), []
    text = data.decode("utf-8", "replace")
    spoilt = text.count("\ufffd")
    if sum(c > "\x7f" for c in text) - spoilt > 3 * spoilt:
        return text, [_SPOILT]
    return data.decode("windows-1252", "replace"), [_GUESSED]
