"""Who has seen a concern: for the monitoring officer, and for those who deal with it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from concerns.actions._scope import engine_scope
from concerns.engine.offices import Kind
from concerns.engine.offices import Office as Code
from concerns.models import AuditEvent, Concern, Interest, Person
from tests.pages import BUDGET, Visitor, text
from tests.people import NOON, Town, appoint, draft, person, sent, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

THERE = "/oversight/district-draft/access/"


@pytest.fixture
def place() -> Town:
    return town("district-draft")


def handler_of(concern: Concern) -> Person:
    with engine_scope():
        grant = concern.grants.filter(capacity="handler").select_related("person__user").first()
    assert grant is not None
    return grant.person


def asked(who: Person, reference: str) -> str:
    page = Visitor(who).get(THERE, case=reference).content.decode()
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_the_monitoring_officer_reads_who_as_what_and_when_and_not_what_it_says(
    place: Town,
) -> None:
    raiser, officer = place["councillor"], place["monitoring_officer"]
    concern = sent(raiser, [place["junior"]], what_happened="Zanzibar was said.")
    handler = handler_of(concern)
    page = f"/concerns/{concern.reference}/"
    Visitor(raiser, NOON + timedelta(hours=1)).get(page)
    Visitor(handler, NOON + timedelta(hours=2)).get(page + "route/")
    Visitor(place["colleague"], NOON + timedelta(hours=3)).get(page)
    said = asked(officer, concern.reference.lower())
    for words in (
        "1 June 2026 at 1pm Not named here The person who raised it Read its overview",
        f"at 2pm {handler.name}",
        "Dealing with it Read its route",
        f"at 3pm {place['colleague'].name} Could not see it Asked for it: refused",
        "Sent it",
    ):
        assert words in said
    for secret in ("Zanzibar", raiser.name, place["junior"].name):
        assert secret not in said
    assert "Overseeing Looked at who has seen it" in said
    with engine_scope():
        looked = AuditEvent.objects.get(actor_id=officer.user_id, type="concern.view")
    assert (looked.concern_id, looked.data) == (concern.pk, {"page": "access"})


@pytest.mark.parametrize(
    "how", ["subject", "deputy", "second entry", "raiser", "interest", "draft", "nothing"]
)
def test_what_touches_an_overseer_cannot_be_told_from_what_is_not_there(
    place: Town, how: str
) -> None:
    raiser, officer, junior = place["councillor"], place["monitoring_officer"], place["junior"]
    appoint(place["officer"], Code.DEPUTY_MONITORING_OFFICER, "Deputy Monitoring Officer")
    reference = "BBBB-CCCC-DDDD"
    if how == "subject":
        reference = sent(raiser, [officer]).reference
    elif how == "deputy":
        reference = sent(raiser, [place["officer"]]).reference
    elif how == "second entry":
        again = person(place.council, "Second Entry", Kind.OFFICER)
        Person.objects.filter(pk=again.pk).update(name=officer.name)
        reference = sent(raiser, [again]).reference
    elif how == "draft":
        reference = draft(raiser, [junior]).reference
    elif how == "raiser":
        reference = sent(officer, [junior]).reference
    elif how == "interest":
        concern = sent(raiser, [junior])
        with engine_scope():
            Interest.objects.create(
                council=place.council, concern=concern, person=officer, declared_at=NOON
            )
        reference = concern.reference
    assert f"Nothing to show for “{reference}”" in asked(officer, reference)


def test_only_overseers_read_it(place: Town) -> None:
    concern = sent(place["councillor"], [place["junior"]])
    refused = Visitor(place["councillor"]).get(THERE, case=concern.reference)
    assert refused.status_code == 403
    other = town("langport")
    assert Visitor(other["clerk"]).get(THERE, case=concern.reference).status_code == 404
    # Nor is another council's concern found in one's own.
    theirs = sent(other["councillor"], [other["officer"]])
    said = asked(place["monitoring_officer"], theirs.reference)
    assert f"Nothing to show for “{theirs.reference}”" in said


def test_those_who_deal_with_it_read_it_and_the_raiser_does_not(place: Town) -> None:
    concern = sent(place["councillor"], [place["junior"]])
    page = f"/concerns/{concern.reference}/access/"
    handler = Visitor(handler_of(concern))
    assert "Looked at who has seen it" in text(handler.get(page))
    assert page in handler.get(f"/concerns/{concern.reference}/timeline/").content.decode()
    raiser = Visitor(place["councillor"])
    assert raiser.get(page).status_code == 404
    assert page not in raiser.get(f"/concerns/{concern.reference}/timeline/").content.decode()


def test_however_often_it_was_read_a_page_is_25_lines_and_few_queries(place: Town) -> None:
    concern = sent(place["councillor"], [place["junior"]])
    officer = Visitor(place["monitoring_officer"])
    address = f"{THERE}?case={concern.reference}"
    few = officer.queries(address)
    with engine_scope():
        AuditEvent.objects.bulk_create(
            AuditEvent(
                council_id=place.council.pk, concern_id=concern.pk, type="concern.view",
                actor_id=place["councillor"].user_id, data={"page": "route"}, at=NOON,
            )
            for _ in range(60)
        )  # fmt: skip
    assert officer.queries(address) == few <= BUDGET + 2
    assert len(officer.get(THERE, case=concern.reference).context["rows"]) == 25
    assert len(officer.get(THERE, case=concern.reference, page="3").context["rows"]) < 25
