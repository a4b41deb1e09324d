"""Files that go with a draft: a list, and a page to add one to it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from concerns.actions import drafts
from concerns.actions import evidence as acts
from concerns.forms.evidence import FileForm
from concerns.forms.raising_evidence import EvidenceForm
from concerns.presenters import evidence as words
from concerns.presenters import raising as journey
from concerns.selectors.drafts import Draft
from concerns.views.raising import _draft
from concerns.views.signed_in import SignedIn


@_draft.for_draft
def evidence(request: SignedIn, draft: Draft) -> HttpResponse:
    """Whether there is anything to add, and once there is, what."""
    _only_where_asked(draft)
    if "remove" in request.POST:
        return _remove(request, draft)
    form = EvidenceForm(_draft.typed(request), draft=draft)
    if form.is_valid():
        if not form.cleaned_data["more"]:
            drafts.answer(
                concern=draft.concern, step="evidence", by=request.user, at=timezone.now()
            )
            return _draft.onward(request, draft, "evidence")
        if "save" not in request.POST:
            return redirect(_draft.href(draft, "evidence-add", to_check=_draft.to_check(request)))
    if "save" in request.POST:
        return _draft.saved(request) if draft.files else _draft.unfinished(request)
    context = {
        "form": form,
        "files": words.of_draft(draft.files),
        "back_href": _draft.back(request, draft, "evidence"),
    }
    return TemplateResponse(request, "raising/evidence.html", context)


def _remove(request: SignedIn, draft: Draft) -> HttpResponse:
    called = acts.remove_from_draft(
        concern=draft.concern,
        public_id=request.POST["remove"],
        by=request.user,
        at=timezone.now(),
    )
    if called:
        messages.success(request, f"{called} was removed.")
    return redirect(_draft.href(draft, "evidence", to_check=_draft.to_check(request)))


@_draft.for_draft
def add(request: SignedIn, draft: Draft) -> HttpResponse:
    """Upload one file. It is checked before it is kept."""
    _only_where_asked(draft)
    there = _draft.href(draft, "evidence", to_check=_draft.to_check(request))
    form = FileForm(
        _draft.typed(request),
        request.FILES or None,
        cut_off=getattr(request, "upload_cut_off", False),
    )
    if form.is_valid():
        try:
            acts.add_to_draft(
                concern=draft.concern,
                file=form.cleaned_data["file"],
                description=form.cleaned_data["description"],
                by=request.user,
                at=timezone.now(),
                token=form.token_sent,
            )
        except acts.CannotAdd as refused:
            form.add_error("file", str(refused))
        else:
            return redirect(there)
    context = {"form": form, "back_href": there}
    return TemplateResponse(request, "raising/evidence_add.html", context)


def _only_where_asked(draft: Draft) -> None:
    if "evidence" not in journey.questions(draft):
        raise Http404
