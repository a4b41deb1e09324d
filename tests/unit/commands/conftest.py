"""Running a command as its user does, without starting a program for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import pytest


@dataclass(frozen=True)
class Answer:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    def _run(*words: str) -> Answer:
        command: Any = import_module(f"concerns.management.commands.{words[0]}").Command()
        status = 0
        try:
            command.run_from_argv(["manage.py", *words])
        except SystemExit as left:
            status = left.code if isinstance(left.code, int) else 1
        printed = capsys.readouterr()
        return Answer(status, printed.out, printed.err)

    return _run
