"""A PDF as blocks: the lines on its pages, put together into the paragraphs they were set from.

Read with PDFium, the reader inside Chromium: on the same pages it takes a seventh of the time of
pypdf and pdfminer.six, and it alone gives the place, size and weight of each word without the gaps
that justified lines leave in pdfminer's text. It is native code, so a file from outside is read
through `bounded`.

What stands at the head or foot of page after page is left out, and told.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from concerns.protocols.importer.readers import (
    limits,
    pdf_grids,
    pdf_lines,
    pdf_margins,
    pdf_paragraphs,
    pdf_repair,
)
from concerns.protocols.importer.readers.pdf_lines import Line, Sheet
from concerns.protocols.importer.source import CannotRead, Remark, Source

_DAMAGED = (
    "The PDF is damaged and could not be read. Save or download it again, or ask for the document "
    "it was made from."
)
_LOCKED = (
    "The PDF is protected with a password. Open it with the password, save a copy without one, and "
    "try again."
)
_PICTURES = (
    "The PDF is a picture of its pages, as from a scanner, and has no words that can be read. Ask "
    "for the document it was made from, or run text recognition (OCR) on it first."
)
_EMPTY = "The PDF has no words in it."
_MANY_UNREADABLE = 0.2  # of the letters of a page


@dataclass(slots=True)
class _Pages:
    """What was found page by page. Page numbers are from 1."""

    lines: list[list[Line]] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)
    garbled: list[int] = field(default_factory=list)


def read(data: bytes) -> Source:
    """:raises CannotRead: if it is protected, damaged throughout, or has no words in it."""
    document = _opened(data)
    try:
        warnings = _about(document, data)
        pages = _read_pages(document)
    finally:
        document.close()
    if not any(pages.lines):
        raise CannotRead(_PICTURES if pages.pictures else _DAMAGED if pages.damaged else _EMPTY)
    warnings += _about_pages(pages)
    running, kept = pdf_margins.without_running(pages.lines, pages.sheets)
    if running:
        warnings.append(pdf_margins.remark(running))
    blocks = pdf_paragraphs.blocks(kept, pages.sheets)
    if not blocks:
        raise CannotRead(_EMPTY)
    length = limits.Length()
    for block in blocks:
        length.count(block)
    return Source("pdf", tuple(blocks), tuple(warnings))


def _opened(data: bytes) -> Any:
    """The document, mended where it was cut off."""
    for version in (data, *pdf_repair.mended(data)):
        try:
            document = pypdfium2.PdfDocument(version)
        except pypdfium2.PdfiumError as error:
            if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
                raise CannotRead(_LOCKED) from error
        else:
            if len(document) > 0:
                return document
            document.close()
    raise CannotRead(_DAMAGED)


def _about(document: Any, data: bytes) -> list[Remark]:
    found = []
    if pdfium.FPDF_GetSecurityHandlerRevision(document) != -1:
        found.append(Remark("encrypted", "The PDF is encrypted, but opens without a password."))
    if b"%%EOF" not in data[-2048:] or b"startxref" not in data[-4096:]:
        found.append(
            Remark(
                "damaged",
                "The PDF seems to be cut off or damaged; what could be read is here, but check it "
                "against the document.",
            )
        )
    if len(document) > limits.MOST_PAGES:
        found.append(
            Remark(
                "long", f"Only the first {limits.MOST_PAGES} of {len(document)} pages were read."
            )
        )
    return found


def _read_pages(document: Any) -> _Pages:
    pages = _Pages()
    letters = 0
    for n in range(min(len(document), limits.MOST_PAGES)):
        lines: list[Line] = []
        sheet = Sheet()
        try:
            page = document[n]
            try:
                sheet = pdf_lines.sheet(page.get_mediabox(), page.get_rotation())
                lines, unreadable = _page_lines(page, n + 1)
                if unreadable:
                    pages.garbled.append(n + 1)
                if not lines and _has_picture(page):
                    pages.pictures.append(n + 1)
            finally:
                page.close()
        except (pypdfium2.PdfiumError, ValueError, ctypes.ArgumentError):
            pages.damaged.append(n + 1)
        pages.lines.append(lines)
        pages.sheets.append(sheet)
        letters += sum(len(line.text) for line in lines)
        limits.check_length(0, letters)
    return pages


def _page_lines(page: Any, number: int) -> tuple[list[Line], bool]:
    """The lines of a page, and whether too many of its letters have no meaning."""
    text = page.get_textpage()
    rotation = page.get_rotation()
    grids = pdf_grids.grids(page) if rotation == 0 else []
    parts = pdf_grids.parts(grids) if grids else None
    try:
        pieces = pdf_lines.pieces(text, number, rotation, parts)
        found = pdf_lines.lines(pdf_grids.laid(pieces, grids))
    finally:
        text.close()
    letters = sum(len(line.text) for line in found)
    bad = sum(line.unreadable for line in found)
    return found, letters > 0 and bad > _MANY_UNREADABLE * letters


def _has_picture(page: Any) -> bool:
    kinds = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING)
    return any(True for _ in page.get_objects(filter=kinds, max_depth=3))


def _about_pages(pages: _Pages) -> list[Remark]:
    found = []
    for code, numbers, words in (
        ("pictures", pages.pictures, "no words, only a picture; type what it says if it matters"),
        ("damaged_pages", pages.damaged, "damage and could not be read"),
        ("garbled", pages.garbled, "letters that the file does not explain; check every word"),
    ):
        if numbers:
            where = _numbers(numbers)
            found.append(
                Remark(code, f"{where} {'has' if len(numbers) == 1 else 'have'} {words}.", where)
            )
    return found


def _numbers(numbers: list[int]) -> str:
    """`Page 3`, or `Pages 1, 2 and 4 to 9`."""
    runs: list[tuple[int, int]] = []
    for n in numbers:
        if runs and runs[-1][1] == n - 1:
            runs[-1] = (runs[-1][0], n)
        else:
            runs.append((n, n))
    words = []
    for first, last in runs:
        words += [f"{first}"] if first == last else [f"{first} to {last}"]
    if len(numbers) == 1:
        return f"Page {words[0]}"
    return "Pages " + (", ".join(words[:-1]) + " and " + words[-1] if len(words) > 1 else words[0])
