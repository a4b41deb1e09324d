"""The chain over the record, as the database keeps it."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, nullcontext
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.django import TestCase

from concerns.actions import _audit, anchors
from concerns.actions._scope import engine_scope
from concerns.chain.entry import GENESIS, Entry
from concerns.models import AuditEvent, AuditHead, AuditLink
from concerns.selectors import record
from tests.outbox import committed
from tests.people import NOON, town
from tests.roles import owner

pytestmark = pytest.mark.integration


def commit() -> None:
    """What a commit does to the record; a test never gets there."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def entries() -> list[Entry]:
    with engine_scope():
        return list(record.entries())


def write(**data: Any) -> int:
    with engine_scope():
        return _audit.record("concern.view", at=NOON, by=None, codes=data)


class TestAsPythonHashesIt(TestCase):
    """Or nobody could check a record without the database."""

    codes = some.text(some.characters(exclude_characters="\0", exclude_categories=["Cs"]))
    values = codes | some.integers() | some.booleans() | some.none() | some.lists(codes, max_size=3)

    @given(
        type=some.text('abc._é"\\', min_size=1, max_size=60),
        ids=some.lists(some.none() | some.integers(1, 2**63 - 1), min_size=4, max_size=4),
        at=some.datetimes(datetime(1000, 1, 1), timezones=some.just(UTC)),  # noqa: DTZ001
        data=some.dictionaries(codes, values, max_size=4),
    )
    def test_whatever_an_event_holds(
        self, type: str, ids: list[int | None], at: datetime, data: dict[str, Any]
    ) -> None:
        council, concern, actor, person = ids
        with engine_scope():
            AuditEvent.objects.create(
                council_id=council, concern_id=concern, actor_id=actor, person_id=person,
                type=type, at=at, data=data,
            )  # fmt: skip
        commit()
        assert anchors.check().alarms == []
        assert entries()[-1].at == anchors.as_utc(at)


@pytest.mark.django_db
def test_every_council_has_a_chain_of_its_own_and_so_has_what_belongs_to_none() -> None:
    council = town("langport").council
    for _ in range(2):
        write()
    commit()
    links = [e for e in entries() if e.council in {0, council.pk}]
    assert [(e.council, e.seq) for e in links][:2] == [(0, 1), (0, 2)]
    assert links[0].prev_hash == GENESIS
    assert links[1].prev_hash == links[0].hash
    assert [e.seq for e in links[2:]] == list(range(1, len(links) - 1))


@pytest.mark.django_db
def test_a_link_is_written_at_commit_and_only_of_what_is_committed() -> None:
    with transaction.atomic():
        write(lost=True)
        transaction.set_rollback(True)
    kept = write()
    with engine_scope():
        assert not AuditLink.objects.exists()
    assert [e.seq for e in entries()] == [None]
    commit()
    assert [(e.seq, e.event) for e in entries()] == [(1, kept)]


_LINK = "(event_id, council_id, seq, at, prev_hash, hash)"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        f"INSERT INTO concerns_auditlink {_LINK} VALUES (1, 0, 9, now(), '', '')",
        "UPDATE concerns_auditlink SET at = now()",
        "DELETE FROM concerns_auditlink",
        "TRUNCATE concerns_auditlink",
        "INSERT INTO concerns_audithead (council_id, seq, hash) VALUES (5, 9, '')",
        "UPDATE concerns_audithead SET seq = 0",
        "DELETE FROM concerns_audithead",
        "TRUNCATE concerns_audithead",
        "SET session_replication_role = replica",
        "SELECT pp_link_event()",
        "SELECT pp_next_link(NULL::concerns_auditevent)",
    ],
)
@pytest.mark.parametrize("who", [nullcontext, owner])
def test_neither_the_application_nor_the_owner_writes_a_link_or_moves_a_head(
    statement: str, who: Callable[[], AbstractContextManager[None]]
) -> None:
    write()
    commit()
    for scope in (nullcontext(), engine_scope()):
        with who(), scope, connection.cursor() as cursor:
            _is_refused(cursor, statement)
    assert anchors.check().alarms == []


