"""What the monitoring officer sees of a council: counts and states, never content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from concerns.actions import oversight
from concerns.engine.states import State
from concerns.engine.working_days import local_date
from concerns.permissions.refusal import NotAllowed
from concerns.presenters import states
from concerns.selectors import register, standing

if TYPE_CHECKING:
    from concerns.views.signed_in import SignedIn

FORBIDDEN = 403


@require_safe
@never_cache
def oversight_list(request: SignedIn) -> HttpResponse:
    """The councils one oversees; with one there is nothing to choose."""
    councils = standing.overseen_by(request.user, local_date(timezone.now()))
    if len(councils) == 1:
        return redirect("oversight-detail", council=councils[0].slug)
    return TemplateResponse(request, "oversight/list.html", {"councils": councils})


@require_safe
@never_cache
def figures(request: SignedIn, council: str) -> HttpResponse:
    """How many concerns the council has in each state. What is about its readers is not counted."""
    at = timezone.now()
    person = register.person_of(user=request.user, council_slug=council, on=local_date(at))
    if person is None:
        raise Http404
    try:
        counted = oversight.figures(council=person.council, person=person, by=request.user, at=at)
    except NotAllowed as refusal:
        return TemplateResponse(request, "403.html", {"reason": str(refusal)}, status=FORBIDDEN)
    return TemplateResponse(
        request,
        "oversight/detail.html",
        {
            "council": person.council,
            "figures": counted,
            "states": [
                (tag, counted.by_state.get(state.value, 0))
                for state, tag in states.STATES.items()
                if state is not State.DRAFT
            ],
        },
    )
