"""Who is asking: signed in, for how long, by what; and for the database the user of a request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.sessions.backends.base import SessionBase
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponseBadRequest, UnreadablePostError
from django.shortcuts import redirect, render
from django.utils import timezone

from concerns.actions import accounts, readings, sessions
from concerns.actions.not_recorded import NotRecorded
from concerns.permissions.refusal import Denied
from concerns.sealing import holding_keys
from concerns.selectors import sign_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


_DENIALS = (403, 404)
# Where people write about what happened to them; never where a password is typed.
_WRITTEN_AT = ("/c/", "/concerns/", "/reviews/")

_NOTED_EVERY = 20  # seconds: a page with several requests notes one act

# All that somebody may see before they have shown a second factor and kept their recovery codes:
# setting them up, leaving, and what anybody may read. The last two lines are the demonstration's.
_WITHOUT_SECOND_FACTOR = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "council-account",
        "council-account-back",
        "council-account-confirm",
        "council-account-left",
        "account_logout",
        "session-stay",
        "exit",
        "health",
        "help",
        "accessibility",
        "privacy",
        "demonstration-people",
        "demonstration-sign-in",
        "sent-mail-list",
    }
)


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


class SessionLifeMiddleware:
    """Ends a session that is too old, or that nobody began; notes that somebody did something.

    The idle limit is the row's own: it is not found once it has run out. No page asks by itself
    for another, so that every request is an act of the person.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            at = timezone.now()
            if sign_in.seconds_left(request.session, at=at) <= 0:
                logout(request)
            elif sign_in.seconds_idle(request.session, at=at) >= _NOTED_EVERY:
                sessions.touch(request.session, at=at)
        response = self.get_response(request)
        _let_go(request.session)
        return response


def _let_go(session: SessionBase) -> None:
    """Forget a session that was ended while this page was made, perhaps by what it did.

    Saving it would be refused, and the answer lost.
    """
    key = session.session_key
    if session.modified and key is not None and not session.exists(key):
        session.flush()


class SecondFactorMiddleware:
    """Keeps whoever has not shown a second factor to the pages that set one up.

    Default deny: a page is for them only if it is named here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not request.user.is_authenticated or sign_in.may_enter(request):
            return None
        match = request.resolver_match
        if match is not None and match.url_name in _WITHOUT_SECOND_FACTOR:
            return None
        if sign_in.has_second_factor(request):
            return redirect("mfa_view_recovery_codes")
        return redirect("mfa_index")


class FailedSignInMiddleware:
    """Writes failed sign-ins into the record once the request's own transaction is over.

    It stands around the transaction: a failure must be on record even if the page is not shown.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for failure in getattr(request, "failures", ()):
            accounts.fail(failure, at=timezone.now())
        return response


class NeedToKnowMiddleware:
    """Opens the transaction of the request and tells row-level security who is asking.

    The setting is local to the transaction, so nothing is left for the next request, whatever
    pool is in between. The transaction spans the rendering of the page: a lazily rendered
    template must not run its queries after the setting is gone (measured in security 5.1).
    Somebody signed out, or not yet in by a second factor, has no user set, and so sees no row.

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
        user = request.user.pk if sign_in.may_enter(request) else None
        try:
            with transaction.atomic(), holding_keys():
                set_user(user)
                response = self.get_response(request)
                denied = _denied(request, response)
                if denied is not None or response.status_code >= 500:
                    transaction.set_rollback(True)
            if denied is not None and request.user.is_authenticated:
                with transaction.atomic():
                    set_user(request.user.pk)  # also of somebody not yet in: it reads nothing
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
