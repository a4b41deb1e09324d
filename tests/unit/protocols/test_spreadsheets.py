"""No cell of a file for a spreadsheet is taken for a formula, whoever makes the file."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from concerns.protocols.spreadsheets import csv_text, safe

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "=cmd|' /C calc'!A0"],
)
def test_what_begins_like_a_formula_is_text(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Town Clerk", "5.2", "a=b", "'=1"])
def test_anything_else_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


def test_every_cell_of_every_line_is_looked_at() -> None:
    told = csv_text(("A", "B"), [("=1", 'a "b", c'), ("c", "@d")])
    assert list(csv.reader(told.splitlines())) == [
        ["A", "B"],
        ["'=1", 'a "b", c'],
        ["c", "'@d"],
    ]


def test_nothing_else_writes_csv() -> None:
    writes = re.compile(r"csv\.(writer|DictWriter)|text/csv")
    found = {
        path.name
        for package in ("concerns", "protocol_portal")
        for path in (ROOT / package).rglob("*.py")
        if writes.search(path.read_text())
    }
    assert found == {"spreadsheets.py", "spreadsheet.py"}  # the second serves what the first made