def _is_refused(cursor: Any, statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute(statement)


@pytest.mark.django_db
def test_only_the_engine_reads_links_and_not_even_the_owner_reads_heads() -> None:
    write()
    commit()
    with engine_scope():
        assert AuditLink.objects.count() == 1
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            AuditHead.objects.exists()
        with owner():
            assert not AuditHead.objects.exists()
    assert not AuditLink.objects.exists()


@pytest.mark.django_db
def test_a_place_and_a_time_are_the_databases_whatever_an_event_says() -> None:
    with engine_scope():
        AuditEvent.objects.create(type="x", at=datetime(1999, 1, 1, tzinfo=UTC), data={"seq": 99})
    commit()
    (entry,) = entries()
    assert entry.seq == 1
    assert str(entry.linked_at) > "2026"


def connect() -> psycopg.Connection:
    parameters = connection.get_connection_params()
    return psycopg.connect(
        **{k: v for k, v in parameters.items() if k in {"dbname", "user", "host", "port"}}
    )


class TestTwoAtOnce:
    """Nobody waits for somebody else's request, only for their commit."""

    def both(self, at_insert: bool) -> None:
        with connect() as slow, connect() as quick:
            for each in (slow, quick):
                each.execute("SET lock_timeout = '300ms'")
                each.execute("SELECT set_config('app.engine', 'on', true)")
                each.execute(
                    "INSERT INTO concerns_auditevent (council_id, type, at, data)"
                    " VALUES (7, 'x', now(), '{}')"
                )
                if at_insert and each is slow:
                    each.execute("SET CONSTRAINTS ALL IMMEDIATE")
            quick.commit()
            slow.commit()

    def test_a_request_under_way_keeps_no_other_from_its_commit(
        self, request: pytest.FixtureRequest
    ) -> None:
        with committed(request):
            self.both(at_insert=False)
            assert [(e.council, e.seq) for e in entries()] == [(7, 1), (7, 2)]
            assert anchors.check().alarms == []

    def test_linked_at_insert_it_would(self, request: pytest.FixtureRequest) -> None:
        """The control: the first holds the head until it ends."""
        with committed(request), pytest.raises(psycopg.errors.LockNotAvailable):
            self.both(at_insert=True)


class TestTwoChainsAtOnce:
    """Both are committed, whatever the order of their events."""

    def write(self, each: psycopg.Connection, *councils: int) -> None:
        each.execute("SELECT set_config('app.engine', 'on', true)")
        for council in councils:
            each.execute(
                "INSERT INTO concerns_auditevent (council_id, type, at, data)"
                " VALUES (%s, 'x', now(), '{}')",
                [council],
            )

    def crossing(self, *, noted: bool = True) -> None:
        with ExitStack() as opened, ThreadPoolExecutor() as pool:
            watch, holds_7, holds_8, one, other = (opened.enter_context(connect()) for _ in "12345")
            watch.autocommit = True
            for each, council in ((holds_7, 7), (holds_8, 8)):
                self.write(each, council)
                each.commit()  # the head is there
                self.write(each, council)
                each.execute("SET CONSTRAINTS ALL IMMEDIATE")  # and is held
            self.write(one, 7, 8)
            self.write(other, 8, 7)
            for each in (one, other) if not noted else ():
                each.execute("SELECT set_config('app.heads', '', true)")
            ends = [pool.submit(each.commit) for each in (one, other)]
            for held, waiting in ((holds_7, 2), (holds_8, 1)):
                until = time.monotonic() + 5
                while waits(watch) < waiting and time.monotonic() < until:
                    time.sleep(0.01)
                held.commit()
            for end in ends:
                end.result()

    def test_neither_ends_the_other(self, request: pytest.FixtureRequest) -> None:
        with committed(request):
            self.crossing()
            assert sum(e.council in {7, 8} for e in entries()) == 8
            assert anchors.check().alarms == []

    def test_in_the_order_of_their_events_one_would(self, request: pytest.FixtureRequest) -> None:
        """The control: nobody notes which heads there are to take."""
        with committed(request), pytest.raises(psycopg.errors.DeadlockDetected):
            self.crossing(noted=False)


def waits(watch: psycopg.Connection) -> int:
    """How many of this database wait for a lock."""
    found = watch.execute(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    ).fetchone()
    assert found is not None
    return int(found[0])
