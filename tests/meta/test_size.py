"""A file holds one noun, and stays short enough to be read in one sitting."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 450  # lines; the aim is 400
TESTS = 600  # a table of cases may be longer


def test_no_file_has_grown_past_the_limit() -> None:
    folders = ("concerns", "protocol_portal", "tests")
    files = [f for folder in folders for f in (ROOT / folder).rglob("*.py")]
    assert len(files) > 100
    long = {
        str(f.relative_to(ROOT)): n
        for f in files
        if "migrations" not in f.parts
        and (n := len(f.read_text().splitlines()))
        > (TESTS if f.is_relative_to(ROOT / "tests") else LIMIT)
    }
    assert not long
