"""Keeps programs running for exactly as long as the process that asked for them lives.

A keeper is a small process between us and the programs. Its standard input is a pipe whose other
end only we hold: when we end, however we end (even by `kill -9`), the pipe closes, and the keeper
stops every program. When one program ends by itself the keeper stops the
others too and says which it was. Run as a script, so it imports nothing of ours.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

_GRACE_SECONDS = 15.0


@dataclass(frozen=True)
class Program:
    """One program to keep.

    :param log: the file its output is added to; None leaves it on our standard error.
    :param uid: the user to run as, when we are root.
    :param stop: the number of the signal that asks it to end in good order.
    """

    name: str
    argv: Sequence[str]
    env: Mapping[str, str]
    cwd: str | None = None
    log: str | None = None
    uid: int | None = None
    gid: int | None = None
    stop: int = signal.SIGTERM


class Keeper:
    """Starts programs and stops them again; also when this process dies."""

    def __init__(
        self,
        programs: Sequence[Program],
        *,
        holding: Sequence[int] = (),
        remove: Path | None = None,
    ) -> None:
        """
        :param holding: file descriptors (locks) the keeper holds for as long as programs run.
        :param remove: a folder deleted once everything has stopped.
        """
        self._process = subprocess.Popen(
            # -P: this file's folder holds a celery.py that must not hide the library
            [sys.executable, "-P", str(Path(__file__).resolve())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            pass_fds=holding,
            start_new_session=True,  # Ctrl-C is ours to handle, in our order
            cwd="/",
        )
        plan = {
            "programs": [asdict(p) for p in programs],
            "remove": str(remove) if remove else None,
        }
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(plan) + "\n")
        self._process.stdin.flush()
        self._last_words: str | None = None

    def died(self) -> str | None:
        """Which program ended by itself, and how; None while all run."""
        if self._last_words is None and self._process.poll() is not None:
            assert self._process.stdout is not None
            said = self._process.stdout.read().strip()
            self._last_words = said or f"the keeper ended with {self._process.returncode}"
        return self._last_words

    def stop(self) -> None:
        """Stop every program and wait until they are gone."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with suppress(OSError):
            self._process.stdin.close()
        self._process.wait()
        self.died()
        self._process.stdout.close()


def _keep(plan_line: str) -> str | None:
    """Run the plan until standard input closes; return what went wrong, if anything did."""
    plan = json.loads(plan_line)
    running: list[tuple[Program, subprocess.Popen[bytes]]] = []
    try:
        for described in plan["programs"]:
            program = Program(**described)
            try:
                running.append((program, _start(program)))
            except OSError as error:
                return f"{program.name} did not start: {error}"
        while True:
            readable, _, _ = select.select([0], [], [], 0.2)
            if readable and not os.read(0, 1):
                return None
            for program, process in running:
                if process.poll() is not None:
                    return f"{program.name} ended with status {process.returncode}"
    finally:
        for program, process in running:
            if process.poll() is None:
                process.send_signal(program.stop)
        deadline = time.monotonic() + _GRACE_SECONDS
        for _, process in running:
            _wait_until_gone(process, deadline)
        if plan["remove"]:
            shutil.rmtree(plan["remove"], ignore_errors=True)


def _start(program: Program) -> subprocess.Popen[bytes]:
    output = open(program.log, "ab") if program.log else sys.stderr.buffer  # noqa: SIM115
    try:
        return subprocess.Popen(
            program.argv,
            env=dict(program.env),
            cwd=program.cwd,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            user=program.uid,
            group=program.gid,
            extra_groups=[] if program.uid is not None else None,
            start_new_session=True,
        )
    finally:
        if program.log:
            output.close()


def _wait_until_gone(process: subprocess.Popen[bytes], deadline: float) -> None:
    with suppress(subprocess.TimeoutExpired):
        process.wait(max(0.0, deadline - time.monotonic()))
    # What is left of its process group: children it did not end, or itself if it would not.
    last_try = time.monotonic() + 2
    while time.monotonic() < last_try:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            break
        process.poll()
        time.sleep(0.02)
    process.wait()


def _main() -> int:
    def end(*_: object) -> None:
        raise SystemExit(0)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, end)
    plan_line = sys.stdin.readline()
    if not plan_line:  # they died before they could say what to keep
        return 0
    went_wrong = _keep(plan_line)
    if went_wrong:
        with suppress(BrokenPipeError):
            print(went_wrong, flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(_main())
