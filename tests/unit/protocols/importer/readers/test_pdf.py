"""PDFs: lines into paragraphs, and files that are protected, scanned or broken."""

from __future__ import annotations

import io

import pypdf
import pytest

from concerns.protocols.importer.readers import limits, pdf
from concerns.protocols.importer.source import CannotRead, Shape
from tests.printing_items import Item
from tests.printing_pdf import pdf_of
from tests.unit.protocols.importer.readers.portable import lines, one_page, stream

LONG = (
    "Any concern about the conduct of a member which an officer wishes to raise should in the "
    "first instance be reported to the Town Clerk, who will consider the well-being of everybody "
    "and the responsibilities of the committee that oversees it before deciding what to do next."
)
JUSTIFIED = "body { text-align: justify; hyphens: auto }"
CLOSE = "p { margin: 0 }"


def texts(data: bytes) -> list[str]:
    return [block.text for block in pdf.read(data).blocks]


def clauses(n: int) -> list[Item]:
    return [Item(f"{i}.1", LONG) for i in range(1, n + 1)]


@pytest.mark.parametrize("style", ["", JUSTIFIED, CLOSE, JUSTIFIED + CLOSE])
def test_lines_become_the_paragraphs_they_were_set_from(style: str) -> None:
    items = [*clauses(3), Item("4.", "Short."), Item("5.", LONG), Item(None, "No label.")]

    assert texts(pdf_of(items, style=style)) == [item.typed for item in items]


def test_labels_drawn_apart_stand_before_their_words() -> None:
    items = [Item("(a)", "first", 1, auto=True), Item("(b)", LONG, 1, auto=True)]

    assert texts(pdf_of(items)) == ["(a) first", f"(b) {LONG}"]


def test_larger_type_is_a_heading_and_bold_is_bold() -> None:
    items = [
        Item(None, "Protocol", 0, heading=True),
        Item("1", "General", 1, heading=True),
        *clauses(2),
    ]
    style = "p:last-child { font-weight: bold }"
    found = pdf.read(pdf_of(items, style=style)).blocks

    assert [(b.shape, b.level) for b in found] == [
        (Shape.HEADING, 1),
        (Shape.HEADING, 2),
        (Shape.PARAGRAPH, 0),
        (Shape.PARAGRAPH, 0),
    ]
    assert [block.bold for block in found] == [True, True, False, True]


def test_a_bullet_is_an_item() -> None:
    (block,) = pdf.read(pdf_of([Item("•", "point", 1, auto=True)])).blocks

    assert (block.text, block.shape, block.level) == ("point", Shape.ITEM, 1)


def test_a_page_number_and_a_running_head_are_left_out_and_told() -> None:
    source = pdf.read(
        pdf_of(clauses(30), head='"Anytown Council"', foot='"Page " counter(page) " of 4"')
    )

    assert {block.page for block in source.blocks} == {1, 2, 3}
    assert not any("Anytown" in block.text or "Page" in block.text for block in source.blocks)
    (remark,) = source.warnings
    assert remark.text == (
        "Left out at the head or foot of the pages: “Anytown Council”, “Page 1 of 4”."
    )


def test_clauses_that_begin_pages_are_no_running_head() -> None:
    style = "p { break-before: page }"
    items = [Item("1.1", "Introduction."), Item("2.1", "Introduction.")]

    assert texts(pdf_of(items, style=style)) == ["1.1 Introduction.", "2.1 Introduction."]


def test_a_paragraph_over_two_pages_is_broken_where_the_page_ends() -> None:
    items = [Item(None, "x", heading=True), *clauses(14)]
    style = "p { font-size: 14pt; orphans: 1; widows: 1 }"
    found = pdf.read(pdf_of(items, style=style)).blocks

    broken = [n for n, block in enumerate(found) if block.broken]
    assert len(broken) == found[-1].page - 1  # type: ignore[operator]
    n = broken[0]
    assert (found[n].page, found[n + 1].page) == (1, 2)
    joined = f"{found[n].text} {found[n + 1].text}"
    assert joined.endswith(LONG)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("consi-", "dered", "considered"),
        ("well-", "being", "well-being"),
        ("co-", "operate", "co-operate"),
        ("whether he/", "she", "whether he/she"),
        ("Member-", "Officer", "Member- Officer"),
    ],
)
def test_the_end_of_a_line_joins_with_care(first: str, second: str, whole: str) -> None:
    full = "It is set so that every line of this page is quite as long as any other here, and"
    data = one_page(lines(f"{full} {first}", f"{second} by all of them."))

    assert texts(data) == [f"{full} {whole} by all of them."]


