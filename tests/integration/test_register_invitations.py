"""An invitation: one link, to one mailbox, once."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from concerns.actions import invitations, register
from concerns.actions._scope import engine_scope
from concerns.actions.invitations import CannotInvite
from concerns.engine.offices import Kind
from concerns.models import AuditEvent, Council, Person
from concerns.permissions.refusal import NotAllowed
from concerns.templatetags.dates import day_text, moment_text
from tests.people import LONG_AGO
from tests.people import person as somebody
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

PASSWORD = "correct horse battery staple"
AT = timezone.now()


@pytest.fixture
def council() -> Council:
    return Council.objects.create(slug="upton", name="Upton", nation="england", tier="parish")


@pytest.fixture
def ada(council: Council) -> Person:
    """The administrator."""
    return somebody(council, "Ada Lund", Kind.OFFICER, is_administrator=True)


@pytest.fixture
def bea(council: Council, ada: Person) -> Person:
    return register.add_person(
        council=council,
        email="bea@upton.example",
        name="Bea Holt",
        kind=Kind.COUNCILLOR,
        active_from=LONG_AGO,
        by=ada.user,
        at=AT,
    )


def invited(person: Person, by: Person) -> str:
    """:return: the path of the link that was mailed."""
    mail.outbox.clear()
    invitations.invite(person=person, by=by.user, at=AT)
    (sent,) = mail.outbox
    assert sent.to == [person.user.email]
    (path,) = re.findall(r"http://localhost(/account/\S+)", str(sent.body))
    return path


def follow(path: str) -> tuple[Client, Any]:
    """Open the link in a browser of its own."""
    client = Client()
    return client, client.get(path, follow=True)


def choose(client: Client, page: Any, password: str = PASSWORD) -> Any:
    address = page.redirect_chain[-1][0]
    return client.post(address, {"password1": password, "password2": password}, follow=True)


def works(page: Any) -> bool:
    return "This link does not work" not in page.content.decode()


def test_the_link_lets_them_choose_a_password_and_sign_in(ada: Person, bea: Person) -> None:
    client, page = follow(invited(bea, ada))
    assert works(page)
    choose(client, page)
    bea.user.refresh_from_db()
    assert bea.user.check_password(PASSWORD)

    mail.outbox.clear()
    fresh = Client()
    fresh.post("/account/login/", {"login": bea.user.email, "password": PASSWORD})
    assert fresh.session.get("_auth_user_id") == str(bea.user_id)
    assert mail.outbox == []  # the link has shown that the address is theirs


def test_the_link_works_once(ada: Person, bea: Person) -> None:
    first, second = invited(bea, ada), invited(bea, ada)
    client, page = follow(first)
    choose(client, page)

    for path in (first, second):
        assert not works(follow(path)[1])


def test_the_link_expires(ada: Person, bea: Person, settings: Any) -> None:
    path = invited(bea, ada)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert not works(follow(path)[1])


def test_a_link_made_up_does_not_work(ada: Person, bea: Person) -> None:
    path = invited(bea, ada)
    assert not works(follow(path[:-2] + "x/")[1])


def test_a_password_of_little_worth_is_refused(ada: Person, bea: Person) -> None:
    client, page = follow(invited(bea, ada))
    choose(client, page, "short")
    bea.user.refresh_from_db()
    assert not bea.user.has_usable_password()


def test_the_mail_holds_a_link_and_nothing_of_any_concern(ada: Person, bea: Person) -> None:
    invited(bea, ada)
    (sent,) = mail.outbox
    assert sent.subject == "Choose your password for Upton’s Protocol Portal"
    assert "concern" not in str(sent.body).lower()


def test_the_record_says_who_invited_whom_and_not_the_link(ada: Person, bea: Person) -> None:
    path = invited(bea, ada)
    with engine_scope():
        event = AuditEvent.objects.get(type="register.invite")
    assert (event.actor_id, event.person_id, event.data) == (ada.user_id, bea.pk, {})
    assert path.rsplit("-", 1)[-1] not in str(event.__dict__)


def test_whoever_has_a_password_is_not_invited(ada: Person, bea: Person) -> None:
    bea.user.set_password(PASSWORD)
    bea.user.save(update_fields=["password"])
    with pytest.raises(CannotInvite, match="has a password already"):
        invited(bea, ada)
    assert mail.outbox == []


def test_whoever_left_is_not_invited(ada: Person, bea: Person) -> None:
    register.end_person(person=bea, until=AT.date() - timedelta(days=1), by=ada.user, at=AT)
    with pytest.raises(CannotInvite, match="no longer on the register"):
        invited(bea, ada)


def test_only_an_administrator_invites(council: Council, bea: Person) -> None:
    cal = somebody(council, "Cal Orr", Kind.COUNCILLOR)
    with pytest.raises(NotAllowed):
        invited(bea, cal)


def test_the_page_invites_and_says_so(council: Council, ada: Person, bea: Person) -> None:
    client = Client()
    sign_in(client, ada)
    address = f"/c/upton/register/people/{bea.pk}/invite/"
    assert "bea@upton.example" in client.get(address).content.decode()
    mail.outbox.clear()

    page = client.post(address, follow=True).content.decode()
    assert "An invitation is on its way to bea@upton.example." in page
    assert len(mail.outbox) == 1


def test_the_page_of_a_person_says_that_an_invitation_is_out_and_until_when(
    ada: Person, bea: Person, settings: Any
) -> None:
    settings.PASSWORD_RESET_TIMEOUT = 3 * 86400
    client = Client()
    sign_in(client, ada)

    def page() -> str:
        address = f"/c/upton/register/people/{bea.pk}/"
        return " ".join(client.get(address).content.decode().split())

    assert "Not sent yet" in page()
    invited(bea, ada)
    until = moment_text(AT + timedelta(days=3))
    assert f"Sent on {day_text(AT)}. The link in it works until {until}." in page()
    assert "Invite again" in page()
    with time_machine.travel(AT + timedelta(days=3, minutes=1), tick=False):
        sign_in(client, ada)
        assert f"Sent on {day_text(AT)}. The link in it no longer works" in page()
    bea.user.set_password(PASSWORD)
    bea.user.save(update_fields=["password"])
    assert "Sent on" not in page()


def test_a_mail_server_that_is_away_is_said_and_nothing_is_recorded(
    council: Council, ada: Person, bea: Person, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 9  # nobody listens there
    client = Client()
    sign_in(client, ada)

    page = client.post(f"/c/upton/register/people/{bea.pk}/invite/").content.decode()
    assert "the mail server did not answer" in page
    with engine_scope():
        assert not AuditEvent.objects.filter(type="register.invite").exists()
