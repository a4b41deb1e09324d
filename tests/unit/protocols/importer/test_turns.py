from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from concerns.protocols.importer import bounded, turns
from concerns.protocols.importer.source import CannotRead

HOLDS = (
    "import sys, time; from pathlib import Path; from concerns.protocols.importer import turns\n"
    "turns.folder = lambda: Path(sys.argv[1])\n"
    "with turns.turn(): print('held', flush=True); time.sleep(60)"
)


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "folder", lambda: tmp_path)


def test_one_more_than_may_read_is_told_to_come_back() -> None:
    with turns.turn(), turns.turn(), pytest.raises(CannotRead, match="in a minute"), turns.turn(0):
        pass


def test_a_place_is_free_again_when_a_reading_fails() -> None:
    for _ in range(turns.AT_ONCE + 1):
        with pytest.raises(ValueError, match="broken"), turns.turn(0):
            raise ValueError("broken")


def test_it_holds_between_processes_and_one_that_is_ended_gives_its_place_back(
    tmp_path: Path,
) -> None:
    others = [
        subprocess.Popen(
            [sys.executable, "-c", HOLDS, str(tmp_path)],
            cwd=bounded.ROOT,
            stdout=subprocess.PIPE,
        )
        for _ in range(turns.AT_ONCE)
    ]
    try:
        for other in others:
            assert other.stdout is not None
            assert other.stdout.readline() == b"held\n"
        with pytest.raises(CannotRead, match="Somebody else"), turns.turn(0):
            pass
    finally:
        for other in others:
            other.kill()
            other.communicate()
    with turns.turn(0):
        pass


def test_a_file_is_read_only_in_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0)
    with turns.turn(0), turns.turn(0), pytest.raises(CannotRead, match="Somebody else"):
        bounded.imported(b"1.1 One.", "a.txt")

    assert bounded.imported(b"1.1 One.", "a.txt")[0] == "text"
