"""What was sealed opens with its key in its place, and nowhere else."""

from __future__ import annotations

import random

import pytest

from concerns.sealing import cipher
from concerns.sealing.cipher import CannotOpen, Key

KEY = Key.new(7)
PLAIN = "Zażółć gęślą jaźń".encode()
PLACE = "3|concerns_message.body:12"


def test_what_was_sealed_opens_and_does_not_show() -> None:
    sealed = cipher.seal(KEY, PLAIN, bound_to=PLACE)
    assert cipher.open(KEY, sealed, bound_to=PLACE) == PLAIN
    assert PLAIN not in sealed
    assert cipher.key_id(sealed) == 7


def test_one_text_sealed_twice_gives_two_results() -> None:
    assert len({cipher.seal(KEY, PLAIN, bound_to=PLACE) for _ in range(100)}) == 100


def test_a_change_of_any_byte_is_refused() -> None:
    draw = random.Random(4)
    refused = 0
    for _ in range(100):
        sealed = bytearray(cipher.seal(KEY, PLAIN, bound_to=PLACE))
        sealed[draw.randrange(len(sealed))] ^= 1 << draw.randrange(8)
        with pytest.raises(CannotOpen):
            cipher.open(KEY, bytes(sealed), bound_to=PLACE)
        refused += 1
    assert refused == 100


@pytest.mark.parametrize(
    "place",
    [
        "4|concerns_message.body:12",  # another council
        "3|concerns_note.body:12",
        "3|concerns_message.reason:12",
        "3|concerns_message.body:13",
    ],
)
def test_another_place_is_refused(place: str) -> None:
    sealed = cipher.seal(KEY, PLAIN, bound_to=PLACE)
    with pytest.raises(CannotOpen):
        cipher.open(KEY, sealed, bound_to=place)


def test_another_key_is_refused_by_its_id_and_by_its_secret() -> None:
    sealed = cipher.seal(KEY, PLAIN, bound_to=PLACE)
    for other in (Key.new(8), Key.new(7)):
        with pytest.raises(CannotOpen):
            cipher.open(other, sealed, bound_to=PLACE)


@pytest.mark.parametrize("junk", [b"", b"text", PLAIN * 9, b"\x01" * 36, b"\x02" * 60])
def test_what_was_never_sealed_is_refused(junk: bytes) -> None:
    with pytest.raises(CannotOpen):
        cipher.open(KEY, junk, bound_to=PLACE)


def test_a_key_does_not_show_its_secret() -> None:
    assert repr(KEY) == "Key(id=7)"
