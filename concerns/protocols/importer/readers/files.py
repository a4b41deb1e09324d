"""A file of any supported kind as blocks: its content decides the kind, and then its name.

For a file from outside use `bounded.read`, which holds this to a time and a memory.
"""

from __future__ import annotations

import re
from dataclasses import replace

from concerns.protocols.importer.readers import (
    decoding,
    docx,
    html,
    kinds,
    limits,
    markdown,
    pdf,
    text,
)
from concerns.protocols.importer.readers.archive import Archive
from concerns.protocols.importer.source import CannotRead, Remark, Source

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_ELEMENT = re.compile(r"<(?:p|div|h[1-6]|ol|ul|table|br|span|section)\b[^<>]*>", re.IGNORECASE)
_MARKED_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_NAMES = {
    "docx": "docx",
    "docm": "docx",
    "dotx": "docx",
    "pdf": "pdf",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "md": "markdown",
    "markdown": "markdown",
    "txt": "text",
    "text": "text",
}
_CALLED = {
    "docx": "a Word document",
    "pdf": "a PDF",
    "html": "a web page",
    "markdown": "Markdown",
    "text": "plain text",
}


def read(data: bytes, name: str) -> Source:
    """The document in a file.

    :param name: the file's name; it counts only where the content leaves the kind open.
    :raises CannotRead: with a sentence that says what to do instead.
    """
    limits.check_size(data)
    named = _NAMES.get(name.lower().rpartition(".")[2], "")
    source = _read(data, name, named)
    if not source.blocks:
        raise CannotRead("The file has no words in it.")
    if named and named != source.kind and {named, source.kind} != {"text", "markdown"}:
        remark = Remark(
            "kind",
            f"The name says {_CALLED[named]}; it is {_CALLED[source.kind]} and was read as that.",
        )
        source = replace(source, warnings=(remark, *source.warnings))
    return source


def _read(data: bytes, name: str, named: str) -> Source:
    if kinds.is_pdf(data) or (named == "pdf" and b"endobj" in data):
        return pdf.read(data)
    if kinds.is_zip(data):
        kinds.check_zip(Archive(data).names)
        return docx.read(data)
    kinds.check(data, name)
    words, warnings = decoding.decoded(data)
    if not words.strip():
        raise CannotRead("The file is empty.")
    kinds.check_xml(words)
    words, cut = limits.shortened(words)
    source = _read_text(words, named)
    return replace(source, warnings=(*cut, *warnings, *source.warnings))


def _read_text(words: str, named: str) -> Source:
    if _PAGE.match(words) or (named == "html" and _ELEMENT.search(words)):
        return html.read(words)
    if named == "markdown" or len(_MARKED_HEADING.findall(words)) > 1:
        return markdown.read(words)
    return text.read(words)
