"""Scanners to ask: a real clamd with signatures of our own, and sockets that behave badly."""

from __future__ import annotations

import hashlib
import socket
import struct
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from concerns.evidence.clamd import EICAR, Clamd, Unavailable
from protocol_portal import scanner

_PATIENCE = 60.0


@contextmanager
def real() -> Iterator[str]:
    """The address of a clamd of this machine that knows the test file; skips where there is none.

    It has no others' signatures: these cannot be had without their server.
    """
    if scanner.installed() is None:
        pytest.skip("There is no clamd on this machine (package clamav-daemon).")
    with tempfile.TemporaryDirectory(prefix="pp-clamd-") as folder:
        home = Path(folder)
        program = scanner.program(home, signatures(home / "signatures"))
        assert program is not None
        process = subprocess.Popen(
            program.argv,
            env=dict(program.env),
            cwd=home,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            address = f"unix:{home / 'clamd.sock'}"
            _wait(Clamd(address))
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)


def signatures(folder: Path) -> Path:
    """A folder with the signature of the test file alone."""
    folder.mkdir()
    digest = hashlib.md5(EICAR, usedforsecurity=False).hexdigest()
    (folder / "own.hdb").write_text(f"{digest}:{len(EICAR)}:Test.Eicar\n")
    return folder


def _wait(clamd: Clamd) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            clamd.check()
        except Unavailable:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return


@contextmanager
def pretended(answer: Callable[[bytes], bytes | None], *, wait: float = 0.0) -> Iterator[str]:
    """The address of a socket that reads a file as clamd does, and answers as it is told.

    :param answer: what it says of a file, as bytes; None to hang up without a word.
    :param wait: seconds before it answers.
    """
    with tempfile.TemporaryDirectory(prefix="pp-scanner-") as folder:
        path = str(Path(folder) / "s")
        server = socket.socket(socket.AF_UNIX)
        server.bind(path)
        server.listen()
        done = threading.Event()
        thread = threading.Thread(target=_serve, args=(server, answer, wait, done), daemon=True)
        thread.start()
        try:
            yield f"unix:{path}"
        finally:
            done.set()
            with suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
            server.close()
            thread.join(timeout=10)


def _serve(
    server: socket.socket,
    answer: Callable[[bytes], bytes | None],
    wait: float,
    done: threading.Event,
) -> None:
    while not done.is_set():
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection, suppress(OSError, struct.error):
            said = answer(_file(connection))
            done.wait(wait)
            if said is not None:
                connection.sendall(said)


def _file(connection: socket.socket) -> bytes:
    """What was sent of a file, pieces put together."""
    with connection.makefile("rb") as stream:
        assert stream.read(10) == b"zINSTREAM\0"
        found = b""
        while length := struct.unpack("!I", stream.read(4))[0]:
            found += stream.read(length)
        return found


def honest(data: bytes) -> bytes:
    """As the real one, which knows the test file alone."""
    return b"stream: Test.Eicar FOUND\0" if EICAR in data else b"stream: OK\0"


def lying(data: bytes) -> bytes:
    """Everything is clean."""
    return b"stream: OK\0"
