"""Naming people, getting it wrong, coming back later, and filing for somebody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from concerns.actions._scope import engine_scope
from concerns.engine.offices import Kind
from concerns.engine.offices import Office as Code
from concerns.models import Concern
from tests.people import NOON, Town, appoint, draft, person, sent, town
from tests.visitor import Visitor, as_far_as_the_route, only, when

pytestmark = [pytest.mark.django_db, pytest.mark.integration]


@pytest.fixture(autouse=True)
def _noon() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def banbury() -> Town:
    return town("banbury")


@pytest.fixture
def rushcliffe() -> Town:
    return town("rushcliffe")


class TestPeople:
    def test_a_search_keeps_what_was_picked(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        visitor.begin("banbury")
        visitor.post(about="yes")
        visitor.post()
        visitor.post(about="several")
        visitor.post(people=[banbury["officer"].pk], q="wood", search="search")
        assert "wood" not in visitor.path
        assert f'value="{banbury["colleague"].pk}"' in visitor.text
        assert f'value="{banbury["junior"].pk}"' not in visitor.text
        visitor.post(
            people=[banbury["officer"].pk, banbury["colleague"].pk, "other"],
            name="A contractor",
            kind="outside",
            q="wood",
        )
        assert visitor.step == "when"
        page = visitor.get(f"{visitor.root}person/")
        assert "A contractor" in page
        assert page.count("checked") == 4

    def test_nobody_can_name_themselves(self, banbury: Town) -> None:
        me = banbury["councillor"]
        visitor = Visitor(me)
        visitor.begin("banbury")
        visitor.post(about="yes")
        visitor.post()
        visitor.post(about="councillor")
        assert f'value="{me.pk}"' not in visitor.text
        assert "You cannot raise a concern about yourself" in visitor.post(people=me.pk)
        page = visitor.post(q="cora", search="search")
        assert "Cora Lane is not in the list. You cannot raise a concern about yourself." in page

    def test_somebody_has_to_be_picked(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        visitor.begin("banbury")
        visitor.post(about="yes")
        visitor.post()
        visitor.post(about="officer")
        page = visitor.post()
        assert "Select the officer it is about, or say that they are not in the list" in page
        assert "<title>Error: " in page
        page = visitor.post(people="other")
        assert "Enter the name of the person who is not in the list" in page

    def test_the_role_is_asked_of_somebody_with_two_at_that_time(self, banbury: Town) -> None:
        chair = banbury["chair"]
        appoint(chair, Code.COMMITTEE_CHAIR, "Chairman of Planning")
        visitor = Visitor(banbury["officer"])
        as_far_as_the_route(visitor, chair, capacity={f"role_{chair.pk}": "committee_chair"})
        assert "capacity" in only().answered
        with engine_scope():
            assert only().parties.get().offices == ["committee_chair"]

    def test_an_office_left_since_is_a_former_one(self, banbury: Town) -> None:
        clerk = banbury["clerk"]
        clerk.appointments.update(ends_on=NOON.date() - timedelta(days=10))
        visitor = Visitor(banbury["councillor"])
        as_far_as_the_route(visitor, clerk)
        with engine_scope():
            party = only().parties.get()
        assert (party.offices, party.former) == (["clerk"], True)

    def test_the_date_decides_which_offices_count(self, banbury: Town) -> None:
        clerk = banbury["clerk"]
        clerk.appointments.update(starts_on=NOON.date() - timedelta(days=10))
        visitor = Visitor(banbury["councillor"])
        as_far_as_the_route(visitor, clerk)
        with engine_scope():
            assert only().parties.get().offices == []

    def test_a_large_register_is_cut_and_searched(self, banbury: Town) -> None:
        for n in range(30):
            person(banbury.council, f"Officer {n:02}", Kind.OFFICER)
        visitor = Visitor(banbury["councillor"])
        visitor.begin("banbury")
        visitor.post(about="yes")
        visitor.post()
        page = visitor.post(about="officer")
        assert page.count('class="govuk-radios__input"') == 21
        assert "more are not shown" in page
        assert "Officer 29" in visitor.post(q="officer 29", search="search")

    def test_nobody_searches_for_half_a_million_words(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        visitor.begin("banbury")
        visitor.post(about="yes")
        visitor.post()
        visitor.post(about="officer")
        assert visitor.post(q="o " * 500_000, search="search").count("o o ") < 200


class TestErrors:
    def to(self, visitor: Visitor, step: str) -> None:
        visitor.begin("banbury")
        visitor.get(f"{visitor.root}{step}/")

    @pytest.mark.parametrize(
        ("answer", "error"),
        [
            ({}, "Select when it happened"),
            ({"kind": "one"}, "Enter the date it happened"),
            ({"kind": "one", **when(), "on_year": ""}, "The date it happened must include a year"),
            (
                {"kind": "one", **when(), "on_day": "32"},
                "The date it happened must be a real date",
            ),
            (
                {"kind": "one", **when(), "on_year": "2027"},
                "The date it happened must be today or in the past",
            ),
            (
                {"kind": "between", **when("first"), **when("last"), "last_month": "feb"},
                "The last date must be the same as or after the first date",
            ),
        ],
    )
    def test_a_date_says_what_is_wrong_with_it(
        self, banbury: Town, answer: dict[str, str], error: str
    ) -> None:
        visitor = Visitor(banbury["councillor"])
        self.to(visitor, "when")
        page = visitor.post(**answer)
        assert error in page
        assert 'value="Mar"' in page or "on_month" not in answer

    def test_too_long_a_text_is_kept(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        self.to(visitor, "what")
        page = visitor.post(what="word " * 2001)
        assert "What happened must be 10,000 characters or fewer" in page
        assert page.count("word ") > 2000

    def test_something_must_be_ticked(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        self.to(visitor, "nature")
        assert "Select what it is about" in visitor.post()

    def test_sexual_harassment_alone_is_enough(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        self.to(visitor, "nature")
        visitor.post(sexual_harassment="on")
        assert only().natures == ["sexual_harassment"]

    def test_markup_stays_text(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        as_far_as_the_route(visitor, banbury["officer"], what={"what": "<script>alert(1)</script>"})
        visitor.post(seen=visitor.page.context["seen"])
        assert "&lt;script&gt;alert(1)" in visitor.text
        assert "<script>alert" not in visitor.text

    def test_the_check_cannot_be_reached_before_everything_is_answered(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        visitor.begin("banbury")
        visitor.get(f"{visitor.root}check/")
        assert visitor.step == "suitable"
        visitor.get(f"{visitor.root}route/")
        assert visitor.step == "suitable"


class TestDrafts:
    def test_a_draft_can_be_taken_up_where_it_stopped(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        visitor.begin("banbury")
        visitor.post(about="yes", save="save")
        assert visitor.path == "/concerns/"
        reference = only().reference
        assert reference in visitor.text
        page = visitor.get(f"/c/banbury/raise/{reference}/")
        assert "Completed" in page
        assert visitor.page.context["next_href"].endswith("/know/")

    def test_what_was_saved_is_said_to_be_saved(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        visitor.begin("banbury")
        visitor.get(f"{visitor.root}what/")
        visitor.post(what="It was said in the corridor.", save="save")
        assert visitor.path == "/concerns/"
        assert "govuk-notification-banner--success" in visitor.text
        assert "Saved. You can come back to it here." in visitor.text
        assert only().what_happened == "It was said in the corridor."

    @pytest.mark.parametrize(
        ("step", "answer"),
        [
            ("suitable", {}),
            ("what", {"what": "  "}),
            ("when", {"kind": "one", **when(), "on_day": "32"}),
            ("person", {}),
        ],
    )
    def test_nobody_is_kept_on_a_page_they_cannot_answer_yet(
        self, banbury: Town, step: str, answer: dict[str, str]
    ) -> None:
        visitor = Visitor(banbury["councillor"])
        visitor.begin("banbury")
        visitor.get(f"{visitor.root}{step}/")
        visitor.post(**answer, save="save")
        assert visitor.path == "/concerns/"
        assert "Saved." not in visitor.text
        assert "The last page is not saved" in visitor.text
        assert step not in only().answered

    def test_words_that_cannot_be_kept_stay_on_the_page(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        visitor.begin("banbury")
        visitor.get(f"{visitor.root}what/")
        page = visitor.post(what="word " * 2001, save="save")
        assert "What happened must be 10,000 characters or fewer" in page
        assert page.count("word ") > 2000

    def test_a_draft_can_be_deleted(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        visitor.begin("banbury")
        visitor.get(f"{visitor.root}discard/")
        visitor.post()
        assert "The draft was deleted." in visitor.text
        with engine_scope():
            assert not Concern.objects.exists()

    def test_a_draft_is_not_found_by_anybody_else(self, banbury: Town) -> None:
        concern = draft(banbury["councillor"], [banbury["officer"]])
        for name in ("colleague", "clerk", "officer"):
            other = Visitor(banbury[name])
            assert other.client.get(f"/c/banbury/raise/{concern.reference}/").status_code == 404

    def test_whoever_deals_with_it_has_no_part_in_its_writing(self, banbury: Town) -> None:
        concern = sent(banbury["councillor"], [banbury["officer"]])
        clerk = Visitor(banbury["clerk"])
        for page in ("", "what/", "sent/", "discard/"):
            address = f"/c/banbury/raise/{concern.reference}/{page}"
            assert clerk.client.get(address).status_code == 404

    def test_not_under_another_councils_address(self, banbury: Town, rushcliffe: Town) -> None:
        concern = draft(banbury["councillor"], [banbury["officer"]])
        visitor = Visitor(banbury["councillor"])
        address = f"/c/rushcliffe/raise/{concern.reference}/"
        assert visitor.client.get(address).status_code == 404
        assert visitor.client.get("/c/rushcliffe/raise/").status_code == 404

    def test_the_list_asks_no_more_for_many(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        sent(banbury["councillor"], [banbury["officer"]])
        visitor.get("/concerns/")
        few = visitor.counts["/concerns/"]
        for _ in range(5):
            sent(banbury["councillor"], [banbury["officer"]])
            draft(banbury["councillor"], [banbury["officer"]])
        visitor.get("/concerns/")
        assert visitor.counts["/concerns/"] == few

    def test_signed_out_is_asked_to_sign_in(self, banbury: Town) -> None:
        assert Client().get("/c/banbury/raise/").status_code == 302
