"""The pages of a request call it a request, and those of a closed one say what is open now."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from concerns.actions import deciding, handling, sending
from concerns.actions._scope import engine_scope
from concerns.engine.states import Act, Closing
from concerns.models import Concern, Grant, Person
from concerns.presenters.acts import NOT_ON_PAGES
from tests.pages import BUDGET, Visitor, text
from tests.people import NOON, Town, draft, sent, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

PARTS = ("", "route/", "messages/", "timeline/")
ACTS = [act.value.replace("_", "-") for act in Act if act not in NOT_ON_PAGES]


@pytest.fixture
def place() -> Town:
    return town("rushcliffe")


@pytest.fixture
def request_for_information(place: Town) -> Concern:
    concern = draft(place["councillor"], [])
    with engine_scope():
        Concern.objects.filter(pk=concern.pk).update(matter="access_request", natures=[])
        concern.refresh_from_db()
    seen = sending.preview(concern=concern, at=NOON).fingerprint
    return sending.send(concern=concern, seen=seen, by=place["councillor"].user, at=NOON)


def taker_of(concern: Concern) -> Person:
    with engine_scope():
        grant = Grant.objects.filter(concern=concern, capacity="handler").select_related("person")
        return grant.earliest("pk").person


class _Main(HTMLParser):
    """The words inside `main`."""

    def __init__(self) -> None:
        super().__init__()
        self.depth, self.words = 0, ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.depth += tag == "main"

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "main"

    def handle_data(self, data: str) -> None:
        self.words += data if self.depth else ""


def main(response: Any) -> str:
    parser = _Main()
    parser.feed(response.content.decode())
    return " ".join(parser.words.split())


def test_no_page_of_a_request_calls_it_a_concern(
    place: Town, request_for_information: Concern
) -> None:
    taker = taker_of(request_for_information)
    address = f"/concerns/{request_for_information.reference}/"
    seen = 0
    for visitor in (Visitor(taker), Visitor(place["councillor"])):
        for part in (*PARTS, *(f"do/{act}/" for act in ACTS)):
            response = visitor.get(address + part)
            if response.status_code == 403:
                continue
            said = main(response)
            assert not re.findall(r".{30}\bconcerns?\b.{30}", said, re.I), part
            seen += bool(said)
    assert seen > 2 * len(PARTS)


def test_a_request_is_listed_as_what_it_is(place: Town, request_for_information: Concern) -> None:
    taker = Visitor(taker_of(request_for_information))
    said = main(taker.get("/queue/"))
    assert "Request for information" in said
    assert "1 in this list" in said
    assert "about nobody" not in said


class TestClosed:
    @pytest.fixture
    def concern(self) -> Concern:
        place = town("banbury")
        concern = sent(place["councillor"], [place["officer"]])
        clerk = place["clerk"].user
        handling.acknowledge(concern=concern, by=clerk, at=NOON, version=concern.version)
        self.raiser, self.clerk = Visitor(place["councillor"]), Visitor(place["clerk"])
        assert "If it is not settled for you" not in text(self.raiser.get(self.address(concern)))
        deciding.close(
            concern=concern, outcome=Closing.RESOLVED_INFORMALLY, reasons="They met.", agreed=True, by=clerk,
            at=NOON, version=concern.version,
        )  # fmt: skip
        return concern

    @staticmethod
    def address(concern: Concern) -> str:
        return f"/concerns/{concern.reference}/"

    def test_the_raiser_is_told_what_is_open_to_them(self, concern: Concern) -> None:
        said = main(self.raiser.get(self.address(concern)))
        assert "If it is not settled for you" in said
        assert "disciplinary procedure may be used" in said
        assert "clause 5.2" in said
        assert "Who has it" not in said

    def test_whoever_dealt_with_it_is_not(self, concern: Concern) -> None:
        assert "If it is not settled" not in main(self.clerk.get(self.address(concern)))

    def test_it_costs_no_more_than_other_pages(self, concern: Concern) -> None:
        assert self.raiser.queries(self.address(concern)) <= BUDGET
