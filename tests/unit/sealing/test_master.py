"""The file of master keys: made closed, refused when open, read as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from concerns.sealing import master
from concerns.sealing.cipher import Key


def test_a_file_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    made = master.add(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert master.read(path) == {1: made}


def test_a_new_key_comes_first_and_the_old_ones_stay(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    old = master.add(path)
    new = master.add(path)
    assert list(master.read(path).values()) == [new, old]


def test_lines_may_have_remarks_between_them(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    key = Key.new(5)
    path.touch(mode=0o600)
    path.write_text(f"# made in May\n\n  {master.line_for(key)}")
    assert master.read(path) == {5: key}


@pytest.mark.parametrize("mode", [0o604, 0o644, 0o606, 0o620])
def test_a_file_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "keys"
    master.add(path)
    path.chmod(mode)
    with pytest.raises(master.KeyFileRefused, match="may be read by others: chmod 600 it"):
        master.read(path)


def test_a_systemd_credential_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    master.add(path)
    path.chmod(0o440)
    assert master.read(path)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "holds no key: see manage.py make_key"),
        ("# nothing", "holds no key"),
        ("hunter2", "Line 1 of KEY_FILE .* is not a number, a space and a key in base64"),
        ("1 c2hvcnQ=", "32 bytes"),
        ("x " + "A" * 43 + "=", "is not a number"),
        ("0 " + "A" * 43 + "=", "is not a number"),
        (("1 " + "A" * 43 + "=\n") * 2, "Line 2 of KEY_FILE .* repeats the number 1"),
    ],
)
def test_another_file_is_refused_in_one_sentence(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "keys"
    path.touch(mode=0o600)
    path.write_text(text)
    with pytest.raises(master.KeyFileRefused, match=why) as refused:
        master.read(path)
    assert "hunter2" not in str(refused.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(master.KeyFileRefused, match="cannot be read: No such file"):
        master.read(tmp_path / "none")
