"""The queue: one list of what somebody's offices received, filtered and sorted by the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from concerns.actions import readings
from concerns.engine.working_days import local_date
from concerns.forms.queue import QueueFilter
from concerns.presenters import queue as words
from concerns.presenters import states
from concerns.selectors import parts, queue
from concerns.selectors.queue import List, Sort, Wanted

if TYPE_CHECKING:
    from concerns.views.signed_in import SignedIn


@require_safe
def queue_list(request: SignedIn) -> HttpResponse:
    """Everybody has one; it is empty for those whose office receives nothing."""
    at = timezone.now()
    readings.listed(page="queue", by=request.user, at=at)
    today = local_date(at)
    councils = queue.councils_of(request.user)
    soon = queue.soon(today, [council.nation for council in councils])
    which = _one_of(List, request.GET.get("list"), List.OPEN)
    form = QueueFilter(
        request.GET,
        councils=[(c.slug, c.name) for c in councils],
        matters=[(code.value, text) for code, text in states.MATTERS.items()],
        states=words.tags(None if queue.as_reference(request.GET.get("reference", "")) else which),
    )
    wanted = _wanted(request, which, form)
    counts = queue.counts(request.user, today=today, soon=soon)
    found = queue.listed(request.user, wanted, today=today, soon=soon)
    page = Paginator(found, queue.PAGE).get_page(request.GET.get("page"))
    concerns = [grant.concern_id for grant in page]
    title, text = words.EMPTY[wanted.list]
    return TemplateResponse(
        request,
        "queue/list.html",
        {
            "heading": words.EVERYWHERE if wanted.reference else words.LISTS[wanted.list],
            "everywhere": bool(wanted.reference),
            "lists": _lists(wanted, counts, form),
            "filter": form,
            "chips": _chips(request, form),
            "keep": _keep(request),
            "clear_href": "?" + urlencode(_keep(request)),
            "sort": wanted.sort.value,
            "page": page,
            "total": page.paginator.count,
            "rows": words.rows(
                page,
                steps=queue.steps_of(concerns),
                kinds=queue.kinds_of(concerns),
                news=parts.news(request.user, concerns, today),
                today=today,
            ),
            "empty": {"title": title, "text": text},
        },
    )


def _wanted(request: HttpRequest, which: List, form: QueueFilter) -> Wanted:
    """What the address asks for; what it cannot mean is taken as not said."""
    usual = Sort.RECEIVED_LAST if which is List.CLOSED else Sort.DUE
    return Wanted(list=which, sort=_one_of(Sort, request.GET.get("sort"), usual), **form.wanted())


def _one_of(codes: Any, value: str | None, usual: Any) -> Any:
    return codes(value) if value in set(codes) else usual


def _lists(wanted: Wanted, counts: dict[List, int], form: QueueFilter) -> list[dict[str, Any]]:
    """The lists with how many are in each; a filter stays when the list changes.

    A reference does not, for it is looked for in all of them, and none is the one shown.
    """
    kept = {name: value for name, value in form.wanted().items() if name != "reference"}
    return [
        {
            "text": text,
            "href": "?" + urlencode({"list": which.value, **kept}),
            "current": which is wanted.list and not wanted.reference,
            "count": counts[which],
        }
        for which, text in words.LISTS.items()
    ]


def _chips(request: HttpRequest, form: QueueFilter) -> list[dict[str, str]]:
    kept = dict(_keep(request))
    wanted = form.wanted()
    return [
        {
            "text": f"{form.fields[name].label}: {text}",
            "href": "?" + urlencode({**kept, **{k: v for k, v in wanted.items() if k != name}}),
        }
        for name, text in form.chosen().items()
    ]


def _keep(request: HttpRequest) -> list[tuple[str, str]]:
    """What of the address stays when the filter changes; the page does not."""
    return [(name, request.GET[name]) for name in ("list", "sort") if request.GET.get(name)]
