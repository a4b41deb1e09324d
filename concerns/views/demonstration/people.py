"""The demonstration's people: choose one and be signed in as them."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from concerns.actions import demonstration, sessions
from concerns.engine.working_days import local_date
from concerns.selectors import demonstration as reading
from concerns.selectors.sign_in import DEMONSTRATION


@login_not_required
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody by council and office."""
    only_in_the_demonstration()
    councils = reading.by_council(local_date(timezone.now()), domain=demonstration.DOMAIN)
    context = {"councils": councils, "domain": demonstration.DOMAIN}
    return TemplateResponse(request, "demonstration/people.html", context)


@login_not_required
@require_POST
def sign_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign in as one of them; never as anybody whose address could be real."""
    only_in_the_demonstration()
    user = reading.invented_user(pk, domain=demonstration.DOMAIN)
    if user is None:
        raise Http404
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    # In place of a second factor. Outside the demonstration such a session opens nothing.
    record_authentication(request, user, DEMONSTRATION)
    sessions.begin(
        request.session, device=request.META.get("HTTP_USER_AGENT", ""), at=timezone.now()
    )
    return redirect("/")


def only_in_the_demonstration() -> None:
    """:raises Http404: outside it."""
    # The address does not exist outside it; nor would the page answer there.
    if not settings.DEMO:
        raise Http404
