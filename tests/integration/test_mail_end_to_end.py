"""A reminder all the way: beat, a broker, a worker, the database, and a mail server."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.utils import timezone

from concerns.engine.working_days import local_date
from concerns.selectors import outbox
from tests.outbox import CANARY, Place, committed, held, mail_server, northam, rows

pytestmark = pytest.mark.integration

ROOT = Path(__file__).resolve().parents[2]
BOTH = ("concerns.sweep_reminders", "concerns.deliver_due")
PATIENCE = 90.0  # seconds, for a machine that does other things as well


@pytest.fixture
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    """A council that other processes see."""
    with committed(request):
        yield northam()


def environment(mail_port: int) -> dict[str, str]:
    """The service's own settings, as the demonstration sets them, on the database of this test.

    As the demonstration, so that the reminder does not wait for Monday on a Sunday.
    """
    database = settings.DATABASES["default"]
    broker = urlsplit(settings.CELERY_BROKER_URL)
    # Each process of a parallel run has a broker of its own.
    number = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "protocol_portal.settings",
        "PORTAL_DEMO": "1",
        "PORTAL_AS_OWNER": "0",
        "DATABASE_URL": f"postgresql://{settings.APPLICATION_ROLE}@/"
        f"{database['NAME']}?host={quote(database['HOST'], safe='')}&port={database['PORT']}",
        "REDIS_URL": urlunsplit(broker._replace(path=f"/{1 + int(number)}")),
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "SITE_URL": "http://localhost",
        "DELIVER_EVERY_SECONDS": "1",
        "SWEEP_EVERY_SECONDS": "1",
        "LOG_LEVEL": "INFO",
    }


@contextmanager
def celery(folder: Path, env: dict[str, str], part: str, *arguments: str) -> Iterator[Path]:
    """A Celery process. :return: its log."""
    log = folder / f"{part}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "celery", "--app", "protocol_portal", part, *arguments],
            env={**env, "PORTAL_PROCESS": part},
            cwd=ROOT,
            stdout=output,
            stderr=output,
        )
        try:
            yield log
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_until(true: Callable[[], bool], logs: list[Path]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > deadline:
            said = "\n".join(f"{log.name}:\n{log.read_text()[-3000:]}" for log in logs)
            pytest.fail(f"It did not come to that within {PATIENCE:.0f} s.\n{said}")
        time.sleep(0.1)


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
