"""Oversight: numbers for the monitoring officer, and no more than numbers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from concerns.actions import handling
from concerns.actions._scope import engine_scope
from concerns.engine.offices import Kind
from concerns.engine.offices import Office as Code
from concerns.models import AuditEvent, LocalStandard, Person
from tests.pages import BUDGET, Visitor, text
from tests.people import NOON, Town, appoint, person, sent, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]


@pytest.fixture
def place() -> Town:
    return town("district-draft")


def test_one_council_needs_no_choice(place: Town) -> None:
    officer = Visitor(place["monitoring_officer"])
    assert officer.get("/oversight/").url == "/oversight/district-draft/"
    assert "You oversee no council" in text(Visitor(place["councillor"]).get("/oversight/"))


def test_numbers_without_content_and_without_what_is_about_the_reader(place: Town) -> None:
    LocalStandard.objects.create(council=place.council, what="decide", n=3, unit="working_days")
    late = sent(place["councillor"], [place["officer"]], written=True, at=NOON - timedelta(days=30))
    sent(place["councillor"], [place["monitoring_officer"]], written=True)
    response = Visitor(place["monitoring_officer"]).get("/oversight/district-draft/")
    assert response.context["figures"].total == 1
    assert response.context["figures"].overdue == 1
    said = text(response)
    for secret in (late.reference, place["officer"].name, "It was said in the corridor."):
        assert secret not in said
    with engine_scope():
        assert AuditEvent.objects.filter(type="oversight.view").count() == 1


def test_two_who_read_it_learn_nothing_by_comparing(place: Town) -> None:
    """Otherwise the deputy's number is one more than that of the officer it is about."""
    officer, deputy = place["monitoring_officer"], place["officer"]
    appoint(deputy, Code.DEPUTY_MONITORING_OFFICER, "Deputy Monitoring Officer")
    again = person(place.council, "Second Entry", Kind.OFFICER)
    Person.objects.filter(pk=again.pk).update(name=officer.name)
    sent(place["councillor"], [place["junior"]], written=True)
    sent(place["councillor"], [officer], written=True)
    sent(place["councillor"], [deputy], written=True)
    sent(place["councillor"], [again], written=True)

    def total(who: Person) -> int:
        page = Visitor(who).get("/oversight/district-draft/")
        found: int = page.context["figures"].total
        return found

    assert (total(officer), total(deputy)) == (1, 1)


def test_what_waits_for_information_is_not_overdue(place: Town) -> None:
    LocalStandard.objects.create(
        council=place.council, what="acknowledge", n=1, unit="working_days"
    )
    late = sent(place["councillor"], [place["officer"]], written=True, at=NOON - timedelta(days=30))
    visitor = Visitor(place["monitoring_officer"])
    page = "/oversight/district-draft/"
    assert visitor.get(page).context["figures"].overdue == 1  # nobody acknowledged it
    with engine_scope():
        holder = late.grants.filter(capacity="handler").first()
        assert holder is not None
        user = holder.user
    handling.ask(concern=late, question="When?", by=user, at=NOON, version=late.version)
    assert visitor.get(page).context["figures"].overdue == 0


def test_others_of_the_council_are_refused_and_strangers_find_nothing(place: Town) -> None:
    refused = Visitor(place["councillor"]).get("/oversight/district-draft/")
    assert refused.status_code == 403
    assert "Only the monitoring officer can see this page." in text(refused)
    elsewhere = town("langport")
    assert Visitor(elsewhere["clerk"]).get("/oversight/district-draft/").status_code == 404


def test_the_page_runs_few_queries(place: Town) -> None:
    assert Visitor(place["monitoring_officer"]).queries("/oversight/district-draft/") <= BUDGET
