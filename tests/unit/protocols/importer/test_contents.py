"""A table of contents is no clause."""

from __future__ import annotations

import pytest

from tests.unit.protocols.importer.reading import read

BODY = "1. Aims\n\n1.1 One.\n\n2. Roles\n\n2.1 Two.\n\n3. Press\n\n3.1 Three.\n"
LABELS = ["1", "1.1", "2", "2.1", "3", "3.1"]


@pytest.mark.parametrize(
    "table",
    [
        "Contents\n\n1. Aims ....... 2\n\n2. Roles . . . . . 3\n\n3. Press ........ 11\n\n",
        "Contents\n\n1. Aims ... 5C-2\n\n2. Roles ... 5C-3\n\n3. Press ... 5C-3\n\n",
        "Contents\n\n1. Aims\t2\n2. Roles\t3\n3. Press\t11\n\n",
        "1. Aims ....... 2\n2. Roles ....... 3\n3. Press ....... 3\n\n",
        "Table of contents\n\n1. Aims\n\n2. Roles\n\n3. Press\n\n",
        "Contents\n\n- 1. Aims\n- 2. Roles\n- 3. Press\n\n",
    ],
    ids=["dots", "part", "tabs", "unnamed", "plain", "list"],
)
def test_a_table_of_contents_is_left_out(table: str) -> None:
    found = read(table + BODY)
    assert [p.label for p in found.passages] == LABELS
    assert [w.code for w in found.warnings] == ["contents"]


@pytest.mark.parametrize(
    "words",
    [
        "Details\t\nReviews\t2\nMembers\t14\n\n",
        "Contents\n\nThis is a guide to the protocol and to what is in it.\n\n",
    ],
    ids=["table", "heading"],
)
def test_what_only_looks_like_one_stays(words: str) -> None:
    found = read(words + BODY)
    assert [p.label for p in found.passages if p.label] == LABELS
    assert len(found.passages) > len(LABELS)
    assert not found.warnings


def test_a_document_without_a_table_is_whole() -> None:
    assert [p.label for p in read(BODY).passages] == LABELS
