"""Confirming that it is still them, before something that matters: an export, an erasure, a role.

Somebody who signed in or confirmed it within ACCOUNT_REAUTHENTICATION_TIMEOUT is not asked.
"""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.http import HttpRequest, HttpResponse


def check_confirmed(request: HttpRequest) -> None:
    """Turn to the page that asks for a code or passkey, and come back with what was sent.

    Call it before anything is written, and after whether they may: a stranger learns nothing.

    :raises allauth.core.exceptions.ReauthenticationRequired: answered by allauth's middleware.
    """
    raise_if_reauthentication_required(request, app="concerns")


def confirmed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The same for a view that is a function, and whoever is signed in may see."""
    decorated: Callable[..., HttpResponse] = reauthentication_required(app="concerns")(view)
    return decorated
