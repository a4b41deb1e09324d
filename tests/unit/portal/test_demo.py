"""``make demo`` serves the real parts together, and takes all of them down again."""

from __future__ import annotations

import os
import re
import shutil
import signal
import smtplib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import psutil
import pytest

from protocol_portal import demo

# Each starts a demonstration on the same ports, so they run in one worker.
pytestmark = pytest.mark.xdist_group("demonstration")

CHECKOUT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def state() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="pp-", dir="/var/tmp"))
    folder.chmod(0o755)
    yield folder
    for process in _processes_of(folder):
        process.kill()
    shutil.rmtree(folder, ignore_errors=True)


def _processes_of(folder: Path) -> list[psutil.Process]:
    """Every process started with that folder in its environment or on its command line."""
    found = []
    for process in psutil.process_iter():
        try:
            named = str(folder) in " ".join(process.cmdline())
            if named or process.environ().get("PORTAL_STATE_DIR") == str(folder):
                found.append(process)
        except psutil.Error:
            continue
    return found


@pytest.fixture
def start(state: Path) -> Iterator[Callable[[], Demo]]:
    """Starts a demonstration; whatever the test leaves running is ended after it."""
    started: list[Demo] = []

    def one() -> Demo:
        # Any port: a fixed one is also taken by whoever runs these tests in another checkout.
        started.append(Demo(state, "--port", str(demo.any_port())))
        started[-1].wait_until_served()
        return started[-1]

    yield one
    for running in started:
        running.process.kill()
        running.process.communicate()
        assert running.nothing_is_left()


class Demo:
    """A running demonstration."""

    def __init__(self, state: Path, *arguments: str) -> None:
        leave_out = {"DATABASE_URL", "OWNER_DATABASE_URL", "REDIS_URL"}
        environment = {k: v for k, v in os.environ.items() if k not in leave_out}
        self.state = state
        self.process = subprocess.Popen(
            [sys.executable, "-m", "protocol_portal.demo", *arguments],
            cwd=CHECKOUT,
            env={**environment, "PORTAL_STATE_DIR": str(state)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.said = ""

    def wait_until_served(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said += line
            if "Stop with" in line:
                break
        else:
            pytest.fail(f"{self.said}\n{self.process.communicate()[1]}")

    @property
    def address(self) -> str:
        found = re.search(r"http://localhost:\d+/", self.said)
        assert found
        return found[0]

    @property
    def home(self) -> Path:
        return next(self.state.glob("protocol-portal-*/demo"))

    def end(self, number: int) -> tuple[int, str]:
        self.process.send_signal(number)
        _, errors = self.process.communicate(timeout=40)
        return self.process.returncode, errors

    def kept_secret_after_ending(self) -> str:
        code, _ = self.end(signal.SIGTERM)
        assert code == 0
        assert self.nothing_is_left()
        return (self.home / "secret").read_text()

    def nothing_is_left(self) -> bool:
        deadline = time.monotonic() + 20
        while _processes_of(self.state):
            if time.monotonic() > deadline:
                return False
            time.sleep(0.1)
        return True


def _status(address: str) -> int:
    with urllib.request.urlopen(address, timeout=10) as response:
        return int(response.status)


def test_it_serves_takes_mail_and_leaves_nothing_after_ctrl_c(start: Callable[[], Demo]) -> None:
    running = start()
    assert _status(f"{running.address}account/login/") == 200
    _send(running)
    kept = list((running.home / "mail" / "new").iterdir())
    assert "see what was sent" in kept[-1].read_text()
    assert (running.home / "mail").stat().st_mode & 0o077 == 0
    code, errors = running.end(signal.SIGINT)
    assert (code, errors) == (0, "")
    assert running.nothing_is_left()


def _send(running: Demo) -> None:
    mail = next(p for p in _processes_of(running.state) if "aiosmtpd" in " ".join(p.cmdline()))
    address = next(part for part in mail.cmdline() if part.startswith("127.0.0.1:"))
    message = EmailMessage()
    message["From"] = message["To"] = "someone@example.org"
    message.set_content("see what was sent")
    with smtplib.SMTP("127.0.0.1", int(address.rpartition(":")[2])) as server:
        server.send_message(message)


def _secret_of_an_earlier_run(state: Path, start: Callable[[], Demo]) -> str:
    """Any will do: the tests before leave one, and where there were none it is made here."""
    for kept in state.glob("protocol-portal-*/demo/secret"):
        return kept.read_text()
    return start().kept_secret_after_ending()


def test_a_second_time_it_keeps_its_secret(state: Path, start: Callable[[], Demo]) -> None:
    secret = _secret_of_an_earlier_run(state, start)
    assert start().kept_secret_after_ending() == secret


def test_when_a_part_ends_it_says_which_and_ends_the_others(start: Callable[[], Demo]) -> None:
    running = start()
    beat = next(p for p in _processes_of(running.state) if "beat" in p.cmdline())
    beat.kill()
    _, errors = running.process.communicate(timeout=40)
    assert running.process.returncode == 1
    assert errors.startswith("beat ended with status -9, so the demonstration has ended")
    assert running.nothing_is_left()


def test_nothing_is_left_even_when_it_is_killed(start: Callable[[], Demo]) -> None:
    running = start()
    running.end(signal.SIGKILL)
    assert running.nothing_is_left()


def test_a_port_that_is_taken_is_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert demo.free_port(port) > port


def test_no_free_port_is_said_in_a_sentence() -> None:
    with pytest.raises(demo.DemoError, match=r"^No port from 65536 on is free"):
        demo.free_port(65536)


def test_it_never_empties_a_database_it_did_not_start(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://someone@db/real")
    monkeypatch.setenv("OWNER_DATABASE_URL", "postgresql://owner@db/real")
    monkeypatch.setenv("REDIS_URL", "redis://queue/0")
    assert demo.main(["--fresh"]) == 1
    assert "never DATABASE_URL's" in capsys.readouterr().err
