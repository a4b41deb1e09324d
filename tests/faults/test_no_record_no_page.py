"""Every reading and refusal leaves one row, and without its row there is no page (G4, F21)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
import time_machine
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from concerns.actions._scope import engine_scope
from concerns.models import AuditEvent, Concern, Person
from tests.faults import size
from tests.files import PICTURE, clean
from tests.meta.urls.routes import ROUTES, For
from tests.outbox import CANARY as HERON
from tests.outbox import committed, filed, grant, northam
from tests.people import NOON, Town, disinterested, draft, sent, town
from tests.roles import owner
from tests.signing_in import sign_in

pytestmark = [pytest.mark.integration, pytest.mark.faults]

CANARY = "Zanzibar"

_FILE = "/concerns/{sent}/evidence/{file}/"

# Every page that shows a concern: who may read it, where it is, and what reading it leaves.
SEEN = {
    "case-detail": ("handler", "/concerns/{sent}/", "concern.view"),
    "case-route": ("handler", "/concerns/{sent}/route/", "concern.view"),
    "case-messages": ("raiser", "/concerns/{sent}/messages/", "concern.view"),
    "case-timeline": ("handler", "/concerns/{sent}/timeline/", "concern.view"),
    "case-access": ("handler", "/concerns/{sent}/access/", "concern.view"),
    "case-evidence": ("handler", "/concerns/{sent}/evidence/", "concern.view"),
    "evidence-add": ("handler", "/concerns/{sent}/evidence/add/", "concern.view"),
    "evidence-remove": ("handler", "/concerns/{sent}/evidence/{file}/remove/", "concern.view"),
    "evidence-preview": ("handler", f"{_FILE}preview/", "evidence.preview"),
    "evidence-download": ("handler", "/concerns/{sent}/evidence/{file}/", "evidence.download"),
    "case-respondents": ("handler", "/concerns/{sent}/respondents/", "concern.view"),
    "case-hold": ("handler", "/concerns/{sent}/hold/", "concern.view"),
    "case-do": ("handler", "/concerns/{sent}/do/note/", "concern.view"),
    "review-pack": ("reviewer", "/reviews/{taken}/", "concern.view"),
    "review-interest": ("reviewer", "/reviews/{taken}/interest/", "concern.view"),
    "raising-sent": ("raiser", "/c/banbury/raise/{sent}/sent/", "concern.view"),
    "raising-resume": ("raiser", "/c/banbury/raise/{draft}/", "draft.view"),
    "raising-discard": ("raiser", "/c/banbury/raise/{draft}/discard/", "draft.view"),
    "raising-question": ("raiser", "/c/banbury/raise/{draft}/what/", "draft.view"),
    "raising-person": ("raiser", "/c/banbury/raise/{draft}/person/", "draft.view"),
    "raising-witnesses": ("raiser", "/c/banbury/raise/{draft}/witnesses/", "draft.view"),
    "raising-witness-add": ("raiser", "/c/banbury/raise/{draft}/witnesses/add/", "draft.view"),
    "raising-elsewhere": ("raiser", "/c/banbury/raise/{draft}/not-here/crime/", "draft.view"),
    "queue-list": ("handler", "/queue/", "list.view"),
    "review-list": ("reviewer", "/reviews/", "list.view"),
    "concern-list": ("raiser", "/concerns/", "list.view"),
}
# Shown only in the middle of something; `_draft.for_draft` records them like the others of a draft.
IN_BETWEEN = {
    "case-name",  # where somebody asked that theirs is withheld
    "raising-care",
    "raising-evidence",
    "raising-evidence-add",
    "raising-check",
    "raising-route",
    "raising-wrong",
    "raising-capacity",
    "raising-choose",
    "raising-informal-first",
    "raising-appeal",
}


@dataclass
class Place:
    """A concern that was sent, one that was taken further, and a draft, with who may read them."""

    town: Town
    people: dict[str, Person]
    references: dict[str, str]

    def path(self, pattern: str) -> str:
        return pattern.format(**self.references)


@pytest.fixture
def place(db: None) -> Place:
    there = town("banbury")
    raiser, subject = there["councillor"], there["junior"]
    concern = sent(raiser, [subject], what_happened=f"{CANARY} was said.", informal_tried="yes")
    taken = sent(raiser, [subject], what_happened=f"{CANARY} again.", informal_tried="yes")
    begun = draft(raiser, [subject], what_happened=f"{CANARY} again.")
    with engine_scope():
        handler = concern.grants.get(capacity="handler").person
        reviewer = taken.grants.filter(capacity="handler").first()
        assert reviewer is not None
        reviewer.is_review = True
        reviewer.save(update_fields=["is_review"])
    disinterested(taken, reviewer.person)
    people = {
        "handler": handler, "reviewer": reviewer.person, "raiser": raiser, "subject": subject,
    }  # fmt: skip
    return Place(
        there,
        people,
        {
            "sent": concern.reference,
            "taken": taken.reference,
            "draft": begun.reference,
            "file": clean(concern, handler, PICTURE).public_id,
        },
    )


def signed_in(who: Person) -> Client:
    client = Client(raise_request_exception=False)
    sign_in(client, who)
    return client


def rows_since(last: int) -> list[AuditEvent]:
    with engine_scope():
        return list(AuditEvent.objects.filter(pk__gt=last).order_by("pk"))


def last_row() -> int:
    with engine_scope():
        return AuditEvent.objects.order_by("-pk").values_list("pk", flat=True)[0]


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def test_every_page_that_shows_a_concern_is_in_the_table() -> None:
    shown = {name for name, whose in ROUTES.items() if whose in {For.CONCERN, For.DRAFT}}
    assert shown <= set(SEEN) | IN_BETWEEN


def test_every_reading_and_every_refusal_leaves_exactly_one_row(
    place: Place, record_property: Callable[[str, object], None]
) -> None:
    count = 0
    for _ in range(size.of(10, few=1)):
        for name, (who, pattern, type) in SEEN.items():
            count += _leaves_one(place, who, pattern, 200, type)
            if "{" in pattern:
                refused = "draft.refused" if "{draft}" in pattern else "concern.refused"
                count += _leaves_one(place, "subject", pattern, 404, refused)
            assert name in ROUTES
    if size.WHOLE:
        assert count >= 300
    record_property("promise", "G4")
    record_property("figure", f"exactly 1 row for each of {count} accesses, 0 missing")


def _leaves_one(place: Place, who: str, pattern: str, status: int, type: str) -> int:
    path, last = place.path(pattern), last_row()
    answer = signed_in(place.people[who]).get(path)
    assert answer.status_code == status, path
    (row,) = rows_since(last)
    assert (row.type, row.actor_id) == (type, place.people[who].user_id), path
    assert (row.concern_id is None) == (type == "list.view")
    return 1


def test_a_refusal_is_recorded_once_whether_or_not_there_is_such_a_concern(place: Place) -> None:
    subject = signed_in(place.people["subject"])
    for reference in (place.references["sent"], "BBBB-CCCC-DDDD"):
        last = last_row()
        assert subject.post(f"/concerns/{reference}/do/decide/").status_code == 404
        (row,) = rows_since(last)
        assert (row.type, row.data) == ("concern.refused", {"page": "do_decide"})
        assert bool(row.concern_id) == (reference == place.references["sent"])


def test_what_one_may_not_do_and_pages_of_another_council_are_recorded_too(place: Place) -> None:
    last = last_row()
    raiser = signed_in(place.people["raiser"])
    assert raiser.get(place.path("/concerns/{sent}/do/acknowledge/")).status_code == 403
    town("langport")
    assert raiser.get(reverse("change-list", args=["langport"])).status_code == 404
    one, another = [row for row in rows_since(last) if row.type.endswith(".refused")]
    assert (one.type, one.data) == ("concern.refused", {"page": "do_acknowledge", "sees": True})
    assert (another.type, another.data) == ("page.refused", {"page": "change-list"})
    assert not [row for row in rows_since(last) if row.type == "concern.view"]


def test_without_the_right_to_add_a_row_no_page_is_shown(
    place: Place, record_property: Callable[[str, object], None]
) -> None:
    """F21. That they are shown with it is what the tests above see."""
    clients = {who: signed_in(person) for who, person in place.people.items()}
    with owner(), connection.cursor() as cursor:
        cursor.execute(f"REVOKE INSERT ON concerns_auditevent FROM {settings.APPLICATION_ROLE}")
    shown = 0
    for who, pattern, _ in SEEN.values():
        for somebody in (who, "subject"):
            if somebody == "subject" and "{" not in pattern:
                continue
            answer = clients[somebody].get(place.path(pattern))
            assert answer.status_code == 503, pattern
            said = answer.content.decode()
            secrets = [CANARY, *place.references.values()]
            shown += any(secret in said for secret in secrets)
    record_property("promise", "G4")
    record_property("figure", f"503 on {len(SEEN)} pages, {shown} with content")
    assert shown == 0


def test_a_record_that_fails_only_at_commit_leaves_no_page_either(
    request: pytest.FixtureRequest,
) -> None:
    with committed(request):
        there = northam()
        concern: Concern = filed(there, "K7QM-M2PB-XX24")
        grant(concern, there["ann"])
        client, path = signed_in(there["ann"]), f"/concerns/{concern.reference}/"
        before = client.get(path)
        with _no_links():
            after = client.get(path)
        assert (before.status_code, after.status_code) == (200, 503)
        assert HERON in before.content.decode()
        assert HERON not in after.content.decode()


@contextmanager
def _no_links() -> Iterator[None]:
    """As if the chain could not be written: its function fails."""
    (was,) = _as_owner("SELECT pg_get_functiondef('pp_link_event'::regproc)")
    _as_owner(
        "CREATE OR REPLACE FUNCTION pp_link_event() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'no link'; END $$"
    )
    try:
        yield
    finally:
        _as_owner(str(was))


def _as_owner(statement: str) -> tuple[object, ...]:
    with transaction.atomic(), owner(), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone() if cursor.description else ()
