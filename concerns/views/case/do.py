"""Doing one thing to a concern: a page that says what will happen, and a button that does it.

A form made from an older version is told so, and a state that does not allow the act says why;
either way everything typed is still there.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from concerns.actions import deciding, handling, readings, rerouting, sending, sharing
from concerns.engine import journey
from concerns.engine.states import Act, State, StateForbids
from concerns.engine.working_days import local_date
from concerns.forms.case_act import ActForm
from concerns.forms.fields import whole_number
from concerns.permissions import concerns as checks
from concerns.permissions.refusal import Denied, NotAllowed
from concerns.presenters import acts
from concerns.presenters import case_duties as duty_words
from concerns.presenters import decision as decision_words
from concerns.presenters import part as part_words
from concerns.selectors import cases, concerns
from concerns.views.case import doing
from concerns.views.case._access import found_or_404, frame, not_there, protocol_of
from concerns.views.case.doing import Situation

if TYPE_CHECKING:
    from datetime import datetime

    from concerns.engine.decision import Decision
    from concerns.models import Message
    from concerns.selectors.cases import Case
    from concerns.views.signed_in import SignedIn

FORBIDDEN, CONFLICT = 403, 409
_REFUSALS = (
    deciding.NoWayOn,
    deciding.ConsentNeeded,
    deciding.ChoiceNeeded,
    deciding.DutiesOutstanding,
    deciding.ReplyAwaited,
    sharing.CannotShare,
    sharing.NoSuchDay,
    rerouting.NothingChanged,
)
_ANYWAY = "anyway"  # in an address: whoever decides has seen that a reply is awaited
_WRITTEN = frozenset({Act.MESSAGE, Act.NOTE, Act.ASK})  # what is read on the page of messages


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def do(request: SignedIn, reference: str, act: str) -> HttpResponse:
    """One act on its own page."""
    which = _act(act)
    at = timezone.now()
    case = found_or_404(request, reference, page=f"do_{which.value}", at=at)
    if not case.works:
        raise not_there(request, reference, page=f"do_{which.value}")
    if case.owes_interest and which is not Act.DECLARE_INTEREST:
        return _interest_first(request, case, which, at=at)
    posted = whole_number(request.POST.get("version", ""))
    now = Situation(
        case=case,
        here=cases.here(case.concern),
        by=request.user,
        at=at,
        version=case.concern.version if posted is None else posted,
    )
    page = _Page(request, which, now)
    readings.viewed(
        concern=case.concern,
        page=f"do_{which.value}",
        by=request.user,
        at=at,
        question=page.asked.pk if page.asked else None,
    )
    return page.answer()


def _interest_first(request: SignedIn, case: Case, act: Act, *, at: datetime) -> HttpResponse:
    """The question about interests. What somebody wrote meanwhile is given back, and no more."""
    if request.method != "POST":
        return redirect("review-interest", reference=case.concern.reference)
    wrote = [
        {"key": "What you wrote", "value": text.strip(), "long": True}
        for name in ("body", "question", "reasons", "reason", "note")
        if (text := request.POST.get(name, "")).strip()
    ]
    context = {
        "concern": case.concern,
        "reason": acts.INTEREST_FIRST,
        "typed": wrote,
        "form": None,
        "back_href": reverse("review-interest", args=[case.concern.reference]),
    }
    return TemplateResponse(request, "case/refused.html", context, status=CONFLICT)


def _act(slug: str) -> Act:
    try:
        act = Act(slug.replace("-", "_"))
    except ValueError:
        raise Http404 from None
    if act in acts.NOT_ON_PAGES:
        raise Http404
    return act


class _Page:
    """One act, one person, one request."""

    def __init__(self, request: SignedIn, act: Act, now: Situation) -> None:
        self.request = request
        self.act = act
        self.now = now
        self.doing = doing.of(act, now)
        self.words = acts.words(act, now.case, now.here)

    def answer(self) -> HttpResponse:
        try:
            forbidden = self.why_not()
        except NotAllowed as refusal:
            reference = self.now.concern.reference
            self.request.denied = Denied(f"do_{self.act.value}", reference, sees=True)
            return self.show("403.html", status=FORBIDDEN, reason=str(refusal))
        if self.is_stale:
            return self.stale(forbidden)
        if forbidden:
            return self.refused(forbidden)
        if self.act is Act.DECIDE and (blocking := self.blocking()):
            return self.blocked(blocking)
        posted = self.request.POST if self.request.method == "POST" else None
        if self.act is Act.DECIDE and posted is None and (waits := self.still_to_reply()):
            return self.show("case/awaited.html", waits=waits, anyway=f"?{_ANYWAY}=yes")
        form = self.form(posted)
        if posted is None or "change" in posted or not form.is_valid():
            return self.show("case/do.html", form=form, asked=self.asked)
        if form.checked and "confirm" not in posted:
            return self.check(form)
        return self.done(form)

    # ------------------------------------------------------------ may it be done

    def why_not(self) -> str:
        """Why the concern, as it is, has no place for the act; empty if it has.

        :raises NotAllowed: if it has, but not for this person.
        """
        concern, here = self.now.concern, self.now.here
        if why := doing.nobody_to_share_with(self.act, self.now):
            return why
        try:
            checks.check_can(act=self.act, state=State(concern.state), mine=self.now.case.mine)
        except StateForbids as refusal:
            return str(refusal)
        return acts.out_of_place(
            self.act,
            self.now.case,
            here,
            outstanding=self.act is not Act.RECORD_DUTY or bool(self.now.outstanding()),
        )

    @property
    def is_stale(self) -> bool:
        """A message is the only thing that may be sent whatever happened meanwhile."""
        return self.act is not Act.MESSAGE and self.now.version != self.now.concern.version

    def blocking(self) -> list[duty_words.ShownDuty]:
        """What the protocol wants done before the decision."""
        shown = duty_words.duties(self.now.outstanding(), for_raiser=False)
        return [duty for duty in shown if duty.blocks]

    def still_to_reply(self) -> list[str]:
        """Who was asked for a reply and has time for it yet, until somebody goes past that."""
        if _ANYWAY in self.request.GET:
            return []
        return part_words.still_to_reply(self.now.case, local_date(self.now.at))

    # ------------------------------------------------------------ the pages

    def form(self, data: Any) -> ActForm:
        settings = self.doing.settings(self.now)
        initial = {**settings.pop("initial", {}), "version": self.now.concern.version}
        if self.act is Act.RECORD_DUTY:
            initial["duty"] = self.request.GET.get("duty", "")
        form = self.doing.form(data, initial=initial, **settings)
        form.submit = self.words.button
        form.submit_is_dangerous = self.words.is_dangerous
        return form

    def show(self, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        case = self.now.case
        return TemplateResponse(
            self.request,
            template,
            {
                **frame(case, self.now.here, page="", at=self.now.at),
                "words": self.words,
                "breadcrumbs": None,
                "back_href": acts.case_href(case),
                **context,
            },
            status=status,
        )

    def check(self, form: ActForm, *, changed: bool = False) -> HttpResponse:
        """What was answered, once more, with a button that does it."""
        context: dict[str, Any] = {"form": form, "changed": changed}
        if self.act is Act.AMEND:
            context |= self.both_routes(form)
        elif self.act is Act.SHARE:
            context |= doing.as_shared(self.now, form.cleaned_data)
        else:
            given = form.cleaned_data
            context["goes_on"] = doing.leads(self.act, self.now, given) is not None
            if self.act is Act.DECIDE:
                context["follows"] = doing.what_follows(self.now, given)
        return self.show(f"case/check_{self.act.value}.html", **context)

    def refused(self, why: str) -> HttpResponse:
        return self.show(
            "case/refused.html", status=CONFLICT, reason=why, typed=self.typed(), form=None
        )

    def blocked(self, duties: list[duty_words.ShownDuty]) -> HttpResponse:
        href = acts.href(Act.RECORD_DUTY, self.now.case)
        return self.show(
            "case/blocked.html",
            status=CONFLICT,
            duties=duties,
            record_href=href,
            typed=self.typed(),
        )

    def stale(self, forbidden: str = "") -> HttpResponse:
        """What was typed, with the form made from the concern as it is now, if it still can be."""
        data = self.request.POST.copy()
        data["version"] = str(self.now.concern.version)
        for button in ("confirm", "change"):
            data.pop(button, None)
        return self.show(
            "case/stale.html",
            status=CONFLICT,
            reason=forbidden,
            typed=self.typed() if forbidden else [],
            form=None if forbidden else self.form(data),
            asked=None if forbidden else self.asked,
        )

    @cached_property
    def asked(self) -> Message | None:
        """The question that the person who raised it is about to answer."""
        waits = self.now.concern.state == State.PAUSED.value
        if self.act is not Act.RESUME or not self.now.case.raised or not waits:
            return None
        return concerns.question(self.now.concern)

    def typed(self) -> list[dict[str, Any]]:
        if self.request.method != "POST":
            return []
        return self.form(self.request.POST).rows

    # ------------------------------------------------------------ both routes

    def both_routes(self, form: ActForm) -> dict[str, Any]:
        after = self.supposed(form)
        here = self.now.here
        before = here.decision if here else None
        people = {p for d in (before, after) if d for p in decision_words.people_in(d)}
        names = cases.names(people)
        protocol = protocol_of(self.now.case)

        def shown(decision: Decision) -> decision_words.Shown:
            return decision_words.present(
                decision,
                protocol=protocol,
                names=names,
                for_raiser=False,
                picked=self.now.concern.picked,
                current=self.begins(decision),
            )

        return {
            "before": shown(before) if before else None,
            "after": shown(after),
            "seen": sending.fingerprint(after),
            "same": before is not None
            and sending.fingerprint(before) == sending.fingerprint(after),
        }

    def begins(self, decision: Decision) -> str | None:
        """The step at which the concern would stand: the one it has reached, else the first."""
        here, tried = self.now.here, self.now.concern.informal_tried
        same = journey.step_of(decision, here.step.key) if here else None
        step = same or journey.first_step(decision, informal_done=tried in {"yes", "unsafe"})
        return step.key if step else None

    def supposed(self, form: ActForm) -> Decision:
        """The route as it would be. It is looked up again when it is confirmed."""
        return rerouting.preview(
            concern=self.now.concern,
            by=self.now.by,
            at=self.now.at,
            **doing.amended(form.cleaned_data),
        )

    # ------------------------------------------------------------ doing it

    def done(self, form: ActForm) -> HttpResponse:
        if self.act is Act.AMEND and self.request.POST.get("seen") != sending.fingerprint(
            self.supposed(form)
        ):
            return self.check(form, changed=True)
        try:
            instead = self.doing.do(self.now, form.cleaned_data)
        except handling.Stale:
            return self.again().stale()
        except (StateForbids, *_REFUSALS) as refusal:
            return self.again().refused(str(refusal))
        except NotAllowed as refusal:
            reference = self.now.concern.reference
            self.request.denied = Denied(f"do_{self.act.value}", reference, sees=True)
            return self.show("403.html", status=FORBIDDEN, reason=str(refusal))
        case = self.seen_now()
        to = doing.leads(self.act, self.now, form.cleaned_data)
        said = acts.done(self.act, self.words, self.now.case, to=to, sees=case is not None)
        messages.success(self.request, instead or said)
        return redirect(self.next_page(case))

    def seen_now(self) -> Case | None:
        """The concern as it is by now; None once this person can no longer see it."""
        on = local_date(self.now.at)
        return cases.find(user=self.now.by, reference=self.now.concern.reference, on=on)

    def again(self) -> _Page:
        """The same with the concern as it is by now. Somebody else was quicker.

        :raises Http404: if this person can no longer see it.
        """
        case = self.seen_now()
        if case is None:
            raise Http404
        now = replace(self.now, case=case, here=cases.here(case.concern))
        return _Page(self.request, self.act, now)

    def next_page(self, case: Case | None) -> str:
        """The concern, or the queue for somebody who has just passed it on."""
        if case is None:
            return acts.queue_href()
        if self.act in acts.TO_RESPONDENT:
            return acts.respondents_href(case)
        return acts.messages_href(case) if self.act in _WRITTEN else acts.case_href(case)
