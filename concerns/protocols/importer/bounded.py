"""Reads a file from outside in a process of its own, held to a time and a memory, and ended surely.

The process gets none of this one's environment, so that it holds no secret; what it answers is
JSON and never code.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, TypeVar

from concerns.engine.plain import unplain
from concerns.protocols.importer import turns
from concerns.protocols.importer.passages import Imported
from concerns.protocols.importer.readers import limits
from concerns.protocols.importer.source import CannotRead, Source

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[3]
_CHILD = "concerns.protocols.importer.child"

_TOO_LONG = (
    "Reading the file took longer than is allowed. Copy its words into a new document, without "
    "pictures and tables that are not needed, and try again."
)
_TOO_MUCH = (
    "Reading the file took more memory than is allowed. Copy its words into a new document, "
    "without pictures and tables that are not needed, and try again."
)
_BROKE = (
    "The file is damaged, or made in a way that takes more memory than is allowed. Copy its words "
    "into a new document and try again."
)


def read(
    data: bytes,
    name: str,
    seconds: float = limits.SECONDS,
    megabytes: int = limits.MEGABYTES,
) -> Source:
    """The document in a file, or a refusal, within the time and the memory given.

    :param seconds: of clock and of processor, at most 30. :param megabytes: at most 512.
    :raises CannotRead: with a plain sentence, whatever went wrong.
    """
    return _built(_done("read", data, name, seconds, megabytes).get("source"), Source)


def imported(
    data: bytes,
    name: str,
    seconds: float = limits.SECONDS,
    megabytes: int = limits.MEGABYTES,
) -> tuple[str, Imported]:
    """What a file was read as and the clauses proposed of it, within the time and the memory.

    :raises CannotRead: with a plain sentence, whatever went wrong.
    """
    told = _done("import", data, name, seconds, megabytes)
    return str(told.get("kind")), _built(told.get("imported"), Imported)


def _done(work: str, data: bytes, name: str, seconds: float, megabytes: int) -> dict[str, Any]:
    """What the process answers. :param work: `read` or `import`."""
    limits.check_size(data)
    seconds = min(seconds, limits.SECONDS)
    megabytes = min(megabytes, limits.MEGABYTES)
    header = {"work": work, "name": name[-200:], "seconds": seconds, "megabytes": megabytes}
    line = json.dumps(header).encode("ascii")
    assert len(line) < limits.LONGEST_HEADER  # 200 characters are at most 2,400 bytes of JSON
    with turns.turn():
        status, answer = _run(line + b"\n" + data, seconds)
    told = _last(answer)
    if told is None and status == limits.OUT_OF_MEMORY:
        raise CannotRead(_TOO_MUCH)
    if told is None and status in (-signal.SIGXCPU, -signal.SIGKILL):
        raise CannotRead(_TOO_LONG)
    if told is None:
        raise CannotRead(_BROKE)
    return _answer(told)


def _last(answer: bytes) -> bytes | None:
    """The last answer that was given to its end; None if there is none."""
    whole = answer.split(b"\n")[:-1]
    return whole[-1] if whole else None


def _run(given: bytes, seconds: float) -> tuple[int, bytes]:
    return run(_CHILD, given, seconds, root=ROOT)


def run(module: str, given: bytes, seconds: float, *, root: Path = ROOT) -> tuple[int, bytes]:
    """Exit status and output of a process that reads a file. It is gone when this returns,
    whatever happened.

    What it had answered when its time was up is returned too.

    :param module: what it runs; this must hold itself to its limits (`child.hold`) first.
    :param given: its whole input.
    """
    process = subprocess.Popen(
        [sys.executable, "-B", "-s", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=root,
        env={"PYTHONPATH": str(root), "LANG": "C.UTF-8"},
        start_new_session=True,
    )
    try:
        answer, _ = process.communicate(given, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        answer = error.output or b""
    finally:
        if process.poll() is None:  # never a number that is another's by now
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
    return process.returncode, answer


def _answer(answer: bytes) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(answer)
    except ValueError as error:
        raise CannotRead(_BROKE) from error
    if not isinstance(told, dict):
        raise CannotRead(_BROKE)
    if "cannot" in told:
        raise CannotRead(str(told["cannot"]))
    if "failed" in told:
        raise CannotRead(_BROKE) from RuntimeError(told["failed"])
    return told


def _built(told: Any, kind: type[T]) -> T:
    try:
        return unplain(told, kind)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise CannotRead(_BROKE) from error
