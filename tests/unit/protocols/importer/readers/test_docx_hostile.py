"""Word documents made to do harm, or broken. Each is refused, in bounded time and memory."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Iterator

import pytest

from concerns.protocols.importer.readers import docx, limits
from concerns.protocols.importer.source import CannotRead
from tests.unit.protocols.importer.readers.word import TYPES, docx_with, p, part, r, zipped

MEGABYTE = 1_000_000


@pytest.fixture(autouse=True)
def no_test_here_needs_much_memory() -> Iterator[None]:
    yield
    if tracemalloc.is_tracing():
        tracemalloc.stop()


def test_a_part_that_unpacks_to_a_thousand_times_its_size_is_refused_unopened() -> None:
    bomb = zipped({"[Content_Types].xml": TYPES, "word/document.xml": b"0" * (60 * MEGABYTE)})
    assert len(bomb) < MEGABYTE

    tracemalloc.start()
    with pytest.raises(CannotRead, match="unpacks to far more"):
        docx.read(bomb)
    assert tracemalloc.get_traced_memory()[1] < MEGABYTE


def test_a_part_that_says_it_is_small_is_read_no_further_than_it_says() -> None:
    honest = docx_with(p(r("x" * 5 * MEGABYTE)))
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    lying = honest.replace(size.to_bytes(4, "little"), (900).to_bytes(4, "little"))
    assert lying != honest

    tracemalloc.start()
    with pytest.raises(CannotRead, match="damaged"):
        docx.read(lying)
    assert tracemalloc.get_traced_memory()[1] < 2 * MEGABYTE


def test_many_parts_that_are_together_too_large_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "LARGEST_UNPACKED", 10_000)
    data = docx_with(p(r("Words.")), other="y" * 6_000, more="z" * 6_000)

    with pytest.raises(CannotRead, match="unpacks to far more"):
        docx.read(data)


def test_a_part_is_counted_while_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_PART", 10_000)

    with pytest.raises(CannotRead, match="unpacks to far more"):
        docx.read(docx_with(p(r("Words. " * 3_000))))


def test_a_thousand_parts_are_too_many() -> None:
    files: dict[str, str | bytes] = {f"word/media/{n}.png": b"" for n in range(1_100)}

    with pytest.raises(CannotRead, match="unpacks to far more"):
        docx.read(zipped({"[Content_Types].xml": TYPES, "word/document.xml": "", **files}))


def test_a_zip_file_inside_is_not_opened() -> None:
    inner = zipped({"word/document.xml": b"0" * (20 * MEGABYTE)})
    data = docx_with(p(r("Words.")))
    with zipfile.ZipFile(grown := io.BytesIO(data), "a") as archive:
        archive.writestr("word/embeddings/bomb.zip", inner)

    assert [block.text for block in docx.read(grown.getvalue()).blocks] == ["Words."]


def document(xml: str | bytes) -> bytes:
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": xml})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding: str) -> None:
    doctype = '<!DOCTYPE d [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}'
    xml = declared + part("document", f"<w:body>{p(r('&b;'))}</w:body>")

    with pytest.raises(CannotRead, match="damaged"):
        docx.read(document(xml.encode(encoding)))


def test_a_file_of_the_machine_is_not_read() -> None:
    doctype = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    xml = doctype + " " * 5_000 + part("document", f"<w:body>{p(r('&a;'))}</w:body>")

    with pytest.raises(CannotRead, match="damaged"):
        docx.read(document(xml))


def test_absurdly_deep_nesting_is_refused() -> None:
    deep = "<w:sdt><w:sdtContent>" * 10_000 + "</w:sdtContent></w:sdt>" * 10_000

    with pytest.raises(CannotRead, match="damaged"):
        docx.read(document(part("document", f"<w:body>{deep}</w:body>")))


def test_as_deep_as_xml_may_be_is_read() -> None:
    deep = "<w:sdt><w:sdtContent>" * 120 + p(r("Deep.")) + "</w:sdtContent></w:sdt>" * 120

    (block,) = docx.read(document(part("document", f"<w:body>{deep}</w:body>"))).blocks
    assert block.text == "Deep."


@pytest.mark.parametrize("kept", [100, 300, 600])
def test_a_document_that_was_cut_off_is_refused(kept: int) -> None:
    with pytest.raises(CannotRead, match="damaged"):
        docx.read(docx_with(p(r("Words.")))[:kept])


def test_a_part_that_is_no_xml_is_refused() -> None:
    with pytest.raises(CannotRead, match="damaged"):
        docx.read(document("not XML <"))


def test_a_protected_zip_file_is_refused() -> None:
    data = bytearray(docx_with(p(r("Words."))))
    at = data.find(b"PK\x01\x02")
    while at >= 0:  # the flag that says a part is encrypted, in each entry of the directory
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)

    with pytest.raises(CannotRead, match="password"):
        docx.read(bytes(data))


def test_links_to_elsewhere_are_not_followed() -> None:
    data = docx_with(p(r("Words.")))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    files["word/_rels/document.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{kind}/styles" Target="http://192.0.2.1/" '
        'TargetMode="External"/>'
        f'<Relationship Id="b" Type="{kind}/numbering" Target="../../../etc/passwd"/>'
        "</Relationships>"
    )

    assert [block.text for block in docx.read(zipped(files)).blocks] == ["Words."]
