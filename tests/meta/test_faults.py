"""`make faults` runs every fault test whole and shows what came of it."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.meta.test_makefile import MAKEFILE, ROOT

TESTS = """
import pytest
from tests.faults import size

@pytest.mark.faults
def test_kept(record_property):
    record_property("promise", "G16")
    record_property("figure", f"0 of {size.of(10_000, few=400):,}")

@pytest.mark.faults
def test_broken(record_property):
    record_property("promise", "G5")
    assert False

@pytest.mark.faults
def test_not_here():
    pytest.skip("no such program")

def test_other():
    assert False
"""


def run(tmp_path, *arguments: str, **environment: str) -> str:
    (tmp_path / "test_it.py").write_text(TESTS)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = faults\n")
    left_out = {"FAULTS", "PYTEST_ADDOPTS", "PYTEST_XDIST_WORKER"}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:django", "-p", "no:randomly", *arguments],
        cwd=tmp_path,
        env={k: v for k, v in os.environ.items() if k not in left_out}
        | {"PYTHONPATH": str(ROOT)}
        | environment,
        capture_output=True,
        text=True,
        check=False,
    ).stdout


def test_the_table_tells_promise_figure_and_result(tmp_path) -> None:
    said = run(tmp_path, "-p", "tests.faults.table", "-m", "faults", FAULTS="whole")
    lines = [line for line in said.splitlines() if line.startswith("| ")]
    assert lines == [
        "| promise | figure | result | test |",
        "| ? | none reached | skipped | test_it.py::test_not_here |",
        "| G5 | none reached | failed | test_it.py::test_broken |",
        "| G16 | 0 of 10,000 | passed | test_it.py::test_kept |",
    ]


def test_make_faults_runs_them_whole_with_the_table() -> None:
    recipe = MAKEFILE.split("\nfaults:")[1].split("\n\n")[0]
    assert "FAULTS=whole" in recipe
    assert "-m faults" in recipe
    assert "-p tests.faults.table" in recipe
