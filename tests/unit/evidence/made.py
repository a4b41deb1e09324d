"""Files of every kind that is taken, made by code."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from typing import Any

import docx
import pikepdf
from PIL import Image

XLSX_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
ODT_TYPE = "application/vnd.oasis.opendocument.text"
OFFICE_NS = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"


def picture(form: str = "PNG", size: tuple[int, int] = (40, 30), mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 0).save(out, form)
    return out.getvalue()


def pdf(change: Callable[[pikepdf.Pdf], Any] | None = None, **options: Any) -> bytes:
    """A page of nothing. :param change: done to it before it is saved."""
    made = pikepdf.new()
    made.add_blank_page()
    if change is not None:
        change(made)
    out = io.BytesIO()
    made.save(out, **options)
    return out.getvalue()


def zipped(parts: Mapping[str, bytes | str], *, packed: bool = True) -> bytes:
    out = io.BytesIO()
    how = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def word(more: Mapping[str, bytes | str] | None = None, words: str = "It was said.") -> bytes:
    """A Word document. :param more: parts put in beside its own, or in their place."""
    document = docx.Document()
    document.add_paragraph(words)
    out = io.BytesIO()
    document.save(out)
    if not more:
        return out.getvalue()
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as archive:
        parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**parts, **more})


def relations(*targets: tuple[str, str]) -> str:
    """Relationships that lead outside. :param targets: kind and place of each."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    lines = "".join(
        f'<Relationship Id="r{n}" Type="{kinds}/{kind}" Target="{place}" TargetMode="External"/>'
        for n, (kind, place) in enumerate(targets)
    )
    packages = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{packages}">{lines}</Relationships>'


def sheet(more: Mapping[str, bytes | str] | None = None, main: str = XLSX_MAIN) -> bytes:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}"/></Types>'
    )
    return zipped({"[Content_Types].xml": types, "xl/workbook.xml": "<workbook/>", **(more or {})})


def open_document(body: str = "", more: Mapping[str, bytes | str] | None = None) -> bytes:
    content = (
        f'<office:document-content xmlns:office="{OFFICE_NS}"'
        ' xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' xmlns:text="urn:text" xmlns:draw="urn:draw" xmlns:script="urn:script"'
        f">{body}</office:document-content>"
    )
    return zipped({"mimetype": ODT_TYPE, "content.xml": content, **(more or {})})


def message(*files: tuple[str, bytes]) -> bytes:
    """An email. :param files: name and content of each that it brings along."""
    made = EmailMessage()
    made["From"], made["To"] = "cora@council.example", "ada@council.example"
    made["Date"], made["Subject"] = "Mon, 1 Jun 2026 11:00:00 +0000", "The meeting"
    made.set_content("Please see this.")
    for name, content in files:
        made.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return made.as_bytes()
