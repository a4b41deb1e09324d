"""A PDF that was cut off, given an end so that what is left of it can be opened."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CATALOG = re.compile(rb"(\d{1,9})\s+0\s+obj\b(?=[^>]{0,500}?/Type\s*/Catalog\b)")
_PAGE = re.compile(
    rb"(\d{1,9})\s+0\s+obj\b(?=\s*<<(?:(?!endobj).){0,2000}?/Type\s*/Page\b)", re.DOTALL
)
_FREE = 3_000_000  # a number that no object of the file has
_MOST = 2_000  # pages


def mended(data: bytes) -> Iterator[bytes]:
    """The file with an end: first by the catalog it has, then by one made of its pages."""
    for match in list(_CATALOG.finditer(data))[-1:]:
        yield data + b"\nendobj\ntrailer\n<</Size %d/Root %s 0 R>>\n%%%%EOF" % (_FREE, match[1])
    pages = list(dict.fromkeys(match[1] for match in _PAGE.finditer(data)))[:_MOST]
    if pages:
        kids = b" ".join(b"%s 0 R" % page for page in pages)
        yield data + (
            b"\nendstream\nendobj\n%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\n"
            b"%d 0 obj\n<</Type/Pages/Kids[%s]/Count %d>>\nendobj\n"
            b"trailer\n<</Size %d/Root %d 0 R>>\n%%%%EOF"
            % (_FREE, _FREE + 1, _FREE + 1, kids, len(pages), _FREE + 2, _FREE)
        )
