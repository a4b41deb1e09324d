"""What is installed is pinned, hashed, explained, and tied to no one's registry."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INPUTS = sorted((ROOT / "requirements").glob("*.in"))
HASHED = re.compile(
    r"^(?P<name>[a-z0-9-]+)==\S+(?: ;[^\\]+)? \\\n(?P<hashes>(?: {4}--hash.*\n)+)", re.M
)

each_input = pytest.mark.parametrize("file", INPUTS, ids=lambda file: file.stem)


def names_in(file: Path) -> set[str]:
    lines = [line for line in file.read_text().splitlines() if line[:1] not in ("", "#", "-")]
    found = {re.match(r"[A-Za-z0-9-]+", line) for line in lines}
    return {match[0].lower() for match in found if match}


def test_there_is_something_to_look_at() -> None:
    assert [file.stem for file in INPUTS] == ["assets", "base", "demo", "dev"]


@each_input
def test_every_package_asked_for_is_locked_with_hashes(file: Path) -> None:
    text = file.with_suffix(".txt").read_text()
    locked = {match["name"] for match in HASHED.finditer(text)}
    assert names_in(file) <= locked
    assert len(locked) == len(re.findall(r"^[a-z]", text, re.MULTILINE))


@each_input
def test_a_lock_names_no_registry(file: Path) -> None:
    assert "://" not in file.with_suffix(".txt").read_text()


@each_input
def test_every_package_says_what_it_is_for(file: Path) -> None:
    for line in file.read_text().splitlines():
        if line and line[0] not in "#-" and not line.startswith(("mypy", "types-")):
            assert re.search(r" # .{4,}", line), line


def test_the_front_end_lock_names_no_registry() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    named = {name: entry for name, entry in packages.items() if name}
    assert named
    assert all("resolved" not in entry for entry in named.values())
    assert all(entry["integrity"].startswith("sha512-") for entry in named.values())


def test_what_the_service_needs_is_part_of_what_the_tests_run() -> None:
    def pins(name: str) -> set[str]:
        text = (ROOT / "requirements" / f"{name}.txt").read_text()
        return set(re.findall(r"^([a-z0-9-]+==[^ ;]+)", text, re.MULTILINE))

    assert pins("base") <= pins("demo") <= pins("dev")
