"""How every page of a concern gets it: found by the grants of who asks, or not there at all."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from datetime import date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from concerns.actions import readings
from concerns.engine.protocol import Protocol
from concerns.engine.working_days import local_date
from concerns.forms.case_filed import changes, filed
from concerns.permissions.refusal import Denied
from concerns.presenters import case as words
from concerns.presenters import case_raised as raised_words
from concerns.presenters import refusals as refusal_words
from concerns.presenters import support
from concerns.selectors import cases, parts, protocols
from concerns.selectors.drafts import Draft
from concerns.selectors.parts import Part

if TYPE_CHECKING:
    from concerns.forms.raising_base import Told
    from concerns.selectors.cases import Case, Here
    from concerns.views.signed_in import SignedIn


def case_or_404(request: SignedIn, reference: str, *, page: str, at: datetime) -> Case:
    """The concern as this person sees it, with a record that they looked.

    :param page: which of its pages, as a code for the record.
    :raises Http404: if they may not see it; that they asked is on record.
    """
    case = found_or_404(request, reference, page=page, at=at)
    readings.viewed(concern=case.concern, page=page, by=request.user, at=at)
    return case


def found_or_404(request: SignedIn, reference: str, *, page: str, at: datetime) -> Case:
    """The concern, with a record only of a refusal: the caller records what it shows.

    :raises Http404: if they may not see it.
    """
    case = cases.find(user=request.user, reference=reference, on=local_date(at))
    if case is None:
        raise not_there(request, reference, page=page)
    request.exits = support.exits(case)  # type: ignore[attr-defined]
    return case


def not_there(request: SignedIn, reference: str, *, page: str) -> Http404:
    """To be raised for whoever may not see a page of a concern; that they asked is on record."""
    request.denied = Denied(page, reference)
    return Http404()


def part_or_404(
    request: SignedIn, reference: str, *, page: str, at: datetime, asked: str = ""
) -> Part:
    """What was shared with this person of the concern, with a record that they looked.

    :param asked: the page they asked for, where that is another than they would be shown.
    :raises Http404: if nothing was; that they asked is on record.
    """
    part = parts.mine(user=request.user, reference=reference, on=local_date(at))
    if part is None:
        raise not_there(request, reference, page=asked or page)
    readings.viewed(concern=part.concern, page=page, by=request.user, at=at)
    return part


CasePage = Callable[["SignedIn", "Case", datetime], HttpResponse]
PartPage = Callable[["SignedIn", Part, datetime], HttpResponse]


def case_page(
    page: str,
    *,
    working: bool = True,
    handling: bool = False,
    otherwise: PartPage | None = None,
) -> Callable[[CasePage], Callable[..., HttpResponse]]:
    """A page that shows a concern, with a record that it was read.

    Where it was taken further to this person, the question about their interests comes first,
    whichever way they came; of a page that was not shown nothing is recorded.

    :param page: which of its pages, as a code for the record.
    :param working: only for those who raised it or deal with it; to others it is not there.
    :param handling: only for those who deal with it.
    :param otherwise: the page for somebody it is about, with whom something was shared.
    """

    def decorate(view: CasePage) -> Callable[..., HttpResponse]:
        @require_safe
        @never_cache
        @wraps(view)
        def shown(request: SignedIn, reference: str) -> HttpResponse:
            at = timezone.now()
            case = cases.find(user=request.user, reference=reference, on=local_date(at))
            if case is None:
                if otherwise is None:
                    raise not_there(request, reference, page=page)
                part = part_or_404(request, reference, page="part", at=at, asked=page)
                return otherwise(request, part, at)
            request.exits = support.exits(case)  # type: ignore[attr-defined]
            if case.owes_interest:
                return redirect("review-interest", reference=reference)
            if (working and not case.works) or (handling and not case.handles):
                raise not_there(request, reference, page=page)
            readings.viewed(concern=case.concern, page=page, by=request.user, at=at)
            return view(request, case, at)

        return shown

    return decorate


def protocol_of(case: Case) -> Protocol:
    """The version it keeps. A sent concern always has one; the database sees to it."""
    assert case.concern.protocol is not None
    return protocols.engine_protocol(case.concern.protocol)


def frame(case: Case, here: Here | None, *, page: str, at: datetime) -> dict[str, Any]:
    """What every page of a concern shows at its head."""
    standing = words.standing(case, here, protocol=protocol_of(case), today=local_date(at))
    return {
        "case": case,
        "concern": case.concern,
        "heading": words.heading(case),
        "standing": standing,
        "sub_navigation": words.sub_navigation(case, page),
        "breadcrumbs": words.breadcrumbs(case),
        "support": support.shown(case),
    }


def filed_rows(case: Case, today: date) -> list[Told]:
    """What was sent, as it was sent, and beside it what was changed since."""
    return [
        *filed(_as_sent(case, today), own=case.raised, named=case.names_raiser),
        *changes(case.kinds),
    ]


def _as_sent(case: Case, today: date) -> Draft:
    """The concern, as the questions that asked for it know it, before anybody changed it."""
    concern = copy(case.concern)
    if any(kept.amended for kept in case.kinds):
        sent = case.kinds[0]
        concern.natures, concern.written = list(sent.natures), sent.written
        concern.code_breach = sent.code_breach
    return Draft(
        concern=concern,
        author=concern.raiser,
        subjects=(),
        protocol=protocol_of(case),
        on=today,
        is_newer=False,
    )


def beside(case: Case) -> dict[str, Any]:
    """What the raiser put beside their answers, for the pages on which the whole is read."""
    protocol = protocol_of(case)
    refusal = getattr(case.concern, "refusal", None)
    return {
        "disputed": raised_words.disputed(case),
        "named_here": raised_words.named_here(case),
        "witnesses": raised_words.witnesses(case, protocol),
        "refusal": refusal_words.brought_along(refusal, protocol, own=case.raised)
        if refusal
        else [],
    }
