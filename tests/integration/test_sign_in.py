"""Signing in takes two steps, and leaves a record of each."""

from __future__ import annotations

import re
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.test import Client, override_settings
from django.utils import timezone

from concerns.actions import accounts, delivery, invitations
from concerns.actions._scope import engine_scope
from concerns.engine.offices import Kind, Office
from concerns.models import Approval, AuditEvent, Council, Person
from tests import factors
from tests.people import appoint
from tests.people import person as somebody
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

PASSWORD = "correct horse battery staple"
SECRET = re.compile(r'class="app-key">(\w+)<')


@pytest.fixture
def council() -> Council:
    return Council.objects.create(slug="upton", name="Upton", nation="england", tier="parish")


@pytest.fixture
def bea(council: Council) -> Person:
    bea = somebody(council, "Bea Holt", Kind.COUNCILLOR)
    bea.user.set_password(PASSWORD)
    bea.user.save(update_fields=["password"])
    EmailAddress.objects.create(user=bea.user, email=bea.user.email, verified=True, primary=True)
    return bea


def events(*types: str) -> list[AuditEvent]:
    with engine_scope():
        found = AuditEvent.objects.filter(type__startswith="account.").order_by("pk")
        return [each for each in found if not types or each.type in types]


def password_step(bea: Person, password: str = PASSWORD, **extra: Any) -> tuple[Client, Any]:
    client = Client()
    answer = client.post(
        "/account/login/", {"login": bea.user.email, "password": password}, **extra
    )
    return client, answer


def second_step(client: Client, code: str) -> Any:
    return client.post("/account/2fa/authenticate/", {"code": code})


def is_in(client: Client) -> bool:
    return bool(client.get("/concerns/").status_code == 200)


def test_an_invited_person_sets_up_both_steps_and_only_then_sees_anything(
    council: Council,
) -> None:
    ada = somebody(council, "Ada Lund", Kind.OFFICER, is_administrator=True)
    bea = somebody(council, "Bea Holt", Kind.COUNCILLOR)
    invitations.invite(person=bea, by=ada.user, at=timezone.now())
    (link,) = re.findall(r"http://localhost(/account/\S+)", str(mail.outbox[0].body))
    client = Client()
    page = client.get(link, follow=True)
    address = page.redirect_chain[-1][0]
    client.post(address, {"password1": PASSWORD, "password2": PASSWORD})
    client.post("/account/login/", {"login": bea.user.email, "password": PASSWORD})

    assert client.get("/")["Location"] == "/account/2fa/"
    page = client.get("/account/2fa/").content.decode()
    assert "Set up a second step" in page
    assert "Queue" not in page
    page = client.get("/account/2fa/totp/activate/").content.decode()  # no password a second time
    (secret,) = SECRET.findall(page)
    wrong = client.post("/account/2fa/totp/activate/", {"code": "000000"})
    assert "The code is not right" in wrong.content.decode()
    assert not is_in(client)
    done = client.post("/account/2fa/totp/activate/", {"code": factors.code(secret)})
    assert done["Location"] == "/account/2fa/recovery-codes/"

    assert client.get("/concerns/")["Location"] == done["Location"]  # the codes come first
    first, again = (client.get(done["Location"]).content.decode() for _ in range(2))
    codes = factors.recovery_codes(bea.user)
    assert all(code in first for code in codes)
    assert not any(code in again for code in codes)
    client.post(done["Location"])
    assert is_in(client)
    said = [event.type.removeprefix("account.") for event in events()]
    assert said == [
        "password_chosen",
        "signed_in",
        "factor_added",
        "codes_kept",
    ]


def test_both_steps_are_asked_for_and_the_session_gets_a_new_name_with_each(bea: Person) -> None:
    secret = factors.app(bea.user)
    client = Client()
    client.get("/account/login/")
    client.cookies["session"] = "planted" + "0" * 25  # somebody else chose it
    client.post("/account/login/", {"login": bea.user.email, "password": PASSWORD})
    half = client.cookies["session"].value
    assert SESSION_KEY not in client.session
    assert not is_in(client)
    second_step(client, factors.code(secret))
    assert is_in(client)
    assert len({"planted" + "0" * 25, half, client.cookies["session"].value}) == 3


def test_a_recovery_code_signs_in_once_is_on_record_and_told(bea: Person) -> None:
    factors.app(bea.user)
    code = factors.recovery_codes(bea.user)[0]
    client, _ = password_step(bea)
    second_step(client, code)
    assert is_in(client)
    again, _ = password_step(bea)
    second_step(again, code)
    assert not is_in(again)
    assert [event.type for event in events("account.code_used", "account.sign_in_failed")] == [
        "account.code_used",
        "account.sign_in_failed",
    ]
    mail.outbox.clear()
    delivery.deliver_due(at=timezone.now(), worker="test")
    assert [sent.subject for sent in mail.outbox] == ["A recovery code was used"]


