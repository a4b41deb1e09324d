"""Whatever the file, reading it ends in time and in memory, and leaves no process behind."""

from __future__ import annotations

import json
import subprocess
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from concerns.protocols.importer import bounded, child
from concerns.protocols.importer.readers import files, limits
from concerns.protocols.importer.source import CannotRead, Source
from tests.unit.protocols.importer.readers.portable import (
    CATALOG,
    lines,
    one_page,
    packed,
    pdf_with,
    stream,
)
from tests.unit.protocols.importer.readers.word import deleted, docx_with, inserted, p, r

CHANGED = docx_with(p(r("Ask the "), deleted("Mayor"), inserted("Clerk")))
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
X = b"/XObject<</X 6 0 R>>"


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Every process that a test starts."""
    started: list[subprocess.Popen[bytes]] = []
    begin = subprocess.Popen

    def noted(*args: Any, **options: Any) -> subprocess.Popen[bytes]:
        started.append(begin(*args, **options))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    return started


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (CHANGED, "a.docx"),
        (one_page(lines("1.1 One.")), "a.pdf"),
        ("<ol><li>é <del>x</del>".encode(), "a.html"),
        ("1.1 “One”".encode("windows-1252"), "a.txt"),
    ],
    ids=["docx", "pdf", "html", "txt"],  # not the bytes: a zip has the time in it
)
def test_a_file_reads_the_same_in_its_own_process(data: bytes, name: str) -> None:
    assert bounded.read(data, name) == files.read(data, name)


def test_a_refusal_comes_back_in_the_same_words() -> None:
    with pytest.raises(CannotRead, match="Rich Text"):
        bounded.read(b"{\\rtf1 x}", "a.rtf")


def test_a_process_that_takes_too_long_is_ended(
    processes: list[subprocess.Popen[bytes]],
) -> None:
    begun = time.monotonic()
    with pytest.raises(CannotRead, match="took longer"):
        bounded.read(b"words", "a.txt", seconds=0.01)

    assert time.monotonic() - begun < 5
    (process,) = processes
    assert process.returncode == -9
    assert not Path(f"/proc/{process.pid}").exists()


def test_what_was_found_before_the_time_was_up_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = child.answers(b"1.1 Complaints go to the Clerk.", "a.txt", "import")
    cut = first + b"\n" + second[:40]
    monkeypatch.setattr(bounded, "_run", lambda given, seconds: (-9, cut))

    kind, found = bounded.imported(b"words", "a.txt")

    assert kind == "text"
    assert [passage.text for passage in found.passages] == ["Complaints go to the Clerk."]
    assert found.warnings[0].code == "unfinished"
    assert not any(passage.rules for passage in found.passages)
    assert json.loads(second)["imported"]["passages"][0]["rules"]


def test_what_a_process_answered_before_its_end_comes_through(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    slow = tmp_path / "concerns" / "protocols" / "importer"
    slow.mkdir(parents=True)
    (slow / "child.py").write_text("import time\nprint('{}', flush=True)\ntime.sleep(60)\n")
    monkeypatch.setattr(bounded, "ROOT", tmp_path)

    assert bounded._run(b"words", 1.5) == (-9, b"{}\n")


def test_a_process_that_takes_too_much_memory_is_refused(
    processes: list[subprocess.Popen[bytes]],
) -> None:
    with pytest.raises(CannotRead, match="memory"):
        bounded.read(b"a <br>" * 3_000_000, "a.html", megabytes=128)

    (process,) = processes
    assert process.returncode == limits.OUT_OF_MEMORY


def twice_packed(megabytes: int) -> bytes:
    """Nothing but noughts, a thousand times a thousand times smaller."""
    pack = zlib.compressobj(9)
    once = b"".join(pack.compress(bytes(1 << 20)) for _ in range(megabytes)) + pack.flush()
    return stream(zlib.compress(once, 9), b"/Filter[/FlateDecode/FlateDecode]")


# Made when a test asks for them: a gigabyte takes seconds to pack.
HOSTILE: dict[str, Callable[[], bytes]] = {
    "pages within themselves": lambda: pdf_with(
        [CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>"]
    ),
    "a form that draws itself": lambda: one_page(
        stream(b"/X Do"), stream(b"/X Do /X Do", FORM % 6), resources=X
    ),
    "forms that draw forms": lambda: one_page(
        stream(b"/X Do"),
        *[stream(b"/X Do " * 20, FORM % (7 + n)) for n in range(8)],
        lines("x"),
        resources=X,
    ),
    "a stream of a gigabyte": lambda: one_page(twice_packed(1_000)),
    "letters without end": lambda: one_page(
        packed(b"BT /F 9 Tf 72 700 Td " + b"(Hello) Tj " * 2_000_000 + b"ET")
    ),
    "operators without end": lambda: one_page(packed(b"q " * 5_000_000)),
    "a table of objects that points at itself": lambda: (
        b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \n"
        b"trailer<</Size 5/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF"
    ),
    "nested dictionaries": lambda: one_page(stream(b""), resources=b"/A" + b"[" * 500_000),
}


@pytest.mark.parametrize("case", list(HOSTILE))
def test_a_pdf_made_to_do_harm_is_refused_in_time(
    case: str, processes: list[subprocess.Popen[bytes]]
) -> None:
    data = HOSTILE[case]()
    begun = time.monotonic()
    with pytest.raises(CannotRead, match=r"\.$"):
        bounded.read(data, "a.pdf", seconds=20)

    # seen: 0.1 to 2 seconds on a quiet machine
    assert time.monotonic() - begun < 25
    assert all(process.poll() is not None for process in processes)


def varied(megabytes: int) -> str:
    """Prose that packs like prose, in paragraphs."""
    words = [f"{n:x}" for n in range(10_000, 60_000)]
    paragraphs, at, size = [], 1, 0
    while size < megabytes * 1_000_000:
        chosen = []
        for _ in range(60):
            at = at * 48_271 % 2_147_483_647
            chosen.append(words[at % len(words)])
        paragraphs.append(" ".join(chosen))
        size += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)


@pytest.mark.parametrize("kind", ["txt", "html", "docx"])
def test_ten_megabytes_of_prose_are_read(kind: str) -> None:
    """Word's whole; of plain text and HTML as much as there is time to make clauses of."""
    prose = varied(10)
    paragraphs = prose.split("\n\n")
    match kind:
        case "docx":
            data = docx_with("".join(p(r(words)) for words in paragraphs))
        case "html":
            data = "".join(f"<p>{words}</p>" for words in paragraphs).encode()
        case _:
            data = prose.encode()

    # seen: 1.7 s for text, 2.5 s for HTML and 4 s for DOCX on a busy machine
    source = bounded.read(data, f"a.{kind}")

    texts = [block.text for block in source.blocks]
    assert texts[:-1] == paragraphs[: len(texts) - 1]
    cut = [remark.code for remark in source.warnings].count("shortened")
    assert cut == (kind != "docx")
    assert sum(map(len, texts)) > limits.LONGEST_FILE_OF_TEXT * 0.9


