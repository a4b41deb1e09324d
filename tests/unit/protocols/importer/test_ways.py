from __future__ import annotations

import pytest

from concerns.protocols.importer.ways import way

ABOVE = {
    "9": ("9.", ""),
    "9.3": ("9.3", "9"),
    "9.3.a": ("a)", "9.3"),
    "unnumbered": ("", ""),
    "article": ("ARTICLE II", ""),
    "round": ("c)", "round"),
}


@pytest.mark.parametrize(
    ("label", "parent", "whole"),
    [
        ("9.3", "9", "9.3"),
        ("a)", "9.3", "9.3 a)"),
        ("(ii)", "9.3.a", "9.3 a) (ii)"),
        ("3.", "9", "9 3."),
        ("B2", "9", "B2"),
        ("a)", "unnumbered", "a)"),
        ("(i)", "article", "ARTICLE II (i)"),
        ("a)", "nowhere", "a)"),
        ("", "9.3", ""),
    ],
)
def test_the_way_to_a_passage_is_what_a_person_would_cite(
    label: str, parent: str, whole: str
) -> None:
    assert way(label, parent, ABOVE.get) == whole


def test_a_circle_ends() -> None:
    assert way("c)", "round", ABOVE.get).count("c)") == 12