def test_a_failed_sign_in_is_on_record_without_the_name_that_was_entered(bea: Person) -> None:
    password_step(bea, "not the password at all")
    (event,) = events()
    assert event.type == "account.sign_in_failed"
    assert event.data == {"name": accounts.hash_of(bea.user.email), "step": "password"}
    assert "bea" not in str(event.data)


def test_it_stays_on_record_when_the_page_is_not_shown(
    bea: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    from concerns.forms.account import SignInForm

    monkeypatch.setattr(SignInForm, "add_error", broken)  # after the password was looked at
    client = Client(raise_request_exception=False)
    answer = client.post("/account/login/", {"login": bea.user.email, "password": "wrong" * 4})
    assert answer.status_code == 500
    assert [event.type for event in events()] == ["account.sign_in_failed"]


def test_a_demonstrations_session_opens_nothing_elsewhere(bea: Person) -> None:
    client = Client()
    sign_in(client, bea)
    assert is_in(client)
    session = client.session
    session["account_authentication_methods"] = [{"method": "demonstration", "at": 4e9}]
    session.save()
    assert client.get("/concerns/")["Location"] == "/account/2fa/"
    with override_settings(DEMO=True):
        assert is_in(client)


def test_the_last_factor_cannot_be_taken_away(bea: Person) -> None:
    factors.app(bea.user)
    client = Client()
    sign_in(client, bea)
    page = client.post("/account/2fa/totp/deactivate/").content.decode()
    assert "it is your only second step" in page
    key = Authenticator.objects.create(
        user=bea.user, type=Authenticator.Type.WEBAUTHN, data={"name": "Key", "credential": {}}
    )
    client.post("/account/2fa/totp/deactivate/")
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).count() == 0
    client.post(f"/account/2fa/webauthn/keys/{key.pk}/remove/")
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_setting_up_another_factor_asks_again_after_a_while(bea: Person) -> None:
    factors.app(bea.user)
    now = timezone.now()
    client, _ = password_step(bea)
    second_step(client, factors.recovery_codes(bea.user)[0])
    address = "/account/2fa/webauthn/add/"
    assert client.get(address).status_code == 200
    with time_machine.travel(now.timestamp() + 301, tick=False):
        assert client.get(address)["Location"].startswith("/account/2fa/reauthenticate/")


class TestConfirming:
    """Before a role is given, somebody who signed in a while ago shows again that it is them."""

    @pytest.fixture
    def ada(self, council: Council) -> Person:
        return somebody(council, "Ada Lund", Kind.OFFICER, is_administrator=True)

    def test_it_is_asked_with_a_factor_and_what_was_typed_goes_on_afterwards(
        self, ada: Person, bea: Person
    ) -> None:
        secret = factors.app(ada.user)
        client = signed_in_an_hour_ago(ada)
        address = f"/c/upton/register/people/{bea.pk}/change/"
        page = client.get(address)
        seen = re.findall(r'name="seen" value="([^"]*)"', page.content.decode())[0]
        typed = {"name": "Bea Holt-Smith", "kind": "councillor", "seen": seen}

        asked = client.post(address, {**typed, "is_administrator": "on"})
        bea.refresh_from_db()
        assert not Approval.objects.exists()
        assert asked["Location"].startswith("/account/2fa/reauthenticate/?next=")
        assert "password" not in client.get(asked["Location"]).content.decode().lower()
        wrong = client.post(asked["Location"], {"code": "000000"})
        assert wrong.status_code == 200
        client.post(asked["Location"], {"code": factors.code(secret), "next": address})
        bea.refresh_from_db()
        assert bea.name == "Bea Holt-Smith"
        assert Approval.objects.get().person == bea  # a second person has to agree as well

    def test_an_office_is_not_given_without(self, ada: Person, bea: Person) -> None:
        factors.app(ada.user)
        office = appoint(ada, Office.CLERK, "Clerk").office
        client = signed_in_an_hour_ago(ada)
        address = f"/c/upton/register/offices/{office.pk}/appoint/"
        assert client.get(address)["Location"].startswith("/account/2fa/reauthenticate/")
        stranger = signed_in_an_hour_ago(bea)
        assert stranger.get(address).status_code == 403  # and is asked nothing

    def test_other_changes_of_an_entry_go_through(self, ada: Person, bea: Person) -> None:
        client = signed_in_an_hour_ago(ada)
        address = f"/c/upton/register/people/{bea.pk}/change/"
        seen = re.findall(r'name="seen" value="([^"]*)"', client.get(address).content.decode())
        client.post(address, {"name": "Bea Lowe", "kind": "councillor", "seen": seen[0]})
        bea.refresh_from_db()
        assert bea.name == "Bea Lowe"


def signed_in_an_hour_ago(who: Person) -> Client:
    client = Client()
    sign_in(client, who)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] = timezone.now().timestamp() - 3600
    session.save()
    return client
