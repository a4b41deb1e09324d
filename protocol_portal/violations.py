"""Where browsers tell that a page tried what its Content-Security-Policy forbids.

A report names pages and quotes scripts, so that only two words of it are kept, in the log: which
rule it was and what kind of thing was stopped. Anybody can send one, hence the limits.
"""

from __future__ import annotations

import json
import logging
import time
from enum import Enum
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

logger = logging.getLogger(__name__)

LONGEST = 16 * 1024
MOST_A_MINUTE = 20  # of each process; extensions of somebody's browser can send many


class Rule(Enum):
    """What can be broken; anything else that is named is `OTHER`."""

    SCRIPT = "script-src"
    STYLE = "style-src"
    IMAGE = "img-src"
    FONT = "font-src"
    CONNECT = "connect-src"
    FORM = "form-action"
    FRAME = "frame-ancestors"
    BASE = "base-uri"
    OBJECT = "object-src"
    DEFAULT = "default-src"
    OTHER = "other"


class Kind(Enum):
    """What was stopped."""

    INLINE = "inline"
    EVAL = "eval"
    ADDRESS = "address"  # something at an address, which is not kept


# The last where a form was sent, which was read before.
_NO_REPORT = (
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    RecursionError,
    RawPostDataException,
)
_seen: dict[int, int] = {}  # minute: how many


@csrf_exempt  # a browser sends it by itself; it changes nothing
@login_not_required
@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """Takes one report; the answer is empty whatever it was."""
    if int(request.META.get("CONTENT_LENGTH") or 0) <= LONGEST and _there_is_room():
        try:
            told = json.loads(request.body)["csp-report"]
            logger.warning("a page broke its policy: %s, %s", *_codes(told))
        except _NO_REPORT:
            pass
    return HttpResponse(status=204)


def _codes(told: dict[str, Any]) -> tuple[Rule, Kind]:
    named = str(told.get("effective-directive") or told["violated-directive"])
    rule = next((rule for rule in Rule if named.startswith(rule.value)), Rule.OTHER)
    kinds = {kind.value: kind for kind in Kind}
    return rule, kinds.get(str(told.get("blocked-uri")), Kind.ADDRESS)


def _there_is_room() -> bool:
    minute = int(time.monotonic() // 60)
    if minute not in _seen:
        _seen.clear()
    _seen[minute] = _seen.get(minute, 0) + 1
    return _seen[minute] <= MOST_A_MINUTE
