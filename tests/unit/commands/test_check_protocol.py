"""`manage.py check_protocol`: what is wrong or missing, and 1 if anything blocks adoption."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.unit.commands.test_route import PACK

Run = Callable[..., Any]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "westbury.yaml"
    path.write_text(PACK, encoding="utf-8")
    return path


def test_what_is_found_is_listed(run: Run, pack: Path) -> None:
    got = run("check_protocol", str(pack), "--json")
    findings = json.loads(got.out)

    assert got.status == 0
    keys = ("code", "blocking", "clauses", "rule", "text")
    more = ("title", "happens", "repair", "step", "office")
    assert {tuple(finding) for finding in findings} == {(*keys, *more)}
    conflict = next(f for f in findings if f["code"] == "conflict")
    assert conflict["rule"] == "complaints"
    assert conflict["clauses"] == ["3.1"]
    assert (conflict["step"], conflict["office"]) == ("receive", "clerk")
    assert "whom the protocol did not choose" in conflict["happens"]
    assert conflict["repair"].startswith("Say in the clause who acts instead")
    assert "names the Town Clerk, who may not act here" in conflict["text"]


def test_what_blocks_adoption_gives_status_1(run: Run, pack: Path) -> None:
    pack.write_text(PACK.replace("monitoring_officer, external_adviser]", "vice_chair]"))

    got = run("check_protocol", str(pack))

    assert got.status == 1
    assert got.out.startswith(
        "Blocks adoption (1)\n===================\n\n"
        "No last resort outside the council [net_ends_inside]\n"
        "- The safety net does not end with somebody outside the council, so"
    )


def test_what_is_found_is_told_in_groups_at_80_columns(run: Run, pack: Path) -> None:
    pack.write_text(PACK.replace("monitoring_officer, external_adviser]", "vice_chair]"))

    out = run("check_protocol", str(pack)).out

    assert max(map(len, out.splitlines())) <= 80
    assert out.index("Blocks adoption") < out.index("Worth knowing")
    headings = [line for line in out.splitlines() if line.endswith("]") and line[0] not in "- "]
    assert len(headings) == len(set(headings))
    assert "(clause 3.1)" in out
    told = out.split("No time is given [no_limit]")[1].split("\n\n")[0]
    assert told.count("\n- ") > 1
    assert told.count("What happens:") == told.count("What you can do:") == 1


def test_a_broken_pack_is_every_mistake_with_file_and_line(run: Run, pack: Path) -> None:
    pack.write_text(PACK.replace("england", "mars").replace("to: [chair]", "to: [mayor]"))

    got = run("check_protocol", str(pack), "--json")

    assert got.status == 1
    assert [(f["code"], f["blocking"]) for f in json.loads(got.out)] == [("invalid", True)] * 2
    assert "westbury.yaml:5: “mars” is not a nation" in got.out


def test_a_pack_there_is_not_is_a_bad_argument(run: Run) -> None:
    got = run("check_protocol", "nowhere", "--json")

    assert (got.status, got.out) == (2, "")
    assert got.err.count("\n") == 1
