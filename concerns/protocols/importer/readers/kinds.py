"""What kind of file some bytes are, seen from the bytes themselves."""

from __future__ import annotations

import re

from concerns.protocols.importer.source import CannotRead

_AS_DOCX = "Open it in Word, save it as a Word Document (.docx), and try again."
_AS_ONE_OF = "Save it as Word (.docx), PDF, a web page or plain text, and try again."
_UNPACK = "Unpack it and give the document inside."
_PICTURE = (
    "The file is a picture and has no words that can be read. Ask for the document it was made "
    "from, or run text recognition (OCR) on it first."
)
_PACKED = f"The file is an archive of other files. {_UNPACK}"

# What begins a file of a kind that is not read, and what to do instead.
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", f"The file is Rich Text (RTF). {_AS_DOCX}"),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"BM", _PICTURE),
    (b"\x1f\x8b", _PACKED),
    (b"7z\xbc\xaf\x27\x1c", _PACKED),
    (b"Rar!", _PACKED),
    (b"BZh", _PACKED),
    (b"\xfd7zXZ", _PACKED),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_WORD = f"The file is an old Word document (.doc). {_AS_DOCX}"
_OLD_OFFICE = f"The file was made by an old Office program. {_AS_ONE_OF}"
_LOCKED = (
    "The file is protected with a password. Open it in Word, take the password off, and try again."
)
_ODT = "The file is an OpenDocument text (.odt). Save it as a Word Document (.docx) and try again."
_OTHER_OFFICE = f"The file is a spreadsheet or a presentation, and no document. {_AS_ONE_OF}"
_MAIL = f"The file is a message or a web archive (MHTML). {_AS_ONE_OF}"
_WORD_XML = f"The file is a Word document in the form of XML. {_AS_DOCX}"
UNKNOWN = f"The file is of a kind that cannot be read. {_AS_ONE_OF}"


def is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def is_zip(data: bytes) -> bool:
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def check_zip(names: frozenset[str]) -> None:
    """:raises CannotRead: if a zip file with these names in it is no Word document."""
    if any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return
    if "[Content_Types].xml" in names:
        other = any(name.startswith(("xl/", "ppt/")) for name in names)
        if not other and "_rels/.rels" in names:
            return  # a Word document whose parts are named otherwise: its links say where
        raise CannotRead(_OTHER_OFFICE)
    if "content.xml" in names and "mimetype" in names:
        raise CannotRead(_ODT)
    raise CannotRead(_PACKED)


def check(data: bytes, name: str) -> None:
    """:raises CannotRead: if the bytes are of a known kind that is not read."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise CannotRead(_LOCKED)
        is_word = "WordDocument".encode("utf-16-le") in data or name.lower().endswith(".doc")
        raise CannotRead(_OLD_WORD if is_word else _OLD_OFFICE)
    if data[8:12] == b"WEBP" or data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        raise CannotRead(_PICTURE)
    for begins, sentence in _REFUSED:
        if data.startswith(begins) and (len(begins) > 2 or b"\0" in data[:64]):
            raise CannotRead(sentence)
    if re.match(rb"(?is)\s*(?:[\w-]+:[^\n]*\n){0,20}?mime-version:", data[:2048]):
        raise CannotRead(_MAIL)


def check_xml(text: str) -> None:
    """:raises CannotRead: if the text is XML, but no web page."""
    head = text[:2048]
    if not head.lstrip().startswith("<?xml") or "<html" in head.lower():
        return
    if "wordDocument" in head or "schemas.microsoft.com/office/2006/xmlPackage" in head:
        raise CannotRead(_WORD_XML)
    raise CannotRead(_ODT if "opendocument" in head else UNKNOWN)
