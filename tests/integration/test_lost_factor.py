"""A lost second factor is let go by two people, and neither is the one it is about."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.utils import timezone

from concerns.actions import agreeing, delivery, lost_factor
from concerns.actions._scope import engine_scope
from concerns.engine.offices import Kind
from concerns.models import Approval, AuditEvent, Council, Identity, Person
from concerns.permissions.refusal import NotAllowed
from tests import factors
from tests.people import person as somebody
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

AT = timezone.now()


@pytest.fixture
def council() -> Council:
    return Council.objects.create(slug="upton", name="Upton", nation="england", tier="parish")


@pytest.fixture
def ada(council: Council) -> Person:
    return somebody(council, "Ada Lund", Kind.OFFICER, is_administrator=True)


@pytest.fixture
def cal(council: Council) -> Person:
    return somebody(council, "Cal Orr", Kind.OFFICER, is_administrator=True)


@pytest.fixture
def bea(council: Council) -> Person:
    bea = somebody(council, "Bea Holt", Kind.COUNCILLOR)
    bea.user.set_password("correct horse battery staple")
    bea.user.save(update_fields=["password"])
    EmailAddress.objects.create(user=bea.user, email=bea.user.email, verified=True, primary=True)
    factors.app(bea.user)
    return bea


def has_factors(who: Person) -> bool:
    return bool(Authenticator.objects.filter(user=who.user).exists())


def test_two_people_let_it_go_and_every_session_with_it(
    ada: Person, cal: Person, bea: Person
) -> None:
    theirs = Client()
    sign_in(theirs, bea)
    asks = Client()
    sign_in(asks, ada)
    asks.post(f"/c/upton/register/people/{bea.pk}/lost/")
    approval = Approval.objects.get()
    assert has_factors(bea)
    assert theirs.get("/concerns/").status_code == 200

    agreeing.agree(approval=approval, by=cal.user, at=AT)
    assert not has_factors(bea)
    assert theirs.get("/concerns/")["Location"].startswith("/account/login/")
    with engine_scope():
        event = AuditEvent.objects.get(type="account.factors_lost")
    assert (event.actor_id, event.data["asked_by"]) == (cal.user_id, ada.user_id)
    mail.outbox.clear()
    delivery.deliver_due(at=timezone.now(), worker="test")
    told = {sent.to[0]: sent.subject for sent in mail.outbox}
    assert told[bea.user.email] == "Your second step was taken away"


def test_their_account_at_the_council_goes_with_it(ada: Person, cal: Person) -> None:
    dee = somebody(ada.council, "Dee Rowe", Kind.OFFICER)
    Identity.objects.create(user=dee.user, issuer="https://idp", subject="s", linked_at=AT)
    approval = lost_factor.ask_for(person=dee, by=ada.user, at=AT)
    agreeing.agree(approval=approval, by=cal.user, at=AT)
    assert not Identity.objects.exists()


def test_one_person_cannot_do_it_nor_whoever_it_is_about(
    ada: Person, cal: Person, bea: Person
) -> None:
    approval = lost_factor.ask_for(person=bea, by=ada.user, at=AT)
    with pytest.raises(NotAllowed):
        agreeing.agree(approval=approval, by=ada.user, at=AT)
    factors.app(cal.user)
    with pytest.raises(NotAllowed):
        lost_factor.ask_for(person=cal, by=cal.user, at=AT)
    about_cal = lost_factor.ask_for(person=cal, by=ada.user, at=AT)
    with pytest.raises(NotAllowed):
        agreeing.agree(approval=about_cal, by=cal.user, at=AT)
    assert has_factors(bea)
    assert has_factors(cal)


def test_only_whoever_keeps_the_register_asks(ada: Person, cal: Person, bea: Person) -> None:
    with pytest.raises(NotAllowed):
        lost_factor.ask_for(person=ada, by=bea.user, at=AT)


def test_there_is_nothing_to_ask_for_where_there_is_none(ada: Person, cal: Person) -> None:
    with pytest.raises(NotAllowed, match="has no second step"):
        lost_factor.ask_for(person=cal, by=ada.user, at=AT)


def sets_up(who: Person, at: datetime) -> Any:
    """Signs in with the password alone, as they may who have no second step, and adds an app."""
    with time_machine.travel(at, tick=False):
        client = Client()
        client.post(
            "/account/login/",
            {"login": who.user.email, "password": "correct horse battery staple"},
        )
        page = client.get("/account/2fa/totp/activate/")
        found = re.search(r'class="app-key">(\w+)<', page.content.decode())
        if found is None:
            return page
        return client.post(
            "/account/2fa/totp/activate/", {"code": factors.code(found[1], at=at.timestamp())}
        )


def test_another_is_set_up_in_time_and_both_who_agreed_are_told(
    ada: Person, cal: Person, bea: Person
) -> None:
    approval = lost_factor.ask_for(person=bea, by=ada.user, at=AT)
    agreeing.agree(approval=approval, by=cal.user, at=AT)
    late = sets_up(bea, AT + lost_factor.SET_UP_WITHIN)
    assert late.status_code == 403
    assert "took too long" in late.content.decode()
    assert not has_factors(bea)

    again = lost_factor.ask_for(person=bea, by=ada.user, at=AT + lost_factor.SET_UP_WITHIN)
    agreeing.agree(approval=again, by=cal.user, at=AT + lost_factor.SET_UP_WITHIN)
    in_time = AT + 2 * lost_factor.SET_UP_WITHIN - timedelta(minutes=1)
    assert sets_up(bea, in_time).status_code == 302
    assert has_factors(bea)
    mail.outbox.clear()
    delivery.deliver_due(at=in_time + timedelta(minutes=1), worker="test")
    anew = [each.to[0] for each in mail.outbox if "set up anew" in each.subject]
    assert sorted(anew) == sorted([ada.user.email, cal.user.email])
    assert not [each for each in mail.outbox if "Bea" in each.body and each.to[0] in anew]
