"""What the scanner says counts only when it says it in time, in full and about this file."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from concerns.evidence.clamd import EICAR, Clamd, NoVerdict, Unavailable, Verdict
from tests.scanners import honest, lying, pretended, real
from tests.unit.evidence.made import word

SHORT = 0.4  # seconds


def test_the_real_one_finds_the_test_file_wherever_it_is() -> None:
    with real() as address:
        clamd = Clamd(address)
        clamd.check()
        assert clamd.scan(EICAR) is Verdict.FOUND
        assert clamd.scan(word({"word/media/a.bin": EICAR})) is Verdict.FOUND
        assert clamd.scan(b"a" * 20_000_000) is Verdict.CLEAN
        with pytest.raises(NoVerdict):  # larger than it takes: never passed as clean
            clamd.scan(b"a" * 60_000_000)


def test_a_file_arrives_whole() -> None:
    seen: list[bytes] = []
    data = bytes(range(256)) * 1_000

    def noted(file: bytes) -> bytes:
        seen.append(file)
        return honest(file)

    with pretended(noted) as address:
        assert Clamd(address).scan(data) is Verdict.CLEAN
    assert seen == [data]


@pytest.mark.parametrize(
    "said",
    [
        b"",
        None,
        b"stream: OK",  # cut off
        b"stream: ok\0",
        b"\0",
        b"OK\0",
        b"other: OK\0",
        b"stream: OK and more\0",
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0",
        b"stream: Can't allocate memory ERROR\0",
        b"\xff" * 100_000,
    ],
)
def test_any_other_answer_is_no_verdict(said: bytes | None) -> None:
    with pretended(lambda _: said) as address, pytest.raises(NoVerdict):
        Clamd(address, seconds=5).scan(b"words")


def test_one_that_never_answers_is_left_in_time() -> None:
    began = time.monotonic()
    with pretended(honest, wait=30) as address, pytest.raises(NoVerdict):
        Clamd(address, seconds=SHORT).scan(b"words")
    assert time.monotonic() - began < 5


def test_one_that_is_not_there_is_not_available(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        Clamd(f"unix:{tmp_path}/none").scan(b"words")


@pytest.mark.parametrize("says", [lying, lambda _: b"stream: X FOUND\0", lambda _: b"no\0"])
def test_one_that_does_not_know_the_test_file_does_not_count(says: object) -> None:
    with pretended(says) as address, pytest.raises(Unavailable):  # type: ignore[arg-type]
        Clamd(address, seconds=5).check()


def test_one_that_does_counts() -> None:
    with pretended(honest) as address:
        Clamd(address, seconds=5).check()
