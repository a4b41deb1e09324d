"""What gunicorn says by itself, in its log and to whoever sends no proper request."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import Any

from gunicorn import glogging
from gunicorn.http.errors import ParseException
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from protocol_portal import headers, logs

_NOT_A_REQUEST = (400, "Bad Request")
_ERROR = (500, "Internal Server Error")


class Logger(glogging.Logger):  # type: ignore[misc]  # gunicorn ships no types
    """Gunicorn's own lines in the form of all others."""

    def _set_handler(self, log: Any, output: Any, fmt: Any, stream: Any = None) -> None:
        super()._set_handler(log, output, logs.Line(), stream)


class Worker(ThreadWorker):  # type: ignore[misc]
    """Gunicorn's threads, which give back nothing of a request they cannot read."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:
        """Answers and logs what never reached Django; theirs quotes the request in both."""
        if isinstance(exc, ParseException):
            status = _NOT_A_REQUEST
            self.log.log(logging.WARNING, "not a request: %s", type(exc))
        else:
            status = _ERROR
            self.log.error("no answer was made", exc_info=exc)
        with suppress(Exception):  # whoever asked may be gone
            write_nonblock(client, answer(*status))


def answer(status: int, reason: str) -> bytes:
    """A whole response with the headers of every other."""
    body = f"<!doctype html><html lang=en><title>{reason}</title><h1>{reason}</h1>\n"
    fields = {
        "Connection": "close",
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(body)),
        **headers.of_every_answer(),
    }
    lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {value}" for name, value in fields.items())]
    return "\r\n".join([*lines, "", body]).encode("latin-1")