def test_the_process_is_given_no_secret(
    monkeypatch: pytest.MonkeyPatch, processes: list[subprocess.Popen[bytes]]
) -> None:
    monkeypatch.setenv("SECRET_KEY", "canary")
    given: list[dict[str, str]] = []
    begin = subprocess.Popen

    def noted(*args: Any, **options: Any) -> subprocess.Popen[bytes]:
        given.append(options["env"])
        return begin(*args, **options)

    monkeypatch.setattr(subprocess, "Popen", noted)
    bounded.read(b"words", "a.txt")

    assert [sorted(env) for env in given] == [["LANG", "PYTHONPATH"]]


@pytest.mark.parametrize(
    "answer",
    [b"", b"{\n", b"[]\n", b'{"source": 5}\n', b'{"source": {"kind": "text"}}\n', b"null\n"],
)
def test_an_answer_that_is_none_is_a_refusal(
    answer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "_run", lambda given, seconds: (0, answer))
    with pytest.raises(CannotRead, match="damaged"):
        bounded.read(b"words", "a.txt")


def test_a_fault_of_ours_is_told_without_the_words_of_the_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(data: bytes, name: str) -> Source:
        raise KeyError("canary")

    monkeypatch.setattr(files, "read", broken)
    (answer,) = map(json.loads, child.answers(b"words", "a.txt"))

    assert answer["failed"].startswith("KeyError at ")
    assert "canary" not in str(answer)


def test_a_name_of_any_kind_is_only_a_name() -> None:
    for name in ("\0../../etc/$(id)", "x" * 10_000, "\ud800名"):
        assert bounded.read(b"words", name).kind == "text"
