"""How a file leaves the site: whatever it is, no browser makes a page of it, and nothing runs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.http import content_disposition_header

if TYPE_CHECKING:
    from concerns.actions.evidence import Opened

_HARMLESS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def attachment(opened: Opened) -> HttpResponse:
    """The file, as an attachment of no kind that a browser would show."""
    response = HttpResponse(opened.data, content_type="application/octet-stream")
    response["Content-Disposition"] = _attached(opened.called)
    return _harmless(response)


def picture(opened: Opened) -> HttpResponse:
    """A preview: drawn anew, and never the picture that was added."""
    response = HttpResponse(opened.data, content_type="image/jpeg")
    response["Content-Disposition"] = 'inline; filename="preview.jpg"'
    return _harmless(response)


def _attached(called: str) -> str:
    """The header that names a download (RFC 6266), in a form every browser reads."""
    header = content_disposition_header(as_attachment=True, filename=called)
    assert header is not None
    return header if header.isascii() else f"attachment; filename*=UTF-8''{quote(called, safe='')}"


def _harmless(response: HttpResponse) -> HttpResponse:
    for name, value in _HARMLESS.items():
        response[name] = value
    return response
