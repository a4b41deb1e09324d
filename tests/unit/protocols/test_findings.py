"""The table of the five protocols' gaps says what is true."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest

from concerns.protocols import loader
from concerns.protocols.checker import Finding, check
from tests.unit.protocols.test_planted_faults import codes_in_the_checks

ROOT = Path(__file__).resolve().parents[3]
TABLES = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
READING = ROOT.parent / "shared" / "routing.md"
COUNCILS = {
    "B": "banbury",
    "F": "farnham",
    "L": "langport",
    "D": "district-draft",
    "R": "rushcliffe",
}
ON = date(2026, 1, 15)


class Row(NamedTuple):
    """One gap. :ivar told: codes with where, which may be empty."""

    gap: str
    told: tuple[tuple[str, str], ...]
    why: str


def rows() -> list[Row]:
    found = []
    for line in TABLES.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if re.fullmatch(r"[BFLDR]-G\d+", cells[0]):
            told = re.findall(r"`(\w+)`(?: \(([^)]*)\))?", cells[1])
            found.append(Row(cells[0], tuple(told), cells[2]))
    return found


@lru_cache
def findings(council: str) -> tuple[Finding, ...]:
    return check(loader.find(council), loader.law(), ON)


def is_there(finding: Finding, code: str, where: str) -> bool:
    places = (finding.rule, *finding.clauses)
    return finding.code == code and (not where or where in places or where in finding.text)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.gap)
def test_every_finding_named_for_a_gap_is_really_found(row: Row) -> None:
    for code, where in row.told:
        found = findings(COUNCILS[row.gap[0]])
        assert any(is_there(finding, code, where) for finding in found), (code, where)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.gap)
def test_a_gap_that_nothing_tells_has_a_written_reason(row: Row) -> None:
    assert row.told or len(row.why.split()) > 8


def test_every_gap_of_the_reading_has_its_row() -> None:
    if not READING.exists():
        pytest.skip("The reading of the five protocols (../shared/routing.md) is not here.")
    gaps = re.findall(r"\b[BFLDR]-G\d+\b", READING.read_text(encoding="utf-8"))

    assert len(set(gaps)) > 50
    assert sorted(row.gap for row in rows()) == sorted(set(gaps))


def test_most_gaps_are_told_by_a_finding() -> None:
    told = [row for row in rows() if row.told]

    assert len(told) / len(rows()) > 0.75


def test_every_code_is_explained_once() -> None:
    codes = re.findall(r"^\| `(\w+)` \|", TABLES, re.MULTILINE)

    assert len(codes) == len(set(codes))
    assert set(codes) == codes_in_the_checks()
