from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from concerns.protocols import loader

Run = Callable[..., Any]


def test_the_pack_is_printed_with_clauses_rules_and_offices(run: Run) -> None:
    banbury = loader.find("banbury")

    got = json.loads(run("show_protocol", "banbury", "--json").out)

    assert got["council"] == "banbury"
    assert got["digest"] == banbury.digest
    assert [clause["id"] for clause in got["clauses"]] == [c.id for c in banbury.clauses]
    assert list(got["clauses"][0]) == ["id", "label", "heading", "summary", "quote"]
    assert [rule["key"] for rule in got["rules"]] == [rule.key for rule in banbury.rules]
    assert got["offices"]["chair"] == {
        "title": "Chairman of the Council",
        "aliases": ["Council Chairman"],
        "same_as": [],
        "deputy": None,
        "external": False,
    }


def test_without_json_it_reads_as_text(run: Run) -> None:
    got = run("show_protocol", "banbury")

    assert "- clerk: Town Clerk" in got.out
    assert "  - 1.1: Councillors and officers trust and respect each other" in got.out
    assert "      “Responsibility for the operation of this Protocol lies with the" in got.out


def test_a_bad_argument_is_one_plain_line_and_status_2(run: Run) -> None:
    got = run("show_protocol", "nowhere", "--json")

    assert (got.status, got.out) == (2, "")
    assert got.err.startswith("There is no pack “nowhere”.")
    assert got.err.count("\n") == 1
