"""The drawing of a concern's life is made from the table that governs it."""

from __future__ import annotations

from pathlib import Path

from concerns.engine import states

FILE = Path(__file__).resolve().parents[2] / "docs" / "states.md"


def test_the_drawing_is_the_table() -> None:
    assert states.diagram().strip() in FILE.read_text(encoding="utf-8")
