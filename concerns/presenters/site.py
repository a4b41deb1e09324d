"""What the frame of every page says about where one is. Asks the database nothing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

NAME = "Protocol Portal"


def site(request: HttpRequest) -> dict[str, Any]:
    """A context processor: `site_name`, the council's name where the page belongs to one."""
    council = getattr(request, "council", None)
    return {
        "site_name": council.name if council else NAME,
        "demo": getattr(settings, "DEMO", False),
    }
