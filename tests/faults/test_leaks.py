"""F25: nothing people wrote, nor who they are, in a log, a mail, the broker or an error's page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import redis
from celery import Celery
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone

from concerns.actions._scope import engine_scope
from concerns.models import Concern, Person, User
from protocol_portal.demo import any_port
from tests.faults import leaky
from tests.outbox import Post, committed, mail_server
from tests.people import Town, disinterested, town
from tests.processes import celery, environment, gunicorn, wait_until
from tests.signing_in import sign_in
from tests.unit.portal.test_headers import lacking
from tests.visitor import Visitor, as_far_as_the_route
from tests.wire import Wire

pytestmark = [pytest.mark.integration, pytest.mark.faults]

# In every name, address and text of this test, in one spelling or another.
CANARY = "zanzibarina"
WORDS = f"What {CANARY.title()} said, at length\r\nand on the next line"
SECRET = f"1-{CANARY}"  # in a link that is a secret
MALFORMED = (
    f"GE\x00T /{CANARY} HTTP/1.1\r\n\r\n",
    f"GET /{CANARY}\r\n\r\n",
    f"GET / HTTP/1.1\r\nHost: localhost\r\n{CANARY} header: x\r\n\r\n",
    f"GET /{CANARY * 2000} HTTP/1.1\r\nHost: localhost\r\n\r\n",
    f"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {CANARY}\r\n\r\n",
)


@pytest.fixture
def place(request: pytest.FixtureRequest) -> Iterator[Town]:
    """A council of people called alike, which other processes see."""
    with committed(request):
        made = town("langport")
        for number, who in enumerate(Person.objects.filter(council=made.council)):
            User.objects.filter(pk=who.user_id).update(
                email=f"{CANARY}{number}@example.org", name=f"{CANARY.title()} {number}"
            )
            Person.objects.filter(pk=who.pk).update(name=f"{CANARY.title()} {number}")
        User.objects.create_user(leaky.EXISTING, name=CANARY.title())
        yield made


class Service:
    """The web and a worker, and what they told."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.post, mail_port = stack.enter_context(mail_server())
        self.port = any_port()
        self.environment = environment(mail_port) | {
            "DJANGO_SETTINGS_MODULE": "tests.faults.leaky_settings",
            "WEB_BIND": f"localhost:{self.port}",
            "WEB_WORKERS": "1",
            "WEB_ACCESS_LOG": "1",
        }
        arguments = ("--concurrency=1", "--loglevel=INFO", "--without-gossip")
        self.web = stack.enter_context(gunicorn(folder, self.environment))
        self.worker = stack.enter_context(celery(folder, self.environment, "worker", *arguments))
        self.logs = [self.web, self.worker]
        wait_until(lambda: "Listening at" in self.web.read_text(), self.logs)

    def told(self) -> dict[str, str]:
        """Everything that left the processes, by where it went."""
        broker = redis.Redis.from_url(self.environment["REDIS_URL"])
        return {
            "web log": self.web.read_text(),
            "worker log": self.worker.read_text(),
            "broker": repr([(key, broker.dump(key)) for key in broker.scan_iter()]),
            "mail": repr([(mail["Subject"], mail.get_content()) for mail in self.post.mails]),
            "sessions": repr([session.get_decoded() for session in Session.objects.all()]),
            "throttles": _cached(),
        }

    def do(self, task: str) -> None:
        with Celery(broker=self.environment["REDIS_URL"]) as app:
            app.send_task(task, queue="protocol-portal")


def _cached() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM portal_cache")
        return repr(cursor.fetchall())


def somebody(service: Service, who: Person | None = None) -> Wire:
    client = Client()
    if who is not None:
        sign_in(client, who)
    return Wire(service.port, {name: morsel.value for name, morsel in client.cookies.items()})


def file_a_concern(wire: Wire, place: Town) -> str:
    """All the way to the page that says it was sent. :return: its reference."""
    visitor = Visitor(place["councillor"])
    visitor.client = wire  # type: ignore[assignment]
    about = Person.objects.get(pk=place["junior"].pk)
    as_far_as_the_route(visitor, about, what={"what": WORDS}, know={"q": WORDS})
    for following in ("check", "sent"):
        seen = re.search(r'name="seen"\s+value="([^"]+)"', visitor.text)
        assert seen, visitor.path
        visitor.post(seen=seen[1])
        assert visitor.step == following, visitor.path
    return visitor.path.split("/")[4]


