"""Signing in with the council's own account, against a real provider in a process of its own."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import requests
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from concerns.actions import delivery, invitations
from concerns.actions._scope import engine_scope
from concerns.engine.offices import Kind
from concerns.identity import provider
from concerns.models import AuditEvent, Identity, Person, Session
from concerns.models import Council as Town
from concerns.selectors import sign_in
from tests import factors, identity_provider
from tests.identity_provider import Council, enter
from tests.people import person as somebody

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

PASSWORD = "correct horse battery staple"
REFUSED = "You could not be signed in with your council account"


@pytest.fixture(scope="module")
def process() -> Iterator[Council]:
    with identity_provider.running("http://localhost") as council:
        yield council


@pytest.fixture
def council(process: Council, settings: Any) -> Iterator[Council]:
    process.switch()
    provider._described.cache_clear()
    settings.OIDC = process.settings()
    yield process
    provider._described.cache_clear()


@pytest.fixture
def town() -> Town:
    return Town.objects.create(slug="upton", name="Upton", nation="england", tier="parish")


@pytest.fixture
def bea(town: Town) -> Person:
    """She chose a password once, and has set up no second step."""
    bea = somebody(town, "Bea Holt", Kind.OFFICER, is_administrator=True)
    bea.user.email = "bea@upton.example"
    bea.user.set_password(PASSWORD)
    bea.user.save(update_fields=["password", "email"])
    EmailAddress.objects.create(user=bea.user, email=bea.user.email, verified=True, primary=True)
    return bea


def is_in(client: Client) -> bool:
    return bool(client.get("/concerns/").status_code == 200)


def said_no(answer: Any) -> bool:
    return answer.status_code == 403 and REFUSED in answer.content.decode()


def events() -> list[str]:
    with engine_scope():
        found = AuditEvent.objects.filter(type__startswith="account.").order_by("pk")
        return [each.type.removeprefix("account.") for each in found]


def test_who_is_on_the_register_is_let_in_and_from_then_on_known_by_subject(
    council: Council, bea: Person
) -> None:
    council.switch(subjects={"bea@upton.example": "s-1"})
    answer = enter(council, "bea@upton.example")
    assert is_in(answer.client)
    assert events() == ["linked", "signed_in"]
    with engine_scope():
        signed_in = AuditEvent.objects.get(type="account.signed_in")
    assert signed_in.data["how"] == "council_account"
    identity = Identity.objects.get()
    assert (identity.user, identity.subject) == (bea.user, "s-1")

    # The directory may call her what it likes from now on.
    council.switch(subjects={"renamed@elsewhere.example": "s-1"})
    assert is_in(enter(council, "renamed@elsewhere.example").client)
    delivery.deliver_due(at=timezone.now(), worker="w")
    assert [each.subject for each in mail.outbox] == ["You can sign in with your council account"]
    for row in Session.objects.all():  # nothing of the token is kept
        assert "eyJ" not in str(row.get_decoded())


def test_another_subject_with_the_same_address_takes_nothing_over(
    council: Council, bea: Person
) -> None:
    council.switch(subjects={"bea@upton.example": "s-1"})
    enter(council, "bea@upton.example")
    council.switch(subjects={"bea@upton.example": "s-2"})
    answer = enter(council, "bea@upton.example")
    assert said_no(answer)
    assert not is_in(answer.client)
    assert Identity.objects.get().subject == "s-1"


def test_everybody_who_may_not_come_in_sees_the_same(council: Council, bea: Person) -> None:
    """Unknown, switched off, never linked, of another council, not vouched for."""
    unknown = enter(council, "nobody@upton.example")
    assert said_no(unknown)

    switched_off = somebody(bea.council, "Off Day", Kind.OFFICER)
    switched_off.user.set_password(PASSWORD)
    switched_off.user.is_active = False
    switched_off.user.email = "off@upton.example"
    switched_off.user.save()
    Identity.objects.create(
        user=switched_off.user, issuer=council.issuer, subject="linked", linked_at=timezone.now()
    )
    invited = somebody(bea.council, "Ina Vite", Kind.OFFICER)
    invited.user.email = "ina@upton.example"
    invited.user.save()
    elsewhere = somebody(bea.council, "Els Ewer", Kind.OFFICER)
    elsewhere.user.email = "els@other.example"
    elsewhere.user.set_password(PASSWORD)
    elsewhere.user.save()

    others = [
        enter(council, login)
        for login in ("off@upton.example", "linked", "ina@upton.example", "els@other.example")
    ]
    council.switch(email_verified=False)
    others.append(enter(council, "bea@upton.example"))
    for answer in others:
        assert answer.content == unknown.content
        assert answer.status_code == unknown.status_code
    assert events() == ["sign_in_failed"] * 6
    assert not Identity.objects.exclude(user=switched_off.user).exists()


def test_an_operator_may_trust_addresses_that_a_token_does_not_call_verified(
    council: Council, bea: Person, settings: Any
) -> None:
    council.switch(email_verified=None)
    assert said_no(enter(council, "bea@upton.example"))
    settings.OIDC = council.settings(trusts_email=True)
    assert is_in(enter(council, "bea@upton.example").client)


def test_an_invited_person_links_their_council_account_instead_of_a_password(
    council: Council, bea: Person
) -> None:
    ina = somebody(bea.council, "Ina Vite", Kind.OFFICER)
    ina.user.email = "ina@upton.example"
    ina.user.save()
    invitations.invite(person=ina, by=bea.user, at=timezone.now())
    (link,) = re.findall(r"http://localhost(/account/\S+)", str(mail.outbox[0].body))
    council.switch(email_verified=None)  # the link has shown that the mailbox is hers
    client = Client()
    page = client.get(link, follow=True)
    assert "You need no password here" in page.content.decode()
    here = page.redirect_chain[-1][0]
    # Somebody else's account at the council is not linked to it, whoever holds the link.
    assert said_no(
        enter(council, "bea@upton.example", client=client, path=f"{here}?council_account")
    )
    answer = enter(council, "ina@upton.example", client=client, path=f"{here}?council_account")
    assert is_in(answer.client)
    assert "This link does not work" in Client().get(link).content.decode()


# A provider that itself offers what must not count.
WEAK = {"id_token_signing_alg_values_supported": ["none", "HS256", "RS256"]}
SPOILT: dict[str, dict[str, Any]] = {
    "nonce": {"claims": {"nonce": "another"}},
    "no nonce": {"claims": {"nonce": None}},
    "issuer": {"claims": {"iss": "http://127.0.0.1:1"}},
    "audience": {"claims": {"aud": "another"}},
    "audience beside our azp": {"claims": {"aud": "another", "azp": "portal"}},
    "two audiences": {"claims": {"aud": ["portal", "another"]}},
    "expired": {"claims": {"exp": 1_700_000_000}},
    "no end": {"claims": {"exp": None}},
    "of tomorrow": {"claims": {"iat": 4_000_000_000}},
    "nobody": {"claims": {"sub": None}},
    "another access token": {"claims": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}},
    "unsigned": {"key": "none", "described": WEAK},
    "signed with our secret": {"key": "secret", "described": WEAK},
    "signed with another key": {"key": "other"},
}


def test_a_token_signed_anew_is_let_in_where_nothing_is_wrong(
    council: Council, bea: Person
) -> None:
    """The control of the next: what spoils a token is what is changed in it, and not that it is."""
    council.switch(spoil={"claims": {}})
    assert is_in(enter(council, "bea@upton.example").client)


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_token_that_is_not_what_it_must_be_opens_nothing(
    council: Council, bea: Person, spoil: dict[str, Any]
) -> None:
    council.switch(spoil=spoil)
    answer = enter(council, "bea@upton.example")
    assert said_no(answer)
    assert not is_in(answer.client)
    assert not Identity.objects.exists()


def test_an_answer_counts_once_and_only_in_the_browser_that_asked(
    council: Council, bea: Person
) -> None:
    client, other = Client(), Client()
    begun = client.get("/account/council/")["Location"]
    assert "code_challenge_method=S256" in begun
    answer = council.answers(begun, "bea@upton.example")
    other.get("/account/council/")
    assert said_no(other.get(answer))
    assert said_no(client.get(re.sub(r"state=[^&]+", "state=another", answer)))
    assert said_no(client.get(re.sub(r"iss=[^&]+", "iss=http%3A%2F%2Fother.example", answer)))
    assert said_no(client.get(answer))  # what was asked was used up by the one before

    answer = council.answers(client.get("/account/council/")["Location"], "bea@upton.example")
    code = re.findall(r"code=([^&]+)", answer)[0]
    assert is_in_after(client, answer)
    again = Client()
    begun = again.get("/account/council/")["Location"]
    replayed = re.sub(r"code=[^&]+", f"code={code}", council.answers(begun, "bea@upton.example"))
    assert said_no(again.get(replayed))
    assert said_no(Client().get("/account/council/back/"))
    assert said_no(Client().get("/account/council/back/?error=access_denied&state=x"))


def is_in_after(client: Client, address: str) -> bool:
    client.get(address)
    return is_in(client)


def test_a_provider_that_is_away_or_another_leaves_the_password(
    council: Council, bea: Person, settings: Any
) -> None:
    council.switch(spoil={"described": {"issuer": "https://other.example"}})
    assert "does not answer" in Client().get("/account/council/").content.decode()
    council.switch()
    assert Client().get("/account/council/").status_code == 302  # it was asked again

    settings.OIDC = council.settings(issuer=f"http://127.0.0.1:{identity_provider.any_port()}")
    provider._described.cache_clear()
    away = Client().get("/account/council/")
    assert away.status_code == 503
    assert "does not answer" in away.content.decode()
    client = Client()
    client.post("/account/login/", {"login": bea.user.email, "password": PASSWORD})
    assert client.get("/")["Location"] == "/account/2fa/"


def test_without_a_second_factor_there_ours_is_asked(council: Council, bea: Person) -> None:
    secret = factors.app(bea.user)
    council.switch(amr=["pwd"])
    answer = enter(council, "bea@upton.example")
    client = answer.client
    assert answer["Location"] == "/account/2fa/authenticate/"
    assert not is_in(client)
    assert not Identity.objects.exists()  # nobody is linked who has not shown it
    client.post("/account/2fa/authenticate/", {"code": factors.code(secret)})
    assert is_in(client)
    bea.user.refresh_from_db()
    assert bea.user.has_usable_password()

    council.switch()  # with one there, it is enough
    assert is_in(enter(council, "bea@upton.example").client)


def test_what_somebody_came_as_is_not_linked_to_whoever_signs_in_after(bea: Person) -> None:
    other = somebody(bea.council, "Cal Orr", Kind.OFFICER)
    for came_as in (other.user, bea.user):  # the second is the control
        client = Client()
        session = client.session
        session[sign_in.CAME_AS] = {"user": came_as.pk, "issuer": "https://idp", "subject": "s"}
        session.save()
        client.post("/account/login/", {"login": bea.user.email, "password": PASSWORD})
        assert client.session.get("_auth_user_id") == str(bea.user.pk)
        assert Identity.objects.exists() is (came_as == bea.user)


def test_without_any_second_factor_one_is_set_up_first(
    council: Council, bea: Person, settings: Any
) -> None:
    council.switch(amr=["pwd"])
    client = enter(council, "bea@upton.example").client
    assert not is_in(client)
    assert client.get("/")["Location"] == "/account/2fa/"
    settings.OIDC = council.settings(does_mfa=True)  # the operator states that there is one
    assert is_in(enter(council, "bea@upton.example").client)


def test_an_operator_may_turn_away_who_shows_no_second_factor_there(
    council: Council, bea: Person, settings: Any
) -> None:
    factors.app(bea.user)
    settings.OIDC = council.settings(requires_mfa=True)
    council.switch(amr=["pwd"])
    known, unknown = (
        enter(council, login) for login in ("bea@upton.example", "nobody@upton.example")
    )
    assert "needs a second step" in known.content.decode()
    assert known.content == unknown.content
    council.switch()
    assert is_in(enter(council, "bea@upton.example").client)


def test_what_matters_is_confirmed_by_signing_in_there_anew(council: Council, bea: Person) -> None:
    """She has neither password nor factor here: allauth alone would take that for confirmed."""
    browser = requests.Session()
    client = Client()
    begun = client.get("/account/council/")["Location"]
    client.get(council.answers(begun, "bea@upton.example", browser))
    bea.user.refresh_from_db()
    assert not bea.user.has_usable_password()
    with time_machine.travel(timezone.now() + timedelta(minutes=6), tick=True):
        asked = client.get("/account/2fa/totp/activate/")
        assert asked.status_code == 302
        assert asked["Location"].startswith("/account/council/confirm/")
        page = client.get(asked["Location"]).content.decode()
        (there,) = re.findall(r'href="(/account/council/\?[^"]+)"', page)
        begun = client.get(there.replace("&amp;", "&"))["Location"]
        assert "prompt=login" in begun
        assert "max_age=0" in begun
        answer = council.answers(begun, "bea@upton.example", browser)
        council.switch(spoil={"claims": {"auth_time": int(time.time()) - 600}})
        assert said_no(client.get(answer))  # as it was signed in ten minutes ago
        for login in ("ada@upton.example", "bea@upton.example"):
            council.switch(
                spoil={
                    "claims": {
                        "auth_time": int(time.time()),
                        "iat": int(time.time()),
                        "exp": int(time.time()) + 60,
                    }
                }
            )
            begun = client.get(there.replace("&amp;", "&"))["Location"]
            done = client.get(council.answers(begun, login, requests.Session()))
            assert said_no(done) is (login != "bea@upton.example")
        assert done["Location"] == "/account/2fa/totp/activate/"
        assert client.get(done["Location"]).status_code == 200


def test_a_session_of_hours_at_the_council_confirms_nothing(council: Council, bea: Person) -> None:
    council.switch(spoil={"claims": {"auth_time": int(time.time()) - 3600}})
    client = enter(council, "bea@upton.example").client
    assert is_in(client)
    asked = client.get("/account/2fa/totp/activate/")
    assert asked.status_code == 302
    assert asked["Location"].startswith("/account/council/confirm/")


def test_a_link_in_a_mail_is_no_way_round_the_council(council: Council, bea: Person) -> None:
    client = enter(council, "bea@upton.example").client
    Client().post("/account/password/reset/", {"email": bea.user.email})
    bea = Person.objects.get(pk=bea.pk)
    with pytest.raises(invitations.CannotInvite, match="council account"):
        invitations.invite(person=bea, by=bea.user, at=timezone.now())
    delivery.deliver_due(at=timezone.now(), worker="w")
    assert [each.subject for each in mail.outbox] == ["You can sign in with your council account"]
    assert client.get("/account/password/set/").status_code == 404
    Client().post("/account/login/", {"login": bea.user.email, "password": PASSWORD})
    assert events()[-1] == "sign_in_failed"


def test_sign_out_ends_ours_and_offers_theirs(council: Council, bea: Person) -> None:
    client = enter(council, "bea@upton.example").client
    out = client.post("/account/logout/")
    assert "storage" in out["Clear-Site-Data"]
    page = client.get(out["Location"]).content.decode()
    assert f"{council.issuer}/session/end?client_id=portal" in page
    assert not is_in(client)


def test_the_session_is_as_any_other(council: Council, bea: Person) -> None:
    client = enter(council, "bea@upton.example").client
    assert "Here." in client.get("/account/").content.decode()
    with time_machine.travel(timezone.now() + timedelta(hours=12, minutes=1)):
        assert not is_in(client)
    client = enter(council, "bea@upton.example").client
    bea.user.is_active = False
    bea.user.save(update_fields=["is_active"])
    assert not is_in(client)


def test_it_is_not_there_unless_it_is_switched_on(bea: Person) -> None:
    assert Client().get("/account/council/").status_code == 404
    assert Client().get("/account/council/back/?state=a&code=b").status_code == 404
    assert "council account" not in Client().get("/account/login/").content.decode()


def test_asking_is_limited(council: Council, settings: Any) -> None:
    client = Client()
    answers = [client.get("/account/council/").status_code for _ in range(33)]
    assert answers[0] == 302
    assert answers[-1] == 429
