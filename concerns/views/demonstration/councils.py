"""A council of one's own in the demonstration, to bring a protocol to."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from concerns.actions import trial_council
from concerns.engine.protocol import Nation, Tier
from concerns.forms.demonstration import CouncilForm
from concerns.views.demonstration.people import only_in_the_demonstration


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def council_add(request: HttpRequest) -> HttpResponse:
    only_in_the_demonstration()
    form = CouncilForm(request.POST or None)
    people = reverse("demonstration-people")
    form.cancel_href = people
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        council = trial_council.make(
            name=given["called"],
            nation=Nation(given["nation"]),
            tier=Tier(given["tier"]),
            at=timezone.now(),
        )
        messages.success(
            request,
            format_html(
                '<a class="govuk-notification-banner__link" href="#{}">{}</a> is made. Sign in as'
                " Morwenna Tull to bring a protocol to it; somebody else has to put it in force.",
                council.slug,
                council.name,
            ),
        )
        return redirect(people)  # what was said stands above the list
    return TemplateResponse(
        request,
        "_partials/headed_question.html",
        {
            "form": form,
            "heading": "Make a council of your own",
            "lead": "It gets invented people and no protocol, so that you can bring your own.",
            "back_href": people,
        },
    )
