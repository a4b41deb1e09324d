"""The first page: what this is, or what there is for one to do."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from concerns.engine.working_days import local_date
from concerns.presenters import home as words
from concerns.selectors import parts, queue, register, standing


@login_not_required
@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return TemplateResponse(request, "home/welcome.html")
    user = request.user
    on = local_date(timezone.now())
    people = register.people_of(user, on)
    soon = queue.soon(on, [person.council.nation for person in people])
    oversees = standing.overseen_by(user, on)
    counts = queue.counts(user, today=on, soon=soon)
    return TemplateResponse(
        request,
        "home/show.html",
        {
            "parts": words.parts(
                raised=standing.raised(user, on),
                counts=counts,
                reviews=queue.reviews(user, on).count(),
                oversees=oversees,
                to_adopt=standing.to_adopt(user, on),
                shared=parts.shared_with(user, on),
            ),
            "councils": words.councils(people, handles=words.handles(counts), oversees=oversees),
        },
    )
