"""The figures of a council's concerns as a file."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse

from concerns.actions import agreeing, exports
from concerns.actions._scope import engine_scope
from concerns.models import Concern, Person
from concerns.permissions.refusal import NotAllowed
from tests.pages import Visitor, text
from tests.people import NOON, Town, sent, town

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Town:
    return town("banbury")


@pytest.fixture
def officer(place: Town) -> Person:
    return place["monitoring_officer"]


def agreed(place: Town, officer: Person) -> int:
    approval = exports.ask(person=officer, by=officer.user, at=NOON)
    agreeing.agree(approval=approval, by=place["clerk"].user, at=NOON)
    return approval.pk


def lines(officer: Person, pk: int) -> list[dict[str, str]]:
    said = exports.download(pk=pk, person=officer, by=officer.user, at=NOON)
    return list(csv.DictReader(io.StringIO(said)))


def test_a_line_for_each_concern_and_none_for_what_names_either_of_the_two(
    place: Town, officer: Person
) -> None:
    plain = sent(place["officer"], [place["councillor"]], what_happened="Zanzibar.")
    sent(place["officer"], [officer])
    sent(place["officer"], [place["clerk"]])
    sent(place["clerk"], [place["councillor"]])
    found = lines(officer, agreed(place, officer))
    assert [line["Reference"] for line in found] == [plain.reference]
    assert found[0]["About"] == "conduct"
    assert "Zanzibar" not in str(found)
    assert place["officer"].name not in str(found)


def test_no_cell_is_taken_for_a_formula(place: Town, officer: Person) -> None:
    concern = sent(place["officer"], [place["councillor"]])
    with engine_scope():
        Concern.objects.filter(pk=concern.pk).update(natures=["=HYPERLINK(1)"])
    (line,) = lines(officer, agreed(place, officer))
    assert line["About"] == "'=HYPERLINK(1)"


def test_it_takes_two_people(place: Town, officer: Person) -> None:
    approval = exports.ask(person=officer, by=officer.user, at=NOON)
    with pytest.raises(exports.Gone):
        lines(officer, approval.pk)
    with pytest.raises(NotAllowed):
        agreeing.agree(approval=approval, by=officer.user, at=NOON)
    with pytest.raises(exports.Gone):
        lines(officer, approval.pk)


def test_nobody_else_asks_and_nobody_else_downloads(place: Town, officer: Person) -> None:
    with pytest.raises(NotAllowed):
        exports.ask(person=place["clerk"], by=place["clerk"].user, at=NOON)
    with pytest.raises(exports.Gone):
        lines(place["clerk"], agreed(place, officer))


def test_it_is_there_for_a_day(place: Town, officer: Person) -> None:
    pk = agreed(place, officer)
    url = reverse("export-download", args=[place.council.slug, pk])
    visitor = Visitor(officer)
    answer = visitor.get(url)
    assert answer["Content-Type"].startswith("text/csv")
    assert "attachment" in answer["Content-Disposition"]
    late = NOON + timedelta(hours=25)
    with pytest.raises(exports.Gone):
        exports.download(pk=pk, person=officer, by=officer.user, at=late)
    shown = text(visitor.get(reverse("export-list", args=[place.council.slug])))
    assert "Download the figures" in shown
