"""What was escalated to somebody: first whether they have an interest, then the pack, in order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from concerns.actions import handling, readings, rerouting
from concerns.engine.states import Act, State
from concerns.engine.working_days import local_date
from concerns.forms.case_handling import InterestForm
from concerns.permissions import concerns as checks
from concerns.presenters import acts
from concerns.presenters import case as words
from concerns.presenters import case_route as route_words
from concerns.presenters import letters as letter_words
from concerns.presenters import queue as queue_words
from concerns.selectors import cases, concerns, parts, queue
from concerns.views.case._access import (
    beside,
    filed_rows,
    found_or_404,
    frame,
    not_there,
    protocol_of,
)
from concerns.views.case.evidence import shown as shown_files

if TYPE_CHECKING:
    from datetime import datetime

    from concerns.selectors.cases import Case
    from concerns.views.signed_in import SignedIn


@require_safe
@never_cache
def review_list(request: SignedIn) -> HttpResponse:
    """What is theirs to decide, hear or look at again, the earliest due first."""
    at = timezone.now()
    today = local_date(at)
    readings.listed(page="reviews", by=request.user, at=at)
    found = queue.reviews(request.user, today)
    page = Paginator(found, queue.PAGE).get_page(request.GET.get("page"))
    ids = [grant.concern_id for grant in page]
    steps = queue.steps_of(ids)
    rows = queue_words.rows(
        page,
        steps=steps,
        kinds=queue.kinds_of(ids),
        news=parts.news(request.user, ids, today),
        today=today,
    )
    why = [queue_words.why_with_you(steps.get(pk)) for pk in ids]
    return TemplateResponse(
        request,
        "review/list.html",
        {"page": page, "rows": [(row, text) for row, text in zip(rows, why, strict=True)]},
    )


@require_safe
@never_cache
def pack(request: SignedIn, reference: str) -> HttpResponse:
    """Everything there is to read, in the order to read it. The interest comes first."""
    at = timezone.now()
    case = found_or_404(request, reference, page="pack", at=at)
    if _has_it(case) and not case.no_interest:
        return redirect("review-interest", reference=reference)
    _viewed_or_404(request, case, page="pack", at=at)
    case = replace(case, to_share=True)  # a panel prints it, and hands it round
    here = cases.here(case.concern)
    shown = route_words.route_now(
        here, protocol=protocol_of(case), names=cases.names(route_words.people_of(here)), case=case
    )
    return TemplateResponse(
        request,
        "review/pack.html",
        {
            **frame(case, here, page="", at=at),
            "breadcrumbs": [
                {"text": "Reviews", "href": acts.reviews_href()},
                {"text": case.concern.reference},
            ],
            **beside(case),
            "filed": filed_rows(case, local_date(at)),
            "parties": words.parties(case, protocol_of(case)),
            "ended": words.ended(case, protocol_of(case)),
            "shown": shown,
            "files": shown_files(request, case),
            "notes": concerns.notes(case.concern),
            "letters": letter_words.letters(case, concerns.messages(case.concern)),
            "acts": acts.links(case, here, outstanding=False),
            "case_href": acts.case_href(case),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def interest(request: SignedIn, reference: str) -> HttpResponse:
    """Asked before anything can be read. Yes passes it on; no is remembered."""
    at = timezone.now()
    case = found_or_404(request, reference, page="interest", at=at)
    may = checks.can(act=Act.DECLARE_INTEREST, state=State(case.concern.state), mine=case.mine)
    if not may:
        raise not_there(request, reference, page="interest")
    _viewed_or_404(request, case, page="interest", at=at)
    form = InterestForm(
        request.POST if request.method == "POST" else None,
        initial={"version": case.concern.version},
    )
    if form.is_bound and form.is_valid():
        if not form.cleaned_data["interest"]:
            handling.deny_interest(concern=case.concern, by=request.user, at=at)
            return redirect("review-pack", reference=reference)
        version = form.cleaned_data["version"] or case.concern.version
        try:
            rerouting.declare_interest(
                concern=case.concern, by=request.user, at=at, version=version
            )
        except handling.Stale as stale:
            messages.warning(request, f"{stale} Look at it again and answer again.")
            return redirect("review-interest", reference=reference)
        words_done = acts.WORDS[Act.DECLARE_INTEREST]
        said = acts.done(Act.DECLARE_INTEREST, words_done, case, to=None, sees=False)
        messages.success(request, said)
        return redirect("review-list")
    return TemplateResponse(
        request,
        "review/interest.html",
        {
            **frame(case, None, page="", at=at),
            "breadcrumbs": None,
            "back_href": acts.reviews_href(),
            "form": form,
            "is_witness": case.is_witness,
            "parties": words.parties(case, protocol_of(case)),
            "words": acts.WORDS[Act.DECLARE_INTEREST],
        },
    )


def _has_it(case: Case) -> bool:
    """Whether somebody has it open before them to deal with."""
    return case.handles and case.concern.state != State.CLOSED.value


def _viewed_or_404(request: SignedIn, case: Case, *, page: str, at: datetime) -> None:
    """Record that they looked; to whoever does not have it before them there is no such page."""
    if not _has_it(case):
        raise not_there(request, case.concern.reference, page=page)
    readings.viewed(concern=case.concern, page=page, by=request.user, at=at)
