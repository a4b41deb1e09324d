"""The page for an error nobody foresaw: 503 when nothing can be kept, 500 otherwise."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist, loader
from django.views.decorators.csrf import requires_csrf_token

from concerns.actions.not_recorded import NotRecorded

_PLAIN = (
    '<!doctype html><html lang="en"><title>{title}</title><h1>{title}</h1><p>{advice}</p></html>'
)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Django calls this while the error is being handled, so it can still be looked at."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError | NotRecorded):
        response = _page("503.html", 503, "Sorry, the service is unavailable")
        response.headers["Retry-After"] = "30"
        return response
    return _page("500.html", 500, "Sorry, there is a problem with the service")


def _page(template: str, status: int, title: str) -> HttpResponse:
    try:
        # Without a request: a context processor might ask the very database that is away.
        body = loader.get_template(template).render()
    except TemplateDoesNotExist:
        body = _PLAIN.format(title=title, advice="Try again in a few minutes.")
    return HttpResponse(body, status=status)
