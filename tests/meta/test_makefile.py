"""The two commands keep their promises: nothing skipped, nothing rebuilt, plain words."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text()
CHECKS = ("format", "lint", "types", "imports", "templates", "migrations", "deployment")

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")


def make(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        ["make", *arguments],
        cwd=ROOT,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_ci_runs_make_test() -> None:
    script = (ROOT / ".ci" / "run").read_text()
    assert script.splitlines()[-1].endswith("exec make test")


def test_a_check_that_fails_does_not_hide_the_others() -> None:
    """`false` stands for every tool: each check must be tried and reported."""
    settled = [
        argument for stamp in (".venv/.dev", "static/build/app.css") for argument in ("-o", stamp)
    ]
    result = make("--keep-going", *settled, "RUN=false", *CHECKS)
    failed = set(re.findall(r"\*\*\* \[(?:Makefile:\d+: )?(\w+)\]", result.stderr))
    assert failed >= set(CHECKS) - {"imports"}  # which runs a program of its own


def test_check_keeps_going_over_every_check() -> None:
    recipe = re.search(r"^check:.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    assert recipe
    assert "--keep-going" in recipe[1]
    assert set(CHECKS) <= set(recipe[1].split())


def test_without_a_python_it_says_what_to_install() -> None:
    result = make("-W", "requirements/demo.txt", "PYTHON=", ".venv/.demo")
    assert result.returncode != 0
    assert result.stdout.startswith("Python 3.11 or newer is needed and was not found: ")


def test_make_alone_says_what_there_is() -> None:
    result = make()
    assert result.returncode == 0
    assert "make demo" in result.stdout
    assert "make test" in result.stdout
