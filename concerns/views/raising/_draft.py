"""What the pages of the journey have in common: whose draft, which page comes next."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from concerns.actions import readings
from concerns.engine.states import State
from concerns.engine.working_days import local_date
from concerns.forms.raising_pick import LONGEST_QUERY
from concerns.permissions.refusal import Denied
from concerns.presenters import raising as journey
from concerns.presenters import support
from concerns.selectors import drafts
from concerns.selectors.drafts import Draft
from concerns.views.signed_in import SignedIn

if TYPE_CHECKING:
    from concerns.forms.raising_base import QuestionForm

View = Callable[..., HttpResponse]

# Questions with a page of their own; every other is `raising-question` with its name.
OWN_PAGES = frozenset(
    {
        *("person", "capacity", "witnesses", "witness-add", "evidence", "evidence-add"),
        *("choose", "route", "wrong", "check", "care"),
    }
)


def load(request: SignedIn, council: str, reference: str) -> Draft:
    """The user's own draft under that address.

    :raises Http404: for anything else, so that an address says nothing.
    """
    on = local_date(timezone.now())
    draft = drafts.draft_of(user=request.user, council_slug=council, reference=reference, on=on)
    if draft is None:
        request.denied = Denied("draft", reference)
        raise Http404
    request.council = draft.concern.council  # type: ignore[attr-defined]
    if draft.is_for_somebody:
        request.filing_for = draft.concern.raiser.name  # type: ignore[attr-defined]
    if not draft.is_for_somebody and support.is_sensitive(draft.concern):
        request.exits = draft.concern.council.offers_exit  # type: ignore[attr-defined]
        request.support = support.of(draft.concern.council)  # type: ignore[attr-defined]
    return draft


def for_draft(view: View) -> View:
    """Give the view the draft, with a record that it was read.

    What has been sent already goes to the page that says so.
    """

    @wraps(view)
    def wrapped(request: SignedIn, council: str, reference: str, **kwargs: Any) -> HttpResponse:
        draft = load(request, council, reference)
        if draft.concern.state != State.DRAFT.value:
            return redirect("raising-sent", council, reference)
        page = str(request.resolver_match.url_name) if request.resolver_match else ""
        at = timezone.now()
        readings.viewed(concern=draft.concern, page=page, by=request.user, at=at)
        return view(request, draft, **kwargs)

    return wrapped


def href(draft: Draft, step: str, *, to_check: bool = False, **query: str) -> str:
    """The page of a question. :param to_check: it was come to from the check, and goes back."""
    where = [draft.concern.council.slug, draft.concern.reference]
    if step in OWN_PAGES:
        path = reverse(f"raising-{step}", args=where)
    else:
        path = reverse("raising-question", args=[*where, step])
    if to_check and step != journey.CHECK:
        query["return"] = journey.CHECK
    return f"{path}?{urlencode(query)}" if query else path


def query(request: HttpRequest) -> str:
    """Whom somebody searches for. A name: it is posted, so that no address and no log holds it."""
    return request.POST.get("q", "").strip()[:LONGEST_QUERY]


def typed(request: HttpRequest) -> QueryDict | None:
    """What was sent with the form; None where it was only asked for. Nothing ticked is sent too."""
    return request.POST if request.method == "POST" else None


def to_check(request: HttpRequest) -> bool:
    return request.GET.get("return") == journey.CHECK


def back(request: HttpRequest, draft: Draft, step: str) -> str:
    """Where the back link of a question goes."""
    if to_check(request):
        return href(draft, journey.CHECK)
    earlier = journey.before(draft, step)
    if earlier is None:
        return reverse("concern-list")
    return href(draft, earlier)


def leave(request: SignedIn, form: QuestionForm) -> HttpResponse | None:
    """Come back later from a question without an answer that can be kept.

    None for whoever goes on, and where words that were typed would be lost.
    """
    if "save" not in request.POST or form.is_valid() or form.has_words:
        return None
    return unfinished(request)


def unfinished(request: SignedIn) -> HttpResponse:
    """Come back later, with nothing to keep from the page one was on."""
    messages.info(
        request,
        "Your draft is here. The last page is not saved, because it had no complete answer."
        " Everything before it is saved.",
    )
    return redirect("concern-list")


def onward(request: SignedIn, draft: Draft, step: str) -> HttpResponse:
    """Go to the next question after an answer was kept, or stop here and come back later."""
    if "save" in request.POST:
        return saved(request)
    fresh = load(request, draft.concern.council.slug, draft.concern.reference)
    back_to_check = to_check(request)
    following = journey.after(fresh, step, to_check=back_to_check)
    return redirect(href(fresh, following, to_check=back_to_check))


def saved(request: SignedIn) -> HttpResponse:
    """Come back later, with everything kept."""
    messages.success(request, "Saved. You can come back to it here.")
    return redirect("concern-list")
