"""`manage.py protocol_picture`: a picture on stdout, or the same in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

Run = Callable[..., Any]


def test_it_prints_the_picture_of_a_rule(run: Run) -> None:
    got = run("protocol_picture", "banbury", "--rule", "officer-about-councillor")

    assert (got.status, got.err) == (0, "")
    assert ElementTree.fromstring(got.out).tag.endswith("svg")


def test_without_a_rule_it_is_the_concern(run: Run) -> None:
    got = json.loads(run("protocol_picture", "banbury", "--json").out)

    assert got["title"] == "A concern"
    assert len(got["list"]) == 5


def test_a_rule_there_is_not_is_a_bad_argument(run: Run) -> None:
    got = run("protocol_picture", "banbury", "--rule", "nothing")

    assert (got.status, got.out) == (2, "")
    assert "Choose one of: councillor-about-clerk" in got.err


def test_a_width_too_small_is_a_bad_argument(run: Run) -> None:
    assert run("protocol_picture", "banbury", "--width", "10").status == 2
