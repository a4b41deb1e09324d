"""F27 and F12: hostile files and a scanner that works, is away, slow or lying; and a full disk."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse

from concerns.actions import evidence, keeping, scanning
from concerns.actions._scope import engine_scope
from concerns.evidence import bounded, checks, limits, store
from concerns.evidence.clamd import Clamd
from concerns.evidence.refusal import Refused
from concerns.models import Concern, Evidence
from tests.faults import size
from tests.pages import Visitor
from tests.people import NOON, Town, sent, town
from tests.scanners import honest, lying, pretended, real
from tests.unit.evidence.corpus import CORPUS, SCANNER, Hostile

pytestmark = [pytest.mark.faults, pytest.mark.django_db, pytest.mark.integration]

SCANNERS = ("works", "away", "slow", "lying")
SHORT = 0.5  # seconds for one file, of the slow one
REFUSED = tuple(each for each in CORPUS if each.expected not in {None, SCANNER})
PASSING = tuple(each for each in CORPUS if each not in REFUSED)  # the check lets them pass


@pytest.fixture
def place() -> Town:
    return town("banbury")


@pytest.fixture
def concern(place: Town, monkeypatch: pytest.MonkeyPatch) -> Concern:
    for name in ("MOST_FILES", "MOST_FILES_A_DAY", "MOST_BYTES", "MOST_BYTES_A_DAY"):
        monkeypatch.setattr(limits, name, 10**9)
    return sent(place["councillor"], [place["officer"]])


@contextmanager
def scanner_that(behaves: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The scanner is like that inside the block."""
    with ExitStack() as stack:
        if behaves == "works":
            address = stack.enter_context(real())
        elif behaves == "away":
            address = "unix:/nonexistent"
        elif behaves == "slow":
            address = stack.enter_context(pretended(honest, wait=5))
        else:
            address = stack.enter_context(pretended(lying))
        seconds = SHORT if behaves == "slow" else 60
        monkeypatch.setattr(scanning, "scanner", lambda: Clamd(address, seconds))
        yield


def add(concern: Concern, hostile: Hostile, *, whole: bool) -> Evidence | None:
    """The file as somebody adds it; None where it is refused.

    :param whole: it is read in a process of its own, as it is for a person.
    """
    check = bounded.check if whole else checks.check
    try:
        checked = check(hostile.make(), hostile.name)
    except Refused:
        return None
    token = uuid4()
    evidence.add(
        concern=concern, file=checked, description=hostile.label, by=concern.raiser.user,
        at=NOON, token=token,
    )  # fmt: skip
    with engine_scope():
        return Evidence.objects.get(token=token)


def scan() -> None:
    try:
        scanning.scan_waiting(at=NOON)
    except scanning.Unavailable:
        return


def served(visitor: Visitor, concern: Concern, row: Evidence) -> bool:
    """Whether the file is handed out; if so, then so that it can do nothing."""
    answer = visitor.get(reverse("evidence-download", args=[concern.reference, row.public_id]))
    if answer.status_code == 404:
        return False
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert "\n" not in answer["Content-Disposition"]
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    return True


@pytest.mark.parametrize("behaves", SCANNERS)
def test_hostile_files_are_refused_or_harmless(
    behaves: str,
    place: Town,
    concern: Concern,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    # What is refused is so before any scanner is asked: once is enough for every run of the tests.
    corpus = CORPUS if size.WHOLE or behaves == "works" else PASSING
    found: Counter[str] = Counter()
    visitor = Visitor(place["councillor"])
    with scanner_that(behaves, monkeypatch):
        rows = {hostile: add(concern, hostile, whole=size.WHOLE) for hostile in corpus}
        scan()
        for hostile, row in rows.items():
            handed_out = row is not None and served(visitor, concern, row)
            if row is None:
                assert hostile.expected not in {None, SCANNER}, hostile.label
                found["refused"] += 1
            elif handed_out:
                assert behaves == "works", hostile.label
                assert hostile.expected is None, hostile.label
                found["harmless as it is served"] += 1
            else:
                assert behaves != "works" or hostile.expected == SCANNER, hostile.label
                found["kept from everybody"] += 1
    assert sum(found.values()) == len(corpus)
    assert len(CORPUS) >= 40
    record_property("promise", "G13")
    told = ", ".join(f"{count} {what}" for what, count in sorted(found.items()))
    record_property("figure", f"scanner {behaves}: {told}; of {len(corpus)}")


def test_the_control_a_lying_scanner_that_is_believed_lets_a_virus_out(
    place: Town, concern: Concern, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Clamd, "check", lambda self: None)
    virus = next(each for each in CORPUS if each.expected == SCANNER)
    with scanner_that("lying", monkeypatch):
        row = add(concern, virus, whole=False)
        scan()
    assert row is not None
    assert served(Visitor(place["councillor"]), concern, row)


def test_the_control_a_check_that_is_left_out_takes_hostile_files(
    concern: Concern, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "check_first_look", lambda data, kind: None)
    monkeypatch.setattr(checks, "_preview", lambda data, kind: None)
    tried = REFUSED[:: size.of(1, few=5)]
    taken = [hostile for hostile in tried if add(concern, hostile, whole=False)]
    assert len(taken) > len(tried) / 2


# ---------------------------------------------------------------- F12


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 16 MB."""
    folder = tmp_path / "evidence"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m,mode=0700", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("A small file system cannot be mounted here: that takes root.")
    try:
        with override_settings(EVIDENCE_ROOT=folder):
            yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_loses_nothing_and_breaks_nothing(
    place: Town,
    concern: Concern,
    small_disk: Path,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    many, each = 50, 1_000_000
    if not size.WHOLE:  # the process of its own takes half a second a file
        monkeypatch.setattr("concerns.forms.evidence.bounded.check", checks.check)
        many, each = 12, 2_000_000
    visitor = Visitor(place["councillor"])
    there = reverse("evidence-add", args=[concern.reference])
    answers: Counter[int] = Counter()
    for _ in range(many):
        file = SimpleUploadedFile("a.txt", os.urandom(each // 2).hex().encode())
        answer = visitor.post(there, description="What it shows.", file=file)
        assert answer.status_code < 500
        answers[answer.status_code] += 1
        if answer.status_code == 200:
            assert b"no room" in answer.content
            assert b"What it shows." in answer.content
    assert answers[302] > 0
    assert answers[200] > 0  # the disk did fill up
    for path in ("evidence/", "messages/", ""):
        assert visitor.get(f"/concerns/{concern.reference}/{path}").status_code == 200
    with engine_scope():
        kept = set(Evidence.objects.values_list("kept_as", flat=True))
    monkeypatch.setattr(keeping, "A_DAY", -60)
    assert keeping.sweep().missing == ()
    on_disk = {path.name for path in small_disk.rglob("*") if path.is_file()}
    assert on_disk == kept
    assert len(kept) == answers[302]
    record_property("promise", "G13")
    record_property(
        "figure",
        f"disk full: {many} uploads, {answers[302]} kept, {answers[200]} told there is no room,"
        " 0 rows without a file, 0 files without a row, 0 answers of 500 or above",
    )


def test_the_control_a_file_written_and_not_looked_after_is_found(
    place: Town, concern: Concern, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "A_DAY", -60)
    keeping.sweep()
    store.Store(evidence._evidence.store().root).keep(b"nobody's")
    assert keeping.sweep().removed == 1
