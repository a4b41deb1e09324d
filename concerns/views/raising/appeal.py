"""From a request that was refused to the appeal about it."""

from __future__ import annotations

from contextlib import suppress

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from concerns.actions import appeals, drafts
from concerns.engine import asking
from concerns.engine.facts import Matter
from concerns.engine.working_days import local_date
from concerns.presenters import raising as journey
from concerns.presenters import refusals as words
from concerns.selectors import refusals, register
from concerns.views.raising import _draft, start
from concerns.views.signed_in import SignedIn


def appeal(request: SignedIn, council: str, reference: str) -> HttpResponse:
    """What goes along with an appeal, and a button that begins it about this request.

    :raises Http404: for any request but one's own that was refused.
    """
    at = timezone.now()
    on = local_date(at)
    person = start.person_or_404(request, council, on)
    refused = refusals.of_raiser(person)
    chosen = next((each for each in refused if each.reference == reference.upper()), None)
    if chosen is None:
        raise Http404
    protocol = start.protocol_of(person, on)
    if protocol is None:
        return redirect("raising-start", council)
    party = register.party(person=person, protocol=protocol, on=on)
    if Matter.ACCESS_APPEAL not in asking.matters(protocol, party):
        return redirect("raising-matter", council)
    if request.method == "POST":
        by = request.user
        concern = drafts.start(person=person, by=by, at=at, matter=Matter.ACCESS_APPEAL)
        with suppress(appeals.NotRefused):  # opened again this very moment
            appeals.choose(concern=concern, request=chosen.reference, by=by, at=at)
        begun = _draft.load(request, council, concern.reference)
        return redirect(_draft.href(begun, journey.unanswered(begun) or journey.CHECK))
    context = {
        "request_rows": words.chosen(chosen, protocol),
        "other_href": reverse("raising-matter", args=[council]),
        "back_href": reverse("case-detail", args=[chosen.reference]),
    }
    return TemplateResponse(request, "raising/appeal.html", context)
