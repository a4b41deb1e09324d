"""What a browser tells of a broken policy is kept as two words."""

from __future__ import annotations

import json
import logging

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from protocol_portal import logs, violations


@pytest.fixture(autouse=True)
def another_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(violations, "_seen", {})


def told(body: bytes) -> HttpResponse:
    return violations.report(RequestFactory().post("/csp-report", body, "application/csp-report"))


def report(**fields: str) -> bytes:
    return json.dumps(
        {"csp-report": {"document-uri": "/concerns/AAAA-BBBB-CCCC/"} | fields}
    ).encode()


def test_the_rule_and_the_kind_are_logged_and_no_address(caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.setFormatter(logs.Line())
    sent = report(**{"effective-directive": "script-src-elem", "blocked-uri": "inline"})
    assert told(sent).status_code == 204
    sent = report(**{"violated-directive": "img-src 'self'", "blocked-uri": "https://x.example/Z"})
    assert told(sent).status_code == 204
    events = [json.loads(line)["event"] for line in caplog.text.splitlines()]
    assert events == [
        "a page broke its policy: script-src, inline",
        "a page broke its policy: img-src, address",
    ]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00\xff",
        b"[]",
        b"{}",
        b'{"csp-report": 5}',
        b'{"csp-report": {}}',
        b"[" * 9_000,
        report(**{"effective-directive": "img-src", "x": "y" * violations.LONGEST}),
    ],
)
def test_what_is_no_report_is_answered_alike_and_not_logged(
    body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    assert told(body).status_code == 204
    assert caplog.text == ""


def test_a_form_is_no_report_though_it_was_read_before(caplog: pytest.LogCaptureFixture) -> None:
    request = RequestFactory().post("/csp-report", {"csp-report": "1"})
    assert request.POST
    assert violations.report(request).status_code == 204
    assert caplog.text == ""


def test_nobody_fills_the_log_with_them(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    for _ in range(3 * violations.MOST_A_MINUTE):
        told(report(**{"effective-directive": "img-src"}))
    assert 0 < len(caplog.records) <= 2 * violations.MOST_A_MINUTE
