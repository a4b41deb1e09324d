"""Only reading and sending a form are answered."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from protocol_portal.methods import MethodsMiddleware


def asked(method: str) -> tuple[HttpResponse, list[str]]:
    """The answer, and what reached the page."""
    reached: list[str] = []

    def page(request: HttpRequest) -> HttpResponse:
        reached.append(str(request.method))
        return HttpResponse("words")

    answer = MethodsMiddleware(page)(RequestFactory().generic(method, "/concerns/X/"))
    assert isinstance(answer, HttpResponse)
    return answer, reached


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_what_a_browser_does_reaches_the_page(method: str) -> None:
    answer, reached = asked(method)
    assert (answer.status_code, reached) == (200, [method])


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "X"])
def test_anything_else_reaches_nothing(method: str) -> None:
    answer, reached = asked(method)
    assert (answer.status_code, answer.content, reached) == (405, b"", [])
    assert answer.headers["Allow"] == "GET, HEAD, POST"
