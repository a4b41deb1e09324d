"""The questions that are nothing but a form, and the pages between them."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from concerns.actions import appeals, drafts, sending
from concerns.engine.decision import Outcome
from concerns.engine.protocol import NoticeKind
from concerns.forms import raising as forms
from concerns.forms.raising_appeal import RequestForm
from concerns.forms.raising_base import QuestionForm
from concerns.forms.raising_nature import ExpectationsForm
from concerns.presenters import decision as words
from concerns.presenters import raising as journey
from concerns.presenters import support
from concerns.selectors import protocols, register
from concerns.selectors.drafts import Draft
from concerns.views.raising import _draft, _naming
from concerns.views.signed_in import SignedIn

_TEMPLATES = {
    "expectations": "raising/expectations.html",
    "request": "raising/request.html",
}


@_draft.for_draft
def question(request: SignedIn, draft: Draft, step: str) -> HttpResponse:
    """Ask one question, and keep its answer at once."""
    if step not in journey.questions(draft):
        raise Http404
    if step == "know":
        return know(request, draft)
    kind = forms.form_of(step, draft.matter)
    if kind is None:
        raise Http404
    more: dict[str, Any] = {}
    if step == "expectations":
        more = {"everything": "all" in request.GET or "all" in request.POST}
    form = kind(_draft.typed(request), draft=draft, **more)
    if "all" in request.POST and isinstance(form, ExpectationsForm):
        shown = _show_all(request, draft, form)
        if shown is not None:
            return shown
    elif form.is_valid():
        return _keep(request, draft, form)
    if left := _draft.leave(request, form):
        return left
    context = {
        "form": form,
        "back_href": _draft.back(request, draft, step),
        "reopened": draft.concern.appeal_of_id is not None and draft.appealed is None,
    }
    template = _TEMPLATES.get(step, "_partials/question.html")
    return TemplateResponse(request, template, context)


def _show_all(request: SignedIn, draft: Draft, form: ExpectationsForm) -> HttpResponse | None:
    """Keep what is ticked and show all there is to tick; None where the ticks make no sense."""
    ticked = form.is_valid()
    if not ticked and not form.nothing_ticked:
        return None
    drafts.answer(
        concern=draft.concern,
        step=form.step,
        by=request.user,
        at=timezone.now(),
        complete=ticked,
        **(form.answers() if ticked else {"breached": []}),
    )
    there = _draft.href(draft, form.step, to_check=_draft.to_check(request), all="1")
    return redirect(f"{there}#id_breached")


def _keep(request: SignedIn, draft: Draft, form: QuestionForm) -> HttpResponse:
    at = timezone.now()
    step = form.step
    if step == "suitable" and form.cleaned_data["about"] != "yes":
        where = [draft.concern.council.slug, draft.concern.reference]
        return redirect("raising-elsewhere", *where, form.cleaned_data["about"])
    if isinstance(form, RequestForm):
        # Opened again this very moment, it is asked about anew.
        with suppress(appeals.NotRefused):
            appeals.choose(concern=draft.concern, request=form.chosen, by=request.user, at=at)
        return _draft.onward(request, draft, step)
    drafts.answer(concern=draft.concern, step=step, by=request.user, at=at, **form.answers())
    if step in {"who", "when"}:
        _naming.fit(request, draft, at=at)
    if step == "informal" and _asks_for_informal_first(request, draft, form):
        where = [draft.concern.council.slug, draft.concern.reference]
        query = f"?return={journey.CHECK}" if _draft.to_check(request) else ""
        return redirect(reverse("raising-informal-first", args=where) + query)
    if step == "nature" and "save" not in request.POST and not support.is_sensitive(draft.concern):
        fresh = _draft.load(request, draft.concern.council.slug, draft.concern.reference)
        if getattr(request, "support", ()):
            return redirect(_draft.href(fresh, "care", to_check=_draft.to_check(request)))
    return _draft.onward(request, draft, step)


def _asks_for_informal_first(request: SignedIn, draft: Draft, form: QuestionForm) -> bool:
    if form.cleaned_data["tried"] != "no" or "save" in request.POST:
        return False
    fresh = _draft.load(request, draft.concern.council.slug, draft.concern.reference)
    try:
        preview = sending.preview(concern=fresh.concern, at=timezone.now(), subjects=fresh.subjects)
    except sending.NoProtocol:
        return False
    return preview.decision.outcome is Outcome.INFORMAL_FIRST


def know(request: SignedIn, draft: Draft) -> HttpResponse:
    """What somebody should know before they write anything."""
    if request.method == "POST":
        drafts.answer(concern=draft.concern, step="know", by=request.user, at=timezone.now())
        return _draft.onward(request, draft, "know")
    party = register.party(person=draft.concern.raiser, protocol=draft.protocol, on=draft.on)
    context = {
        "draft": draft,
        "ways": journey.ways(draft.protocol, party, NoticeKind.FORUM, NoticeKind.FORM),
        "asks_title": f"What the protocol asks of {'them' if draft.is_for_somebody else 'you'}",
        "back_href": _draft.back(request, draft, "know"),
    }
    return TemplateResponse(request, "raising/know.html", context)


@_draft.for_draft
def elsewhere(request: SignedIn, draft: Draft, kind: str) -> HttpResponse:
    """A dead end that says where to go instead."""
    page = journey.ELSEWHERE.get(kind)
    if page is None:
        raise Http404
    ways = []
    if page.asks_protocol:
        party = register.party(person=draft.concern.raiser, protocol=draft.protocol, on=draft.on)
        ways = journey.ways(draft.protocol, party, NoticeKind.ALTERNATIVE)
    context = {
        "page": page,
        "ways": ways,
        "back_href": _draft.href(draft, "suitable"),
        "discard_href": reverse(
            "raising-discard", args=[draft.concern.council.slug, draft.concern.reference]
        ),
    }
    return TemplateResponse(request, "raising/elsewhere.html", context)


@_draft.for_draft
def care(request: SignedIn, draft: Draft) -> HttpResponse:
    """Once, where what it is about may put somebody at risk: support, and how to leave at once."""
    following = journey.after(draft, "nature", to_check=_draft.to_check(request))
    context = {
        "onward_href": _draft.href(draft, following, to_check=_draft.to_check(request)),
        "back_href": _draft.href(draft, "nature", to_check=_draft.to_check(request)),
    }
    return TemplateResponse(request, "raising/care.html", context)


@_draft.for_draft
def informal_first(request: SignedIn, draft: Draft) -> HttpResponse:
    """The protocol asks for an informal attempt before anything formal."""
    following = journey.after(draft, "informal", to_check=_draft.to_check(request))
    onward = _draft.href(draft, following, to_check=_draft.to_check(request))
    try:
        preview = sending.preview(concern=draft.concern, at=timezone.now(), subjects=draft.subjects)
    except sending.NoProtocol:
        return redirect(onward)  # the page of the route says so
    if preview.decision.outcome is not Outcome.INFORMAL_FIRST:
        return redirect(onward)
    shown = words.present(
        preview.decision,
        protocol=protocols.engine_protocol(preview.protocol),
        names=register.names_of(words.people_in(preview.decision)),
        for_raiser=True,
        current=preview.first.key if preview.first else None,
    )
    context = {
        "step": shown.steps[0],
        "onward_href": onward,
        "back_href": _draft.href(draft, "informal", to_check=_draft.to_check(request)),
    }
    return TemplateResponse(request, "raising/informal_first.html", context)
