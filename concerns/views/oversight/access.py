"""Who has seen a concern, for whoever oversees the council."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from concerns.actions import accesses
from concerns.engine.working_days import local_date
from concerns.permissions.refusal import NotAllowed
from concerns.presenters import accesses as words
from concerns.selectors import register
from concerns.selectors.queue import as_reference

if TYPE_CHECKING:
    from concerns.views.signed_in import SignedIn

FORBIDDEN = 403


@require_safe
@never_cache
def access(request: SignedIn, council: str) -> HttpResponse:
    """Asked for by its reference. What is not there, and what is not for them, look the same."""
    at = timezone.now()
    person = register.person_of(user=request.user, council_slug=council, on=local_date(at))
    if person is None:
        raise Http404
    typed = request.GET.get("case", "")[:40]
    try:
        page = accesses.for_oversight(
            person=person,
            reference=as_reference(typed),
            by=request.user,
            at=at,
            number=request.GET.get("page"),
        )
    except NotAllowed as refusal:
        return TemplateResponse(request, "403.html", {"reason": str(refusal)}, status=FORBIDDEN)
    context = {
        "council": person.council,
        "typed": typed.strip(),
        "page": page,
        "rows": words.rows(page) if page else [],
    }
    return TemplateResponse(request, "oversight/access.html", context)
