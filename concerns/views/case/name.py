"""A name that is withheld from those a concern is about: one page, for what can be done now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from concerns.actions import names as acts
from concerns.actions import readings
from concerns.engine.states import Act, StateForbids
from concerns.engine.working_days import local_date
from concerns.forms import case_name as forms
from concerns.forms.fields import whole_number
from concerns.permissions.refusal import Denied, NotAllowed
from concerns.presenters import acts as act_words
from concerns.presenters import names as words
from concerns.selectors import cases, names
from concerns.views.case._access import found_or_404, frame, not_there

if TYPE_CHECKING:
    from datetime import datetime

    from concerns.forms.case_act import ActForm
    from concerns.models import Revealing
    from concerns.selectors.cases import Case
    from concerns.views.signed_in import SignedIn

CONFLICT = 409
_CHANGED = "It changed while you had it open. Look at it again and answer again."


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def name(request: SignedIn, reference: str) -> HttpResponse:
    """Where it stands; and the one question, if there is one for this reader."""
    at = timezone.now()
    case = found_or_404(request, reference, page="name", at=at)
    if case.owes_interest:
        return redirect("review-interest", reference=reference)
    if not case.works or not case.concern.withholding:
        raise not_there(request, reference, page="name")
    readings.viewed(concern=case.concern, page="name", by=request.user, at=at)
    act, row = words.act(case), names.under_way(case.concern)
    form = _form(request, act, case, row, at) if act is not None else None
    if request.method == "POST" and form is None:
        request.denied = Denied("name", reference, sees=True)
        return _page(request, case, act, row, None, at, status=403)
    if form is not None and form.is_valid():
        try:
            done = _do(act, form, case, request, at)
        except (acts.CannotReveal, acts.Stale, StateForbids, NotAllowed):
            form.add_error(None, _CHANGED)
            fresh = cases.find(user=request.user, reference=reference, on=local_date(at))
            return _page(request, fresh or case, act, row, form, at, status=CONFLICT)
        messages.success(request, words.DONE[done])
        return redirect("case-name", reference)
    return _page(request, case, act, row, form, at)


def _form(request: SignedIn, act: Act, case: Case, row: Revealing | None, at: datetime) -> ActForm:
    data = request.POST if request.method == "POST" else None
    initial = {"version": case.concern.version}
    if act is Act.WITHHOLD:
        return forms.WithholdForm(data, initial=initial)
    if act is Act.LEARN_NAME:
        return forms.LearnForm(data, initial=initial)
    if row is None or row.not_before is None:
        return forms.AnnounceForm(data, initial=initial)
    return forms.SettleForm(data, initial=initial, due=local_date(at) >= row.not_before)


def _do(act: Act | None, form: ActForm, case: Case, request: SignedIn, at: datetime) -> str:
    """Do what was answered. :return: what was done, as a code of the words for it."""
    given, concern = form.cleaned_data, case.concern
    if act is Act.LEARN_NAME:
        acts.learn(concern=concern, reason=given["reason"], by=request.user, at=at)
        return "learned"
    sent = whole_number(request.POST.get("version", ""))
    version = concern.version if sent is None else sent
    who: dict[str, Any] = {"concern": concern, "by": request.user, "at": at, "version": version}
    if act is Act.WITHHOLD:
        if given["withheld"]:
            acts.withhold(**who)
            return "withheld"
        acts.refuse(**who, reason=given["reason"])
        return "refused"
    if isinstance(form, forms.AnnounceForm):
        acts.announce(**who, reason=given["reason"])
        return "announced"
    acts.reveal(**who) if given["what"] == "reveal" else acts.take_back(**who)
    return str(given["what"])


def _page(
    request: SignedIn,
    case: Case,
    act: Act | None,
    row: Revealing | None,
    form: ActForm | None,
    at: datetime,
    *,
    status: int = 200,
) -> HttpResponse:
    if form is not None:
        form.cancel_href = act_words.case_href(case)
    return TemplateResponse(
        request,
        "case/name.html",
        {
            **frame(case, cases.here(case.concern), page="", at=at),
            "standing_text": words.standing(case),
            "will": words.will(act, case, row, today=local_date(at)),
            "history": words.history(names.history(case.concern), case),
            "withdraw_href": _withdraw(case),
            "form": form,
            "breadcrumbs": None,
            "back_href": act_words.case_href(case),
        },
        status=status,
    )


def _withdraw(case: Case) -> str:
    """Where the raiser withdraws instead, while their name is to be revealed."""
    waits = case.raised and case.concern.withholding == "waiting"
    return act_words.href(Act.WITHDRAW, case) if waits else ""
