"""Whoever may do everything on their own council reaches no row of another through it."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse

from concerns.models import Appointment, Document, Passage, Person, Protocol, Trial
from tests.meta.urls.place import Place
from tests.meta.urls.routes import For, wanted
from tests.pages import Visitor

pytestmark = pytest.mark.django_db

NOT_FOUND, NOT_ALLOWED = 404, 405


def test_whoever_writes_another_councils_protocol_reaches_no_row_of_this_one() -> None:
    """Their own council stands in the address, and this one's numbers behind it."""
    place = Place()
    place.stranger.is_administrator = True
    place.stranger.save(update_fields=["is_administrator"])
    visitor, ours, theirs = Visitor(place.stranger), place.town.council.slug, "langport"
    before = _stored(place)
    asked_for = [
        place.path(name, parts).replace(f"/c/{ours}/", f"/c/{theirs}/")
        for name, parts in wanted(For.COUNCIL)
        if parts & {"pk", "version"} and name != "protocol-read"
    ]
    assert len(asked_for) > 60
    for path in asked_for:
        assert is_not_there(visitor.get(path)), f"GET {path}"
        answer = visitor.post(path)
        # A page that is only ever read refuses a form before it looks whose it is.
        assert is_not_there(answer) or answer.status_code == NOT_ALLOWED, f"POST {path}"
    assert _stored(place) == before


def is_not_there(answer: HttpResponse) -> bool:
    return answer.status_code == NOT_FOUND


def _stored(place: Place) -> list[Any]:
    models: tuple[Any, ...] = (Protocol, Trial, Document, Passage, Person, Appointment)
    return [
        list(model.objects.filter(council=place.town.council).order_by("pk").values())
        for model in models
    ]
