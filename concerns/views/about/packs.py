"""The format of packs, for other programs: stable, and open to anybody."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from concerns.protocols.schema import schema


@login_not_required
@require_safe
def pack_schema(request: HttpRequest) -> JsonResponse:
    """The JSON Schema of a pack of format 1; a later format gets an address of its own."""
    address = request.build_absolute_uri(reverse("pack-schema"))
    return JsonResponse(
        schema(address),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        content_type="application/schema+json",
    )
