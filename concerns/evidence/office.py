"""Word, Excel and OpenDocument files: opened as the archives they are, and never unpacked."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from concerns.evidence.kinds import Kind
from concerns.evidence.refusal import Reason, Refused
from concerns.protocols.importer.readers.archive import Archive, Damaged, Locked, TooMuch
from concerns.protocols.importer.readers.docx_package import parsed
from concerns.protocols.importer.source import CannotRead

_MAIN = {
    Kind.DOCX: b"wordprocessingml.document.main+xml",
    Kind.XLSX: b"spreadsheetml.sheet.main+xml",
    Kind.ODT: b"application/vnd.oasis.opendocument.text",
}
_LINKS = ("http", "https", "mailto", "")  # where the words of a document may lead to
_XLINK = "{http://www.w3.org/1999/xlink}href"

# Parts that run, by their place; then other archives and programs, by how they begin.
_ACTIVE = re.compile(
    r"(?i)(^|/)(vbaProject\.bin|vbaData\.xml|activeX/|macrosheets/)|^(Basic|Scripts)/"
)
_ARCHIVES = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")
_PROGRAMS = (b"MZ", b"\x7fELF")
_MACROS = (b"macroEnabled", b"vbaProject")
_DDE = re.compile(rb"(?i)\bDDE(AUTO)?\b")


def check(data: bytes, kind: Kind) -> None:
    """Read every part within the limits, and the parts that refer to others.

    :raises Refused: if it is another kind, locked, damaged or larger than it looks, runs
        something, holds other files, or fetches something when it is opened.
    """
    try:
        archive = Archive(data)
        if any(_ACTIVE.search(name) for name in archive.names):
            raise Refused(Reason.ACTIVE)
        _check_main(archive, kind)
        for name in sorted(archive.names):
            _check_part(name, archive.read(name))
    except Refused:
        raise
    except Locked as error:
        raise Refused(Reason.LOCKED) from error
    except TooMuch as error:
        raise Refused(Reason.UNPACKS) from error
    except (Damaged, CannotRead) as error:
        raise Refused(Reason.DAMAGED) from error


def _check_main(archive: Archive, kind: Kind) -> None:
    """Whether the archive says of itself that it is of that kind."""
    place = "mimetype" if kind is Kind.ODT else "[Content_Types].xml"
    said = archive.read(place) if place in archive.names else b""
    if any(mark in said for mark in _MACROS):
        raise Refused(Reason.ACTIVE)
    if _MAIN[kind] not in said:
        raise Refused(Reason.CONTENT)


def _check_part(name: str, content: bytes) -> None:
    if content.startswith(_ARCHIVES + _PROGRAMS):
        raise Refused(Reason.EMBEDDED)
    for matches, check_it in _CHECKS:
        if matches(name):
            check_it(content)


def _check_relations(content: bytes) -> None:
    """Only a link in the text may lead out of the file, and only to the web or to a person."""
    for relation in parsed(content):
        if relation.get("TargetMode", "").lower() != "external":
            continue
        is_link = relation.get("Type", "").rsplit("/", 1)[-1] == "hyperlink"
        if not is_link or not _leads_on(relation.get("Target", "")):
            raise Refused(Reason.EXTERNAL)


def _check_fields(content: bytes) -> None:
    """A field of Word that starts a program to ask it for something."""
    for element in parsed(content).iter("{*}instrText", "{*}fldSimple"):
        told = "".join([element.text or "", *element.attrib.values()])
        if _DDE.search(told.encode(errors="replace")):
            raise Refused(Reason.ACTIVE)


def _check_manifest(content: bytes) -> None:
    if next(parsed(content).iter("{*}encryption-data"), None) is not None:
        raise Refused(Reason.LOCKED)


def _check_open_document(content: bytes) -> None:
    root = parsed(content)
    if next(root.iter("{*}event-listener"), None) is not None:
        raise Refused(Reason.ACTIVE)
    for element in root.iter("{*}*"):
        where = element.get(_XLINK, "")
        is_link = str(element.tag).endswith("}a")
        if _leads_out(where) and not (is_link and _leads_on(where)):
            raise Refused(Reason.EXTERNAL)


def _leads_out(where: str) -> bool:
    """Whether it is a place outside the file."""
    return ":" in where or where.startswith(("//", "\\\\"))


def _leads_on(where: str) -> bool:
    try:
        return urlsplit(where).scheme.lower() in _LINKS and not where.startswith(("//", "\\\\"))
    except ValueError:
        return False


_CHECKS: tuple[tuple[Callable[[str], bool], Callable[[bytes], None]], ...] = (
    (lambda name: name.endswith(".rels"), _check_relations),
    (lambda name: name.startswith("word/") and name.endswith(".xml"), _check_fields),
    (lambda name: name == "META-INF/manifest.xml", _check_manifest),
    (lambda name: name in {"content.xml", "styles.xml"}, _check_open_document),
)