def test_a_page_that_is_turned_reads_the_same() -> None:
    data = one_page(lines("1.1 One.", "1.2 Two."))
    turned = stream(
        b"0 1 -1 0 595 0 cm BT /F 12 Tf 14 TL 72 500 Td (1.1 One.) Tj T* (1.2 Two.) Tj ET"
    )

    assert texts(data) == ["1.1 One.", "1.2 Two."]
    assert texts(one_page(turned, more=b"/Rotate 90")) == ["1.1 One.", "1.2 Two."]


def test_a_slanted_watermark_is_left_out() -> None:
    slanted = b"BT /F 60 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (DRAFT) Tj ET "
    data = one_page(stream(slanted + b"BT /F 12 Tf 72 700 Td (1.1 One.) Tj ET"))

    assert texts(data) == ["1.1 One."]


def test_the_rules_of_a_table_part_its_cells_however_close_their_words_stand() -> None:
    words = {
        (72, 700): "No",
        (97, 700): "What it is",
        (182, 700): "Time",
        (72, 680): "1",
        (97, 680): "Informal",
        (182, 680): "Ten working",
        (97, 666): "discussion",
        (182, 666): "days",
    }
    shown = b"".join(
        b"BT /F 12 Tf %d %d Td (%s) Tj ET " % (x, y, text.encode())
        for (x, y), text in words.items()
    )
    rules = b"".join(b"%d 660 m %d 714 l S " % (x, x) for x in (70, 92, 178, 290))
    rules += b"".join(b"70 %d m 290 %d l S " % (y, y) for y in (660, 694, 714))
    assert [
        (block.shape, block.label, block.text)
        for block in pdf.read(one_page(stream(shown + rules))).blocks
    ] == [
        (Shape.ROW, None, "No | What it is | Time"),
        (Shape.ROW, "1", "Informal discussion | Ten working days"),
    ]


def encrypted(data: bytes, password: str, algorithm: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(password, "owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_protected_pdf_says_so(algorithm: str) -> None:
    data = encrypted(pdf_of(clauses(1)), "secret", algorithm)

    with pytest.raises(CannotRead, match="protected with a password"):
        pdf.read(data)


def test_an_encrypted_pdf_that_opens_without_a_password_is_read_with_a_remark() -> None:
    source = pdf.read(encrypted(pdf_of(clauses(1)), "", "AES-256"))

    assert [block.text for block in source.blocks] == [f"1.1 {LONG}"]
    assert [remark.code for remark in source.warnings] == ["encrypted"]


PICTURE = stream(
    b"\x80",
    b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8",
)


def scanned() -> bytes:
    return one_page(
        stream(b"q 595 0 0 842 0 0 cm /I Do Q"), PICTURE, resources=b"/XObject<</I 6 0 R>>"
    )


def bound(*documents: bytes) -> bytes:
    writer = pypdf.PdfWriter()
    for document in documents:
        writer.append(io.BytesIO(document))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_scan_is_refused_as_a_picture() -> None:
    with pytest.raises(CannotRead, match=r"picture of its pages.*OCR"):
        pdf.read(scanned())


def test_pages_that_are_pictures_are_named_and_the_others_read() -> None:
    text = one_page(lines("1.1 One."))
    source = pdf.read(bound(text, scanned(), text, scanned(), scanned()))

    assert [(block.text, block.page) for block in source.blocks] == [
        ("1.1 One.", 1),
        ("1.1 One.", 3),
    ]
    assert [(remark.code, remark.at) for remark in source.warnings] == [
        ("pictures", "Pages 2 and 4 to 5")
    ]


def test_an_empty_page_is_nothing_to_remark() -> None:
    assert pdf.read(bound(one_page(lines("1.1 One.")), one_page(stream(b"")))).warnings == ()


def test_a_pdf_without_words_is_refused() -> None:
    with pytest.raises(CannotRead, match="no words"):
        pdf.read(one_page(stream(b"")))


def test_a_pdf_that_was_cut_off_gives_what_is_left_and_a_remark() -> None:
    whole = one_page(lines("1.1 One.", "1.2 Two."))
    source = pdf.read(whole[: whole.index(b"xref")])

    assert [block.text for block in source.blocks] == ["1.1 One.", "1.2 Two."]
    assert [remark.code for remark in source.warnings] == ["damaged"]


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\xff" * 5_000, b"%PDF-1.4 x obj"]
)
def test_a_pdf_that_is_damaged_throughout_is_refused(data: bytes) -> None:
    with pytest.raises(CannotRead, match="damaged"):
        pdf.read(data)


def test_a_long_pdf_is_read_as_far_as_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_PAGES", 2)
    source = pdf.read(bound(*[one_page(lines("1.1 One."))] * 3))

    assert [block.page for block in source.blocks] == [1, 2]
    assert [remark.text for remark in source.warnings] == ["Only the first 2 of 3 pages were read."]
