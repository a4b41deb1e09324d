"""What somebody raised, what they began, and how to take it up or delete it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from concerns.actions import drafts, readings
from concerns.engine.working_days import local_date
from concerns.presenters import raising as journey
from concerns.selectors import concerns, letters, register
from concerns.selectors.drafts import Draft
from concerns.views.raising import _draft
from concerns.views.signed_in import SignedIn

PAGE = 25
MOST_DRAFTS = 50  # shown at once; nobody is helped by more


def concern_list(request: SignedIn) -> HttpResponse:
    """Your concerns and requests: drafts to go on with, and what was sent."""
    at = timezone.now()
    on = local_date(at)
    readings.listed(page="raised", by=request.user, at=at)
    begun = list(concerns.drafts_of(request.user, on)[:MOST_DRAFTS])
    page = Paginator(concerns.raised_by(request.user, on), PAGE).get_page(request.GET.get("page"))
    hrefs = {
        grant.concern.reference: reverse("case-detail", args=[grant.concern.reference])
        for grant in page.object_list
    }
    ids = [grant.concern_id for grant in page.object_list]
    unread = letters.with_unread(request.user, ids, on)
    context = {
        "drafts": list(journey.begun(begun)),
        "sent": list(journey.raised(page.object_list, hrefs, unread)),
        "page": page,
        "councils": [person.council for person in register.people_of(request.user, on)],
    }
    return TemplateResponse(request, "raising/list.html", context)


@_draft.for_draft
def resume(request: SignedIn, draft: Draft) -> HttpResponse:
    """A draft as a list of its questions."""
    hrefs = {step: _draft.href(draft, step) for step in journey.questions(draft)}
    first = journey.unanswered(draft)
    context = {
        "draft": draft,
        "noun": journey.noun(draft.matter),
        "groups": journey.task_groups(draft, hrefs),
        "next_href": hrefs[first or journey.CHECK],
        "back_href": reverse("concern-list"),
    }
    return TemplateResponse(request, "raising/resume.html", context)


@_draft.for_draft
def discard(request: SignedIn, draft: Draft) -> HttpResponse:
    """Delete a draft and everything typed in it, after asking."""
    if request.method == "POST":
        drafts.discard(concern=draft.concern, by=request.user, at=timezone.now())
        messages.success(request, "The draft was deleted.")
        return redirect("concern-list")
    context = {
        "draft": draft,
        "noun": journey.noun(draft.matter),
        "back_href": reverse(
            "raising-resume", args=[draft.concern.council.slug, draft.concern.reference]
        ),
    }
    return TemplateResponse(request, "raising/discard.html", context)
