"""The second step of signing in, staying signed in, and signing out."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LogoutView
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from concerns.actions import accounts
from concerns.actions.accounts import Failure
from concerns.selectors import sign_in

# Nothing of the session may stay in the browser. Not "cookies": that would clear those of every
# site under the council's own name.
CLEAR = '"cache", "storage"'


class Authenticate(AuthenticateView):  # type: ignore[misc]  # allauth ships no types
    """Asks for a code or a passkey."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        accounts.one_at_a_time(self.stage.login.user)
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        user = self.stage.login.user
        used = getattr(form, "authenticator", None)
        if used is not None and used.type == Authenticator.Type.RECOVERY_CODES:
            accounts.record("code_used", user=user, by=user, at=timezone.now())
        response: HttpResponse = super().form_valid(form)
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        step = "code" if "code" in form.fields else "passkey"
        accounts.note_failure(self.request, Failure(self.stage.login.user.email, step))
        response: HttpResponse = super().form_invalid(form)
        return response


class ConfirmByCode(ReauthenticateView):  # type: ignore[misc]
    """Asks for a code again, before something that matters."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        accounts.one_at_a_time(request.user)  # type: ignore[arg-type]  # signed in
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response


class SignOut(LogoutView):  # type: ignore[misc]
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        came_by_council_account = sign_in.came_by_council_account(request)
        response: HttpResponse = super().post(request, *args, **kwargs)
        if came_by_council_account and "timed_out" not in request.POST:
            response = redirect("council-account-left")
        # Whoever ran out of time finds what they typed, sealed, when they are back (timeout.js).
        if "timed_out" not in request.POST:
            response.headers["Clear-Site-Data"] = CLEAR
        return response


@login_not_required
@require_safe
@never_cache
def leave(request: HttpRequest) -> HttpResponse:
    """ "Exit this page": signed out and somewhere else at once, by a plain link.

    Only a link of our own ends the session; one on another site does nothing but lead on.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}:
        logout(request)
    response = HttpResponseRedirect(settings.EXIT_URL)
    response.headers["Clear-Site-Data"] = CLEAR
    return response


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """ "Stay signed in": the request itself is the act that extends the session."""
    return HttpResponse(status=204)
