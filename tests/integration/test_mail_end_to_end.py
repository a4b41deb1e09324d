"""A reminder all the way: beat, a broker, a worker, the database, and a mail server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone

from concerns.engine.working_days import local_date
from concerns.selectors import outbox
from tests.outbox import CANARY, Place, committed, held, mail_server, northam, rows
from tests.processes import celery, environment, wait_until

pytestmark = pytest.mark.integration

BOTH = ("concerns.sweep_reminders", "concerns.deliver_due")


@pytest.fixture
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    """A council that other processes see."""
    with committed(request):
        yield northam()


def succeeded(log: Path, task: str) -> int:
    """How often the worker finished a task."""
    return sum(
        f"Task {task}[" in line and "succeeded" in line for line in log.read_text().splitlines()
    )


def test_a_reminder_arrives_once_however_often_the_tasks_run(place: Place, tmp_path: Path) -> None:
    today = local_date(timezone.now())
    held(place, due_on=today)
    assert set(BOTH) <= set(outbox.silent_parts(at=timezone.now()))

    with mail_server() as (post, port):
        env = environment(port)
        schedule = f"--schedule={tmp_path / 'schedule'}"
        with (
            celery(tmp_path, env, "worker", "--concurrency=2", "--loglevel=INFO") as worker,
            celery(tmp_path, env, "beat", "--pidfile=", schedule, "--loglevel=INFO") as beat,
        ):
            wait_until(lambda: len(post.mails) > 1, [worker, beat])
            before = {task: succeeded(worker, task) for task in BOTH}
            # Both tasks again, several times: each would send it again if it could.
            wait_until(
                lambda: all(succeeded(worker, task) >= n + 3 for task, n in before.items()),
                [worker, beat],
            )
            assert not set(BOTH) & set(outbox.silent_parts(at=timezone.now()))

    message, review = sorted(post.mails, key=lambda mail: str(mail["Subject"]))
    assert message["To"] == "ann@northam.example"
    assert message["Subject"] == "Due today: K7QD"
    assert "http://localhost/concerns/K7QD/" in message.get_content()
    assert CANARY not in message.as_string()
    assert review["To"] == "ada@northam.example"
    assert "has to be looked at again" in review["Subject"]
    found = sorted(rows(), key=lambda row: row.kind)
    assert [(row.kind, row.attempts) for row in found] == [("due_today", 1), ("review_due", 1)]
    assert all(row.sent_at is not None for row in found)
