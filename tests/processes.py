"""The service's own processes, on the database of a test."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]
Running = AbstractContextManager[Path]  # a process; entering it gives its log

PATIENCE = 90.0  # seconds, for a machine that does other things as well


def environment(mail_port: int) -> dict[str, str]:
    """The service's own settings, as the demonstration sets them, on the database of this test.

    As the demonstration, so that a reminder does not wait for Monday on a Sunday.
    """
    broker = urlsplit(settings.CELERY_BROKER_URL)
    # Each process of a parallel run has a broker of its own.
    number = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "protocol_portal.settings",
        "PORTAL_DEMO": "1",
        "PORTAL_AS_OWNER": "0",
        "DATABASE_URL": _address("default"),
        "KEYS_DATABASE_URL": _address("keys"),
        "REDIS_URL": urlunsplit(broker._replace(path=f"/{1 + int(number)}")),
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "SITE_URL": "http://localhost",
        "DELIVER_EVERY_SECONDS": "1",
        "SWEEP_EVERY_SECONDS": "1",
        "LOG_LEVEL": "INFO",
    }


def _address(alias: str) -> str:
    database = settings.DATABASES[alias]
    return (
        f"postgresql://{settings.APPLICATION_ROLE}@/{database['NAME']}"
        f"?host={quote(database['HOST'], safe='')}&port={database['PORT']}"
    )


def celery(folder: Path, env: dict[str, str], part: str, *arguments: str) -> Running:
    """A Celery process."""
    program = ("celery", "--app", "protocol_portal", part, *arguments)
    return _running(folder / f"{part}.log", env, part, *program)


def gunicorn(folder: Path, env: dict[str, str]) -> Running:
    """The web, where WEB_BIND says."""
    return _running(
        folder / "web.log", env, "web", "gunicorn", "--config", "python:protocol_portal.server"
    )


@contextmanager
def _running(log: Path, env: dict[str, str], part: str, *module: str) -> Iterator[Path]:
    """A process for the length of the block. :return: its log."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *module],
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
    """Fails with the ends of the logs where it does not come to that."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > deadline:
            said = "\n".join(f"{log.name}:\n{log.read_text()[-3000:]}" for log in logs)
            pytest.fail(f"It did not come to that within {PATIENCE:.0f} s.\n{said}")
        time.sleep(0.1)
