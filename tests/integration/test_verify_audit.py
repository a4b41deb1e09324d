"""Anchoring the record and checking it from the command line, with the database and without."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from django.core.management import get_commands, load_command_class
from django.utils import timezone

from concerns import tasks
from concerns.actions import _audit, anchors, heartbeats
from concerns.actions._scope import engine_scope
from concerns.chain import anchors as signed
from concerns.chain.heads import Heads
from tests.integration.test_audit_chain import commit
from tests.people import NOON, sent, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """Where the anchors and the key are, and the public key beside it."""
    key = Ed25519PrivateKey.generate()
    settings.ANCHOR_FILE = tmp_path / "anchors"
    settings.ANCHOR_KEY_FILE = tmp_path / "key"
    settings.ANCHOR_KEY_FILE.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    (tmp_path / "key.pub").write_bytes(
        key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    return tmp_path


def write(number: int = 1) -> None:
    with engine_scope():
        for _ in range(number):
            _audit.record("concern.view", at=NOON, by=None)
    commit()


class Ran:
    """A command as the shell has it, here in the process, where the test's rows are."""

    def __init__(self, capsys: pytest.CaptureFixture[str], name: str, *arguments: object) -> None:
        command = load_command_class(get_commands()[name], name)
        self.status: Any = 0
        try:
            command.run_from_argv(["manage.py", name, *map(str, arguments)])
        except SystemExit as end:
            self.status = end.code
        self.out, self.err = capsys.readouterr()


def test_the_hourly_task_adds_one_signed_line_and_beats(folder: Path) -> None:
    write()
    tasks.anchor_record()
    write()
    tasks.anchor_record()
    key = signed.public_key((folder / "key.pub").read_bytes())
    good, bad = signed.read_all((folder / "anchors").read_text().splitlines(), key)
    assert not bad
    assert [heads.links[0][:2] for heads in good] == [(0, 1), (0, 2)]
    assert heartbeats.last(name="concerns.anchor_record") is not None


def test_nothing_is_signed_of_a_record_that_lost_what_was_signed(folder: Path) -> None:
    write(2)
    file, key_file = folder / "anchors", folder / "key"
    before = Heads("2026-06-01T00:00:00.000000Z", ((0, 3, "a" * 64),))
    file.write_text(signed.sign(before, signed.private_key(key_file.read_bytes())))
    kept = file.read_text()
    with pytest.raises(anchors.NotAsAnchored, match="entry 3 of council 0 is gone"):
        anchors.anchor(file=file, key_file=key_file, at=NOON)
    assert file.read_text() == kept
    assert heartbeats.last(name="concerns.anchor_record") is None


def test_a_line_that_was_cut_off_spoils_no_other(folder: Path) -> None:
    write()
    (folder / "anchors").write_text('{"heads": [["2026')
    anchors.anchor(file=folder / "anchors", key_file=folder / "key", at=NOON)
    key = signed.public_key((folder / "key.pub").read_bytes())
    good, bad = signed.read_all((folder / "anchors").read_text().splitlines(), key)
    assert (len(good), bad) == (1, [1])


@pytest.mark.parametrize("missing", ["key", "anchors"])
def test_without_key_or_file_it_says_which(
    folder: Path, missing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / missing).unlink(missing_ok=True)
    (folder / missing).mkdir()
    ran = Ran(capsys, "anchor_audit")
    assert ran.status == 2
    assert ran.err == f"{folder / missing} {ran.err.split(' ', 1)[1]}"
    assert len(ran.err.splitlines()) == 1


def test_it_remembers_and_says_how_far_it_can_be_sure(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(2)
    assert "1 chains were anchored" in Ran(capsys, "anchor_audit").out
    write()
    asked = ["--anchors", folder / "anchors", "--state", folder / "state"]
    ran = Ran(capsys, "verify_audit", *asked)
    assert ran.status == 0, ran.err
    assert "Read 3 entries in 1 chain." in ran.out
    assert "1 entry is newer than any of these, and could still be cut off" in ran.out
    assert ran.out.endswith("Nothing is wrong.\n")
    again = Ran(capsys, "verify_audit", *asked)
    assert "0 entries are newer" in again.out

    (_, links) = json.loads((folder / "state").read_text())
    links[0][1] += 1
    more = json.dumps(["2026-12-01T00:00:00.000000Z", links])
    (folder / "state").write_text(more)
    shorter = Ran(capsys, "verify_audit", *asked)
    assert shorter.status == 1
    assert "is shorter than it was: it ends at entry 3" in shorter.err
    assert (folder / "state").read_text() == more  # an alarm is not forgotten by the next run


def test_without_anchors_it_says_what_it_cannot_see(capsys: pytest.CaptureFixture[str]) -> None:
    write()
    ran = Ran(capsys, "verify_audit")
    assert ran.status == 0
    assert (
        "a record cut off at its end, or written anew as a whole, would not be noticed" in ran.out
    )


def offline(*arguments: object) -> subprocess.CompletedProcess[str]:
    """As an outsider runs it: no secret, no server."""
    return subprocess.run(
        [sys.executable, "manage.py", "verify_audit", *map(str, arguments)],
        cwd=CHECKOUT, env={"PATH": "/usr/bin"}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_an_outsider_checks_an_export_with_the_public_key_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = town("banbury")
    concern = sent(place["councillor"], [place["officer"]], what_happened="Zanzibar was said.")
    commit()
    anchors.anchor(file=folder / "anchors", key_file=folder / "key", at=timezone.now())
    assert Ran(capsys, "export_audit", folder / "events").status == 0
    exported = (folder / "events").read_text()
    for canary in ("Zanzibar", concern.reference, place["councillor"].name, "@"):
        assert canary not in exported

    keys = ["--anchors", folder / "anchors", "--public-key", folder / "key.pub"]
    whole = offline("--events", folder / "events", *keys)
    assert (whole.returncode, whole.stderr) == (0, "")
    assert "Nothing is wrong." in whole.stdout

    first, *lines = exported.splitlines()
    (folder / "cut").write_text("\n".join([first, *lines[:-1]]))
    cut = offline("--events", folder / "cut", *keys)
    assert cut.returncode == 1
    assert "ALARM: " in cut.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--events", "nothing"], "nothing cannot be read: No such file or directory."),
        (["--events", "README.md"], "README.md is not an export of the record."),
        (["--events", "README.md", "--anchors", "README.md"], "--public-key is needed"),
        (
            ["--anchors", "README.md", "--public-key", "README.md"],
            "README.md cannot be used: not an Ed25519 public key in PEM.",
        ),
        (["--state", "README.md"], "README.md is not a state that verify_audit kept."),
        (["--since", "x"], "unrecognized arguments: --since x"),
    ],
)
def test_a_bad_argument_is_one_plain_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = Ran(capsys, "verify_audit", *arguments)
    assert ran.status == 2
    assert ran.err.startswith(said)
    assert len(ran.err.splitlines()) == 1


def test_an_export_overwrites_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "events").write_text("kept")
    ran = Ran(capsys, "export_audit", folder / "events")
    assert ran.status == 2
    assert (folder / "events").read_text() == "kept"
