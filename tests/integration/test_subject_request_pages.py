"""The pages of a request for a copy, as those see them who answer it, and everybody else."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from concerns.actions._scope import engine_scope
from concerns.models import Person, SubjectRequest
from tests import copies
from tests.pages import Visitor, text
from tests.people import Town, sent, town

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Town:
    return town("banbury")


@pytest.fixture
def officer(place: Town) -> Person:
    return place["monitoring_officer"]


def at(place: Town, name: str, *args: int) -> str:
    return reverse(name, args=[place.council.slug, *args])


def answered(visitor: Visitor, path: str, **data: str) -> str:
    """Post a page's form with its hidden field. :return: where it leads."""
    seen = re.search(r'name="seen" value="([^"]*)"', text(visitor.get(path)))
    answer = visitor.post(path, **({"seen": seen[1]} if seen else {}), **data)
    assert answer.status_code == 302, text(answer)
    return str(answer["Location"])


def test_the_whole_way_in_the_pages(place: Town, officer: Person) -> None:
    about = place["officer"]
    sent(about, [place["councillor"]], what_happened="It was said in the hall.")
    visitor = Visitor(officer)
    where = answered(
        visitor, at(place, "subject-request-add"), about=str(about.pk), received_on_day="29",
        received_on_month="5", received_on_year="2026",
    )  # fmt: skip
    with engine_scope():
        request = SubjectRequest.objects.select_related("second__user", "run_by__user").get()
    assert where == at(place, "subject-request-detail", request.pk)
    assert "29 June 2026" in text(visitor.get(where))
    first, *rest = copies.of(request)
    item = at(place, "subject-item", request.pk, first.pk)
    assert answered(visitor, item, decision="redact", text="Their name.") != where
    for each in rest:
        path = at(place, "subject-item", request.pk, each.pk)
        last = answered(visitor, path, decision="disclose")
    assert last == where
    answered(visitor, at(place, "subject-request-ask", request.pk))
    second = Visitor(request.second)
    assert "asks you to agree" in text(second.get(where))
    assert answered(second, at(place, "subject-request-agree", request.pk)) == where
    made = visitor.post(at(place, "subject-pack-make", request.pk))
    phrase = re.search(r"<strong[^>]*>([a-z0-9-]{29})</strong>", made.content.decode())
    assert phrase
    pack = visitor.get(at(place, "subject-pack-download", request.pk))
    files = copies.unzipped(pack.content, phrase[1])
    assert files["0001.txt"] == b"Their name."
    assert pack["Cache-Control"] == "no-store"


def test_what_was_typed_comes_back_with_what_is_wrong(place: Town, officer: Person) -> None:
    request = copies.recorded(place["officer"], officer)
    (item, *_) = copies.of(request)
    path = at(place, "subject-item", request.pk, item.pk)
    visitor = Visitor(officer)
    answer = visitor.post(path, seen="old", decision="redact", text="Half of it.")
    assert "changed since you opened" in text(answer)
    assert "Half of it." in text(answer)
    assert "Select what becomes of it" in text(visitor.post(path, seen="old"))


def test_for_everybody_else_there_is_none(place: Town, officer: Person) -> None:
    """An administrator among them; whoever asks; the same on another council."""
    sent(place["officer"], [officer])
    request = copies.recorded(place["officer"], officer)
    place["rfo"].is_administrator = place["officer"].is_administrator = True
    for each in (place["rfo"], place["officer"]):
        each.save(update_fields=["is_administrator"])
    other = town("langport")
    (item, *_) = copies.of(request)
    (hidden, *_) = copies.of(request, request.second)
    paths = [
        *(at(place, f"subject-request-{name}", request.pk)
          for name in ("detail", "ask", "agree", "refuse")),
        at(place, "subject-pack-make", request.pk),
        at(place, "subject-pack-download", request.pk),
        at(place, "subject-item", request.pk, item.pk),
        at(place, "subject-item-withhold", request.pk, item.pk),
    ]  # fmt: skip
    strangers = (place["rfo"], place["officer"], other["monitoring_officer"])
    for who in map(Visitor, strangers):
        for path in paths:
            assert who.get(path).status_code == 404, path
    plain = Visitor(place["councillor"])
    assert plain.get(at(place, "subject-request-list")).status_code == 403
    # Nor is what names them there for whoever answers it.
    runner = Visitor(officer)
    assert runner.get(at(place, "subject-item", request.pk, hidden.pk)).status_code == 404
    assert runner.get(at(place, "subject-item", request.pk, item.pk)).status_code == 200


def test_a_name_is_not_markup(place: Town, officer: Person) -> None:
    sent(place["officer"], [place["councillor"]], what_happened="<script>alert(1)</script>")
    request = copies.recorded(place["officer"], officer)
    for item in copies.of(request, officer):
        page = Visitor(officer).get(at(place, "subject-item", request.pk, item.pk))
        assert b"<script>alert(1)" not in page.content
