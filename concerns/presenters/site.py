"""What the frame of every page says about where one is."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from concerns.engine.nouns import YOURS
from concerns.engine.working_days import local_date
from concerns.selectors import standing

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
    }


def menu(request: HttpRequest) -> list[dict[str, Any]]:
    """The service navigation by what the person has to do: one query; empty for one signed out."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
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
