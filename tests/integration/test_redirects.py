"""After signing in or out one is led on within this site alone, whatever a link asked for."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.http import HttpResponse
from django.test import Client

from concerns.models import User

pytestmark = pytest.mark.django_db

EMAIL, PASSWORD = "bea@upton.example", "correct horse battery staple"


@pytest.fixture
def client() -> Client:
    user = User.objects.create_user(EMAIL, name="Bea Holt", password=PASSWORD)
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    return Client()


def sign_in(client: Client, then: str) -> HttpResponse:
    form = {"login": EMAIL, "password": PASSWORD, "next": then}
    return client.post(f"/account/login/?next={then}", form)


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", r"/\evil.example/", "javascript:alert(1)"],
)
def test_nobody_is_led_to_another_site(client: Client, elsewhere: str) -> None:
    answers = [sign_in(client, elsewhere), client.post("/account/logout/", {"next": elsewhere})]
    for answer in answers:
        assert answer.status_code == 302
        goes = urlsplit(answer["Location"])
        assert (goes.scheme, goes.netloc) == ("", "")
        assert "evil" not in goes.path


def test_within_the_site_one_is_led_on(client: Client) -> None:
    assert sign_in(client, "/help/")["Location"] == "/help/"
    assert client.post("/account/logout/", {"next": "/help/"})["Location"] == "/help/"