def provoke(wire: Wire) -> None:
    """Everything that can go wrong while somebody's words are at hand."""
    for view in leaky.FAULTS:
        wire.post(f"/leaky/{view.__name__}/", {"words": WORDS})
    wire.post("/account/login/", {"login": leaky.EXISTING, "password": WORDS})
    wire.post("/account/login/", {"login": f"{CANARY}\x00", "password": WORDS})
    wire.post("/account/password/reset/", {"email": leaky.EXISTING})
    wire.get(f"/account/password/reset/key/{SECRET}/")
    wire.get(f"/c/{CANARY}/nothing/?q={CANARY}")
    wire.ask("GET", "/", headers={"Host": f"{CANARY}.example"})
    wire.ask("POST", "/csp-report", json.dumps({"csp-report": {"blocked-uri": CANARY}}))
    wire.post("/leaky/dies/", {CANARY: "x" * 3_000_000})
    wire.post(f"/{CANARY}/", {})


def test_nothing_is_told_to_who_keeps_the_logs_or_carries_the_mail(
    place: Town, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    record_property("promise", "G12")
    with ExitStack() as stack:
        service = Service(tmp_path, stack)
        raiser, handler, nobody = (
            somebody(service, place["councillor"]),
            somebody(service, place["clerk"]),
            somebody(service),
        )
        reference = file_a_concern(raiser, place)
        service.do("concerns.deliver_due")
        wait_until(lambda: len(service.post.mails) > 1, service.logs)
        with engine_scope():
            concern = Concern.objects.get(reference=reference)
        disinterested(concern, place["clerk"], at=timezone.now())
        at = f"/concerns/{reference}/"
        handler.get(at)
        assert handler.post(f"{at}do/message/", {"body": WORDS}).status_code == 302
        handler.get(f"/concerns/{CANARY}/")
        provoke(nobody)
        malformed = [nobody.raw(sent.encode()) for sent in MALFORMED]
        _refuse(service.post)
        service.do("concerns.deliver_due")
        service.do("tests.fails")
        wait_until(lambda: "IntegrityError" in service.worker.read_text(), service.logs)
        told = service.told() | {
            "headers": repr([str(a.headers) for w in (raiser, handler, nobody) for a in w.seen]),
            "pages of errors": repr([a.content for a in nobody.seen if a.status_code >= 400]),
            "answers of gunicorn": repr(malformed),
        }
        _everything_happened(told, nobody, malformed)
        hits = {where: text.lower().count(CANARY) for where, text in told.items()}
        looked_at = sum(map(len, told.values()))
        record_property("figure", f"{sum(hits.values())} hits in {looked_at:,} characters told")
        assert not any(hits.values()), _around(told)

        nobody.post("/leaky/prints/", {"words": WORDS})
        assert CANARY in service.told()["web log"].lower(), "the control was not found"


def _refuse(post: Post) -> None:
    """The mail server says no, in words that name somebody."""
    for user in User.objects.all():
        post.refuse[user.email] = f"550 {CANARY} is not known here"


def _everything_happened(told: dict[str, str], nobody: Wire, malformed: list[bytes]) -> None:
    """An empty log would hold no canary either."""
    for name in ("RuntimeError", "UniqueViolation", "OperationalError", "SuspiciousOperation"):
        assert name in told["web log"]
    assert '"event": "request"' in told["web log"]
    assert "was not sent: SMTPRecipientsRefused" in told["worker log"]
    statuses = {answer.status_code for answer in nobody.seen}
    assert statuses >= {200, 400, 404, 500, 503}, statuses
    for answer in nobody.seen:
        assert not lacking(dict(answer.headers.items())), answer.status_code
        names = [name.lower() for name in answer.headers]
        assert len(set(names) - {"set-cookie"}) == len([n for n in names if n != "set-cookie"])
    for received in malformed:
        head = received.partition(b"\r\n\r\n")[0].decode()
        status, *fields = head.split("\r\n")
        assert " 400 " in status, received
        assert not lacking(dict(field.split(": ", 1) for field in fields))


def _around(told: dict[str, str]) -> dict[str, Any]:
    found = {}
    for where, text in told.items():
        place = text.lower().find(CANARY)
        if place >= 0:
            found[where] = text[max(0, place - 300) : place + 200]
    return found
