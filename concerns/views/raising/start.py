"""Where it begins: what it is for, and what somebody wants to do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from concerns.actions import drafts
from concerns.engine import asking
from concerns.engine.explain import join
from concerns.engine.facts import Matter
from concerns.engine.protocol import NoticeKind, Protocol
from concerns.engine.working_days import local_date
from concerns.forms.fields import whole_number
from concerns.forms.raising_people import BehalfForm, MatterForm
from concerns.presenters import raising as journey
from concerns.selectors import protocols, queue, register
from concerns.views.raising import _draft
from concerns.views.signed_in import SignedIn

if TYPE_CHECKING:
    from concerns.models import Person

_FOR_SOMEBODY = frozenset({"for", "received"})  # in the address of what is filed for somebody


def start(request: SignedIn, council: str) -> HttpResponse:
    """What it is for, who sees it, and where else to go."""
    on = local_date(timezone.now())
    person = person_or_404(request, council, on)
    protocol = protocol_of(person, on)
    context: dict[str, object] = {"council": person.council, "protocol": protocol}
    if protocol is None:
        keepers = register.administrators(person.council, on)
        context["keepers"] = join((p.name for p in keepers if p != person), "or")
        context["keeps"] = person.is_administrator
    if protocol is not None:
        party = register.party(person=person, protocol=protocol, on=on)
        context |= {
            "ways": journey.ways(protocol, party, NoticeKind.ALTERNATIVE),
            "others": len(asking.matters(protocol, party)) > 1,
            "can_file_for": queue.handles_anything(request.user, on),
        }
    return TemplateResponse(request, "raising/start.html", context)


def matter(request: SignedIn, council: str) -> HttpResponse:
    """What somebody wants to do; begins the draft."""
    at = timezone.now()
    on = local_date(at)
    person = person_or_404(request, council, on)
    back = reverse("raising-start", args=[council])
    raiser, received_on = person, None
    if _FOR_SOMEBODY & request.GET.keys():
        raiser, received_on = _on_behalf(request, person, on)
        request.filing_for = raiser.name  # type: ignore[attr-defined]
        back = _behalf_href(council, raiser.pk, received_on)
    protocol = protocol_of(person, received_on or on)
    if protocol is None:
        if raiser != person:
            messages.warning(
                request,
                "Nothing was begun, because the council’s protocol was not in force on that day.",
            )
        return redirect(back)  # never to where somebody else's would become one's own
    party = register.party(person=raiser, protocol=protocol, on=on)
    form = MatterForm(
        _draft.typed(request), matters=asking.matters(protocol, party), told=raiser != person
    )
    if form.is_valid():
        concern = drafts.start(
            person=person,
            by=request.user,
            at=at,
            matter=Matter(form.cleaned_data["matter"]),
            filing_for=raiser if raiser != person else None,
            received_on=received_on,
        )
        begun = _draft.load(request, council, concern.reference)
        return redirect(_draft.href(begun, journey.questions(begun)[0]))
    context = {"form": form, "back_href": back}
    return TemplateResponse(request, "_partials/question.html", context)


def behalf(request: SignedIn, council: str) -> HttpResponse:
    """For whom somebody who handles things files what reached the council."""
    on = local_date(timezone.now())
    person = person_or_404(request, council, on)
    if not queue.handles_anything(request.user, on):
        raise Http404
    earliest = protocols.in_force_since(person.council, on)
    if earliest is None:
        return redirect("raising-start", council)  # which says that nothing can be sent
    people = [p for p in register.pickable(person.council, on) if p.pk != person.pk]
    form = BehalfForm(
        _draft.typed(request),
        people=people,
        earliest=earliest,
        today=on,
        initial={"raiser": request.GET.get("for", ""), "received_on": _received(request) or on},
    )
    if form.is_valid():
        given = form.cleaned_data
        query = urlencode({"for": given["raiser"], "received": given["received_on"]})
        return redirect(f"{reverse('raising-matter', args=[council])}?{query}")
    back = reverse("raising-start", args=[council])
    return TemplateResponse(request, "raising/behalf.html", {"form": form, "back_href": back})


def person_or_404(request: SignedIn, council: str, on: date) -> Person:
    """The user's own entry on the register of the council in the address."""
    person = register.person_of(user=request.user, council_slug=council, on=on)
    if person is None:
        raise Http404
    request.council = person.council  # type: ignore[attr-defined]
    return person


def protocol_of(person: Person, on: date) -> Protocol | None:
    """The version in force for them that day."""
    version = protocols.in_force(person.council, on)
    return protocols.engine_protocol(version) if version is not None else None


def _behalf_href(council: str, raiser: int, received_on: date) -> str:
    """The page that asks for whom, with what was answered on it."""
    query = urlencode({"for": raiser, "received": received_on})
    return f"{reverse('raising-behalf', args=[council])}?{query}"


def _received(request: SignedIn) -> date | None:
    """The day in the address; None for what is none."""
    try:
        return date.fromisoformat(request.GET.get("received", ""))
    except ValueError:
        return None


def _on_behalf(request: SignedIn, person: Person, on: date) -> tuple[Person, date]:
    """Who somebody files for, and since when the council has it, from the address.

    :raises Http404: for anybody who handles nothing, and for an address that makes no sense:
        one with half of it, or with oneself, would begin a draft of one's own.
    """
    if not queue.handles_anything(request.user, on):
        raise Http404
    wanted, received_on = whole_number(request.GET.get("for", "")), _received(request)
    found = register.people_with(person.council, [] if wanted is None else [wanted])
    if not found or found[0] == person or not register.is_active(found[0], on):
        raise Http404
    if received_on is None or received_on > on:
        raise Http404
    return found[0], received_on
