"""Handing out a file for a spreadsheet. `protocols.spreadsheets` makes what is in it."""

from __future__ import annotations

from django.http import HttpResponse


def csv_file(text: str, name: str) -> HttpResponse:
    """A file for a spreadsheet, to be saved under a name."""
    # The mark at the front tells a spreadsheet that it is UTF-8.
    response = HttpResponse(f"\ufeff{text}", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
