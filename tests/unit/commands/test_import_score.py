from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from concerns.engine.protocol import ClauseKind
from concerns.management.commands import import_score
from concerns.protocols import loader

Run = Callable[..., Any]


def document(path: Path) -> Path:
    """A pack's own quotations as a document."""
    lines = []
    for clause in loader.find("langport").clauses:
        lines.append(f"{clause.label or ''} {clause.quote or clause.summary}".strip())
    path.write_text("\n\n".join(lines), encoding="utf-8")
    return path


def _parts(out: str) -> tuple[list[str], list[str], list[str]]:
    """The lines of the documents, those of the kinds, and the misses."""
    table, _, rest = out.partition("\n\n")
    lines = rest.splitlines()
    return table.splitlines(), lines[: 1 + len(ClauseKind)], lines[1 + len(ClauseKind) :]


def test_a_document_is_scored_against_its_pack(run: Run, tmp_path: Path) -> None:
    got = run("import_score", str(document(tmp_path / "langport.txt")), "langport", "--misses")

    table, kinds, misses = _parts(got.out)
    head, row = table
    assert got.status == 0
    assert " ".join(head.split()) == (
        "document clauses flagged rules found side left open drafts right"
    )
    assert row.startswith("langport ")
    assert "3 of 3 100%" in row
    assert "2 of 2 " in row  # the clauses that the pack says are routing, with their words
    assert all(line.startswith("langport: ") for line in misses)
    assert kinds[0].split() == ["kind", "of", "clause", "found", "right"]
    assert [line.split()[0] for line in kinds[1:]] == [kind.value for kind in ClauseKind]


def test_several_documents_are_added_up(run: Run, tmp_path: Path) -> None:
    one = str(document(tmp_path / "one.txt"))

    got = run("import_score", one, "langport", one, "langport")

    last = _parts(got.out)[0][-1]
    assert "6 of 6 100%" in last
    assert last.startswith("in all")


def test_without_the_five_documents_it_says_so(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_score, "SHARED", tmp_path)

    got = run("import_score")

    assert got.status == 0
    assert got.out.count("is left out.") == 5
    assert "so routing sentences are not counted." in got.out
    assert "document" not in got.out.split("left out.")[-1]


def test_the_five_are_read_as_well_as_they_were(run: Run) -> None:
    if not (import_score.SHARED / "protocols" / import_score.FIVE[0][0]).is_file():
        pytest.skip("The five documents are not beside this checkout.")

    last = _parts(run("import_score").out)[0][-1]

    assert "41 of 41" in last
    found, right = (int(part.rpartition(" ")[2]) for part in last.split("%")[1:4:2])
    assert found >= 60
    assert right >= 75


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("one.txt",), "Give each document its pack: FILE PACK, FILE PACK and so on."),
        (("nowhere.txt", "langport"), "The file nowhere.txt cannot be opened."),
        (("nowhere.txt", "nowhere"), "There is no pack “nowhere”."),
    ],
)
def test_a_bad_argument_is_one_plain_line_and_status_2(
    run: Run, words: tuple[str, ...], says: str
) -> None:
    got = run("import_score", *words)

    assert (got.status, got.out) == (2, "")
    assert got.err.startswith(says)
    assert got.err.count("\n") <= 1
