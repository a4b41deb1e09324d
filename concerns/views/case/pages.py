"""The pages of one concern. Each reading is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template.response import TemplateResponse

from concerns.actions import accesses
from concerns.engine.states import State, StepState
from concerns.engine.working_days import local_date
from concerns.presenters import accesses as access_words
from concerns.presenters import acts, afterwards
from concerns.presenters import case as words
from concerns.presenters import case_duties as duty_words
from concerns.presenters import case_route as route_words
from concerns.presenters import letters as letter_words
from concerns.presenters import names as name_words
from concerns.presenters import part as part_words
from concerns.presenters import retention as kept_words
from concerns.presenters import timeline as timeline_words
from concerns.selectors import cases, concerns, evidence, parts, retention
from concerns.selectors.cases import Case, Here
from concerns.views.case import part
from concerns.views.case._access import beside, case_page, filed_rows, frame, protocol_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from concerns.presenters.afterwards import Afterwards
    from concerns.selectors.concerns import Route
    from concerns.views.signed_in import SignedIn

PAGE = 25  # events of a timeline at a time


@case_page("overview", working=False, otherwise=part.overview)
def overview(request: SignedIn, case: Case, at: datetime) -> HttpResponse:
    """Where it stands, what is to be done, and what was sent."""
    if not case.works:
        return TemplateResponse(request, "case/known.html", frame(case, None, page="", at=at))
    protocol, today = protocol_of(case), local_date(at)
    here = cases.here(case.concern)
    duties = duty_words.duties(cases.duties(case.concern), for_raiser=case.raised)
    context = frame(case, here, page="overview", at=at)
    return TemplateResponse(
        request,
        "case/detail.html",
        {
            **context,
            "summary": [
                *words.summary(case, here, standing=context["standing"]),
                *_kept(case),
            ],
            "due": words.due(here.step, state=case.concern.state) if here else None,
            "acts": acts.links(case, here, outstanding=any(not d.done for d in duties)),
            **beside(case),
            "name_notice": name_words.notice(case),
            "afterwards": _afterwards(case, today),
            "answer": acts.answer_link(case),
            "duties": duties,
            "told": part_words.outline(case, today),
            "unheld": duty_words.passed_over(here, protocol),
            "ended": words.ended(case, protocol),
            "parties": words.parties(case, protocol),
            "filed": filed_rows(case, today),
            "files": evidence.count(case.concern),
            "protocol_href": words.protocol_href(case),
            "protocol": case.concern.protocol,
        },
    )


def _kept(case: Case) -> list[words.Row]:
    """Until when it is kept, once it is closed; for those who deal with it, what holds it."""
    concern = case.concern
    until = None
    if concern.state == State.CLOSED:
        until = retention.kept_until(concern, retention.periods_of(concern.council_id))
    held = retention.live_holds(concern) if case.handles else []
    return kept_words.rows(until, held, council=concern.council, handles=case.handles)


def _afterwards(case: Case, today: date) -> Afterwards | None:
    """What the person who raised it may still do; None until it is closed."""
    if not case.raised or case.concern.state != State.CLOSED:
        return None
    found = concerns.routes(case.concern)
    return afterwards.present(case, found, protocol=protocol_of(case), today=today)


@case_page("route")
def route(request: SignedIn, case: Case, at: datetime) -> HttpResponse:
    """The route as decided and where it stands now; the older ones under it."""
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


@case_page("messages")
def messages(request: SignedIn, case: Case, at: datetime) -> HttpResponse:
    """What the raiser and the handler wrote to each other, and the handlers' notes."""
    here = cases.here(case.concern)
    return TemplateResponse(
        request,
        "case/messages.html",
        {
            **frame(case, here, page="messages", at=at),
            "letters": letter_words.letters(case, concerns.messages(case.concern)),
            "notes": [] if case.raised else concerns.notes(case.concern),
            "acts": acts.links_to_write(case, here),
            "answer": acts.answer_link(case),
        },
    )


@case_page("timeline")
def timeline(request: SignedIn, case: Case, at: datetime) -> HttpResponse:
    """What happened, newest first; who read it, for those who deal with it and ask."""
    readings = request.GET.get("readings") == "yes" and not case.raised
    hidden = timeline_words.hidden(for_raiser=case.raised, readings=readings)
    found = cases.events(case.concern, but=hidden, for_raiser=case.raised)
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
                actors=cases.actors(case, events),
                matter=case.concern.matter,
                for_raiser=case.raised,
                raiser=case.concern.raiser.user_id,
            ),
        },
    )


@case_page("respondents", handling=True)
def respondents(request: SignedIn, case: Case, at: datetime) -> HttpResponse:
    """What was shared with each person it is about, and what they replied and wrote."""
    here = cases.here(case.concern)
    return TemplateResponse(
        request,
        "case/respondents.html",
        {
            **frame(case, here, page="respondents", at=at),
            "parts": part_words.for_handlers(parts.of(case.concern), today=local_date(at)),
            "acts": acts.links_to_respondent(case, here),
        },
    )


@case_page("access", handling=True)
def access(request: SignedIn, case: Case, at: datetime) -> HttpResponse:
    """Who read it and who acted on it, for those who deal with it."""
    page = accesses.of_case(
        concern=case.concern, by=request.user, at=at, number=request.GET.get("page")
    )
    return TemplateResponse(
        request,
        "case/access.html",
        {
            **frame(case, cases.here(case.concern), page="timeline", at=at),
            "page": page,
            "rows": access_words.rows(page),
        },
    )


def _here(routes: Iterable[Route]) -> Here | None:
    """The step under way, from routes already read."""
    under_way = {StepState.CURRENT.value, StepState.ACKNOWLEDGED.value}
    return next(
        (Here(s, r.decision) for r in routes for s in r.steps if s.state in under_way), None
    )
