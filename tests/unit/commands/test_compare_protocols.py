"""`manage.py compare_protocols`: two packs, what changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.unit.commands.test_route import PACK

Run = Callable[..., Any]


def both(tmp_path: Path) -> tuple[str, str]:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(PACK, encoding="utf-8")
    new.write_text(PACK.replace("go to the Clerk.}", "go to the Mayor.}"), encoding="utf-8")
    return str(old), str(new)


def test_it_prints_what_changed(run: Run, tmp_path: Path) -> None:
    got = run("compare_protocols", *both(tmp_path))

    assert (got.status, got.err) == (0, "")
    assert "Clause 3.1 changed" in got.out
    assert "Complaints go to the [-Clerk.-] [+Mayor.+]" in got.out


def test_it_prints_json(run: Run, tmp_path: Path) -> None:
    got = json.loads(run("compare_protocols", *both(tmp_path), "--json").out)

    assert [clause["change"] for clause in got["clauses"]] == ["changed", "same"]


def test_it_says_that_nothing_changed(run: Run) -> None:
    assert "Nothing changed." in run("compare_protocols", "langport", "langport").out


def test_an_unknown_pack_is_a_bad_argument(run: Run) -> None:
    assert run("compare_protocols", "langport", "nowhere").status == 2
