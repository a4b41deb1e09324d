"""One's own account: how one signs in, and where one is signed in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from concerns.actions import sessions
from concerns.presenters import sessions as words
from concerns.selectors import sign_in
from concerns.views.signed_in import SignedIn


@require_safe
def account(request: SignedIn) -> HttpResponse:
    rows = sign_in.sessions_of(request.user, at=timezone.now())
    shown = words.shown(rows, current=request.session.session_key)
    return TemplateResponse(request, "account/page.html", {"sessions": shown})


@require_POST
def end_session(request: SignedIn, tag: str) -> HttpResponse:
    at = timezone.now()
    session = sign_in.session_of(request.user, tag, at=at)
    if session is None:
        raise Http404
    sessions.end(session=session, by=request.user, at=at)
    messages.success(request, "You are signed out there.")
    return redirect("account")


@require_POST
def end_others(request: SignedIn) -> HttpResponse:
    sessions.end_others(but=request.session.session_key, by=request.user, at=timezone.now())
    messages.success(request, "You are signed out everywhere but here.")
    return redirect("account")
