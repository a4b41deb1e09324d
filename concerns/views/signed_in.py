"""The request of somebody signed in, for annotations: every page asks for it unless it says not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from concerns.models import User
    from concerns.permissions.refusal import Denied


class SignedIn(HttpRequest):
    user: User
    denied: Denied
