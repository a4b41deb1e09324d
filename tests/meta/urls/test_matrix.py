"""Every route, by every method, as every persona (F17).

Each request is made in a savepoint and undone, so that one setting serves them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import reverse

from concerns.models import Concern
from tests.faults import size
from tests.meta.urls.expected import NOT_ON, Answer, expected
from tests.meta.urls.personas import ASKS_TWICE, ELSEWHERE, OUTSIDE, READERS, Persona, Who, personas
from tests.meta.urls.place import CANARY, NOBODYS, OURS, Place
from tests.meta.urls.routes import ROUTES, For, routes
from tests.people import NOON, draft

pytestmark = [pytest.mark.django_db, pytest.mark.faults]

LET_IN, MOVED, REFUSED, NOT_FOUND, NOT_ALLOWED = {200}, {302}, 403, 404, 405
METHODS = ("GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")
READING = {"GET", "HEAD"}
ODD = set(METHODS) - READING - {"POST"}
# In every run their answers are held beside those of a reference that does not exist.
COMPARED = {Who.SUBJECT, Who.RESPONDENT}
# The record of who looked; what the site keeps of a browser, and how often something was tried.
KEPT = re.compile(r"concerns_audit|concerns_session|portal_cache")

# Nobody can open these, or only in a state of things that this council is not in.
UNANSWERED = {
    "account_email": "the register keeps the address",
    "csp-report": "takes what browsers report, and shows nothing",
    **dict.fromkeys(
        ("session-end", "session-end-others", "session-stay"), "a button, which opens no page"
    ),
    "account_inactive": "said to a closed account that signs in",
    **dict.fromkeys(
        (
            "account_reauthenticate",
            "mfa_reauthenticate",
            "mfa_reauthenticate_webauthn",
            "mfa_deactivate_totp",
            "mfa_edit_webauthn",
            "mfa_remove_webauthn",
            "mfa_view_recovery_codes",
            "mfa_download_recovery_codes",
        ),
        "for an account with a password or a second factor; these have neither",
    ),
    **dict.fromkeys(
        ("subject-request-agree", "subject-request-refuse", "export-download"),
        "for two people, once one has asked the other",
    ),
    **dict.fromkeys(
        ("subject-pack-make", "subject-pack-download", "subject-item-withhold"),
        "for whoever answers a request, once it is agreed to, or has something in a concern",
    ),
    **dict.fromkeys(
        (
            "retention-erase",
            "retention-agree",
            "retention-refuse",
            "retention-withdraw",
            "hold-review",
            "hold-release",
        ),
        "of what ended long ago, or is held: tests/integration/test_retention_pages.py opens them",
    ),
    "raising-capacity": "asked where somebody held several offices",
    **dict.fromkeys(NOT_ON, "there only where the council's own sign-in is switched on"),
    "raising-choose": "asked where the protocol leaves a choice",
    "raising-appeal": "asked of what was refused",
}


@dataclass
class Seen:
    """What was tried and what was found."""

    requests: int = 0
    wrong: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)


def tried(name: str, kind: For, who: Who, method: str) -> bool:
    """What a run of the tests tries; `make faults` tries everything."""
    if size.WHOLE:
        return True
    if method in ODD:
        return who is Who.HANDLER and method in {"PUT", "OPTIONS"}
    if expected(name, kind, who) is Answer.OPEN:
        return method == "GET" and who is _reader_of(name, kind)
    if method == "POST":
        return who in {Who.OTHER_ADMINISTRATOR, *COMPARED}
    return method == "GET" and (
        who in {Who.NOBODY, Who.OTHER_ADMINISTRATOR}
        or (kind in {For.CONCERN, For.PART, For.DRAFT} and who not in ELSEWHERE)
    )


def _reader_of(name: str, kind: For) -> Who:
    """Somebody the page is for, who opens it for certain."""
    if name in {"retention-all", "hold-add"} or name.startswith(
        ("oversight-", "subject-", "export-")
    ):
        return Who.SUBJECT
    if kind is For.PART:
        return Who.RESPONDENT
    if kind is For.COUNCIL and name not in {"raising-behalf", "approval-withdraw"}:
        return Who.ADMINISTRATOR
    return Who.RAISER if kind is For.DRAFT else Who.HANDLER


def cells(people: dict[Who, Persona]) -> Iterator[tuple[str, frozenset[str], Persona, str]]:
    for name, parts in routes():
        for who, persona in people.items():
            for method in METHODS:
                if tried(name, ROUTES[name], who, method):
                    yield name, parts, persona, method


def test_every_route_says_whom_it_is_for() -> None:
    assert {name for name, _ in routes()} == set(ROUTES)


def test_every_route_by_every_method_as_every_persona(
    record_property: Callable[[str, object], None],
) -> None:
    place = Place()
    people = personas(place)
    begun = draft(place.raiser, [place.subject], what_happened=f"{CANARY} was said.")
    assert set(people) == set(Who) - ({Who.NO_SECOND_FACTOR} if not ASKS_TWICE else set())
    seen = Seen()
    with time_machine.travel(NOON, tick=False):
        for name, parts, persona, method in cells(people):
            concern = begun if ROUTES[name] is For.DRAFT else persona.concern
            try_one(seen, place, name, parts, persona, method, concern)
    never = {name for name, _ in routes()} - seen.answered - set(UNANSWERED)
    record_property("promise", "G1")
    record_property(
        "figure",
        f"{len(ROUTES)} routes, {len(people)} personas: {seen.requests} requests, "
        f"{len(seen.wrong)} answered otherwise than expected, {len(seen.leaks)} with canary bytes, "
        f"{len(seen.changed)} that changed anything",
    )
    found = [*seen.wrong, *(f"leak: {x}" for x in seen.leaks), *seen.changed]
    assert not found, "\n".join(found)
    # A route that nobody it is for was ever shown proves nothing.
    assert not never, "never answered: " + " ".join(sorted(never))
    whole = len(ROUTES) * len(METHODS) * len(people)
    assert seen.requests >= (whole if size.WHOLE else 800)


def try_one(
    seen: Seen,
    place: Place,
    name: str,
    parts: frozenset[str],
    persona: Persona,
    method: str,
    concern: Concern,
) -> None:
    kind, who = ROUTES[name], persona.who
    wanted = expected(name, kind, who)
    what = f"{method} {name} as {who}"
    path = place.path(name, parts, concern.reference)
    answer, changed = asked(persona, method, path)
    seen.requests += 1
    nowhere = None
    if wanted is not Answer.OPEN and "reference" in parts and (size.WHOLE or who in COMPARED):
        nowhere, _ = asked(persona, method, place.path(name, parts, NOBODYS))
        seen.requests += 1
    if why := otherwise(wanted, method, answer, nowhere, concern.reference):
        seen.wrong.append(f"{what}: {why}")
    if leaked(answer, who, kind):
        seen.leaks.append(what)
    if changed and (method != "POST" or wanted is not Answer.OPEN):
        seen.changed.append(f"{what}: {changed}")
    if wanted is Answer.OPEN and answer.status_code in LET_IN | MOVED:
        seen.answered.add(name)


def asked(persona: Persona, method: str, path: str) -> tuple[HttpResponse, list[str]]:
    """The answer, and which tables it wrote to; then it is as if nobody had asked."""
    cookies = persona.client.cookies.copy()
    with transaction.atomic():
        before = written()
        answer = persona.client.generic(method, path)
        changed = sorted(
            table for table, rows in written().items()
            if rows != before.get(table) and not KEPT.search(table)
        )  # fmt: skip
        transaction.set_rollback(True)
    persona.client.cookies = cookies
    return answer, changed


def written() -> dict[str, int]:
    """How many rows of each table this transaction has written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
        )
        return dict(cursor.fetchall())


