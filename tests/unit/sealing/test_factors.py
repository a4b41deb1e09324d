"""Secrets of second factors are sealed under keys derived from those of KEY_FILE."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from concerns.sealing import CannotOpen, cipher, factors, master

SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def key_file(settings: Any, tmp_path: Path) -> Path:
    path = tmp_path / "keys"
    master.add(path)
    settings.KEY_FILE = str(path)
    return path


def test_it_opens_as_it_was_and_shows_nothing() -> None:
    sealed = factors.seal(SECRET)
    assert factors.open(sealed) == SECRET
    assert SECRET not in sealed
    assert factors.seal(SECRET) != sealed


def test_one_sealed_under_an_earlier_key_opens_as_long_as_its_line_stands(key_file: Path) -> None:
    sealed = factors.seal(SECRET)
    new = master.add(key_file)
    assert factors.open(sealed) == SECRET
    assert factors.key_id(factors.seal(SECRET)) == new.id
    key_file.write_text(master.line_for(new))
    with pytest.raises(CannotOpen, match="KEY_FILE lacks"):
        factors.open(sealed)


@pytest.mark.parametrize("stored", [SECRET, "", "not base64!"])
def test_what_was_never_sealed_is_no_second_factor(stored: str) -> None:
    with pytest.raises(CannotOpen):
        factors.open(stored)


def test_the_key_of_councils_does_not_open_it_nor_the_other_way() -> None:
    sealed = factors.seal(SECRET)
    with pytest.raises(CannotOpen):
        cipher.open(master.current(), factors._bytes(sealed), bound_to="second factor")
