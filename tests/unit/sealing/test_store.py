"""Keys in a database of their own: made at first use, held for one request, erased for good."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import connections, transaction
from pytest_django.fixtures import Settings

from concerns import sealing
from concerns.sealing import CannotOpen, Erased, holding_keys, master, store

pytestmark = pytest.mark.django_db

PLAIN = b"It was said in the corridor."
PLACE = "concerns_message.body:12"


def _seal(council: int = 3, concern: int = 9, place: str = PLACE) -> bytes:
    return sealing.seal(PLAIN, council=council, concern=concern, place=place)


def _open(sealed: bytes, council: int = 3, concern: int = 9, place: str = PLACE) -> bytes:
    return sealing.open(sealed, council=council, concern=concern, place=place)


def _count(table: str) -> int:
    with connections["keys"].cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def test_the_first_seal_makes_the_keys_and_the_next_uses_them() -> None:
    sealed = [_seal(), _seal()]
    assert [_open(each) for each in sealed] == [PLAIN, PLAIN]
    assert (_count("council_key"), _count("concern_key")) == (1, 1)
    _seal(concern=10)
    assert (_count("council_key"), _count("concern_key")) == (1, 2)


def test_the_keys_are_in_no_table_of_the_main_database() -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT to_regclass('council_key'), to_regclass('concern_key')")
        assert cursor.fetchone() == (None, None)


@pytest.mark.parametrize(
    "moved", [{"council": 4}, {"concern": 10}, {"place": "concerns_message.body:13"}]
)
def test_what_was_moved_stays_shut(moved: dict[str, int]) -> None:
    _seal(**moved)  # there are keys where it was moved to
    with pytest.raises(CannotOpen):
        _open(_seal(), **moved)


def test_a_wrapped_key_moved_to_another_concern_stays_shut() -> None:
    sealed = _seal()
    _seal(concern=10)
    with connections["keys"].cursor() as cursor:
        cursor.execute(
            "UPDATE concern_key SET wrapped = (SELECT wrapped FROM concern_key WHERE concern = 10)"
            " WHERE concern = 9"
        )
    with pytest.raises(CannotOpen):
        _open(sealed)


def test_an_erased_key_opens_nothing_and_none_is_made_again() -> None:
    sealed = _seal()
    assert sealing.shred(9) == 1
    with pytest.raises(CannotOpen):
        _open(sealed)
    with pytest.raises(Erased):
        _seal()
    assert sealing.shred(9) == 0


def test_a_concern_without_a_key_can_be_erased_too() -> None:
    sealing.shred(9)
    with pytest.raises(Erased):
        _seal()


def test_erasing_leaves_no_bytes_of_the_key() -> None:
    _seal()
    sealing.shred(9)
    with connections["keys"].cursor() as cursor:
        cursor.execute("SELECT wrapped, council_key FROM concern_key WHERE concern = 9")
        assert cursor.fetchall() == [(None, None)]


def test_a_request_asks_for_a_key_once(
    django_assert_num_queries: Callable[..., object],
) -> None:
    sealed = [_seal(place=f"concerns_message.body:{n}") for n in range(5)]
    with holding_keys(), django_assert_num_queries(1, connection=connections["keys"]):
        for n, each in enumerate(sealed):
            _open(each, place=f"concerns_message.body:{n}")


def test_the_keys_of_many_concerns_are_asked_for_at_once(
    django_assert_num_queries: Callable[..., object],
) -> None:
    sealed = {concern: _seal(concern=concern) for concern in range(1, 6)}
    with holding_keys(), django_assert_num_queries(1, connection=connections["keys"]):
        store.hold((3, concern) for concern in sealed)
        for concern, each in sealed.items():
            _open(each, concern=concern)


def test_a_key_is_not_held_from_one_request_to_the_next() -> None:
    sealed = _seal()
    with holding_keys():
        _open(sealed)
    with connections["keys"].cursor() as cursor:  # by another process
        cursor.execute(
            "UPDATE concern_key SET wrapped = NULL, council_key = NULL, erased_at = now()"
        )
    with pytest.raises(CannotOpen), holding_keys():
        _open(sealed)


def test_a_request_that_went_on_without_a_text_fails_at_its_end() -> None:
    """As a template's `if` does, which takes any error for a no."""
    sealed = _seal()
    with pytest.raises(CannotOpen), holding_keys(), suppress(Exception):
        _open(sealed, place="elsewhere")


def test_another_master_key_opens_nothing(tmp_path: Path, settings: Settings) -> None:
    sealed = _seal()
    settings.KEY_FILE = str(tmp_path / "other")
    master.add(tmp_path / "other")  # of the same number, with another secret
    with pytest.raises(CannotOpen):
        _open(sealed)
    with pytest.raises(CannotOpen):
        _seal()


def test_no_key_file_opens_nothing(tmp_path: Path, settings: Settings) -> None:
    sealed = _seal()
    settings.KEY_FILE = str(tmp_path / "none")
    with pytest.raises(CannotOpen):
        _open(sealed)


def test_a_key_left_by_what_was_undone_is_used_by_the_next() -> None:
    with transaction.atomic():
        _seal()
        transaction.set_rollback(True)
    assert _count("concern_key") == 1
    _seal()
    assert _count("concern_key") == 1
