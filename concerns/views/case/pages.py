"""The pages of one concern. Each reading is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from concerns.engine.facts import Matter
from concerns.engine.states import State, StepState
from concerns.engine.working_days import local_date
from concerns.forms.case_filed import filed
from concerns.presenters import acts
from concerns.presenters import case as words
from concerns.presenters import case_route as route_words
from concerns.presenters import refusals as refusal_words
from concerns.presenters import timeline as timeline_words
from concerns.selectors import cases, concerns, refusals
from concerns.selectors.cases import Case, Here
from concerns.views.case._access import (
    as_draft,
    beside,
    case_or_404,
    frame,
    protocol_of,
    working_case_or_404,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from concerns.selectors.concerns import Route
    from concerns.views.signed_in import SignedIn

PAGE = 25  # events of a timeline at a time


@require_safe
@never_cache
def overview(request: SignedIn, reference: str) -> HttpResponse:
    """Where it stands, what is to be done, and what was sent."""
    at = timezone.now()
    case = case_or_404(request, reference, page="overview", at=at)
    if not case.works:
        return TemplateResponse(request, "case/known.html", frame(case, None, page="", at=at))
    protocol, today = protocol_of(case), local_date(at)
    here = cases.here(case.concern)
    duties = words.duties(cases.duties(case.concern), for_raiser=case.raised)
    context = frame(case, here, page="overview", at=at)
    return TemplateResponse(
        request,
        "case/detail.html",
        {
            **context,
            "summary": words.summary(case, here, standing=context["standing"]),
            "due": words.due(here.step) if here else None,
            "acts": acts.links(case, here, outstanding=any(not d.done for d in duties)),
            **beside(case),
            **_appeal(case),
            "answer": acts.answer_link(case),
            "duties": duties,
            "parties": words.parties(case, protocol),
            "filed": filed(as_draft(case, today), own=case.raised),
            "protocol_href": words.protocol_href(case),
            "protocol": case.concern.protocol,
        },
    )


def _appeal(case: Case) -> dict[str, str]:
    """What the raiser may ask for after a refusal, and the page on which they do."""
    concern = case.concern
    if not case.raised or concern.state != State.CLOSED:
        return {"appeal": ""}
    decision = concerns.latest_decision(concern)
    step = refusals.deciding_step(concern.pk)
    href = reverse("raising-matter", args=[concern.council.slug])
    if concern.matter == Matter.ACCESS_REQUEST.value:
        href = reverse("raising-appeal", args=[concern.council.slug, concern.reference])
    appeal = refusal_words.appeal(decision, concern.outcome, step)
    return {"appeal": appeal, "appeal_href": href}


@require_safe
@never_cache
def route(request: SignedIn, reference: str) -> HttpResponse:
    """The route as decided and where it stands now; the older ones under it."""
    at = timezone.now()
    case = working_case_or_404(request, reference, page="route", at=at)
    found = concerns.routes(case.concern)
    shown = route_words.routes(
        found,
        protocol=protocol_of(case),
        names=cases.names(route_words.people_in(found)),
        case=case,
    )
    return TemplateResponse(
        request,
        "case/route.html",
        {
            **frame(case, _here(found), page="route", at=at),
            "now": shown[0],
            "older": shown[1:],
        },
    )


@require_safe
@never_cache
def messages(request: SignedIn, reference: str) -> HttpResponse:
    """What the raiser and the handler wrote to each other, and the handlers' notes."""
    at = timezone.now()
    case = working_case_or_404(request, reference, page="messages", at=at)
    here = cases.here(case.concern)
    return TemplateResponse(
        request,
        "case/messages.html",
        {
            **frame(case, here, page="messages", at=at),
            "letters": concerns.messages(case.concern),
            "notes": [] if case.raised else concerns.notes(case.concern),
            "acts": acts.links_to_write(case, here),
            "answer": acts.answer_link(case),
        },
    )


@require_safe
@never_cache
def timeline(request: SignedIn, reference: str) -> HttpResponse:
    """What happened, newest first; who read it, for those who deal with it and ask."""
    at = timezone.now()
    case = working_case_or_404(request, reference, page="timeline", at=at)
    readings = request.GET.get("readings") == "yes" and not case.raised
    hidden = timeline_words.hidden(for_raiser=case.raised, readings=readings)
    found = cases.events(case.concern, but=hidden)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    events = list(page)
    return TemplateResponse(
        request,
        "case/timeline.html",
        {
            **frame(case, cases.here(case.concern), page="timeline", at=at),
            "page": page,
            "readings": readings,
            "entries": timeline_words.entries(
                events,
                actors=cases.actors(case.concern, events),
                matter=case.concern.matter,
                for_raiser=case.raised,
            ),
        },
    )


def _here(routes: Iterable[Route]) -> Here | None:
    """The step under way, from routes already read."""
    under_way = {StepState.CURRENT.value, StepState.ACKNOWLEDGED.value}
    return next(
        (Here(s, r.decision) for r in routes for s in r.steps if s.state in under_way), None
    )
