"""The files of one concern: the list, adding and removing one, and handing one out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from concerns.actions import evidence as acts
from concerns.actions import readings
from concerns.engine.states import Act, State, StateForbids
from concerns.forms.evidence import FileForm, RemoveForm
from concerns.permissions import concerns as checks
from concerns.permissions.refusal import NotAllowed
from concerns.presenters import evidence as words
from concerns.selectors import cases
from concerns.selectors import evidence as selectors
from concerns.views.case._access import case_page, found_or_404, frame, not_there
from concerns.views.case._handing_out import attachment, picture

if TYPE_CHECKING:
    from datetime import datetime

    from concerns.selectors.cases import Case
    from concerns.views.signed_in import SignedIn

FORBIDDEN, CONFLICT = 403, 409


@case_page("evidence")
def evidence(request: SignedIn, case: Case, at: datetime) -> HttpResponse:
    """What was added, and whether it can be opened."""
    may = checks.can(act=Act.ADD_EVIDENCE, state=State(case.concern.state), mine=case.mine)
    return TemplateResponse(
        request,
        "case/evidence.html",
        {
            **frame(case, cases.here(case.concern), page="evidence", at=at),
            "files": shown(request, case),
            "may_add": may,
        },
    )


def shown(request: SignedIn, case: Case) -> list[words.ShownFile]:
    """The files that this reader sees, in words."""
    is_open = checks.can(act=Act.REMOVE_EVIDENCE, state=State(case.concern.state), mine=case.mine)
    return words.of_case(selectors.of(case.concern), case, user=request.user.pk, open=is_open)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def add(request: SignedIn, reference: str) -> HttpResponse:
    """Upload one file. It is checked before it is kept."""
    at = timezone.now()
    case, refused = _working(request, reference, Act.ADD_EVIDENCE, at=at)
    if refused is not None:
        return refused
    form = FileForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        cut_off=getattr(request, "upload_cut_off", False),
    )
    if form.is_valid():
        try:
            acts.add(
                concern=case.concern,
                file=form.cleaned_data["file"],
                description=form.cleaned_data["description"],
                by=request.user,
                at=at,
                token=form.token_sent,
            )
        except acts.CannotAdd as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, "The file was added. It is being checked for viruses.")
            return redirect("case-evidence", case.concern.reference)
    return _form_page(request, case, "case/evidence_add.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def remove(request: SignedIn, reference: str, file: str) -> HttpResponse:
    """Take one's own file away, after asking why."""
    at = timezone.now()
    case, refused = _working(request, reference, Act.REMOVE_EVIDENCE, at=at)
    if refused is not None:
        return refused
    row = selectors.one(case.concern, file)
    if row is None or row.added_by.user_id != request.user.pk:
        raise Http404
    if relied_on := selectors.relied_on(row):
        return _refused(request, case, relied_on, CONFLICT)
    form = RemoveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        called = row.called
        acts.remove(
            concern=case.concern,
            public_id=file,
            why=form.cleaned_data["why"],
            by=request.user,
            at=at,
        )
        messages.success(request, f"{called} was removed.")
        return redirect("case-evidence", case.concern.reference)
    return _form_page(request, case, "case/evidence_remove.html", form, file=row)


@require_GET
@never_cache
def download(request: SignedIn, reference: str, file: str) -> HttpResponse:
    """The file, as an attachment of no kind that a browser would show."""
    return attachment(_opened(request, reference, file, acts.download))


@require_GET
@never_cache
def preview(request: SignedIn, reference: str, file: str) -> HttpResponse:
    """A picture drawn anew. Never the picture that was added."""
    return picture(_opened(request, reference, file, acts.preview))


def _opened(request: SignedIn, reference: str, file: str, open_it: Any) -> acts.Opened:
    """:raises Http404: for whoever may not have it, and while nobody may."""
    at = timezone.now()
    case = found_or_404(request, reference, page="evidence", at=at)
    if case.owes_interest or not case.works:
        raise not_there(request, reference, page="evidence")
    try:
        opened: acts.Opened = open_it(concern=case.concern, public_id=file, by=request.user, at=at)
    except acts.Gone:
        raise not_there(request, reference, page="evidence") from None
    return opened


def _working(
    request: SignedIn, reference: str, act: Act, *, at: datetime
) -> tuple[Case, HttpResponse | None]:
    """The concern for somebody who works on it, and the page that says why not, where they cannot.

    :raises Http404: for anybody who does not read it.
    """
    page = act.value
    case = found_or_404(request, reference, page=page, at=at)
    if case.owes_interest:
        return case, redirect("review-interest", reference=reference)
    if not case.works:
        raise not_there(request, reference, page=page)
    readings.viewed(concern=case.concern, page=page, by=request.user, at=at)
    try:
        checks.check_can(act=act, state=State(case.concern.state), mine=case.mine)
    except StateForbids as refusal:
        return case, _refused(request, case, str(refusal), CONFLICT)
    except NotAllowed as refusal:
        return case, _refused(request, case, str(refusal), FORBIDDEN)
    return case, None


def _refused(request: SignedIn, case: Case, why: str, status: int) -> HttpResponse:
    context = {
        "concern": case.concern,
        "reason": why,
        "typed": [],
        "form": None,
        "back_href": words.list_href(case),
    }
    return TemplateResponse(request, "case/refused.html", context, status=status)


def _form_page(
    request: SignedIn, case: Case, template: str, form: Any, **more: Any
) -> HttpResponse:
    form.cancel_href = words.list_href(case)
    context = {"concern": case.concern, "case": case, "form": form, "back_href": form.cancel_href}
    return TemplateResponse(request, template, {**context, **more})
