"""F24: what was erased is gone, from old copies too; what is held or reopened is not (G15, G17)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections, transaction

from concerns import sealing
from concerns.actions import _evidence, agreeing, approvals, deciding, erasing, keys
from concerns.actions._scope import engine_scope
from concerns.chain import checking
from concerns.evidence.checked import Checked
from concerns.evidence.kinds import Kind
from concerns.models import Approval, AuditEvent, Concern, Evidence, Person
from concerns.permissions.refusal import NotAllowed
from concerns.sealing import CannotOpen, store
from concerns.sealing.field import Sealed, place_of
from concerns.selectors import record
from tests import retention as kept
from tests.faults import size
from tests.faults.superuser import SUPERUSER, superuser
from tests.faults.test_stolen_copy import Canaries, every_row, hits, written_everywhere
from tests.files import added
from tests.outbox import committed
from tests.people import Town, town
from tests.retention import NOW, THEN, now

pytestmark = [pytest.mark.faults, pytest.mark.integration]

Found = Callable[[str, object], None]
FATES = ("erased", "held", "reopened", "taken back", "young")


@dataclass
class Copied:
    """What a dump holds of a concern: sealed bytes, and the place each is sealed for."""

    council: int
    concern: int
    sealed: dict[str, bytes]

    @classmethod
    def of(cls, concern: Concern) -> Copied:
        with engine_scope():
            found = {
                place_of(row, field): row.__dict__[field.attname].bytes
                for row, field in keys._texts(concern)
                if isinstance(row.__dict__[field.attname], Sealed)
            }
            for row in Evidence.objects.filter(concern=concern):
                place = _evidence._place(row.public_id, "content")
                found[place] = _evidence.store().read(row.kept_as)
        return cls(concern.council_id, concern.pk, found)

    def read(self) -> int:
        """How many of them open with the keys that there are now."""
        opened = 0
        for place, sealed in self.sealed.items():
            with suppress(CannotOpen):
                store.open(sealed, council=self.council, concern=self.concern, place=place)
                opened += 1
        return opened

    def left(self, copy: bytes) -> int:
        """How many of them, or of their files, are in a copy of the tables and the folder."""
        return sum(
            sealed in copy or sealed.hex().encode() in copy for sealed in self.sealed.values()
        )


def folder() -> bytes:
    return b"".join(
        path.read_bytes() for path in Path(settings.EVIDENCE_ROOT).rglob("*") if path.is_file()
    )


@pytest.fixture
def place(request: pytest.FixtureRequest) -> Iterator[Town]:
    with committed(request):
        yield town("rushcliffe")


@pytest.fixture
def two(place: Town) -> tuple[Person, Person]:
    return place["monitoring_officer"], place["chief_executive"]


def written(place: Town, word: Canaries, fate: str) -> Concern:
    then = NOW - timedelta(days=300) if fate == "young" else THEN
    concern = written_everywhere(place, word, at=then)
    kept.act(concern, deciding.reopen, at=then, reasons=word("reopened"))
    notes = Checked("notes.txt", Kind.TEXT, word("file").encode())
    added(concern, place["officer"], notes, description=word("shows"), at=then)
    kept.close(concern, at=then)
    return concern


def test_what_is_erased_is_gone_and_nothing_else_is(
    place: Town,
    two: tuple[Person, Person],
    request: pytest.FixtureRequest,
    record_property: Found,
) -> None:
    number = size.of(50, few=5)
    word = Canaries()
    made = {fate: [] for fate in FATES}  # type: dict[str, list[tuple[Concern, Copied]]]
    for n in range(number):
        fate = FATES[n % len(FATES)]
        concern = written(place, word, fate)
        made[fate].append((concern, Copied.of(concern)))
    asked = {
        concern.pk: kept.ask(concern, two[0])
        for fate in FATES
        if fate != "young"
        for concern, _ in made[fate]
    }
    for concern, _ in made["held"]:
        kept.hold(concern, two[1])
    for concern, _ in made["reopened"]:
        kept.act(concern, deciding.reopen, at=NOW, reasons="It came back.")
        kept.close(concern, at=NOW)
    for concern, _ in made["taken back"]:
        approvals.withdraw(approval=asked[concern.pk], by=two[0].user, at=NOW)
    for pk, approval in asked.items():
        if pk in {concern.pk for concern, _ in made["erased"]}:
            agreeing.agree(approval=approval, by=two[1].user, at=NOW)
            continue
        with pytest.raises(NotAllowed):
            agreeing.agree(approval=approval, by=two[1].user, at=NOW)
    for days in (1, 365, 3650, -1000):  # a clock that jumps
        at = NOW + timedelta(days=days)
        for concern, _ in made["young"] + made["reopened"]:
            assert not erasing.ask_for(
                person=two[0], reference=concern.reference, by=two[0].user, at=at
            )

    gone = [copied for _, copied in made["erased"]]
    stay = [each for fate in FATES if fate != "erased" for each in made[fate]]
    copy = every_row("default") + every_row("keys") + folder()
    words = list(word.words.values())
    assert sum(copied.left(copy) for copied in gone) == 0
    assert sum(copied.read() for copied in gone) == 0
    assert hits(words, copy) == []
    assert all(now(concern).erased_at is None for concern, _ in stay)
    # The control: what stays is found in the same copy, and opens. Reopening empties one text.
    assert all(copied.read() == len(copied.sealed) for _, copied in stay)
    assert all(copied.left(copy) >= len(copied.sealed) - 1 > 10 for _, copied in stay)
    with superuser(request), transaction.atomic(using=SUPERUSER):
        assert checking.check(record.entries(using=SUPERUSER)).alarms == []
    record_property("promise", "G15")
    record_property(
        "figure",
        f"of {number}: 0 of {sum(len(each.sealed) for each in gone)} texts and files of {len(gone)}"
        f" erased left or readable; 0 of {len(stay)} held, reopened or young erased",
    )


def test_the_control_without_the_shredding_an_old_copy_is_read(
    place: Town, two: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    """So is it after a crash in between; then the clock finishes it."""
    concern = written(place, Canaries(), "erased")
    copied = Copied.of(concern)

    def crash(_: int) -> int:
        raise OSError("the database of keys is away")

    with monkeypatch.context() as patched:
        patched.setattr(sealing, "shred", crash)
        kept.erase(concern, *two)
    assert now(concern).erased_at == NOW
    assert copied.left(every_row("default") + folder()) == 0
    assert copied.read() == len(copied.sealed) > 10
    assert erasing.finish_all(at=NOW) == 1
    assert copied.read() == 0
    assert erasing.finish_all(at=NOW) == 0
    with engine_scope():
        shredded = AuditEvent.objects.filter(concern_id=concern.pk, type="retention.key_shredded")
        assert shredded.count() == 1


def test_a_crash_before_the_commit_leaves_it_whole(
    place: Town, two: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    concern = written(place, Canaries(), "erased")
    copied = Copied.of(concern)
    approval = kept.ask(concern, two[0])
    with monkeypatch.context() as patched:
        patched.setattr(erasing._audit, "record", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            agreeing.agree(approval=approval, by=two[1].user, at=NOW)
    assert now(concern).erased_at is None
    assert copied.read() == len(copied.sealed)
    assert copied.left(folder()) == 1
    agreeing.agree(approval=approval, by=two[1].user, at=NOW)
    assert copied.read() == 0


def at_once(*acts: Callable[[], object]) -> None:
    """At the same moment, each over connections of its own; one of them is refused."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        with suppress(NotAllowed):
            start.wait(20)
            act()
        connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_nothing_is_erased_after_it_was_taken_back(
    place: Town, two: tuple[Person, Person], record_property: Found
) -> None:
    rounds, late, ends = size.of(50, few=4), 0, {"agreed": 0, "withdrawn": 0}
    for _ in range(rounds):
        concern = kept.ended(place)
        approval = kept.ask(concern, two[0])
        at_once(
            partial(approvals.withdraw, approval=approval, by=two[0].user, at=NOW),
            partial(agreeing.agree, approval=approval, by=two[1].user, at=NOW),
        )
        with engine_scope():
            outcome = Approval.objects.get(pk=approval.pk).outcome
        ends[outcome] += 1
        late += (now(concern).erased_at is not None) is not (outcome == "agreed")
    assert late == 0
    assert sum(ends.values()) == rounds
    record_property("promise", "G17")
    record_property(
        "figure", f"{late} of {ends['withdrawn']} erased though taken back, in {rounds} races"
    )
