"""The decisions are numbered without gap or double, and each says so in its heading."""

from __future__ import annotations

import re
from pathlib import Path

ADR = Path(__file__).resolve().parents[2] / "docs" / "adr"


def test_decisions_are_numbered_in_order() -> None:
    files = sorted(ADR.glob("*.md"))
    assert files
    for number, file in enumerate(files, start=1):
        assert file.name.startswith(f"{number:04}-")
        heading = file.read_text(encoding="utf-8").splitlines()[0]
        assert re.match(rf"# {number}\. \S", heading), file.name
