"""Saying that the route is wrong: it goes along, holds nothing up, and is counted without words."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine

from concerns.actions import deciding, drafts, handling, sending
from concerns.actions._scope import engine_scope
from concerns.engine.states import Closing
from concerns.models import Concern, Grant, Person
from concerns.permissions.refusal import NotAllowed
from tests.pages import BUDGET, text
from tests.pages import Visitor as Reader
from tests.people import NOON, Town, draft, sent, town
from tests.visitor import Visitor, at_the_route, only

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

WHY = "The clerk sat beside her when she said it."
INSTEAD = "The chairman should have it."


@pytest.fixture(autouse=True)
def _noon() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def place() -> Town:
    return town("banbury")


@pytest.fixture
def visitor(place: Town) -> Visitor:
    """At the page that shows where it goes."""
    visitor = Visitor(place["councillor"])
    at_the_route(visitor, place["officer"])
    return visitor


def say(concern: Concern, why: str = WHY, instead: str = INSTEAD) -> None:
    drafts.dispute_route(concern=concern, why=why, instead=instead, by=concern.raiser.user, at=NOON)


def send(concern: Concern) -> Concern:
    seen = sending.preview(concern=concern, at=NOON).fingerprint
    return sending.send(concern=concern, seen=seen, by=concern.raiser.user, at=NOON)


def disputed(place: Town) -> Concern:
    mine = draft(place["councillor"], [place["officer"]])
    say(mine)
    return send(mine)


def handler(concern: Concern) -> Person:
    with engine_scope():
        live = Grant.objects.filter(concern=concern, capacity="handler", ended_at=None)
        return live.select_related("person__user").get().person


class TestBeforeItIsSent:
    def test_it_is_said_from_the_route_and_shown_there_and_at_the_check(
        self, visitor: Visitor
    ) -> None:
        route = visitor.path
        assert "I think this route is wrong" in visitor.text
        visitor.get(visitor.page.context["wrong_href"])
        assert "It does not hold anything up" in visitor.text
        visitor.post(why=WHY, instead=INSTEAD)
        assert visitor.path == route
        assert WHY in visitor.text
        assert INSTEAD in visitor.text
        assert "I think this route is wrong" not in visitor.text
        visitor.post(seen=visitor.page.context["seen"])
        assert visitor.step == "check"
        assert WHY in visitor.text
        assert INSTEAD in visitor.text

    def test_it_never_blocks_the_sending(self, visitor: Visitor) -> None:
        visitor.post(seen=visitor.page.context["seen"])
        say(only())
        visitor.get(f"{visitor.root}check/")
        assert visitor.step == "check"  # the route was seen, and is still the one that was seen
        visitor.post(seen=visitor.page.context["seen"])
        assert visitor.step == "sent"
        assert only().state == "sent"

    def test_it_can_be_changed_from_the_check_and_goes_back_there(self, visitor: Visitor) -> None:
        visitor.post(seen=visitor.page.context["seen"])
        say(only())
        visitor.get(f"{visitor.root}check/")
        (row, _) = visitor.page.context["disputed"]
        visitor.get(row["href"])
        assert WHY in visitor.text
        visitor.post(why="He is her brother.", instead="")
        assert visitor.step == "check"
        assert "He is her brother." in visitor.text
        assert INSTEAD not in visitor.text
        assert "Not provided" in visitor.text

    def test_it_can_be_taken_back(self, visitor: Visitor) -> None:
        say(only())
        visitor.get(f"{visitor.root}route/wrong/")
        assert "Take it back" in visitor.text
        visitor.post(why=WHY, instead=INSTEAD, remove="remove")
        assert visitor.step == "route"
        assert "You took back" in visitor.text
        assert WHY not in visitor.text
        assert (only().route_wrong, only().route_instead) == ("", "")

    def test_there_is_nothing_to_take_back_before_it_is_said(self, visitor: Visitor) -> None:
        assert "Take it back" not in visitor.get(f"{visitor.root}route/wrong/")

    def test_why_is_needed_and_nothing_typed_is_lost(self, visitor: Visitor) -> None:
        visitor.get(f"{visitor.root}route/wrong/")
        page = visitor.post(why=" ", instead=INSTEAD)
        assert "Enter why you think this route is wrong" in page
        assert "<title>Error: " in " ".join(page.split())
        assert INSTEAD in page
        assert only().route_instead == ""

    def test_it_waits_until_there_is_a_route(self, place: Town) -> None:
        visitor = Visitor(place["councillor"])
        visitor.begin("banbury")
        visitor.get(f"{visitor.root}route/wrong/")
        assert visitor.step == "suitable"

    def test_it_is_the_authors_alone(self, place: Town) -> None:
        mine = draft(place["councillor"], [place["officer"]])
        for other in ("colleague", "clerk", "officer"):
            there = f"/c/banbury/raise/{mine.reference}/route/wrong/"
            assert Reader(place[other]).get(there).status_code == 404
            with pytest.raises(NotAllowed):
                drafts.dispute_route(
                    concern=mine, why=WHY, instead="", by=place[other].user, at=NOON
                )

    def test_what_is_sent_is_no_longer_changed(self, place: Town) -> None:
        concern = disputed(place)
        with pytest.raises(NotAllowed, match="has been sent"):
            say(concern, why="Something else.")


class TestAfterIt:
    def test_whoever_deals_with_it_reads_it_first(self, place: Town) -> None:
        concern = disputed(place)
        said = text(Reader(handler(concern)).get(f"/concerns/{concern.reference}/"))
        lead = "The person who raised it thinks that it should have gone elsewhere."
        for words in (lead, WHY, INSTEAD):
            assert said.index(words) < said.index("Where it is")

    def test_whoever_raised_it_reads_their_own_words(self, place: Town) -> None:
        concern = disputed(place)
        said = text(Reader(place["councillor"]).get(f"/concerns/{concern.reference}/"))
        for words in ("You think that it should have gone elsewhere.", WHY, INSTEAD):
            assert words in said

    def test_it_goes_along_to_whoever_has_the_next_step_and_into_their_pack(
        self, place: Town
    ) -> None:
        mine = draft(place["officer"], [place["councillor"]], informal_tried="yes")
        say(mine)
        concern = send(mine)
        by = handler(concern).user
        handling.acknowledge(concern=concern, by=by, at=NOON, version=concern.version)
        deciding.decide(
            concern=concern, outcome=Closing.UPHELD, reasons="Heard.", by=by, at=NOON,
            version=concern.version,
        )  # fmt: skip
        reader = Reader(place["clerk"])
        there = f"/reviews/{concern.reference}/"
        assert WHY not in text(reader.get(there + "interest/"))
        reader.post(there + "interest/", version=concern.version, interest="no")
        assert WHY in text(reader.get(there))

    def test_where_nothing_was_said_nothing_is_shown(self, place: Town) -> None:
        concern = sent(place["councillor"], [place["officer"]])
        for who in (handler(concern), place["councillor"]):
            said = text(Reader(who).get(f"/concerns/{concern.reference}/"))
            assert "should have gone elsewhere" not in said

    def test_words_stay_text(self, place: Town) -> None:
        mine = draft(place["councillor"], [place["officer"]])
        say(mine, why="<script>alert(1)</script>")
        concern = send(mine)
        said = text(Reader(handler(concern)).get(f"/concerns/{concern.reference}/"))
        assert "&lt;script&gt;alert(1)" in said
        assert "<script>alert" not in said


class TestOversight:
    PAGE = "/oversight/banbury/"

    def test_the_monitoring_officer_sees_how_many_and_no_word(self, place: Town) -> None:
        officer = Reader(place["monitoring_officer"])
        sent(place["councillor"], [place["officer"]])
        assert officer.get(self.PAGE).context["figures"].disputed == 0
        assert "Nobody who raised one says" in text(officer.get(self.PAGE))
        concern = disputed(place)
        response = officer.get(self.PAGE)
        assert response.context["figures"].disputed == 1
        assert response.context["figures"].total == 2
        said = text(response)
        assert "should have gone elsewhere" in said
        for secret in (WHY, INSTEAD, concern.reference, place["officer"].name):
            assert secret not in said

    def test_a_draft_and_what_is_about_the_reader_are_not_counted(self, place: Town) -> None:
        officer = place["monitoring_officer"]
        say(draft(place["councillor"], [place["officer"]]))
        mine = draft(place["councillor"], [officer])
        say(mine)
        send(mine)
        figures = Reader(officer).get(self.PAGE).context["figures"]
        assert (figures.disputed, figures.total) == (0, 0)

    def test_the_page_asks_no_more_for_many(self, place: Town) -> None:
        officer = Reader(place["monitoring_officer"])
        disputed(place)
        few = officer.queries(self.PAGE)
        for _ in range(3):
            disputed(place)
        assert officer.queries(self.PAGE) == few <= BUDGET
