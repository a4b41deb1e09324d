"""The protocol of a council, clause by clause: the version in force, or another by its name.

A draft is there for those who write it or may put it in force, and for nobody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from concerns.engine.working_days import local_date
from concerns.permissions import protocols as permissions
from concerns.presenters import protocol_version
from concerns.presenters.protocol import reading
from concerns.selectors import protocols, register

if TYPE_CHECKING:
    from concerns.views.signed_in import SignedIn


@require_safe
@never_cache
def read(request: SignedIn, council: str, version: str | None = None) -> HttpResponse:
    on = local_date(timezone.now())
    person = register.person_of(user=request.user, council_slug=council, on=on)
    if person is None:
        raise Http404
    request.council = person.council  # type: ignore[attr-defined]  # the page says whose it is
    held = register.offices_held([person.pk], on)[person.pk]
    versions = [
        each
        for each in protocols.versions(person.council).select_related("offered_by", "adopted_by")
        if permissions.can_read(protocol=each, person=person, held=held)
    ]
    row = (
        protocols.in_force_of(versions, on)
        if version is None
        else next((each for each in versions if each.version == version), None)
    )
    if version is not None and row is None:
        raise Http404
    context = {
        "council": person.council,
        "versions": protocol_version.version_links(council, versions, on),
    }
    if row is None:
        return TemplateResponse(request, "protocol/none.html", context)
    protocol = protocols.engine_protocol(row)
    return TemplateResponse(
        request,
        "protocol/read.html",
        {
            **context,
            "reading": reading(protocol),
            "banner": protocol_version.banner(row, document=protocol.status, on=on),
            "facts": protocol_version.facts(row, protocol, protocols.reviews_of(row)),
            "version": row,
        },
    )
