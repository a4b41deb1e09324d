"""Where it will go, before it is sent."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from concerns.actions import drafts, sending
from concerns.actions.sending import Preview
from concerns.engine.decision import Decision, Outcome
from concerns.engine.plain import plain, unplain
from concerns.forms.raising_route import ChooseForm, WrongForm
from concerns.presenters import decision as words
from concerns.presenters import raising as journey
from concerns.presenters.decision import Due, Option, Shown
from concerns.selectors import protocols, register
from concerns.selectors.drafts import Draft
from concerns.views.raising import _draft
from concerns.views.signed_in import SignedIn


@_draft.for_draft
def route(request: SignedIn, draft: Draft) -> HttpResponse:
    """Where it will go, by which words, and why. Going on keeps what was shown."""
    missing = journey.unanswered(draft)
    if missing not in {None, journey.ROUTE}:
        return redirect(_draft.href(draft, str(missing)))
    try:
        preview = sending.preview(concern=draft.concern, at=timezone.now(), subjects=draft.subjects)
    except sending.NoProtocol as refused:
        return TemplateResponse(request, "raising/no_protocol.html", {"reason": str(refused)})
    shown = show(preview, draft)
    chosen = _choice(preview, shown)
    if chosen and not any(option.picked for option in chosen):
        return redirect(_draft.href(draft, "choose"))
    changed = request.method == "POST" and request.POST.get("seen") != preview.fingerprint
    if request.method == "POST" and not changed and can_be_sent(preview):
        keep(request, draft, preview)
        return redirect(_draft.href(draft, journey.CHECK))
    context: dict[str, Any] = {
        "draft": draft,
        "decision": shown,
        "noun": journey.noun(draft.matter),
        "seen": preview.fingerprint,
        "can_be_sent": can_be_sent(preview),
        "undated": any(s.is_current and not s.limits and not s.dates for s in shown.steps),
        "changed": changed,
        "choose_href": _draft.href(draft, "choose") if chosen else "",
        "wrong_href": _draft.href(draft, "wrong"),
        "back_href": _draft.back(request, draft, journey.ROUTE),
    }
    return TemplateResponse(request, "raising/route.html", context)


@_draft.for_draft
def choose(request: SignedIn, draft: Draft) -> HttpResponse:
    """Who is to get it, where the protocol leaves that to the person who raises it."""
    if journey.unanswered(draft) not in {None, journey.ROUTE}:
        return redirect(_draft.href(draft, journey.ROUTE))
    try:
        preview = sending.preview(concern=draft.concern, at=timezone.now(), subjects=draft.subjects)
    except sending.NoProtocol:
        return redirect(_draft.href(draft, journey.ROUTE))  # that page says so
    shown = show(preview, draft)
    options = _choice(preview, shown)
    if preview.first is None or not options:
        raise Http404
    key = preview.first.key
    form = ChooseForm(
        _draft.typed(request),
        options=[(option.value, option.label) for option in options],
        told=draft.is_for_somebody,
        initial={"to": draft.concern.picked.get(key)},
    )
    if form.is_valid():
        drafts.answer(
            concern=draft.concern,
            step=journey.ROUTE,
            by=request.user,
            at=timezone.now(),
            picked={**draft.concern.picked, key: form.cleaned_data["to"]},
        )
        return redirect(_draft.href(draft, journey.ROUTE))
    step = next(step for step in shown.steps if step.key == key)
    back = _draft.href(draft, journey.before(draft, journey.ROUTE) or journey.ROUTE)
    context = {"form": form, "step": step, "back_href": back}
    return TemplateResponse(request, "raising/choose.html", context)


@_draft.for_draft
def wrong(request: SignedIn, draft: Draft) -> HttpResponse:
    """Why somebody thinks that the route is wrong. It goes along and holds nothing up."""
    if journey.unanswered(draft) not in {None, journey.ROUTE}:
        return redirect(_draft.href(draft, journey.ROUTE))
    concern = draft.concern
    back = _draft.href(draft, journey.CHECK if _draft.to_check(request) else journey.ROUTE)
    form = WrongForm(
        _draft.typed(request),
        kept=bool(concern.route_wrong),
        told=draft.is_for_somebody,
        initial={"why": concern.route_wrong, "instead": concern.route_instead},
    )
    words = {"why": "", "instead": ""} if "remove" in request.POST else None
    if words is None and form.is_valid():
        words = form.cleaned_data
    if words is None:
        context = {"form": form, "noun": journey.noun(draft.matter), "back_href": back}
        return TemplateResponse(request, "raising/wrong.html", context)
    drafts.dispute_route(
        concern=concern,
        why=words["why"],
        instead=words["instead"],
        by=request.user,
        at=timezone.now(),
    )
    if not words["why"]:
        messages.success(
            request,
            "You took back that "
            f"{'they' if draft.is_for_somebody else 'you'} think this route is wrong.",
        )
    return redirect(back)


def show(preview: Preview, draft: Draft) -> Shown:
    """A preview in words, for the person who raises it or types it."""
    due: dict[str, Due] = {}
    if preview.first is not None and preview.dates is not None:
        dates = preview.dates
        due[preview.first.key] = Due(dates.acknowledge_by, dates.due_on, dates.source)
    return words.present(
        preview.decision,
        protocol=protocols.engine_protocol(preview.protocol),
        names=register.names_of(words.people_in(preview.decision)),
        for_raiser=True,
        yours=not draft.is_for_somebody,
        due=due,
        picked=draft.concern.picked,
        current=preview.first.key if preview.first else None,
    )


def show_kept(draft: Draft) -> Shown:
    """The route that was shown last and kept with the draft, in the same words."""
    kept = draft.concern.previewed or {}
    decision = unplain(kept["decision"], Decision)
    return words.present(
        decision,
        protocol=draft.protocol,
        names=register.names_of(words.people_in(decision)),
        for_raiser=True,
        yours=not draft.is_for_somebody,
        picked=draft.concern.picked,
        current=kept["current"],
    )


def keep(request: SignedIn, draft: Draft, preview: Preview) -> None:
    """Keep the route with the draft as what its author has seen."""
    drafts.answer(
        concern=draft.concern,
        step=journey.ROUTE,
        by=request.user,
        at=timezone.now(),
        previewed={
            "decision": plain(preview.decision),
            "current": preview.first.key if preview.first else None,
            "fingerprint": preview.fingerprint,
        },
    )


def can_be_sent(preview: Preview) -> bool:
    """The portal cannot write to somebody outside the council whom the law names."""
    return preview.decision.outcome is not Outcome.NOT_HERE


def _choice(preview: Preview, shown: Shown) -> tuple[Option, ...]:
    """Between whom the step it begins with lets the person choose."""
    if preview.first is None:
        return ()
    key = preview.first.key
    return next((step.options for step in shown.steps if step.key == key), ())
