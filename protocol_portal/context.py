"""What every template may use; nothing here asks the database anything."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, Any]:
    """``demo`` for the banner that says people are invented.

    ``council_account`` for what the button to the council's own sign-in says, if there is one.
    """
    return {"demo": settings.DEMO, "council_account": settings.OIDC and settings.OIDC.name}
