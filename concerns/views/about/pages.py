"""What anybody may read about the portal, signed in or not."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "about/help.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "about/accessibility.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "about/privacy.html")
