"""Who is told that a version of the protocol is ready, adopted or in force: once each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.core import mail

from concerns.actions import delivery, protocols, versions
from concerns.models import Protocol
from concerns.selectors import protocols as selectors
from tests.drafts import begun, writing
from tests.outbox import rows
from tests.people import NOON, Town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

TODAY = NOON.date()
LATER = TODAY + timedelta(days=30)


@pytest.fixture
def place() -> Town:
    """Langport: the clerk and an officer keep the register, and there is a monitoring officer."""
    return writing("langport", "clerk", "officer")


@pytest.fixture
def draft(place: Town) -> Protocol:
    return begun(place)


def offer(place: Town, row: Protocol, at: datetime = NOON) -> Protocol:
    return versions.offer(version=row, seen=row.digest, by=place["clerk"].user, at=at)


def adopt(place: Town, row: Protocol, begins: date = TODAY) -> Protocol:
    return protocols.adopt(
        protocol=row, in_force_from=begins, by=place["officer"].user, at=NOON, seen=row.digest
    )


def told(kind: str) -> set[int]:
    return {row.user_id for row in rows(kind=kind)}


def users(place: Town, *names: str) -> set[int]:
    return {place[name].user_id for name in names}


def sent(at: datetime = NOON) -> list[str]:
    mail.outbox.clear()
    delivery.deliver_due(at=at, worker="w")
    return sorted({message.subject for message in mail.outbox})


def test_whoever_may_adopt_it_is_told_that_it_is_ready_and_not_who_says_so(
    place: Town, draft: Protocol
) -> None:
    offer(place, draft)

    assert told("version_ready") == users(place, "officer", "monitoring_officer")


def test_an_offer_is_told_once_and_a_new_offer_again(place: Town, draft: Protocol) -> None:
    offer(place, draft)
    versions.take_back(version=draft, by=place["clerk"].user, at=NOON)
    assert sent() == []  # what was taken back is not ready

    offer(place, draft, NOON + timedelta(hours=1))
    assert len(sent(NOON + timedelta(hours=1))) == 1
    assert sent(NOON + timedelta(hours=2)) == []


def test_whoever_the_version_names_is_told_that_it_is_in_force(
    place: Town, draft: Protocol
) -> None:
    adopt(place, offer(place, draft))

    heard = told("version_in_force")
    assert users(place, "clerk", "chair", "monitoring_officer") <= heard
    assert not users(place, "officer", "councillor") & heard  # who did it, who holds nothing
    assert told("version_adopted") == set()
    assert "A new version of the protocol of Langport Town Council is in force" in sent()


def test_what_begins_later_is_told_to_adopters_now_and_to_all_on_the_day(
    place: Town, draft: Protocol
) -> None:
    adopt(place, offer(place, draft), LATER)

    assert told("version_adopted") == users(place, "clerk", "monitoring_officer")
    assert sent() == ["A new version of the protocol of Langport Town Council was adopted"]
    on_the_day = NOON + timedelta(days=30)
    assert sent(on_the_day) == [
        "A new version of the protocol of Langport Town Council is in force"
    ]
    assert sent(on_the_day) == []


def test_a_version_replaced_before_it_began_is_told_of_no_more(
    place: Town, draft: Protocol
) -> None:
    adopt(place, offer(place, draft), LATER)
    now = selectors.engine_protocol(draft)
    newer = protocols.bring(
        council=place.council, protocol=replace(now, version="2027"), by=None, at=NOON
    )
    protocols.adopt(protocol=newer, in_force_from=LATER, by=None, at=NOON)

    assert sent(NOON + timedelta(days=31)) == []


def test_what_comes_with_the_portal_is_mailed_to_nobody(place: Town) -> None:
    assert list(rows()) == []
