"""A council is reminded once of each review of its protocol, and no more once it is replaced."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from concerns.actions import delivery, protocols, reviews
from concerns.actions.reviews import CannotReview
from concerns.models import AuditEvent, ProtocolReview
from concerns.permissions.refusal import NotAllowed
from concerns.selectors import protocols as selectors
from tests.outbox import MONDAY, REVIEW, Place, everything, northam, rows

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

EARLY = datetime(2026, 2, 1, 9, tzinfo=UTC)


@pytest.fixture
def place() -> Place:
    return northam()


def test_nobody_is_told_long_before(place: Place) -> None:
    assert reviews.remind(at=EARLY) == 0


def test_the_administrators_are_told_once_however_often_it_runs(place: Place) -> None:
    assert [reviews.remind(at=MONDAY + timedelta(hours=n)) for n in range(3)] == [1, 0, 0]
    delivery.deliver_due(at=MONDAY, worker="w")

    [message] = mail.outbox
    assert message.to == [place["ada"].user.email]
    assert "has to be looked at again" in message.subject


def test_they_are_told_again_on_the_day(place: Place) -> None:
    reviews.remind(at=MONDAY)
    on_the_day = datetime(REVIEW.year, REVIEW.month, REVIEW.day, 9, tzinfo=UTC)

    assert reviews.remind(at=on_the_day) == 1


def test_what_is_replaced_before_the_mail_goes_out_is_told_to_nobody(place: Place) -> None:
    reviews.remind(at=MONDAY)
    now = selectors.engine_protocol(place.protocol)
    newer = protocols.bring(
        council=place.council,
        protocol=replace(now, version="2", review=None),
        by=None,
        at=MONDAY,
    )
    protocols.adopt(protocol=newer, in_force_from=MONDAY.date(), by=None, at=MONDAY)

    delivery.deliver_due(at=MONDAY, worker="w")

    assert mail.outbox == []
    assert [row.last_error for row in rows()] == ["no_longer_due"]


# ---------------------------------------------------------------- looked at and left as it is


def record(place: Place, who: str = "ada", **more: Any) -> ProtocolReview:
    given = {"reviewed_on": MONDAY.date(), "due": date(2030, 6, 1), **more}
    return reviews.record(
        version=place.protocol, minute="Item 9", by=place[who].user, at=MONDAY, **given
    )


def test_a_review_that_changes_nothing_is_recorded_by_whom_and_when(place: Place) -> None:
    review = record(place)

    assert (review.recorded_by, review.recorded_at) == (place["ada"].user, MONDAY)
    place.protocol.refresh_from_db()
    assert place.protocol.status == "adopted"
    with everything():
        event = AuditEvent.objects.get(type="protocol.review")
    assert event.actor_id == place["ada"].user_id
    assert event.data["next_due"] == "2030-06-01"


def test_the_reminders_follow_the_new_day(place: Place) -> None:
    record(place)

    assert reviews.remind(at=MONDAY) == 0
    assert reviews.remind(at=datetime(2030, 5, 20, 9, tzinfo=UTC)) == 1


def test_a_reminder_that_waits_is_not_sent_once_it_was_reviewed(place: Place) -> None:
    reviews.remind(at=MONDAY)
    record(place)

    delivery.deliver_due(at=MONDAY, worker="w")

    assert mail.outbox == []


def test_a_review_after_a_review_is_the_one_that_counts(place: Place) -> None:
    record(place, reviewed_on=MONDAY.date() - timedelta(days=1), due=date(2026, 6, 2))
    record(place)

    assert reviews.remind(at=MONDAY) == 0


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"reviewed_on": date(2026, 6, 2)}, "today or in the past"),
        ({"reviewed_on": date(1999, 1, 1)}, "not before the council adopted the version"),
        ({"due": date(2026, 6, 1)}, "after this one"),
        ({"due": None}, "does not say how often"),
    ],
)
def test_a_review_that_does_not_fit_is_refused_with_the_reason(
    place: Place, given: dict[str, Any], why: str
) -> None:
    with pytest.raises(CannotReview, match=why):
        record(place, **given)


def test_the_same_review_is_not_recorded_twice(place: Place) -> None:
    record(place)
    with pytest.raises(CannotReview, match="recorded already"):
        record(place)


def test_a_clerk_who_keeps_no_register_records_no_review(place: Place) -> None:
    with pytest.raises(NotAllowed):
        record(place, who="ann")
