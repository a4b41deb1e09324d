"""PDFs written object by object, for what no printer writes."""

from __future__ import annotations

import zlib

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"


def pdf_with(objects: list[bytes]) -> bytes:
    """A PDF of these objects, the first of which is its catalog."""
    out = b"%PDF-1.4\n"
    places = []
    for n, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % n + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1)
    return out + head + table + trailer + b"startxref\n%d\n%%%%EOF" % len(out)


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<<" + more + b"/Length %d>>stream\n" % len(data) + data + b"\nendstream"


def packed(data: bytes, more: bytes = b"") -> bytes:
    return stream(zlib.compress(data, 9), more + b"/Filter/FlateDecode")


def one_page(content: bytes, *objects: bytes, resources: bytes = b"", more: bytes = b"") -> bytes:
    """One page. :param content: its stream. :param objects: more of them, from number 6."""
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]" + more + b"/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>" + resources + b">>>>"
    )
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf_with([CATALOG, pages, page, content, FONT, *objects])


def lines(*texts: str, size: int = 12, top: int = 700) -> bytes:
    """A content stream that writes one line under the other."""
    shown = b"".join(b"(%s) Tj T* " % text.encode("latin-1") for text in texts)
    return stream(b"BT /F %d Tf 14 TL 72 %d Td " % (size, top) + shown + b"ET")
