"""Whoever's account is tried again and again is told, once a day, and nobody else learns of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from concerns.actions import accounts, delivery, failed_sign_ins
from concerns.actions.accounts import Failure
from concerns.engine.offices import Kind
from concerns.models import Council, Person
from tests.outbox import rows
from tests.people import person as somebody

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

AT = timezone.now().replace(hour=12, minute=0)
DAY = timedelta(days=1)


@pytest.fixture
def bea() -> Person:
    council = Council.objects.create(slug="upton", name="Upton", nation="england", tier="parish")
    return somebody(council, "Bea Holt", Kind.COUNCILLOR)


def tried(name: str, n: int, at: object = AT) -> None:
    for _ in range(n):
        accounts.fail(Failure(name, "password"), at=at)  # type: ignore[arg-type]


def test_whose_account_is_tried_five_times_is_told_once_a_day(bea: Person) -> None:
    tried(f" {bea.user.email.upper()}", 4)
    assert failed_sign_ins.warn(at=AT) == 0
    tried(bea.user.email, 1)
    for minutes in (1, 11, 600):
        failed_sign_ins.warn(at=AT + timedelta(minutes=minutes))
    assert len(rows()) == 1
    assert failed_sign_ins.warn(at=AT + DAY) == 0  # those of yesterday are told
    tried(bea.user.email, 5, at=AT + DAY)
    failed_sign_ins.warn(at=AT + DAY)
    delivery.deliver_due(at=AT + DAY, worker="test")
    assert [sent.to for sent in mail.outbox] == [[bea.user.email]] * 2
    assert mail.outbox[0].subject == "Somebody tried to sign in to your account"


def test_an_address_that_nobody_has_is_told_nothing_nor_one_that_is_closed(bea: Person) -> None:
    somebody(bea.council, "Cal Orr", Kind.OFFICER)  # whose account nobody tried
    tried("nobody@example.org", 50)
    bea.user.is_active = False
    bea.user.save(update_fields=["is_active"])
    tried(bea.user.email, 50)
    assert failed_sign_ins.warn(at=AT) == 0
    assert rows() == []