def otherwise(
    wanted: Answer, method: str, answer: HttpResponse, nowhere: HttpResponse | None, reference: str
) -> str:
    """How an answer is not what it should be; empty if it is."""
    status = answer.status_code
    if method in ODD:
        return "" if status == NOT_ALLOWED else f"{status}"
    if nowhere is not None and bare(answer, reference) != bare(nowhere, NOBODYS):
        return f"{status} can be told from a reference that does not exist"
    if status >= 500:
        return f"{status}"
    if wanted is Answer.OPEN:
        return ""
    if status == NOT_FOUND:
        return ""
    if wanted is Answer.SIGN_IN and status == 302:
        there = answer["Location"]
        return "" if there.startswith(reverse("account_login")) else f"sent to {there}"
    # A page that is only ever read refuses a form before it looks whose it is.
    if method == "POST" and status == NOT_ALLOWED:
        return ""
    return f"{status}"


def leaked(answer: HttpResponse, who: Who, kind: For) -> bool:
    """Whether anything in it is from a concern, or a council, that is not for them."""
    held = answer.content + str(answer.headers).encode()
    if CANARY.encode() in held and who not in READERS:
        return True
    if CANARY.encode() in held and kind is For.DRAFT and who is not Who.RAISER:
        return True
    return OURS.encode() in held and who in ELSEWHERE | OUTSIDE


def bare(answer: HttpResponse, reference: str) -> str:
    """An answer without what is drawn anew each time, and without the reference asked for."""
    said = " ".join(answer.content.decode().split())
    said = re.sub(r'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"', "", said)
    headers = {k: v for k, v in answer.headers.items() if k not in ANEW}
    return f"{answer.status_code} {headers} {said}".replace(reference, "")


ANEW = {"Content-Security-Policy", "Content-Length", "X-Request-ID"}


class TestTheReadingOfAnswers:
    """Each thing that is looked for would be found."""

    def answer(self, content: str = "", status: int = 200, **headers: Any) -> HttpResponse:
        return HttpResponse(content, status=status, headers=headers)

    def test_words_of_a_hidden_concern(self) -> None:
        assert leaked(self.answer(f"<p>{CANARY}"), Who.SUBJECT, For.OWNER)
        assert leaked(self.answer(Location=f"/{CANARY}/"), Who.COLLEAGUE, For.CONCERN)
        assert leaked(self.answer(CANARY), Who.HANDLER, For.DRAFT)
        assert not leaked(self.answer(CANARY), Who.HANDLER, For.CONCERN)

    def test_another_council(self) -> None:
        assert leaked(self.answer(OURS), Who.OTHER_CLERK, For.OWNER)
        assert not leaked(self.answer(OURS), Who.COLLEAGUE, For.OWNER)

    def test_an_answer_that_tells_a_reference_from_none(self) -> None:
        wanted, there = Answer.NOT_THERE, self.answer("Not found", 404)
        assert otherwise(wanted, "GET", there, self.answer("Not found.", 404), "AAAA")
        assert otherwise(wanted, "GET", self.answer("", 403), self.answer("", 404), "AAAA")
        assert otherwise(wanted, "GET", self.answer("", 403), None, "AAAA")
        assert not otherwise(wanted, "GET", there, there, "AAAA")

    def test_a_reading_that_writes(self) -> None:
        place = Place()
        before = written()
        type(place.subject).objects.filter(pk=place.subject.pk).update(job="x")
        assert written() != before
