"""Several sweeps and several senders at the same moment, each over a connection of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection, transaction

from concerns.actions import delivery, notifications, reminders
from concerns.actions.notifications import Kind
from concerns.models import Notification
from tests.outbox import MONDAY, Place, committed, everything, filed, held, northam, rows, told

pytestmark = pytest.mark.integration

OVERDUE = datetime(2026, 6, 19, 9, 0, tzinfo=UTC)


@pytest.fixture
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    """A council that every connection sees."""
    with committed(request):
        yield northam()


def at_once(*acts: Callable[[], None]) -> None:
    """Run them at the same moment; what one raises is raised here."""
    start = threading.Barrier(len(acts))
    failed: list[BaseException] = []

    def run(act: Callable[[], None]) -> None:
        try:
            start.wait()
            act()
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]


def test_sweeps_at_the_same_moment_leave_one_row_a_reminder(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(10):
        held(place, f"A{n}")
    # All of them have derived everything before any of them queues.
    derived, really = threading.Barrier(4), notifications.queue_all

    def queue_all(mails: list[notifications.Mail], *, at: datetime) -> int:
        derived.wait(20)
        return really(mails, at=at)

    monkeypatch.setattr(notifications, "queue_all", queue_all)

    def sweep() -> None:
        assert reminders.sweep(at=OVERDUE).failed == 0

    at_once(sweep, sweep, sweep, sweep)

    assert sorted(told()) == [("ann", "overdue")] * 10 + [("ben", "overdue_deputy")] * 10


def queue_some(place: Place, number: int) -> None:
    concern = filed(place, "K7QD")
    for n in range(number):
        notifications.queue(
            kind=Kind.CHANGED,
            concern=concern,
            user=place["ros"].user,
            at=MONDAY,
            discriminator=f"v{n}",
        )


def test_workers_at_the_same_moment_never_send_the_same_row(place: Place) -> None:
    queue_some(place, 40)
    sent: dict[str, int] = {}

    def work(name: str) -> Callable[[], None]:
        def deliver() -> None:
            sent[name] = delivery.deliver_due(at=MONDAY, worker=name).sent

        return deliver

    at_once(*(work(name) for name in ("w1", "w2", "w3", "w4")))

    assert sum(sent.values()) == 40
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == 40
    assert len(mail.outbox) == 40
    assert {row.attempts for row in rows()} == {1}
    assert len({row.claimed_by for row in rows()}) > 1, "only one of them did anything"


def test_a_row_another_sender_is_taking_is_passed_over_and_not_waited_for(place: Place) -> None:
    queue_some(place, 2)
    first, second = rows()
    taken, seen = threading.Event(), threading.Event()

    def take_and_hold() -> None:
        with everything():
            Notification.objects.select_for_update().get(pk=first.pk)
            taken.set()
            assert seen.wait(20)

    def deliver() -> None:
        assert taken.wait(20)
        began = time.monotonic()
        try:
            delivery.deliver_due(at=MONDAY, worker="w")
        finally:
            seen.set()
        assert time.monotonic() - began < 10

    at_once(take_and_hold, deliver)

    assert [row.pk for row in rows(sent_at__isnull=False)] == [second.pk]


def test_a_lease_is_taken_by_the_databases_clock_and_committed_before_sending(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue_some(place, 1)
    seen: list[Notification] = []
    second: list[delivery.Delivered] = []

    def send(message: object) -> int:
        def look() -> None:
            seen.extend(rows())
            second.append(delivery.deliver_due(at=MONDAY, worker="other"))

        at_once(look)
        return 1

    monkeypatch.setattr(mail.EmailMessage, "send", send)
    assert delivery.deliver_due(at=MONDAY, worker="one").sent == 1

    [row] = seen
    assert (row.attempts, row.claimed_by, row.sent_at) == (1, "one", None)
    assert row.lease_until is not None
    # `at` is a day in June; the lease runs by the clock on the wall.
    left = row.lease_until - datetime.now(UTC)
    assert timedelta(seconds=10) < left <= timedelta(seconds=20)
    assert second == [delivery.Delivered()], "another took it while it was being sent"


def test_mail_is_not_sent_inside_the_transaction_of_a_request(place: Place) -> None:
    queue_some(place, 1)
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        delivery.deliver_due(at=MONDAY, worker="w")
    assert mail.outbox == []
