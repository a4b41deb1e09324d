"""F16: no input, however strange, gives an error of ours, a hang or markup, or is half done."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from math import ceil

import pytest
import time_machine
from django.contrib.auth.decorators import login_not_required
from django.core.signals import got_request_exception
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from concerns.actions._scope import engine_scope
from concerns.models import Council
from protocol_portal import logs
from tests.faults import size
from tests.faults.forms import Form, crawl
from tests.faults.hostile import RAW, Hostile, Request
from tests.faults.site import at_work
from tests.people import NOON

SLOW = 5.0  # seconds of processor time

pytestmark = [pytest.mark.django_db, pytest.mark.integration]


_TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'concerns\\_%'"
# Reading is recorded too, and so is that somebody signed in.
_ALSO_READ = {
    "concerns_auditevent",
    "concerns_audithead",
    "concerns_auditlink",
    "concerns_session",
    "concerns_user",
}


def written() -> int:
    """How many rows were written in this transaction, undone ones too, but for the record."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)"
            " FROM pg_stat_xact_user_tables"
            " WHERE relname LIKE 'concerns\\_%%' AND relname <> ALL(%s)",
            [list(_ALSO_READ)],
        )
        return int(cursor.fetchone()[0])


def contents() -> tuple[object, ...]:
    """A fingerprint of everything that is kept, but for the record."""
    with engine_scope(), connection.cursor() as cursor:
        cursor.execute(_TABLES)
        tables = sorted({name for (name,) in cursor.fetchall()} - _ALSO_READ)
        each = (
            f"(SELECT coalesce(sum(hashtextextended(t::text, 0)), 0) FROM {name} t)"
            for name in tables
        )
        cursor.execute("SELECT " + ", ".join(each))
        return tuple(cursor.fetchone() or ())


@dataclass
class Found:
    """What came of the requests."""

    sent: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    reflected: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    half_done: list[str] = field(default_factory=list)

    def wrong(self) -> list[object]:
        return [*self.errors.items(), *self.reflected, *self.slow, *self.half_done]


class Attacker:
    """Sends requests as somebody signed in; after each the database is as it was before."""

    def __init__(self, client: Client, found: Found) -> None:
        self.client, self.found = client, found
        client.raise_request_exception = False
        self.cookies = deepcopy(client.cookies)
        self.before = contents()

    def send(self, request: Request) -> None:
        errors: list[BaseException] = []
        self.rows = written()
        began = time.process_time()
        with transaction.atomic():
            self.client.cookies = deepcopy(self.cookies)
            with caught(errors):
                response = self.client.generic(
                    request.method,
                    request.path,
                    request.body,
                    content_type=request.content_type,
                    **{"QUERY_STRING": request.query, **request.headers},
                )
            took = time.process_time() - began
            body = b"".join(response) if response.streaming else response.content
            self.note(request, response.status_code, body, took, errors)
            transaction.set_rollback(True)

    def note(
        self, request: Request, status: int, body: bytes, took: float, errors: list[BaseException]
    ) -> None:
        name = f"{request.method} {request.route or request.path[:60]}: {request.what}: {status}"
        found = self.found
        found.sent += 1
        found.statuses[status] += 1
        refused = status in {200, 204} or status >= 400
        if status >= 500 or errors:
            found.errors[f"{[_told(error) for error in errors]}, first {name}"] += 1
        elif not refused:
            if late := deferred():
                found.errors[f"{_told(late)} at the end, first {name}"] += 1
        elif written() > self.rows and contents() != self.before:
            found.half_done.append(name)
        if any(mark in body for mark in RAW):
            found.reflected.append(name)
        if took > SLOW:
            found.slow.append(f"{took:.1f} s: {name}")


@contextmanager
def caught(errors: list[BaseException]) -> Iterator[None]:
    """Collects what was raised while a request was answered and made into a page."""

    def keep(**_: object) -> None:
        error = sys.exc_info()[1]
        assert error is not None
        errors.append(error)

    got_request_exception.connect(keep)
    try:
        yield
    finally:
        got_request_exception.disconnect(keep)


def deferred() -> DatabaseError | None:
    """What the database would say at the end of the transaction, which no test reaches."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except DatabaseError as error:
        return error
    return None


def _told(error: BaseException) -> str:
    ours = [place for place in logs.places(error.__traceback__) if "/python3" not in place]
    return f"{logs.kinds(error)} at {ours[-1] if ours else '?'}"


@pytest.fixture
def clock() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.mark.faults
@pytest.mark.usefixtures("clock")
def test_no_input_is_too_strange(record_property: Callable[[str, object], None]) -> None:
    record_property("promise", "G16")
    found, number = Found(), size.of(10_000, few=200)
    sites = [
        (client, *crawl(client, starts, most_of_a_route=size.of(3, few=1)))
        for client, starts in at_work()
    ]
    together = sum(len(forms) for _, _, forms in sites)
    routes = {form.route for _, _, forms in sites for form in forms}
    for seed, (client, pages, forms) in enumerate(sites):
        attacker = Attacker(client, found)
        share = ceil(number * len(forms) / together)
        for request in Hostile(pages, forms, seed).requests(share):
            attacker.send(request)
    record_property(
        "figure",
        f"{found.sent:,} requests to the forms of {len(routes)} routes:"
        f" {sum(found.errors.values())} errors, {len(found.reflected)} reflected,"
        f" {len(found.slow)} over {SLOW:.0f} s, {len(found.half_done)} half done",
    )
    assert not found.wrong(), "\n".join(map(str, found.wrong()))
    assert found.sent >= number
    assert len(routes) > 70
    assert {"raising-check", "case-do", "account_login"} <= routes


# ---------------------------------------------------------------- the control


def reflects(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.POST.get("a", ""))


def dies(request: HttpRequest) -> HttpResponse:
    return HttpResponse(Council.objects.filter(pk=request.POST.get("a", 1)).count())


def half_does(request: HttpRequest) -> HttpResponse:
    council = Council.objects.create(slug="half", name="H", nation="england", tier="parish")
    return HttpResponse(f"Sorry, {council.pk} is not right.", status=400)


urlpatterns = [
    path("reflects/", login_not_required(reflects), name="reflects"),
    path("dies/", login_not_required(dies), name="dies"),
    path("half/", login_not_required(half_does), name="half"),
]


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("address", "what"),
    [("/reflects/", "reflected"), ("/dies/", "errors"), ("/half/", "half_done")],
)
def test_a_page_that_is_careless_is_found(address: str, what: str) -> None:
    found = Found()
    form = Form(address, address, "post", (("a", "x"), ("b", "y")))
    attacker = Attacker(Client(), found)
    for request in Hostile([address], [form], 0).requests(100):
        attacker.send(request)
    assert getattr(found, what), found
