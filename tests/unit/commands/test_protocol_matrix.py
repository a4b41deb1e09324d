"""`manage.py protocol_matrix`: to be read, as CSV and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Run = Callable[..., Any]


def test_it_prints_who_gets_what_first(run: Run) -> None:
    got = run("protocol_matrix", "banbury", "--matter", "concern")

    assert (got.status, got.err) == (0, "")
    assert "Any councillor; about: Town Clerk; however it is put" in got.out
    assert "It goes to the Chairman of the Council. (clauses: 5.2)" in got.out
    assert "The protocol does not say." in got.out


def test_it_prints_csv(run: Run) -> None:
    got = run("protocol_matrix", "langport", "--csv")

    assert got.out.splitlines()[0].startswith("Matter,Raised by,About,")


def test_it_prints_json(run: Run) -> None:
    got = json.loads(run("protocol_matrix", "langport", "--json", "--matter", "enquiry").out)

    assert [laid["matter"] for laid in got] == ["enquiry"]


def test_an_unknown_pack_is_a_bad_argument(run: Run) -> None:
    assert run("protocol_matrix", "nowhere").status == 2
