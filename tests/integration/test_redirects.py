"""After signing in or out one is led on within this site alone, whatever a link asked for."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.test import Client

from concerns.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["/account/login/", "/account/logout/"])
@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", r"/\evil.example/", "javascript:alert(1)"],
)
def test_nobody_is_led_to_another_site(page: str, elsewhere: str) -> None:
    client = Client()
    client.force_login(User.objects.create_user("bea@upton.example", name="Bea Holt"))
    ask = client.post if page.endswith("logout/") else client.get
    answer = ask(f"{page}?next={elsewhere}", {"next": elsewhere})
    assert answer.status_code == 302
    goes = urlsplit(answer["Location"])
    assert (goes.scheme, goes.netloc) == ("", "")
    assert "evil" not in goes.path


def test_within_the_site_one_is_led_on() -> None:
    client = Client()
    client.force_login(User.objects.create_user("bea@upton.example", name="Bea Holt"))
    assert client.post("/account/logout/", {"next": "/help/"})["Location"] == "/help/"
