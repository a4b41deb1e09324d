"""The kind of a file is seen from its content, and what cannot be read says what to do."""

from __future__ import annotations

import pytest

from concerns.protocols.importer.readers import files, limits
from concerns.protocols.importer.source import CannotRead
from tests.printing_docx import docx_of
from tests.printing_html import html_of
from tests.printing_items import Item
from tests.printing_pdf import pdf_of
from tests.unit.protocols.importer.readers.word import TYPES, zipped

ITEMS = [Item(None, "Protocol", heading=True), Item("1.1", "Everybody is polite.")]
PRINTED = {"docx": docx_of(ITEMS), "html": html_of(ITEMS), "pdf": pdf_of(ITEMS)}
EVERY_KIND = {**PRINTED, "markdown": b"# Protocol\n\n1.1 A\n\n# More", "text": b"1.1 A\n\n1.2 B"}


@pytest.mark.parametrize("kind", list(EVERY_KIND))
@pytest.mark.parametrize("name", ["", "protocol", "x.doc", "x.docx", "x.pdf", "x.html", "x.txt"])
def test_content_decides_the_kind_whatever_the_name(kind: str, name: str) -> None:
    assert files.read(EVERY_KIND[kind], name).kind == kind


def test_a_name_decides_where_the_content_does_not() -> None:
    assert files.read(b"Words alone.", "a.md").kind == "markdown"
    assert files.read(b"<p>Words</p>", "a.htm").kind == "html"
    assert files.read(b"<p>Words</p>", "a.txt").kind == "text"


def test_a_name_that_says_another_kind_is_told() -> None:
    (remark,) = files.read(PRINTED["html"], "a.docx").warnings

    assert remark.text == "The name says a Word document; it is a web page and was read as that."


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
CASES = {
    "old Word": (OLE + "WordDocument".encode("utf-16-le"), r"\.doc\).*save it as .*\.docx"),
    "old Excel": (OLE, "old Office program"),
    "locked Word": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "odt": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}),
        r"\.odt\).*\.docx",
    ),
    "xlsx": (zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": ""}), "spreadsheet"),
    "zip": (zipped({"protocol.txt": "words"}), "archive.*Unpack it"),
    "gzip": (b"\x1f\x8b\x08\x00" + b"x" * 50, "archive.*Unpack it"),
    "rtf": (rb"{\rtf1 Words}", r"RTF.*\.docx"),
    "png": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, r"picture.*OCR"),
    "jpeg": (b"\xff\xd8\xff\xe0" + b"\0" * 50, r"picture.*OCR"),
    "tiff": (b"II*\0" + b"\0" * 50, r"picture.*OCR"),
    "bmp": (b"BM" + b"\0" * 50, r"picture.*OCR"),
    "webp": (b"RIFF\0\0\0\0WEBPVP8 ", r"picture.*OCR"),
    "heic": (b"\0\0\0\x18ftypheic\0\0", r"picture.*OCR"),
    "mail": (b"From: a\nMIME-Version: 1.0\n\nwords", "message"),
    "Word XML": (b'<?xml version="1.0"?><w:wordDocument xmlns:w="x"/>', r"XML.*\.docx"),
    "other XML": (b'<?xml version="1.0"?><a>words</a>', "kind that cannot be read"),
    "program": (b"\x7fELF\x02\x01\x01\0" * 20, "kind that cannot be read"),
    "empty": (b"", "empty"),
    "blank": (b" \n\t\n ", "empty"),
}


@pytest.mark.parametrize("case", list(CASES))
def test_what_cannot_be_read_says_what_to_do(case: str) -> None:
    data, sentence = CASES[case]
    with pytest.raises(CannotRead, match=sentence) as refused:
        files.read(data, "protocol.doc" if case == "old Word" else "protocol")
    assert str(refused.value).endswith(".")


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_FILE", 10)
    with pytest.raises(CannotRead, match="larger than"):
        files.read(b"x" * 11, "a.txt")


@pytest.mark.parametrize(
    "data",
    [
        "“Café” – 1.1".encode(),
        b"\xef\xbb\xbf" + "“Café” – 1.1".encode(),
        b"\xff\xfe" + "“Café” – 1.1".encode("utf-16-le"),
        b"\xfe\xff" + "“Café” – 1.1".encode("utf-16-be"),
    ],
)
def test_an_encoding_that_is_sure_is_not_remarked(data: bytes) -> None:
    source = files.read(data, "a.txt")

    assert source.blocks[0].text == "“Café” – 1.1"
    assert source.warnings == ()


def test_windows_letters_are_guessed_and_told() -> None:
    source = files.read("“Café” – the clerk’s".encode("windows-1252"), "a.txt")

    assert source.blocks[0].text == "“Café” – the clerk’s"
    assert [remark.code for remark in source.warnings] == ["encoding"]


def test_a_page_that_declares_windows_letters_is_believed() -> None:
    page = "<html><meta charset='iso-8859-1'><p>“Café”".encode("windows-1252")
    source = files.read(page, "a.html")

    assert (source.blocks[0].text, source.warnings) == ("“Café”", ())


def test_one_spoilt_letter_does_not_spoil_the_others() -> None:
    source = files.read("“Café” – the clerk’s “own”".encode() + b" \xff.", "a.txt")

    assert source.blocks[0].text == "“Café” – the clerk’s “own” \ufffd."
    assert [remark.code for remark in source.warnings] == ["encoding"]
