"""What the person a concern is about sees of it, and what they can do: their own part alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from concerns.actions import answering
from concerns.actions import evidence as files
from concerns.engine.states import StateForbids
from concerns.engine.working_days import local_date
from concerns.forms.evidence import FileForm
from concerns.forms.part import PartMessageForm, ReplyForm
from concerns.permissions.refusal import NotAllowed
from concerns.presenters import part as words
from concerns.presenters import support
from concerns.selectors import protocols
from concerns.views.case._access import not_there, part_or_404
from concerns.views.case._handing_out import attachment

if TYPE_CHECKING:
    from datetime import datetime

    from concerns.selectors.parts import Part
    from concerns.views.signed_in import SignedIn

CONFLICT = 409
_OVER = "This has come to an end, so nothing can be added to it any more."


def overview(request: SignedIn, part: Part, at: datetime) -> HttpResponse:
    """What was shared with them, what is asked of them, and what they answered."""
    protocol = protocols.engine_protocol(part.shares[0].protocol)
    context = words.page(part, protocol=protocol, today=local_date(at))
    context["sources"] = support.of(part.person.council)
    return TemplateResponse(request, "part/show.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def reply(request: SignedIn, reference: str, share: int) -> HttpResponse:
    """Reply to one thing that was shared."""
    at = timezone.now()
    part = part_or_404(request, reference, page="part_reply", at=at)
    asked = next((each for each in part.shares if each.pk == share), None)
    if asked is None or asked.due_on is None:
        raise not_there(request, reference, page="part_reply")
    form = ReplyForm(request.POST if request.method == "POST" else None)
    shown = words.shown(asked, today=local_date(at), own=True)
    if not form.is_valid():
        if not shown.is_awaited:
            return _refused(request, part, shown.ask, form)
        return _form_page(request, part, "part/reply.html", form, share=shown)
    try:
        answering.reply(
            concern=part.concern,
            share=share,
            body=form.cleaned_data["body"],
            by=request.user,
            at=at,
            token=form.token_sent,
        )
    except (StateForbids, NotAllowed):
        return _refused(request, part, shown.ask, form)
    messages.success(request, "Your reply was sent.")
    return redirect("case-detail", part.concern.reference)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def write(request: SignedIn, reference: str) -> HttpResponse:
    """Write to whoever deals with it."""
    at = timezone.now()
    part = part_or_404(request, reference, page="part_write", at=at)
    form = PartMessageForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _form_page(request, part, "part/write.html", form)
    try:
        answering.write(
            concern=part.concern,
            body=form.cleaned_data["body"],
            by=request.user,
            at=at,
            token=form.token_sent,
        )
    except (StateForbids, NotAllowed):
        return _refused(request, part, _OVER, form)
    messages.success(request, "Your message was sent.")
    return redirect("case-detail", part.concern.reference)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def add(request: SignedIn, reference: str) -> HttpResponse:
    """Upload a file of their own. It is checked before it is kept."""
    at = timezone.now()
    part = part_or_404(request, reference, page="part_evidence", at=at)
    form = FileForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        cut_off=getattr(request, "upload_cut_off", False),
    )
    if form.is_valid():
        try:
            files.add(
                concern=part.concern,
                file=form.cleaned_data["file"],
                description=form.cleaned_data["description"],
                by=request.user,
                at=at,
                token=form.token_sent,
            )
        except files.CannotAdd as error:
            form.add_error("file", str(error))
        except (StateForbids, NotAllowed):
            return _refused(request, part, _OVER, None)
        else:
            messages.success(request, "The file was added. It is being checked for viruses.")
            return redirect("case-detail", part.concern.reference)
    return _form_page(request, part, "part/evidence_add.html", form)


@require_GET
@never_cache
def download(request: SignedIn, reference: str, file: str) -> HttpResponse:
    """A file that was shared with them, or that they added."""
    at = timezone.now()
    part = part_or_404(request, reference, page="part_evidence", at=at)
    try:
        opened = files.download(concern=part.concern, public_id=file, by=request.user, at=at)
    except files.Gone:
        raise not_there(request, reference, page="part_evidence") from None
    return attachment(opened)


def _form_page(
    request: SignedIn, part: Part, template: str, form: Any, **more: Any
) -> HttpResponse:
    form.cancel_href = words.href(part)
    context = {
        "reference": part.concern.reference,
        "council": part.shares[0].council,
        "form": form,
        "back_href": form.cancel_href,
    }
    return TemplateResponse(request, template, {**context, **more})


def _refused(request: SignedIn, part: Part, why: str, form: Any) -> HttpResponse:
    """Why nothing was sent, and what was typed, to be copied."""
    typed = form["body"].value() if form is not None and form.is_bound else ""
    rows = [{"key": "What you wrote", "value": typed, "long": True}] if typed else []
    context = {
        "concern": part.concern,
        "reason": why,
        "typed": rows,
        "form": None,
        "back_href": words.href(part),
    }
    return TemplateResponse(request, "case/refused.html", context, status=CONFLICT)
