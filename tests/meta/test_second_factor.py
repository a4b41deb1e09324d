"""No page but those that set up a second factor is open without one: every route, every method."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from concerns.engine.offices import Kind
from concerns.middleware import _WITHOUT_SECOND_FACTOR as OPEN
from concerns.models import Council
from tests.faults import size
from tests.meta.urls.place import NOBODYS, OWN, REST
from tests.meta.urls.routes import routes
from tests.people import person
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

ALL = ("get", "post", "head", "put", "patch", "delete", "options")
METHODS = ALL[: size.of(len(ALL), few=1)]  # the middleware asks no method: one is enough
# The middleware decides before any row is looked for.
ANY: dict[str, Any] = {
    **REST,
    "council": "upton",
    "reference": NOBODYS,
    "pk": 1,
    "version": 1,
    "document": 1,
    "passage": 1,
    "trial": 1,
    "place": 1,
    "clause": "1",
    "rule": "a-rule",
    "office": "clerk",
    "item": 1,
}


def paths() -> Iterator[tuple[str, str]]:
    for name, parts in routes():
        given = ANY | OWN.get(name, {})
        if name == "protocol-read":
            given = given | {"version": "undated"}
        if parts & {"what"}:
            given = given | {"what": "notice"}
        yield name, reverse(name, kwargs={part: given[part] for part in parts})


@pytest.fixture
def half() -> Client:
    """Signed in by password, on a register, and without a second factor."""
    council = Council.objects.create(slug="upton", name="Upton", nation="england", tier="parish")
    client = Client(raise_request_exception=False)
    sign_in(client, person(council, "Bea Holt", Kind.OFFICER, is_administrator=True))
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 4e9}]
    session.save()
    return client


def answered(client: Client) -> list[str]:
    """Which of them are answered otherwise than by being sent to set one up."""
    asked = [
        (name, method, getattr(client, method)(path))
        for name, path in paths()
        for method in METHODS
        if name not in {"account_logout", "exit"}  # either would be the last
    ]
    assert len(asked) > 150 * len(METHODS)
    return [
        f"{method} {name}"
        for name, method, answer in asked
        if name not in OPEN and answer.headers.get("Location") != reverse("mfa_index")
    ]


@pytest.mark.faults
def test_every_page_waits_for_a_second_factor(half: Client, record_property: Any) -> None:
    assert answered(half) == []
    record_property("promise", "G11")
    record_property("figure", f"0 of {len(list(paths())) * len(METHODS):,} open without it")


def test_without_the_middleware_they_are_open(half: Client) -> None:
    left = [m for m in settings.MIDDLEWARE if not m.endswith("SecondFactorMiddleware")]
    with override_settings(MIDDLEWARE=left):
        client = Client()
        client.cookies = half.cookies
        assert client.get("/c/upton/register/").status_code == 200
        # Here row-level security, which knows nobody without a second factor, is the next guard.
        client.raise_request_exception = False
        assert client.get("/concerns/").status_code == 503


def test_what_is_open_is_a_page_of_this_site() -> None:
    demonstration = {"demonstration-people", "demonstration-sign-in", "sent-mail-list"}
    assert OPEN - demonstration <= {name for name, _ in routes()}
