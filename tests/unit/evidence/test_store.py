"""A file is kept whole or not at all, under a name that says nothing."""

from __future__ import annotations

import errno
import os
import re
import time
from pathlib import Path
from typing import Any, NoReturn

import pytest

from concerns.evidence.store import CannotKeep, Store


def files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def full(*_: Any) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_what_is_kept_is_read_again_until_it_is_removed(tmp_path: Path) -> None:
    store = Store(tmp_path / "evidence")
    name = store.keep(b"words")
    assert re.fullmatch("[0-9a-f]{32}", name)
    assert store.read(name) == b"words"
    assert store.holds(name)
    (kept,) = files(tmp_path)
    assert kept.stat().st_mode & 0o077 == 0
    store.remove(name)
    store.remove(name)
    assert not files(tmp_path)
    with pytest.raises(FileNotFoundError):
        store.read(name)


@pytest.mark.parametrize("where", ["write", "fsync"])
def test_a_full_disk_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    store = Store(tmp_path)
    if where == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr("concerns.evidence.store._write", full)
    with pytest.raises(CannotKeep):
        store.keep(b"words")
    assert not files(tmp_path)


def test_a_folder_that_cannot_be_made_is_told_likewise(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotKeep):
        Store(tmp_path / "file").keep(b"words")


def test_old_files_are_those_written_before(tmp_path: Path) -> None:
    store = Store(tmp_path)
    old, unfinished, new = (store.keep(b"words") for _ in range(3))
    part = (tmp_path / unfinished[:2] / unfinished).rename(
        tmp_path / unfinished[:2] / f"{unfinished}.part"
    )
    long_ago = time.time() - 100
    for path in (tmp_path / old[:2] / old, part):
        os.utime(path, (long_ago, long_ago))
    (tmp_path / "aa").mkdir(exist_ok=True)
    somebodys = tmp_path / "aa" / "README"
    somebodys.touch()
    os.utime(somebodys, (long_ago, long_ago))
    assert set(store.older_than(50)) == {old, f"{unfinished}.part"}
    store.remove(f"{unfinished}.part")
    assert not part.exists()
    assert store.holds(new)


@pytest.mark.parametrize("name", ["", "../secret", "a" * 31, "A" * 32, "/etc/passwd", "a" * 33])
def test_only_names_that_were_given_out_lead_to_a_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not the name"):
        Store(tmp_path).read(name)
