"""Each request has an id, which its answer carries and its lines in the log begin with."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from protocol_portal import logs

logger = logging.getLogger(__name__)

HEADER = "X-Request-ID"


class RequestMiddleware:
    """Outermost, so that every answer is told of. What a browser calls its request is not read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.id = secrets.token_hex(8)  # type: ignore[attr-defined]
        began = time.perf_counter()
        token = logs.request.set(request)
        try:
            response = self.get_response(request)
            ms = round((time.perf_counter() - began) * 1000)
            logger.info("request", extra={"status": response.status_code, "ms": ms})
        finally:
            logs.request.reset(token)
        response.headers[HEADER] = request.id  # type: ignore[attr-defined]
        return response
