"""The pages for what no view answers: an error nobody foresaw, and a method it does not take."""

from __future__ import annotations

import sys
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist, loader
from django.views.decorators.csrf import requires_csrf_token

from concerns.actions.not_recorded import NotRecorded

_PLAIN = (
    '<!doctype html><html lang="en"><title>{title}</title><h1>{title}</h1><p>{advice}</p></html>'
)
_NOT_ALLOWED = 405


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """503 when nothing can be kept, 500 otherwise.

    Django calls this while the error is being handled, so it can still be looked at. The page gives
    the id under which the log tells what happened.
    """
    code = getattr(request, "id", "")
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError | NotRecorded):
        response = _page("503.html", 503, "Sorry, the service is unavailable", code)
        response.headers["Retry-After"] = "30"
        return response
    return _page("500.html", 500, "Sorry, there is a problem with the service", code)


class MethodPageMiddleware:
    """A page where Django refuses a method with nothing: after signing in again, somebody is sent
    to the address of a button they pressed before, which takes only what is posted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != _NOT_ALLOWED or response.content:
            return response
        page = _page("405.html", _NOT_ALLOWED, "You cannot open this page")
        page.headers["Allow"] = response.headers["Allow"]
        return page


def _page(template: str, status: int, title: str, code: str = "") -> HttpResponse:
    try:
        # Without a request: a context processor might ask the very database that is away.
        body = loader.get_template(template).render({"code": code})
    except TemplateDoesNotExist:
        body = _PLAIN.format(title=title, advice="Try again in a few minutes.")
    return HttpResponse(body, status=status)
