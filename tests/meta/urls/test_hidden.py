"""That something exists is hidden: no page, count, file or mail tells whom it is about."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from concerns.models import Person
from tests.meta.urls.personas import Who, personas
from tests.meta.urls.place import CANARY, NOBODYS, Place, handlers
from tests.meta.urls.routes import For
from tests.meta.urls.test_matrix import bare
from tests.outbox import grant, rows
from tests.pages import Visitor
from tests.people import draft
from tests.sharing import TOLD

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return Place()


def test_no_page_changes_for_whom_it_is_about_or_who_saw_it(place: Place) -> None:
    """They oversee the council and keep its register, and still read the same pages.

    Queues and badges, figures, the search for people, what is tried and what would have changed,
    pictures and files: all that they can open.
    """
    # A secret each time, and one session more.
    anew = {reverse("mfa_activate_totp"), reverse("mfa_add_webauthn"), reverse("account")}
    asked = [p for p in place.paths(For.ANYBODY, For.OWNER, For.COUNCIL) if p not in anew]
    asked += [f"{reverse('queue-list')}?list=closed", f"{reverse('queue-list')}?reference=B"]
    before = {path: page(place.subject, path) for path in asked}
    mails = len(rows())
    concerns = [place.file(), place.seen()]
    after = {path: page(place.subject, path) for path in asked}
    assert [path for path in asked if before[path] != after[path]] == []
    assert not [path for path in asked if CANARY in after[path]]
    assert not [p for p in asked for concern in concerns if concern.reference in after[p]]
    told = [row.user_id for row in rows()[mails:]]
    assert told
    assert place.subject.user_id not in told


def page(who: Person, path: str) -> str:
    return bare(Visitor(who).get(path), NOBODYS)


@pytest.mark.parametrize("name", ["case-detail", "case-do", "review-pack", "raising-resume"])
def test_being_refused_takes_the_same_path_as_finding_nothing(place: Place, name: str) -> None:
    """As many queries, so that how long an answer takes says nothing either."""
    visitor = Visitor(place.subject)
    concern = draft(place.raiser, [place.subject]) if name == "raising-resume" else place.file()
    there = place.path(name, _parts(name), concern.reference)
    nowhere = there.replace(concern.reference, NOBODYS)
    asked = []
    for path in (there, nowhere):
        with CaptureQueriesContext(connection) as seen:
            assert visitor.get(path).status_code == 404
        asked.append([re.sub(r'"s\d+_x\d+"', "", query["sql"])[:60] for query in seen])
    assert asked[0] == asked[1]


def _parts(name: str) -> frozenset[str]:
    return {
        "case-do": frozenset({"reference", "act"}),
        "raising-resume": frozenset({"council", "reference"}),
    }.get(name, frozenset({"reference"}))


def test_whom_it_is_about_reads_what_was_shared_and_neither_who_raised_it_nor_what(
    place: Place,
) -> None:
    persona = personas(place)[Who.RESPONDENT]
    said = persona.client.get(f"/concerns/{persona.concern.reference}/").content.decode()
    assert TOLD in said
    for secret in (CANARY, place.raiser.name):
        assert secret not in said


def test_whoever_only_knows_of_it_reads_neither_who_nor_what(place: Place) -> None:
    concern, informed = place.file(), place.town["colleague"]
    grant(concern, informed, "informed")
    said = Visitor(informed).get(f"/concerns/{concern.reference}/").content.decode()
    assert concern.reference in said
    (handler,) = handlers(concern)
    for secret in (CANARY, place.raiser.name, handler.name):
        assert secret not in said


def test_a_grant_alone_shows_whom_it_is_about_nothing(place: Place) -> None:
    """Nothing is theirs before somebody who deals with it shared something."""
    concern = place.file(about=place.town["junior"])
    grant(concern, place.town["junior"], "respondent")
    assert Visitor(place.town["junior"]).get(f"/concerns/{concern.reference}/").status_code == 404
