"""What is answered when a part is away, and to whoever is not known."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from protocol_portal import asking, health, outage, urls

pytestmark = pytest.mark.django_db


def away(request: HttpRequest) -> HttpResponse:
    raise OperationalError("the database is away")


def broken(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


away.login_required = broken.login_required = False  # type: ignore[attr-defined]

handler500 = urls.handler500
urlpatterns = [*urls.urlpatterns, path("test/away", away), path("test/broken", broken)]

with_faults = override_settings(ROOT_URLCONF=__name__)


def test_health_is_for_anyone_and_says_ok(client: Client) -> None:
    response = client.get("/health")
    assert (response.status_code, response.content) == (200, b"ok")
    assert client.post("/health").status_code == 405


def test_health_names_the_database_when_it_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError("could not connect to server: secret details")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = health.health(RequestFactory().get("/health"))
    assert (response.status_code, response.content) == (503, b"database")


@with_faults
def test_a_database_that_is_away_is_a_503_page_that_says_when_to_try_again() -> None:
    response = Client(raise_request_exception=False).get("/test/away")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert b"unavailable" in response.content
    assert b"the database is away" not in response.content


@with_faults
def test_any_other_error_is_a_500_page_without_details() -> None:
    response = Client(raise_request_exception=False).get("/test/broken")
    assert response.status_code == 500
    assert b"ZeroDivisionError" not in response.content
    assert f"this code: {response.headers[asking.HEADER]}" in response.content.decode()


def test_a_method_that_is_not_taken_is_a_page_too(client: Client) -> None:
    response = client.get("/csp-report")
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"
    assert b"It belongs to a button on another page" in response.content


def test_a_request_that_is_not_right_is_a_page_that_repeats_nothing(client: Client) -> None:
    response = client.post("/account/login/", {f"zq{n}": "<zq>" for n in range(1_001)})
    assert response.status_code == 400
    assert b"something in the request was not right" in response.content
    assert b"zq" not in response.content


def test_the_outage_page_asks_the_database_nothing(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert outage.server_error(RequestFactory().get("/")).status_code == 500


def test_nobody_signs_up(client: Client) -> None:
    response = client.post(
        "/account/signup/",
        {"email": "new@example.org", "password1": "x" * 20, "password2": "x" * 20},
    )
    from django.contrib.auth import get_user_model

    assert response.status_code in {200, 404}
    assert not get_user_model().objects.exists()


def test_a_page_asks_for_sign_in_unless_it_says_otherwise(client: Client) -> None:
    response = client.get("/account/password/change/")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/account/login/")


def test_the_cache_of_throttles_outlives_redis() -> None:
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
