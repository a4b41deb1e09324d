"""Every file for a spreadsheet is made here, so that no cell of one is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# What spreadsheets begin a formula with, the wide forms of it, and what they skip before it.
_RISKY = tuple("=+-@＝＋－＠\t\r\n")


def csv_text(headings: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """The lines under their headings as CSV (RFC 4180)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([safe(cell) for cell in line] for line in lines)
    return out.getvalue()


def safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_RISKY) else text
