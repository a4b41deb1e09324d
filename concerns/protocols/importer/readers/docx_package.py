"""The parts of a DOCX that hold words, found by its relationships and parsed without any risk.

Pictures, fonts, macros and embedded files are never opened. The parts are read straight from the
zip file: python-docx would load every one of them, and refuses a file with one broken link.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Any

from lxml import etree

from concerns.protocols.importer.readers.archive import Archive
from concerns.protocols.importer.source import CannotRead

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_OTHERS = frozenset({"styles", "numbering", "comments", "footnotes", "endnotes"})

# The names of ISO 29500 Strict, which Word writes on request, as the ones everybody writes.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)
_DAMAGED = (
    "The Word document is damaged and could not be read. Open it in Word, save it again, and try "
    "again."
)
_NO_WORDS = "The file is a Word document without any words in it."


@dataclass(frozen=True, slots=True)
class Parts:
    """Root elements; None where the document has no such part."""

    document: Any
    styles: Any = None
    numbering: Any = None
    comments: Any = None
    footnotes: Any = None
    endnotes: Any = None


def opened(data: bytes) -> Parts:
    """The parts of a document.

    :raises CannotRead: if it is no Word document, is damaged or exceeds the limits.
    """
    archive = Archive(data)
    main = _main_part(archive)
    if main not in archive.names:
        raise CannotRead(_DAMAGED)
    document = parsed(archive.read(main))
    if document.find(f"{W}body") is None:
        raise CannotRead(_NO_WORDS)
    others = {}
    for kind, target in _related(archive, main):
        if kind in _OTHERS and target in archive.names and kind not in others:
            others[kind] = parsed(archive.read(target))
    return Parts(document, **others)


def parsed(data: bytes) -> Any:
    """The root element of some XML. Nothing outside it is read and no entity is expanded.

    :raises CannotRead: if it is not XML, is nested absurdly, or declares entities.
    """
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,  # libxml2's own limits: 256 deep, 10 MB in one piece of text
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise CannotRead(_DAMAGED) from error
    if root.getroottree().docinfo.doctype:
        raise CannotRead(_DAMAGED)
    return root


def _main_part(archive: Archive) -> str:
    for kind, target in _related(archive, ""):
        if kind == "officeDocument":
            return target
    return "word/document.xml"


def _related(archive: Archive, part: str) -> list[tuple[str, str]]:
    """Kind and place of what a part refers to inside the file."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if rels not in archive.names:
        return []
    found = []
    for relation in parsed(archive.read(rels)):
        kind = str(relation.get("Type", "")).rsplit("/", 1)[-1]
        target = str(relation.get("Target", ""))
        if target:  # one outside the file is simply not found in it
            found.append((kind, posixpath.normpath(posixpath.join("/", folder, target))[1:]))
    return found
