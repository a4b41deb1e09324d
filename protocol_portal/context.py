"""What every template may use; nothing here asks the database anything."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, Any]:
    """``demo`` for the banner that says people are invented."""
    return {"demo": settings.DEMO}
