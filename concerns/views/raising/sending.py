"""Checking the answers, sending once, and what happens next."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from concerns.actions import readings, sending
from concerns.engine.working_days import local_date
from concerns.permissions.refusal import Denied
from concerns.presenters import decision as words
from concerns.presenters import raising as journey
from concerns.presenters.decision import Due
from concerns.selectors import concerns, protocols, register
from concerns.selectors.drafts import Draft
from concerns.views.raising import _answers, _draft, route
from concerns.views.signed_in import SignedIn


@_draft.for_draft
def check(request: SignedIn, draft: Draft) -> HttpResponse:
    """Check every answer; sending asks once more where it goes, and sends once."""
    missing = journey.unanswered(draft)
    if missing is not None:
        return redirect(_draft.href(draft, missing, to_check=missing != journey.ROUTE))
    if request.method == "POST":
        return _send(request, draft)
    context = {
        "draft": draft,
        "noun": journey.noun(draft.matter),
        "sections": _answers.sections(draft),
        "decision": route.show_kept(draft),
        "disputed": journey.disputed(draft, _draft.href(draft, "wrong", to_check=True)),
        "seen": draft.concern.previewed["fingerprint"] if draft.concern.previewed else "",
        "route_href": _draft.href(draft, journey.ROUTE),
        "back_href": _draft.href(draft, journey.ROUTE),
    }
    return TemplateResponse(request, "raising/check.html", context)


def _send(request: SignedIn, draft: Draft) -> HttpResponse:
    concern = draft.concern
    try:
        sending.send(
            concern=concern,
            seen=request.POST.get("seen", ""),
            by=request.user,
            at=timezone.now(),
        )
    except sending.NotFinished as refused:
        return redirect(_draft.href(draft, refused.missing[0], to_check=True))
    except (sending.NotHere, sending.NoProtocol):
        return redirect(_draft.href(draft, journey.ROUTE))
    except sending.RouteChanged as changed:
        context = {
            "before": route.show_kept(draft),
            "after": route.show(changed.preview, draft),
            "seen": changed.preview.fingerprint,
            "can_be_sent": route.can_be_sent(changed.preview),
            "noun": journey.noun(draft.matter),
            "check_href": _draft.href(draft, journey.CHECK),
            "list_href": _draft.href(draft, journey.ROUTE),
        }
        return TemplateResponse(request, "raising/changed.html", context)
    if concern.raiser.user_id != request.user.pk:
        name = concern.raiser.name
        messages.success(
            request,
            f"Sent. The reference is {concern.reference}. From now on {name} can see it and you"
            " cannot, unless it comes to you to deal with.",
        )
        return redirect("concern-list")
    return redirect("raising-sent", concern.council.slug, concern.reference)


def sent(request: SignedIn, council: str, reference: str) -> HttpResponse:
    """It is sent: the reference, who has it, and what happens next."""
    at = timezone.now()
    concern = concerns.by_reference(user=request.user, reference=reference, on=local_date(at))
    if (
        concern is None
        or concern.council.slug != council
        or concern.raiser.user_id != request.user.pk
    ):
        request.denied = Denied("sent", reference)
        raise Http404
    request.council = concern.council  # type: ignore[attr-defined]
    if concern.protocol is None or concern.sent_at is None:
        return redirect("raising-resume", council, reference)
    latest = concerns.routes(concern)[0]
    step = next((s for s in latest.steps if s.state in {"current", "acknowledged"}), None)
    decision = latest.decision
    shown = words.present(
        decision,
        protocol=protocols.engine_protocol(concern.protocol),
        names=register.names_of(words.people_in(decision)),
        for_raiser=True,
        due={step.key: Due(step.acknowledge_by, step.due_on, step.due_source)} if step else {},
        picked=concern.picked,
        current=step.key if step else None,
    )
    readings.viewed(concern=concern, page="sent", by=request.user, at=at)
    context = {
        "concern": concern,
        "noun": words.noun_of(decision),
        "title": f"{words.noun_of(decision).capitalize()} sent",
        "decision": shown,
        "step": step,
        "now": [s for s in shown.steps if s.is_current],
        "today": local_date(at),
        "back_href": "",
    }
    return TemplateResponse(request, "raising/sent.html", context)
