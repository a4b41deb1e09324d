"""Who else may have seen it: a list, and a page to add somebody to it."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from concerns.actions import drafts
from concerns.actions import witnesses as naming
from concerns.actions.drafts import CannotBeNamed, Named
from concerns.engine.offices import Kind
from concerns.forms.fields import whole_number
from concerns.forms.raising_pick import OTHER
from concerns.forms.raising_witnesses import WitnessesForm, WitnessForm
from concerns.presenters import raising as journey
from concerns.selectors import register
from concerns.selectors.drafts import Draft
from concerns.selectors.register import Pickable
from concerns.views.raising import _draft
from concerns.views.signed_in import SignedIn


@_draft.for_draft
def witnesses(request: SignedIn, draft: Draft) -> HttpResponse:
    """Whether anybody else saw it, and once somebody is named, who."""
    _only_of_a_concern(draft)
    if "remove" in request.POST:
        return _remove(request, draft)
    form = WitnessesForm(_draft.typed(request), draft=draft)
    if form.is_valid():
        if not form.cleaned_data["more"]:
            drafts.answer(
                concern=draft.concern, step="witnesses", by=request.user, at=timezone.now()
            )
            return _draft.onward(request, draft, "witnesses")
        if "save" not in request.POST:
            return redirect(_draft.href(draft, "witness-add", to_check=_draft.to_check(request)))
    if "save" in request.POST:
        return _draft.saved(request) if draft.witnesses else _draft.unfinished(request)
    context = {
        "form": form,
        "people": [(w.pk, w.person.name if w.person else w.name) for w in draft.witnesses],
        "back_href": _draft.back(request, draft, "witnesses"),
    }
    return TemplateResponse(request, "raising/witnesses.html", context)


def _remove(request: SignedIn, draft: Draft) -> HttpResponse:
    chosen = whole_number(request.POST["remove"])
    name = ""
    if chosen is not None:
        name = naming.remove(
            concern=draft.concern, witness=chosen, by=request.user, at=timezone.now()
        )
    if name:
        messages.success(request, f"{name} is no longer on your list.")
    return redirect(_draft.href(draft, "witnesses", to_check=_draft.to_check(request)))


@_draft.for_draft
def add(request: SignedIn, draft: Draft) -> HttpResponse:
    """Pick somebody from the register, or name them in words."""
    _only_of_a_concern(draft)
    query = _draft.query(request)
    people = _pickable(draft)
    form = WitnessForm(_draft.typed(request), draft=draft, people=people, query=query)
    if "search" in request.POST:
        return _search(request, draft, form)
    if form.is_valid():
        other = form.other()
        try:
            naming.add(
                concern=draft.concern,
                who=_who(draft, form, other),
                by=request.user,
                at=timezone.now(),
            )
        except CannotBeNamed as refused:
            form.add_error("name" if other else "people", str(refused))
        else:
            if "save" in request.POST:
                return _draft.saved(request)
            return redirect(_draft.href(draft, "witnesses", to_check=_draft.to_check(request)))
    return _draft.leave(request, form) or _show(request, draft, form)


def _who(draft: Draft, form: WitnessForm, other: tuple[str, Kind] | None) -> Named:
    if other is not None:
        name, kind = other
        return Named(kind, name=name)
    (person,) = register.people_with(draft.concern.council, form.picked())
    return Named(Kind(person.kind), person)


def _search(request: SignedIn, draft: Draft, form: WitnessForm) -> HttpResponse:
    """Show what was searched for. Words typed for somebody who is not in the list stay there."""
    kept = {}
    if OTHER in request.POST.getlist("people") and form.has_words:
        kept = {
            "people": [OTHER],
            "name": request.POST.get("name", ""),
            "kind": request.POST.get("kind", ""),
        }
    same = WitnessForm(None, draft=draft, people=form.pickable, query=form.query, initial=kept)
    return _show(request, draft, same)


def _show(request: SignedIn, draft: Draft, form: WitnessForm) -> HttpResponse:
    context = {
        "form": form,
        "query": form.query,
        "left_out": list(_left_out(draft, form.query)),
        "search_href": request.path,
        "back_href": _draft.href(draft, "witnesses", to_check=_draft.to_check(request)),
    }
    return TemplateResponse(request, "raising/person.html", context)


def _only_of_a_concern(draft: Draft) -> None:
    if "witnesses" not in journey.questions(draft):
        raise Http404


def _pickable(draft: Draft) -> list[Pickable]:
    """Everybody but the raiser, those it is about, and those named already."""
    named = {party.person_id for party in (*draft.subjects, *draft.witnesses)}
    taken = named | {draft.concern.raiser_id}
    return [p for p in register.pickable(draft.concern.council, draft.on) if p.pk not in taken]


def _left_out(draft: Draft, query: str) -> Iterator[str]:
    """Why somebody who was searched for is not in the list."""
    words = query.casefold().split()
    raiser = draft.concern.raiser
    reasons = [
        (raiser.name, "They raise it." if draft.concern.filed_by else "You cannot name yourself."),
        *((p.person.name, "It is about them.") for p in draft.subjects if p.person),
        *((w.person.name, "You have named them already.") for w in draft.witnesses if w.person),
    ]
    for name, why in reasons:
        if words and all(word in name.casefold() for word in words):
            yield f"{name} is not in the list. {why}"
