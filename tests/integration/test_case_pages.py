"""The pages of a concern, as its handler, its raiser, strangers and the person it is about."""

from __future__ import annotations

import pytest

from concerns.actions import handling
from concerns.actions._scope import engine_scope
from concerns.models import AuditEvent, Concern, Note
from tests.pages import BUDGET, Visitor, text
from tests.people import NOON, Town, sent, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

PAGES = ("", "route/", "messages/", "timeline/")


@pytest.fixture
def place() -> Town:
    return town("banbury")


@pytest.fixture
def concern(place: Town) -> Concern:
    """An officer about a councillor, with the monitoring officer."""
    return sent(place["officer"], [place["councillor"]], informal_tried="yes")


def address(concern: Concern, page: str = "") -> str:
    return f"/concerns/{concern.reference}/{page}"


def recorded(type: str, concern: Concern) -> list[AuditEvent]:
    with engine_scope():
        return list(AuditEvent.objects.filter(type=type, concern_id=concern.pk))


@pytest.mark.parametrize("part", PAGES)
def test_handler_and_raiser_see_it_and_nobody_else(
    place: Town, concern: Concern, part: str
) -> None:
    for name in ("monitoring_officer", "officer"):
        assert Visitor(place[name]).get(address(concern, part)).status_code == 200, name
    for name in ("councillor", "clerk", "chair", "junior", "colleague"):
        assert Visitor(place[name]).get(address(concern, part)).status_code == 404, name


def test_every_reading_and_every_refusal_is_on_record(place: Town, concern: Concern) -> None:
    officer, subject = place["monitoring_officer"], place["councillor"]
    Visitor(officer).get(address(concern, "route/"))
    Visitor(subject).get(address(concern))
    (seen,) = recorded("concern.view", concern)
    (refused,) = recorded("concern.refused", concern)
    assert (seen.actor_id, seen.data) == (officer.user_id, {"page": "route"})
    assert (refused.actor_id, refused.data) == (subject.user_id, {"page": "overview"})
