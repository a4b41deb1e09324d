"""A council is reminded once of each review of its protocol, and no more once it is replaced."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from concerns.actions import delivery, protocols, reviews
from concerns.selectors import protocols as selectors
from tests.outbox import MONDAY, REVIEW, Place, northam, rows

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
