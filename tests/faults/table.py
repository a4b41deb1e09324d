"""Prints what the fault tests found: promise, figure, result. `make faults` loads it."""

from __future__ import annotations

import pytest

HEAD = "| promise | figure | result | test |\n|---|---|---|---|"
_found: dict[str, pytest.TestReport] = {}


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    # A failure in setting up or clearing away is the test's as well.
    if report.when == "call" or report.outcome != "passed":
        _found[report.nodeid] = report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.write_line("\n" + table(list(_found.values())))


def table(reports: list[pytest.TestReport]) -> str:
    """The table in Markdown, in the order of the promises' numbers."""
    return "\n".join([HEAD, *(line for _, line in sorted(_line(report) for report in reports))])


def _line(report: pytest.TestReport) -> tuple[list[int], str]:
    promises = _recorded(report, "promise")
    numbers = [int("".join(filter(str.isdigit, promise)) or 0) for promise in promises]
    cells = (
        ", ".join(promises) or "?",
        "; ".join(_recorded(report, "figure")) or "none reached",
        report.outcome,
        report.nodeid.removeprefix("tests/"),
    )
    return numbers, "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _recorded(report: pytest.TestReport, name: str) -> list[str]:
    return [str(value) for key, value in report.user_properties if key == name]
