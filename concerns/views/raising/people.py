"""Finding the people it is about, and the roles they were acting in."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from concerns.actions.drafts import CannotBeNamed
from concerns.engine.offices import Kind
from concerns.forms.raising_people import OTHER, CapacityForm, PersonForm
from concerns.presenters import raising as journey
from concerns.selectors import register
from concerns.selectors.drafts import Draft
from concerns.selectors.register import Pickable
from concerns.views.raising import _draft, _naming
from concerns.views.signed_in import SignedIn


@_draft.for_draft
def person(request: SignedIn, draft: Draft) -> HttpResponse:
    """Search the register and pick. A search keeps what was picked so far."""
    if "person" not in journey.questions(draft):
        raise Http404
    query = _draft.query(request)
    form = PersonForm(_draft.typed(request), draft=draft, people=_pickable(draft), query=query)
    if "search" in request.POST:
        try:
            return _search(request, draft, form, query)
        except CannotBeNamed as refused:
            form.add_error("people", str(refused))
            return _show(request, draft, form, clash=True)
    if form.is_bound and str(draft.concern.raiser_id) in request.POST.getlist("people"):
        form.add_error("people", journey.not_yourself(draft))
    if form.is_valid():
        other = form.other()
        try:
            _naming.name(request, draft, form.picked(), at=timezone.now(), other=other)
        except CannotBeNamed as refused:
            form.add_error("name" if other else "people", str(refused))
            return _show(request, draft, form, clash=True)
        else:
            return _draft.onward(request, draft, "person")
    return _draft.leave(request, form) or _show(request, draft, form)


def _show(
    request: SignedIn, draft: Draft, form: PersonForm, *, clash: bool = False
) -> HttpResponse:
    raiser, query = draft.concern.raiser, form.query
    left_out = []
    if query and query.casefold() in raiser.name.casefold():
        why = journey.not_yourself(draft)
        left_out.append(f"{raiser.name} is not in the list. {why}.")
    context = {
        "form": form,
        "query": query,
        "left_out": left_out,
        "search_href": request.path,
        "witnesses_href": _draft.href(draft, "witnesses") if clash else "",
        "back_href": _draft.back(request, draft, "person"),
    }
    return TemplateResponse(request, "raising/person.html", context)


def _search(request: SignedIn, draft: Draft, form: PersonForm, query: str) -> HttpResponse:
    """Keep what is ticked, then show what was searched for.

    :raises CannotBeNamed: if what is ticked cannot be kept.
    """
    ids = form.picked() if form.several else form.picked()[:1]
    name = request.POST.get("name", "").strip()
    other = None
    if OTHER in request.POST.getlist("people") and name:
        kind = request.POST.get("kind") or draft.concern.about_kind
        other = (name[:200], Kind(kind) if kind in set(Kind) else Kind.OFFICER)
    if ids or other or draft.subjects:
        _naming.name(request, draft, ids, at=timezone.now(), other=other)
    fresh = _draft.load(request, draft.concern.council.slug, draft.concern.reference)
    return _show(request, fresh, PersonForm(None, draft=fresh, people=form.pickable, query=query))


def _pickable(draft: Draft) -> list[Pickable]:
    """Everybody of the right kind but the person who raises it."""
    kinds = {draft.concern.about_kind} & set(Kind) or set(Kind)
    if draft.matter.value != "concern":
        kinds = {Kind.OFFICER}
    return [
        each
        for each in register.pickable(draft.concern.council, draft.on)
        if each.pk != draft.concern.raiser_id and each.kind in kinds
    ]


@_draft.for_draft
def capacity(request: SignedIn, draft: Draft) -> HttpResponse:
    """In what role those with several offices were acting."""
    if "capacity" not in journey.questions(draft):
        raise Http404
    ids = [party.person_id for party in draft.subjects if party.person_id]
    offices = register.offices_held(ids, draft.happened_on)
    held = {person: codes for person, codes in offices.items() if len(codes) > 1}
    form = CapacityForm(_draft.typed(request), draft=draft, held=held)
    if form.is_valid():
        other = next(((p.name, Kind(p.kind)) for p in draft.subjects if not p.person_id), None)
        _naming.name(request, draft, ids, at=timezone.now(), other=other, acting=form.acting())
        return _draft.onward(request, draft, "capacity")
    if left := _draft.leave(request, form):
        return left
    context = {"form": form, "back_href": _draft.back(request, draft, "capacity")}
    return TemplateResponse(request, "raising/capacity.html", context)
