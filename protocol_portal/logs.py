"""What is written to the log: never what people wrote, nor who they are (security 5.11).

A line has a fixed set of keys. Its `event` is the text that stands in the code, with numbers, codes
and opaque ids put into it and "?" for anything else: the libraries put names, addresses and whole
rows of the database into their messages. A message that a library has already put together is left
out; `at` says where it came from. An error is its type and the places in the code, without its
words, which quote what did not fit.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
import traceback
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

#: The request that is being answered, for the lines that are written meanwhile.
request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)

OURS = ("concerns", "protocol_portal")
_ROOT = Path(__file__).resolve().parent.parent
_MOST_PLACES = 30
_LIBRARIES = "site-packages/"


class Line(logging.Formatter):
    """One line of JSON for each record, made of what may be known."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "at": _place(record.pathname, record.lineno, record.funcName or "?"),
            "event": event(record),
            **asked(request.get()),
            **{
                key: _safe(getattr(record, key)) for key in ("status", "ms") if hasattr(record, key)
            },
        }
        if isinstance(record.exc_info, tuple) and record.exc_info[1] is not None:
            line["error"] = kinds(record.exc_info[1])
            line["places"] = places(record.exc_info[2])
        return json.dumps({key: value for key, value in line.items() if value is not None})


def event(record: logging.LogRecord) -> str | None:
    """The text of the code that wrote it; None where a library had put names into it before."""
    if not record.args:
        return str(record.msg) if record.name.partition(".")[0] in OURS else None
    arguments: object = (
        {key: _safe(value) for key, value in record.args.items()}
        if isinstance(record.args, Mapping)
        else tuple(_safe(value) for value in record.args)
    )
    text = str(record.msg)
    try:
        return text % arguments
    except (TypeError, ValueError, KeyError):  # a "%d" that was to be given a text
        return None


def _safe(value: object) -> object:
    """Numbers, ids and words that the code itself knows; "?" for the rest."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, type):
        return value.__name__
    text = str(value) if isinstance(value, str | UUID) else "?"
    return text if _is_uuid(text) or text in _tasks() else "?"


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _tasks() -> set[str]:
    return {str(entry["task"]) for entry in settings.CELERY_BEAT_SCHEDULE.values()}


def asked(this: HttpRequest | None) -> dict[str, Any]:
    """Which request this is: its id, route, person and council, as far as they are known.

    The route stands for the address, which holds references and secrets. Nothing is looked up.
    """
    if this is None:
        return {}
    match = this.resolver_match
    return {
        "request": getattr(this, "id", None),
        "method": this.method if this.method in _METHODS else "?",
        "route": match.view_name if match else None,
        "user": getattr(getattr(this, "_cached_user", None), "pk", None),
        "council": getattr(getattr(this, "council", None), "pk", None),
    }


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def kinds(error: BaseException) -> str:
    """The type of an error and of those that led to it."""
    return " < ".join(f"{type(e).__module__}.{type(e).__qualname__}" for e in _chain(error))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def places(trace: TracebackType | None) -> list[str]:
    """File, line and function of each call, the innermost last; no line of code, no value."""
    frames = list(traceback.walk_tb(trace))[-_MOST_PLACES:]
    return [_place(frame.f_code.co_filename, line, frame.f_code.co_name) for frame, line in frames]


def _place(path: str, line: int, function: str) -> str:
    within = path.rpartition(_LIBRARIES)[2].removeprefix(f"{_ROOT}/")
    return f"{within}:{line}:{function}"


def serve() -> None:
    """For a service: nothing goes past these lines to its standard error.

    Python itself prints an error that nobody caught, a warning, and a line that could not be
    formatted, each with the values in it.
    """
    logging.captureWarnings(True)
    logging.raiseExceptions = False
    if logging.lastResort is not None:  # for a library's logger that has no handler
        logging.lastResort.setFormatter(Line())
    uncaught = logging.getLogger("protocol_portal.uncaught")

    def report(kind: Any, error: Any, trace: Any) -> None:
        uncaught.critical("an error that nobody caught", exc_info=(kind, error, trace))

    sys.excepthook = report
    sys.unraisablehook = lambda u: report(u.exc_type, u.exc_value, u.exc_traceback)
    threading.excepthook = lambda u: report(u.exc_type, u.exc_value, u.exc_traceback)
