"""What the frame of every page says about where one is."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import SimpleLazyObject

from concerns.engine.nouns import YOURS
from concerns.engine.working_days import local_date
from concerns.selectors import sign_in, standing

NAME = "Protocol Portal"

# Where the menu leads: name of the address, words, and what somebody must have to do with it.
_MENU = (
    ("concern-list", YOURS, None),
    ("queue-list", "Queue", "handles"),
    ("review-list", "Reviews", "reviews"),
    ("oversight-list", "Oversight", "oversees"),
)


def site(request: HttpRequest) -> dict[str, Any]:
    """A context processor: `site_name`, the council's name where the page belongs to one; `nav`.

    It asks the database nothing by itself. The menu asks once, when a page draws it.
    """
    council = getattr(request, "council", None)
    return {
        "site_name": council.name if council else NAME,
        "demo": getattr(settings, "DEMO", False),
        "nav": SimpleLazyObject(lambda: menu(request)),
        "time_out": SimpleLazyObject(lambda: time_out(request)),
    }


def time_out(request: HttpRequest) -> dict[str, Any]:
    """What a page needs to warn before the session runs out (timeout.js); empty for one signed out.

    The key seals what they had typed when their time ran out, in their browser: only a page of
    theirs can open it again.
    """
    user = getattr(request, "user", None)
    session = getattr(request, "session", None)
    if user is None or session is None or not user.is_authenticated:
        return {}
    key = salted_hmac("concerns.typed", str(user.pk), algorithm="sha256").digest()
    return {
        "minutes": settings.SESSION_IDLE_MINUTES,
        "idle": settings.SESSION_COOKIE_AGE,
        "warn": settings.SESSION_WARN_SECONDS,
        "left": max(0, int(sign_in.seconds_left(session, at=timezone.now()))),
        "key": b64encode(key).decode(),
    }


def menu(request: HttpRequest) -> list[dict[str, Any]]:
    """The service navigation by what the person has to do: one query; empty for one signed out."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    if hasattr(request, "session") and not sign_in.may_enter(request):
        return []
    mine = standing.of(user, local_date(timezone.now()))
    return [
        {"text": text, "href": href, "current": _is_current(request.path, name, href)}
        for name, text, needs in _MENU
        if (needs is None or getattr(mine, needs)) and (href := _address(name))
    ]


def _is_current(path: str, name: str, href: str) -> bool:
    # Every concern's address begins like the list of one's own.
    return path == href if name == "concern-list" else path.startswith(href)


def _address(name: str) -> str:
    """Empty where a part of the site has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
