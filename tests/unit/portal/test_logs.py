"""A line of the log tells what happened and where, and nothing that anybody wrote."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from concerns.engine.offices import Office
from protocol_portal import logs, reports

CANARY = "Zanzibar O'Canary"


def line(name: str, message: str, *arguments: Any, error: BaseException | None = None) -> Any:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(name, 20, "/x/site-packages/lib/a.py", 7, message, arguments, info)
    written = logs.Line().format(record)
    assert "\n" not in written
    return json.loads(written)


def failed() -> BaseException:
    """An error about an error, both with words in them."""
    try:
        try:
            int(CANARY)
        except ValueError as error:
            raise RuntimeError(f'DETAIL: Key (name)=("{CANARY}") already exists.') from error
    except RuntimeError as error:
        return error


@pytest.mark.parametrize("name", ["concerns.actions.delivery", "django.request"])
def test_numbers_ids_and_codes_are_told_and_nothing_else(name: str) -> None:
    task = str(uuid4())
    given = (7, 0.5, None, True, Office.CLERK, ValueError, task, "concerns.deliver_due")
    told = line(name, " ".join(["%s"] * 10), *given, CANARY, RuntimeError(CANARY))["event"]
    assert told == f"7 0.5 None True clerk ValueError {task} concerns.deliver_due ? ?"


def test_what_a_library_put_together_is_left_out() -> None:
    assert "event" not in line("celery.app.trace", f"Task of {CANARY} failed")
    assert line("concerns.tasks", "nothing was due")["event"] == "nothing was due"


def test_arguments_by_name_are_looked_at_like_the_others() -> None:
    named = {"n": 3, "exc": CANARY}
    assert line("celery.app.trace", "Task %(n)s: %(exc)s", named)["event"] == "Task 3: ?"


def test_a_text_that_does_not_fit_its_arguments_breaks_nothing() -> None:
    assert "event" not in line("lib", "%d of %d", CANARY)


def test_an_error_is_its_types_and_its_places() -> None:
    found = line("django.request", "%s: %s", "/c/x/", CANARY, error=failed())
    assert found["error"] == "builtins.RuntimeError < builtins.ValueError"
    assert found["places"][-1].startswith("tests/unit/portal/test_logs.py:")
    assert found["places"][-1].endswith(":failed")
    assert found["at"] == "lib/a.py:7:?"
    assert CANARY not in json.dumps(found)


def test_a_line_within_a_request_names_its_route_and_not_its_address() -> None:
    request = RequestFactory().get("/account/password/reset/key/1-secret/", {"q": CANARY})
    request.id = "abc"  # type: ignore[attr-defined]
    token = logs.request.set(request)
    try:
        found = line("concerns.views", "seen")
    finally:
        logs.request.reset(token)
    assert (found["request"], found["method"]) == ("abc", "GET")
    assert "secret" not in json.dumps(found)
    assert CANARY not in json.dumps(found)


def test_a_method_nobody_knows_is_not_repeated() -> None:
    request = HttpRequest()
    request.method = CANARY
    assert logs.asked(request)["method"] == "?"


@pytest.mark.parametrize("served", [True, False])
def test_a_service_that_dies_tells_no_more(served: bool) -> None:
    """Unserved is the control: Python's own report of the end quotes it."""
    program = f"""
import django, logging, warnings
django.setup()
from protocol_portal import logs
if {served}:
    logs.serve()
warnings.warn({CANARY!r})
lonely = logging.getLogger("lonely")
lonely.propagate = False
lonely.warning("about " + {CANARY!r})
raise RuntimeError({CANARY!r})
"""
    died = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert died.returncode == 1
    assert (CANARY in died.stderr) is not served
    if served:
        assert [json.loads(each)["logger"] for each in died.stderr.splitlines()] == [
            "py.warnings",
            "lonely",
            "protocol_portal.uncaught",
        ]


def test_a_report_of_an_error_holds_neither_values_nor_settings_nor_the_form() -> None:
    request = RequestFactory().post(f"/c/{CANARY}/", {"what": CANARY}, HTTP_COOKIE=f"a={CANARY}")
    error = failed()
    reporter = reports.BareReporter(request, type(error), error, error.__traceback__)
    for told in (reporter.get_traceback_html(), reporter.get_traceback_text()):
        assert "RuntimeError" in told
        assert CANARY not in told
        assert "SECRET_KEY" not in told
