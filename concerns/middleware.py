"""Who is asking, for the database: one transaction a request, with the user set in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponseBadRequest, UnreadablePostError
from django.shortcuts import render
from django.utils import timezone

from concerns.actions import readings
from concerns.actions.not_recorded import NotRecorded
from concerns.permissions.refusal import Denied

from concerns.sealing import holding_keys

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


_DENIALS = (403, 404)
# Where people write about what happened to them; never where a password is typed.
_WRITTEN_AT = ("/c/", "/concerns/", "/reviews/")


class SignInMiddleware(LoginRequiredMiddleware):
    """Sends whoever is not signed in to sign in, and gives them back what they wrote meanwhile.

    Pages are kept in no cache, so that the browser has nothing to go back to: their words are
    shown once, in the answer to the request that brought them, and are kept nowhere. It is the
    same for every address, whether or not there is anything at it.
    """

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> Any:
        to_sign_in = super().handle_no_permission(request, view_func)
        words = list(_written(request))
        if not words:
            return to_sign_in
        context = {"words": words, "sign_in_href": to_sign_in["Location"]}
        return render(request, "account/signed_out.html", context, status=403)


def _written(request: HttpRequest) -> Iterator[str]:
    """The texts of more than one word that were sent with a form."""
    if request.method != "POST" or not request.path.startswith(_WRITTEN_AT):
        return
    for texts in request.POST.lists():
        for text in texts[1]:
            if len(text.split()) > 1:
                yield text


class NeedToKnowMiddleware:
    """Opens the transaction of the request and tells row-level security who is asking.

    The setting is local to the transaction, so nothing is left for the next request, whatever
    pool is in between. The transaction spans the rendering of the page: a lazily rendered
    template must not run its queries after the setting is gone (measured in security 5.1).
    Somebody signed out has no user set, and so sees no row.

    Keys of concerns are held as long. Where something sealed stayed shut, there is no page, even
    if a template went on without it.

    What was refused changes nothing, and that it was refused is recorded in a transaction of its
    own. A record that cannot be kept, be it only at commit, leaves no page: it raises
    `NotRecorded`, which is answered with 503.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_read(request):
            return HttpResponseBadRequest(content_type="text/plain")
        user = request.user.pk if request.user.is_authenticated else None
        try:
            with transaction.atomic(), holding_keys():
                set_user(user)
                response = self.get_response(request)
                denied = _denied(request, response)
                if denied is not None or response.status_code >= 500:
                    transaction.set_rollback(True)
            if denied is not None and request.user.is_authenticated:
                with transaction.atomic():
                    set_user(user)
                    readings.refused(denied, by=request.user, at=timezone.now())
        except DatabaseError as error:
            raise NotRecorded from error
        return response


def _is_read(request: HttpRequest) -> bool:
    """Read what is sent before the transaction is opened: an upload may take longer than one may
    stand idle. False where whoever sent it broke off, who is not there any more either."""
    try:
        request.POST  # noqa: B018
    except UnreadablePostError:
        return False
    return True


def _denied(request: HttpRequest, response: HttpResponse) -> Denied | None:
    """What somebody signed in asked for and did not get, of the pages there are."""
    if response.status_code not in _DENIALS or request.resolver_match is None:
        return None
    if not request.user.is_authenticated:
        return None
    return getattr(request, "denied", None) or Denied(request.resolver_match.view_name)


def set_user(user_id: int | None) -> None:
    """Tell row-level security who is asking, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.user_id', %s, true), set_config('app.engine', '', true)",
            [str(user_id) if user_id is not None else ""],
        )
