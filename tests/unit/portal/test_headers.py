"""What every answer carries, whoever makes it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from protocol_portal import asking, headers, serving, urls
from tests.addresses import routes

pytestmark = pytest.mark.django_db

# Written out once more: what they are is for this test to say, and not for the code.
WANTED = {
    "Content-Security-Policy": {
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
        "report-uri /csp-report",
    },
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "nofollow",
    "Cache-Control": "no-store",
}
METHODS = ("get", "head", "options", "post")


def lacking(given: dict[str, str], **other: str) -> dict[str, str | None]:
    """Which of the headers are not as they have to be."""
    given = {name.title(): value for name, value in given.items()}
    found = {name: given.get(name.title()) for name in WANTED}
    wrong = {
        name: value
        for name, value in found.items()
        if (
            set((value or "").split("; ")) != WANTED[name]
            if isinstance(WANTED[name], set)
            else name not in other and WANTED[name] not in (value or "").split(", ")
        )
    }
    features = given.get("Permissions-Policy", "").split(", ")
    if len(features) < 10 or not all(each.endswith("=()") for each in features):
        wrong["Permissions-Policy"] = str(features)
    return wrong


# ---------------------------------------------------------------- every route


@pytest.mark.faults
def test_every_route_and_method_answers_with_every_header(
    client: Client, record_property: Callable[[str, object], None]
) -> None:
    record_property("promise", "G14")
    client.raise_request_exception = False
    answers, wrong = 0, {}
    for route in routes():
        for method in METHODS:
            response = getattr(client, method)(route.path())
            answers += 1
            if found := lacking(dict(response.items())):
                wrong[route.name, method, response.status_code] = found
            assert len(response.headers[asking.HEADER]) == 16
    record_property("figure", f"{answers - len(wrong):,} of {answers:,} answers of every route")
    assert not wrong
    assert answers > 150 * len(METHODS)


# ---------------------------------------------------------------- every kind of error, every layer


def fail(error: Exception) -> object:
    def view(_: HttpRequest) -> HttpResponse:
        raise error

    view.login_required = False  # type: ignore[attr-defined]
    return view


def download(_: HttpRequest) -> HttpResponseBase:
    return FileResponse([b"words"], as_attachment=True, filename="words.txt")


def own_rules(_: HttpRequest) -> HttpResponse:
    return HttpResponse(headers={"Cache-Control": "private, max-age=60"})


download.login_required = own_rules.login_required = False  # type: ignore[attr-defined]

handler500 = urls.handler500
urlpatterns = [
    *urls.urlpatterns,
    path("test/400", fail(BadRequest())),
    path("test/403", fail(PermissionDenied())),
    path("test/404", fail(Http404())),
    path("test/hostile", fail(SuspiciousOperation())),
    path("test/500", fail(ZeroDivisionError())),
    path("test/503", fail(OperationalError())),
    path("test/download", download),
    path("test/own", own_rules),
]
SIGN_IN = "/account/login/"


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("status", "address", "more"),
    [
        (200, "/test/download", {}),
        (302, "/concerns/", {}),
        (400, "/test/400", {}),
        (400, "/test/hostile", {}),
        (400, SIGN_IN, {"HTTP_HOST": "elsewhere.example"}),
        (403, "/test/403", {}),
        (404, "/test/404", {}),
        (404, "/nothing/here", {}),
        (405, "/csp-report", {}),
        (500, "/test/500", {}),
        (503, "/test/503", {}),
    ],
)
@pytest.mark.parametrize("method", ["get", "head"])
def test_an_error_has_them_too(status: int, address: str, more: dict, method: str) -> None:
    client = Client(raise_request_exception=False)
    response = getattr(client, method)(address, **more)
    assert response.status_code == status
    assert not lacking(dict(response.items()))


def test_a_refused_post_has_them_too() -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(SIGN_IN, {"login": "a"})
    assert response.status_code == 403
    assert not lacking(dict(response.items()))


@pytest.mark.parametrize("address", ["/static/build/app.css", "/static/build/app.js"])
def test_a_static_file_has_them_and_may_be_kept(client: Client, address: str) -> None:
    response = client.get(address)
    response.close()
    assert response.status_code == 200
    assert not lacking(dict(response.items()), **{"Cache-Control": "its own"})
    assert "no-store" not in response.headers["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in response.headers


@override_settings(ROOT_URLCONF=__name__)
def test_a_view_may_give_a_rule_of_its_own(client: Client) -> None:
    assert client.get("/test/own").headers["Cache-Control"] == "private, max-age=60"


HTTPS = {
    "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 31_536_000,
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SECURE_HSTS_PRELOAD": True,
    "HTTPS": True,
}


@override_settings(**HTTPS)
def test_over_tls_every_answer_says_to_come_back_that_way() -> None:
    client = Client(raise_request_exception=False)
    year = "max-age=31536000; includeSubDomains; preload"
    for address in (SIGN_IN, "/nothing/here", "/static/build/app.css"):
        response = client.get(address, secure=True)
        response.close()
        assert response.headers["Strict-Transport-Security"] == year
    assert headers.of_every_answer()["Strict-Transport-Security"] == year
    redirect = client.get(SIGN_IN)
    assert redirect.status_code == 301
    assert not lacking(dict(redirect.items()))


def test_what_gunicorn_answers_by_itself_has_them_too() -> None:
    head, _, body = serving.answer(400, "Bad Request").decode().partition("\r\n\r\n")
    status, *fields = head.split("\r\n")
    assert status == "HTTP/1.1 400 Bad Request"
    names = [field.partition(": ")[0] for field in fields]
    assert len(names) == len(set(names))
    assert not lacking(dict(field.split(": ", 1) for field in fields))
    assert f"Content-Length: {len(body)}" in fields


def test_the_id_of_a_request_is_not_the_browsers_to_choose(client: Client) -> None:
    given = {"HTTP_X_REQUEST_ID": "mine\r\nX-Evil: 1"}
    assert "mine" not in client.get("/health", **given).headers[asking.HEADER]


# ---------------------------------------------------------------- the control


@override_settings(MIDDLEWARE=[each for each in settings.MIDDLEWARE if "Headers" not in each])
def test_without_the_layer_it_shows(client: Client) -> None:
    missing = lacking(dict(client.get("/nothing/here").items()))
    assert set(missing) >= {"Cache-Control", "Permissions-Policy", "X-Robots-Tag"}


def test_a_policy_that_lets_something_in_shows() -> None:
    response = headers.HeadersMiddleware(lambda _: HttpResponse())(RequestFactory().get("/"))
    response.headers["Content-Security-Policy"] = "script-src 'self' 'unsafe-inline'"
    assert "Content-Security-Policy" in lacking(dict(response.items()))
