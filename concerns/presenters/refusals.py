"""A request that was refused, in words: before an appeal about it, and under the appeal."""

from __future__ import annotations

from datetime import date
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from concerns.engine.facts import Matter
from concerns.engine.offices import Office
from concerns.engine.protocol import Protocol
from concerns.presenters import states
from concerns.templatetags.dates import day_text

if TYPE_CHECKING:
    from concerns.models import Refusal
    from concerns.selectors.refusals import Refused

_WORDS = 100  # characters of what was asked for, to know it by


def first_words(request: Refused) -> str:
    """How what was asked for begins, in quotation marks."""
    return f"“{shorten(request.words, _WORDS, placeholder='…')}”"


def ended(outcome: str, on: date, *, by: str = "") -> str:
    """`Partly agreed on 3 May 2026 by the Director`."""
    said = states.ended(outcome, Matter.ACCESS_REQUEST.value)
    return f"{said[:1].upper()}{said[1:]} on {day_text(on)}{f' by {by}' if by else ''}"


def chosen(request: Refused, protocol: Protocol) -> list[dict[str, Any]]:
    """The request an appeal would be about, for the person who made it."""
    return [
        {"key": "Request", "value": request.reference},
        {"key": "What you asked for", "value": first_words(request)},
        {"key": "Sent", "value": day_text(request.asked_on)},
        {
            "key": "What was decided",
            "value": ended(request.outcome, request.decided_on, by=_by(request.office, protocol)),
        },
    ]


def brought_along(refusal: Refusal, protocol: Protocol, *, own: bool) -> list[dict[str, Any]]:
    """What came along with an appeal. :param own: the reader is the person who asked."""
    by = _by(refusal.office, protocol)
    if refusal.decided_by is not None:
        by = f"{by}, {refusal.decided_by.name}" if by else refusal.decided_by.name
    request: dict[str, Any] = {"key": "Request", "value": refusal.reference}
    if own:
        href = reverse("case-detail", args=[refusal.reference])
        request |= {"href": href, "action": "See it", "change": "(the request that was refused)"}
    return [
        request,
        {"key": "Sent", "value": day_text(refusal.asked_on)},
        {
            "key": "What you asked for" if own else "What they asked for",
            "value": refusal.asked,
            "long": True,
        },
        {"key": "What was decided", "value": ended(refusal.outcome, refusal.decided_on, by=by)},
        {
            "key": "Reasons you were given" if own else "Reasons they were given",
            "value": refusal.reasons or "None",
            "long": True,
        },
    ]


def _by(office: str, protocol: Protocol) -> str:
    return f"the {protocol.title_of(Office(office))}" if office else ""
