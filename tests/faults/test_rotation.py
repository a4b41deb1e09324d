"""F23: people read and write while the keys of all three levels are replaced."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from concerns.actions import handling
from concerns.models import Concern
from concerns.sealing import CannotOpen, cipher, master, rotation
from tests.faults import size
from tests.outbox import committed
from tests.people import NOON, Town, town
from tests.sealed import WORDS, keys_used, raised, run, words_of

OPERATIONS = size.of(200, few=40)

pytestmark = pytest.mark.faults


@pytest.fixture
def key_file(settings: Any, tmp_path: Path) -> Path:
    """A file of the test's own, with one key."""
    path = tmp_path / "keys"
    master.add(path)
    settings.KEY_FILE = str(path)
    return path


class Load:
    """Threads that read and write until so many operations are done."""

    def __init__(self, concern: Concern, place: Town, wanted: int) -> None:
        self.concern, self.by, self.wanted = concern, place["officer"].user, wanted
        self.done = 0
        self.errors: list[BaseException] = []
        self.begun = threading.Event()
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._run, args=(n,)) for n in range(4)]

    def __enter__(self) -> Load:
        for thread in self._threads:
            thread.start()
        self.begun.wait(20)
        return self

    def __exit__(self, *_: object) -> None:
        for thread in self._threads:
            thread.join()

    def _run(self, n: int) -> None:
        while self.done < self.wanted:
            try:
                (self._read, self._write)[n % 2]()
            except BaseException as error:
                self.errors.append(error)
            with self._lock:
                self.done += 1
            self.begun.set()
        connections.close_all()

    def _read(self) -> None:
        assert words_of(self.concern)[0] == WORDS

    def _write(self) -> None:
        handling.message(concern=self.concern, body="A message.", by=self.by, at=NOON)


def test_reading_and_writing_go_on_while_keys_are_replaced(
    request: pytest.FixtureRequest,
    key_file: Path,
    record_property: Callable[[str, object], None],
) -> None:
    with committed(request):
        place = town("banbury")
        concern = raised(place)
        used = keys_used(concern)
        new = master.add(key_file)
        with Load(concern, place, OPERATIONS) as load:
            run("master")
            run("council")
            run("concern", "--reference", concern.reference)
        assert load.done >= OPERATIONS
        assert load.errors == []
        assert rotation.master_keys_in_use() == {new.id}
        assert len(keys_used(concern)) == 1
        assert not keys_used(concern) & used
        record_property("promise", "G9")
        record_property("figure", f"0 errors of {load.done} during rotation, 0 on the old key")


def test_the_load_would_notice_a_key_taken_away_too_soon(
    request: pytest.FixtureRequest, key_file: Path
) -> None:
    """The control: replaced by a file that lacks the old key, what is under way fails."""
    with committed(request):
        place = town("banbury")
        concern = raised(place)
        with Load(concern, place, OPERATIONS) as load:
            key_file.write_text(master.line_for(cipher.Key.new(2)))
        assert load.errors
        assert all(isinstance(error, CannotOpen) for error in load.errors)
