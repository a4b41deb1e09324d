"""F20: a record cannot be altered unnoticed, even by a database superuser (G5)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from concerns.chain import anchors, checking
from concerns.chain.checking import Known
from concerns.selectors import record
from tests.faults import size, tampering
from tests.faults.superuser import SUPERUSER, superuser

pytestmark = [pytest.mark.integration, pytest.mark.faults]

COUNCILS = (900_001, 900_002, None)
BEFORE, AFTER = 40, 5  # events of a council before the anchor, and after it
KEY = Ed25519PrivateKey.generate()


class Record:
    """A record that the application wrote, held by a superuser whom no trigger stops."""

    def __init__(self, there: BaseDatabaseWrapper) -> None:
        self.there = there
        self.cursor = there.cursor()
        self.lines: list[str] = []

    def write(self, number: int) -> None:
        """So many events of each council, as the application writes them."""
        run = self.cursor.execute
        run("SET LOCAL session_replication_role = origin")
        run(f"SET LOCAL ROLE {settings.APPLICATION_ROLE}")
        run("SELECT set_config('app.engine', 'on', true)")
        for council in COUNCILS:
            run(
                "INSERT INTO concerns_auditevent (council_id, concern_id, actor_id, type, data, at)"
                " SELECT %s, n %% 3, n, 'concern.view', jsonb_build_object('page', 'p' || n), now()"
                " FROM generate_series(1, %s) n", [council, number],
            )  # fmt: skip
        run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED; RESET ROLE")
        run("SET LOCAL session_replication_role = replica")

    def anchor(self) -> None:
        self.cursor.execute("SELECT council_id, seq, hash FROM concerns_audithead")
        links = tuple(sorted(self.cursor.fetchall()))
        at = f"2026-06-01T{len(self.lines):08}"
        self.lines.append(anchors.sign(anchors.Heads(at, links), KEY))
        self.cursor.execute("DROP TABLE IF EXISTS anchored")
        self.cursor.execute(
            "CREATE TEMPORARY TABLE anchored ON COMMIT DROP AS"
            " SELECT council_id, seq AS until FROM concerns_audithead"
        )

    def alarms(self, *, anchored: bool = True) -> list[str]:
        good, bad = anchors.read_all(self.lines if anchored else [], KEY.public_key())
        assert not bad
        known = [Known(f"the anchor of {heads.at}", heads) for heads in good]
        return checking.check(record.entries(using=SUPERUSER), known).alarms

    def after(self, way: tampering.Tamper, by: random.Random, *, anchored: bool = True) -> bool:
        """Whether a check finds what somebody did. It is undone again."""
        with transaction.atomic(using=SUPERUSER):
            way(self.cursor, by)
            found = bool(self.alarms(anchored=anchored))
            transaction.set_rollback(True, using=SUPERUSER)
        return found


@pytest.fixture
def held(request: pytest.FixtureRequest) -> Iterator[Record]:
    with superuser(request) as there, transaction.atomic(using=SUPERUSER):
        made = Record(there)
        made.write(BEFORE)
        made.anchor()
        made.write(AFTER)
        yield made
        transaction.set_rollback(True, using=SUPERUSER)


def test_every_tampering_before_the_last_anchor_is_found(
    held: Record, record_property: Callable[[str, object], None]
) -> None:
    number = size.of(1000, few=60)
    by = random.Random(20)
    ways = [tampering.WAYS[n % len(tampering.WAYS)] for n in range(number)]
    missed = [way.__name__ for way in ways if not held.after(way, by)]
    record_property("promise", "G5")
    record_property("figure", f"{number - len(missed):,} of {number:,} tamperings found")
    assert missed == []
    assert held.alarms() == []


@pytest.mark.parametrize("way", tampering.SEAMLESS)
def test_without_anchors_a_seamless_one_is_missed(held: Record, way: tampering.Tamper) -> None:
    """The control: it is the anchors that find these, so the test above could have failed."""
    by = random.Random(21)
    assert not any(held.after(way, by, anchored=False) for _ in range(10))


def test_what_was_added_after_the_last_anchor_can_be_cut(held: Record) -> None:
    """The limit, as verify_audit says it."""

    def cut(cursor: object, by: random.Random) -> None:
        run = held.cursor.execute
        run(
            "DELETE FROM concerns_auditlink l USING anchored a"
            " WHERE a.council_id = l.council_id AND seq > until"
        )
        run(
            "DELETE FROM concerns_auditevent e WHERE NOT EXISTS"
            " (SELECT 1 FROM concerns_auditlink l WHERE l.event_id = e.id)"
        )
        assert held.cursor.rowcount == AFTER * len(COUNCILS)

    assert not held.after(cut, random.Random(22))


def test_a_record_nobody_touched_raises_no_alarm(
    held: Record, record_property: Callable[[str, object], None]
) -> None:
    runs = size.of(100, few=5)
    false = 0
    for _ in range(runs):
        held.write(2)
        held.anchor()
        false += bool(held.alarms())
    record_property("promise", "G5")
    record_property("figure", f"{false} false alarms in {runs} clean runs")
    assert false == 0
