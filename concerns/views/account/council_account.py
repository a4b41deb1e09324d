"""Signing in with the council's own account, confirming with it, and leaving it.

Everything begins with a link and never with a form: browsers hold the page policy's `form-action`
against every address a form leads on to, and a provider may lead on to others.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from allauth.account.utils import get_next_redirect_url
from allauth.core.internal import ratelimit
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from concerns.actions import accounts, council_accounts
from concerns.actions.accounts import Failure
from concerns.identity import provider
from concerns.identity.said import Said, council
from concerns.selectors import sign_in
from concerns.views.signed_in import SignedIn

Page = Callable[..., HttpResponse]

SIGN_IN, CONFIRM = "sign in", "confirm"


def _page(view: Page) -> Page:
    """There only where the operator switched it on; kept in no cache; asked for so often only."""

    @require_GET
    @never_cache
    @wraps(view)
    def page(request: HttpRequest) -> HttpResponse:
        if settings.OIDC is None:
            raise Http404
        refused: HttpResponse | None = ratelimit.consume_or_429(
            request, app="allauth.account", action="login", limit_get=True
        )
        return refused or view(request)

    return page


@login_not_required
@_page
def begin(request: HttpRequest) -> HttpResponse:
    """To the provider; with `confirm` in the address it must ask anew, whoever is known there."""
    if request.user.is_authenticated:
        return _go(request, CONFIRM, fresh=True) if "confirm" in request.GET else redirect("/")
    return _go(request, SIGN_IN)


def go(request: HttpRequest, *, invited: int) -> HttpResponse:
    """To the provider from behind an invitation's link. :param invited: whose it is."""
    return _go(request, SIGN_IN, invited=invited)


def _go(request: HttpRequest, what: str, *, fresh: bool = False, **kept: Any) -> HttpResponse:
    after = get_next_redirect_url(request)
    back = f"{settings.SITE_URL}{reverse('council-account-back')}"
    try:
        there = provider.begin(request, back=back, fresh=fresh, what=what, next=after, **kept)
    except provider.Away:
        return _away(request)
    return redirect(there)


@login_not_required
@_page
def back(request: HttpRequest) -> HttpResponse:
    """From the provider, with its answer."""
    try:
        said, kept = provider.finish(request)
    except provider.Away:
        return _away(request)
    except provider.NotBelieved:
        return _refused(request, name="")
    if kept["what"] == CONFIRM:
        return _confirm(request, said, kept)  # type: ignore[arg-type]  # whether signed in it asks
    return _enter(request, said, kept)


def _enter(request: HttpRequest, said: Said, kept: dict[str, Any]) -> HttpResponse:
    if request.user.is_authenticated:  # in another tab, meanwhile
        return redirect("/")
    if council().requires_mfa and not said.second_factor:
        return _refused(request, name=_name(said), without_second_factor=True)
    try:
        user = council_accounts.account_of(said, invited=kept.get("invited"))
    except council_accounts.NotKnown:
        return _refused(request, name=_name(said))
    login = Login(
        user=user, email_verification=EmailVerificationMethod.NONE, redirect_url=kept["next"]
    )
    # They are linked once what else is asked for was shown: see `AccountAdapter.login`.
    came_as = {"user": user.pk, "issuer": said.issuer, "subject": said.subject}
    request.session[sign_in.CAME_AS] = came_as
    record_authentication(request, user, sign_in.COUNCIL_ACCOUNT, at=said.at)
    if said.second_factor:
        record_authentication(request, user, "mfa", type=sign_in.COUNCIL_ACCOUNT, at=said.at)
        LoginStageController(request, login).set_handled(AuthenticateStage.key)
    response: HttpResponse = perform_login(request, login)
    return response


def _confirm(request: SignedIn, said: Said, kept: dict[str, Any]) -> HttpResponse:
    """Whoever is signed in showed again that it is them, after they were sent to show it."""
    user = request.user
    is_anew = said.at >= kept["began"] - provider.LEEWAY
    if not (
        user.is_authenticated
        and is_anew
        and sign_in.is_linked(user, issuer=said.issuer, subject=said.subject)
    ):
        return _refused(request, name=_name(said))
    record_authentication(request, user, sign_in.COUNCIL_ACCOUNT, reauthenticated=True)
    after = kept["next"] or "/"
    # Allauth looks there for what was interrupted.
    request.GET = QueryDict(urlencode({"next": after}))
    return resume_request(request) or redirect(after)


@_page
def confirm(request: HttpRequest) -> HttpResponse:
    after = {"next": get_next_redirect_url(request) or "/"}
    return render(request, "account/council_account/confirm.html", after)


@login_not_required
@_page
def left(request: HttpRequest) -> HttpResponse:
    """Signed out here; whoever likes signs out there too."""
    there = provider.sign_out_address(back=f"{settings.SITE_URL}/")
    return render(request, "account/council_account/left.html", {"there": there})


def _refused(
    request: HttpRequest, *, name: str, without_second_factor: bool = False
) -> HttpResponse:
    """The same for everybody: unknown, switched off, not to be linked, not believed."""
    accounts.note_failure(request, Failure(name, "council_account"))
    return render(
        request,
        "account/council_account/refused.html",
        {"without_second_factor": without_second_factor},
        status=HTTPStatus.FORBIDDEN,
    )


def _away(request: HttpRequest) -> HttpResponse:
    return render(
        request, "account/council_account/away.html", status=HTTPStatus.SERVICE_UNAVAILABLE
    )


def _name(said: Said) -> str:
    return f"{said.issuer} {said.subject}"
