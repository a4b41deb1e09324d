"""`manage.py import_protocol`: the proposed clauses of a document, without a database."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

DOCUMENT = """Protocol on Relations

1. Duties

1.1 Members act with ~~very~~ great care.

1.2 Officers will:

- (a) listen
- (b) answer

1.4 **Press**

Ask first.
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "protocol.txt"
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


def test_the_clauses_are_a_flat_list_in_reading_order(run: Run, document: Path) -> None:
    got = run("import_protocol", str(document), "--json")
    printed = json.loads(got.out)

    assert (got.status, got.err) == (0, "")
    assert printed["title"] == "Protocol on Relations"
    assert [(c["id"], c["label"], c["parent"]) for c in printed["clauses"]] == [
        ("1", "1", None),
        ("1.1", "1.1", "1"),
        ("1.2", "1.2", "1"),
        ("1.2.a", "(a)", "1.2"),
        ("1.2.b", "(b)", "1.2"),
        ("1.4", "1.4", "1"),
    ]
    struck = printed["clauses"][1]
    assert struck == {
        "id": "1.1",
        "label": "1.1",
        "heading": "Duties",
        "text": "Members act with great care.",
        "raw": "Members act with very great care.",
        "parent": "1",
        "is_heading": False,
        "quoted": False,
        "marks": [
            {
                "start": 17,
                "end": 21,
                "text": "very",
                "change": "deleted",
                "author": None,
                "on": None,
                "keep": False,
                "confidence": 0.8,
            }
        ],
        "confidence": 1.0,
        "questions": [],
        "kinds": ["text"],
    }
    assert {(w["code"], w["at"]) for w in printed["warnings"]} == {
        ("label", "1.4"),
        ("marked-changes", ""),
    }


def test_a_person_sees_an_indented_tree(run: Run, document: Path) -> None:
    assert run("import_protocol", str(document)).out.splitlines() == [
        "Protocol on Relations",
        "",
        "1  Duties",
        "  1.1  Members act with great care.",
        "  1.2  Officers will:",
        "    (a)  listen",
        "    (b)  answer",
        "  1.4  Press: Ask first.",
        "      ? Before “1.4” a number is missing. Is anything left out?",
        "",
        "Note: Before “1.4” a number is missing. Is anything left out? (1.4)",
        "Note: This is a draft with marked changes. Words that may be old or new are asked about.",
    ]


def test_markdown_and_an_old_encoding_are_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "protocol.MD"
    path.write_bytes("# Protocol\n\n1.1 The clerk\u2019s\nduty.\n".encode("cp1252"))
    (clause,) = json.loads(run("import_protocol", str(path), "--json").out)["clauses"]
    assert clause["text"] == "The clerk’s duty."


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (None, "cannot be opened."),
        (b"", "There are no words in this file."),
        (b"PK\0\0", "This file is not text."),
    ],
)
def test_a_file_that_cannot_be_used_is_one_line_and_status_2(
    run: Run, tmp_path: Path, data: bytes | None, sentence: str
) -> None:
    path = tmp_path / "protocol.txt"
    if data is not None:
        path.write_bytes(data)
    got = run("import_protocol", str(path), "--json")
    assert (got.status, got.out) == (2, "")
    assert got.err.endswith(sentence + "\n")
    assert len(got.err.splitlines()) == 1


def test_no_file_is_a_bad_argument(run: Run) -> None:
    got = run("import_protocol")
    assert (got.status, got.err) == (2, "the following arguments are required: FILE\n")
