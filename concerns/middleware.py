"""Who is asking, for the database: one transaction a request, with the user set in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import connection, transaction

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class NeedToKnowMiddleware:
    """Opens the transaction of the request and tells row-level security who is asking.

    The setting is local to the transaction, so nothing is left for the next request, whatever
    pool is in between. The transaction spans the rendering of the page: a lazily rendered
    template must not run its queries after the setting is gone (measured in security 5.1).
    Somebody signed out has no user set, and so sees no row.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            set_user(request.user.pk if request.user.is_authenticated else None)
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response


def set_user(user_id: int | None) -> None:
    """Tell row-level security who is asking, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.user_id', %s, true), set_config('app.engine', '', true)",
            [str(user_id) if user_id is not None else ""],
        )
