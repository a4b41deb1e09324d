"""Keeping a concern for longer, for whoever deals with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from concerns.actions import holds, readings
from concerns.engine.working_days import local_date
from concerns.forms.retention import HoldForm
from concerns.selectors import register
from concerns.views.case._access import found_or_404, not_there

if TYPE_CHECKING:
    from concerns.views.signed_in import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def hold(request: SignedIn, reference: str) -> HttpResponse:
    """Why, and when to look at it again."""
    at = timezone.now()
    case = found_or_404(request, reference, page="hold", at=at)
    me = register.person_of(
        user=request.user, council_slug=case.concern.council.slug, on=local_date(at)
    )
    if case.owes_interest:
        return redirect("review-interest", reference=reference)
    if not case.handles or me is None:
        raise not_there(request, reference, page="hold")
    form = HoldForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            holds.place(
                person=me,
                reference=case.concern.reference,
                kind=form.cleaned_data["kind"],
                reason=form.cleaned_data["reason"],
                review_on=form.cleaned_data["review_on"],
                by=request.user,
                at=at,
            )
        except holds.CannotHold as error:
            form.add_error(error.field or None, str(error))
        else:
            messages.success(request, "It is held: it is kept until two people let it go.")
            return redirect("case-detail", case.concern.reference)
    readings.viewed(concern=case.concern, page="hold", by=request.user, at=at)
    form.cancel_href = f"/concerns/{case.concern.reference}/"
    return TemplateResponse(
        request,
        "_partials/headed_question.html",
        {
            "form": form,
            "heading": "Keep this for longer",
            "lead": "It is kept, whatever its time, until two people let it go.",
            "back_href": form.cancel_href,
        },
    )
