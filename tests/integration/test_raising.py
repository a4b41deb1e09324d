"""Filing a concern through its pages, from the start page to the confirmation."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import time_machine

from concerns.actions import protocols
from concerns.engine.offices import Kind
from concerns.engine.protocol import Nation
from concerns.models import Absence, Council
from concerns.protocols import loader
from tests.people import LONG_AGO, NOON, Town, person, town
from tests.visitor import Visitor, as_far_as_the_route, at_the_route, only

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


class TestBanbury:
    """A councillor about an officer, from the start page to the confirmation."""

    def test_the_whole_journey(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        as_far_as_the_route(visitor, banbury["officer"])
        assert "Where your concern will go" in visitor.text
        assert "Nothing has been sent yet." in visitor.text
        assert "The clerk (the Town Clerk)" in visitor.text
        assert "the matter should be raised with the Town Clerk." in visitor.text
        assert "#clause-5.2" in visitor.text
        assert "Why this route was chosen" in visitor.text
        visitor.post(seen=visitor.page.context["seen"])
        assert visitor.step == "check"
        assert "It was said in the corridor." in visitor.text
        assert "27 March 2026" in visitor.text
        visitor.post(seen=visitor.page.context["seen"])
        assert visitor.step == "sent"
        concern = only()
        assert concern.state == "sent"
        assert concern.reference in visitor.text
        assert concern.reference in visitor.get("/concerns/")

    def test_sending_twice_makes_one(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        at_the_route(visitor, banbury["officer"])
        visitor.post(seen=visitor.page.context["seen"])
        check, seen = visitor.path, visitor.page.context["seen"]
        visitor.post(check, seen=seen)
        again = visitor.post(check, seen=seen)
        assert "concern sent" in again.lower()
        assert only().version

    def test_the_person_it_is_about_finds_nothing(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        at_the_route(visitor, banbury["officer"])
        address = visitor.root
        subject = Visitor(banbury["officer"])
        for step in ("", "route/", "check/", "sent/", "what/"):
            assert subject.client.get(address + step).status_code == 404

    def test_a_concern_about_the_clerk_says_why_the_clerk_is_passed_over(
        self, banbury: Town
    ) -> None:
        visitor = Visitor(banbury["officer"])
        # an officer about the clerk: no rule, and the safety net begins with the clerk
        at_the_route(visitor, banbury["clerk"])
        assert "The protocol has no rule for this." in visitor.text
        assert "is passed over because the concern is about them." in visitor.text

    def test_informal_first_is_an_interruption_that_can_be_gone_past(self, banbury: Town) -> None:
        visitor = Visitor(banbury["officer"])
        as_far_as_the_route(visitor, banbury["councillor"], informal={"tried": "no"})
        assert visitor.step == "informal-first"
        assert "it will always be preferable to resolve matters informally" in visitor.text
        assert "A written grievance is never held back" in visitor.text
        assert visitor.page.context["back_href"].endswith("/informal/")
        visitor.get(visitor.page.context["onward_href"])
        assert visitor.step == "outcome"

    def test_a_written_grievance_is_not_interrupted(self, banbury: Town) -> None:
        visitor = Visitor(banbury["officer"])
        as_far_as_the_route(
            visitor,
            banbury["councillor"],
            informal={"tried": "no"},
            written={"written": "yes"},
        )
        assert visitor.step == "choose"

    def test_where_the_protocol_leaves_a_choice_it_is_asked_for(self, banbury: Town) -> None:
        visitor = Visitor(banbury["officer"])
        at_the_route(visitor, banbury["councillor"])
        assert visitor.step == "choose"
        visitor.post()
        assert "Select who you want to get it" in visitor.text
        visitor.post(to="procedure")
        assert visitor.step == "route"
        assert only().picked == {"recourse": "procedure"}
        assert "who keeps the record and passes it on" in visitor.text

    def test_a_change_of_route_is_shown_before_anything_is_sent(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        at_the_route(visitor, banbury["officer"])
        visitor.post(seen=visitor.page.context["seen"])
        Absence.objects.create(
            council=banbury.council, person=banbury["clerk"], starts_on=NOON.date()
        )
        visitor.post(seen=visitor.page.context["seen"])
        assert "The route has changed" in visitor.text
        assert "Where it would have gone" in visitor.text
        assert only().state == "draft"
        visitor.post(visitor.page.context["check_href"], seen=visitor.page.context["seen"])
        assert only().state == "sent"

    def test_changing_an_answer_goes_back_to_the_check_by_the_route(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        at_the_route(visitor, banbury["officer"])
        visitor.post(seen=visitor.page.context["seen"])
        visitor.get(f"{visitor.root}what/?return=check")
        visitor.post(what="It was said at the counter.")
        assert visitor.step == "route"
        visitor.post(seen=visitor.page.context["seen"])
        assert visitor.step == "check"
        assert "at the counter" in visitor.text

    def test_a_new_question_is_asked_when_an_answer_calls_for_it(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        at_the_route(visitor, banbury["officer"])
        visitor.post(seen=visitor.page.context["seen"])
        visitor.get(f"{visitor.root}who/?return=check")
        visitor.post(about="councillor")
        assert visitor.step == "person"
        visitor.post(people=banbury["colleague"].pk)
        assert visitor.step == "code"

    def test_a_request_for_a_report_asks_only_what_it_needs(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        visitor.begin("banbury", "group_report")
        steps = []
        for answer in ({"what": "Car parks."}, {"adjustments": ""}):
            steps.append(visitor.step)
            visitor.post(**answer)
        assert [*steps, visitor.step] == ["what", "adjust", "route"]
        assert "tell the Group leader" in visitor.text or "Group leader" in visitor.text
        visitor.post(seen=visitor.page.context["seen"])
        visitor.post(seen=visitor.page.context["seen"])
        assert visitor.step == "sent"
        assert "Request for a report sent" in visitor.text

    def test_only_what_the_protocol_provides_for_is_offered(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        page = visitor.get("/c/banbury/raise/matter/")
        assert 'value="group_report"' in page
        assert 'value="enquiry"' not in page
        officer = Visitor(banbury["officer"]).get("/c/banbury/raise/matter/")
        assert 'value="group_report"' not in officer

    def test_what_does_not_belong_here_is_told_where_to_go(self, banbury: Town) -> None:
        visitor = Visitor(banbury["officer"])
        visitor.begin("banbury")
        visitor.post(about="wrongdoing")
        assert "Report wrongdoing another way" in visitor.text
        assert "clause 1.2" in visitor.text
        assert "suitable" not in only().answered


class TestRushcliffe:
    def test_a_councillor_chooses_between_the_monitoring_officer_and_the_deputy(
        self, rushcliffe: Town
    ) -> None:
        visitor = Visitor(rushcliffe["councillor"])
        at_the_route(visitor, rushcliffe["officer"])
        assert visitor.step == "choose"
        visitor.post(to="deputy_monitoring_officer")
        assert "The deputy_monitoring_officer (the Deputy Monitoring Officer)" in visitor.text
        visitor.post(seen=visitor.page.context["seen"])
        visitor.post(seen=visitor.page.context["seen"])
        assert visitor.step == "sent"
        assert "The deputy_monitoring_officer" in visitor.text

    def test_an_enquiry_is_due_in_five_working_days(self, rushcliffe: Town) -> None:
        visitor = Visitor(rushcliffe["councillor"])
        visitor.begin("rushcliffe", "enquiry")
        assert visitor.step == "person"
        visitor.post(people=rushcliffe["officer"].pk)
        visitor.post(what="A blocked drain in Mill Lane.")
        visitor.post(adjustments="")
        assert "within 5 working days of receiving it, by 8 June 2026." in visitor.text
        visitor.post(seen=visitor.page.context["seen"])
        visitor.post(seen=visitor.page.context["seen"])
        assert "by 8 June 2026" in visitor.text

    def test_an_appeal_asks_who_refused(self, rushcliffe: Town) -> None:
        visitor = Visitor(rushcliffe["councillor"])
        visitor.begin("rushcliffe", "access_appeal")
        assert visitor.step == "decider"
        visitor.post(decider="monitoring_officer")
        visitor.post(what="The contract for the pool.")
        if visitor.step == "nature":
            visitor.post(natures=["none"])
        visitor.post(adjustments="")
        assert "The chief_executive" in visitor.text

    def test_a_doubt_in_the_text_is_shown(self, rushcliffe: Town) -> None:
        visitor = Visitor(rushcliffe["councillor"])
        at_the_route(visitor, rushcliffe["officer"], natures=["performance"])
        visitor.post(to="chief_executive")
        assert "Where the protocol is not clear" in visitor.text


class TestWhatCannotBeSentOrHasNobody:
    def test_where_the_law_names_a_body_outside_it_says_where_to_go(self, banbury: Town) -> None:
        welsh = replace(loader.find("banbury"), nation=Nation.WALES, version="cy")
        version = protocols.bring(council=banbury.council, protocol=welsh, by=None, at=NOON)
        protocols.adopt(protocol=version, in_force_from=NOON.date(), by=None, at=NOON)
        visitor = Visitor(banbury["officer"])
        as_far_as_the_route(
            visitor, banbury["councillor"], code={"breach": "yes"}, written={"written": "yes"}
        )
        assert "The law gives it to somebody outside the council." in visitor.text
        assert "It cannot be sent from here." in visitor.text
        assert 'name="seen"' not in visitor.text
        visitor.get(f"{visitor.root}check/")
        assert visitor.step == "route"

    def test_nobody_left_is_said_and_can_still_be_sent(self, banbury: Town) -> None:
        raiser, subject = banbury["councillor"], banbury["officer"]
        for someone in {p.pk: p for p in banbury.people.values()}.values():
            if someone not in (raiser, subject):
                Absence.objects.create(
                    council=banbury.council, person=someone, starts_on=NOON.date()
                )
        visitor = Visitor(raiser)
        at_the_route(visitor, subject)
        assert "The council’s administrators are told" in visitor.text
        visitor.post(seen=visitor.page.context["seen"])
        visitor.post(seen=visitor.page.context["seen"])
        assert visitor.step == "sent"
        assert only().state == "needs_handler"

    def test_an_absence_is_not_told_apart_from_an_interest(self, banbury: Town) -> None:
        Absence.objects.create(
            council=banbury.council, person=banbury["clerk"], starts_on=NOON.date()
        )
        visitor = Visitor(banbury["councillor"])
        at_the_route(visitor, banbury["officer"])
        assert "The Town Clerk (The clerk) is not able to act." in visitor.text
        assert "absent" not in visitor.text

    def test_a_newer_version_is_said_to_be_one(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        at_the_route(visitor, banbury["officer"])
        assert "new version of its protocol" not in visitor.text
        newer = replace(loader.find("banbury"), version="2")
        version = protocols.bring(council=banbury.council, protocol=newer, by=None, at=NOON)
        protocols.adopt(protocol=version, in_force_from=NOON.date(), by=None, at=NOON)
        assert "new version of its protocol" in visitor.get(visitor.path)

    def test_a_council_without_a_protocol_says_so(self, banbury: Town) -> None:
        bare = Council.objects.create(
            slug="bare", name="Bare Council", nation="england", tier="parish"
        )
        someone = person(bare, "Ada Moss", Kind.COUNCILLOR)
        page = Visitor(someone).get("/c/bare/raise/")
        assert "has no protocol in force here yet" in page
        assert "Start now" not in page

    @pytest.mark.parametrize(
        ("page", "leads_to"),
        [("choose", "route"), ("route", "route"), ("informal-first", "outcome")],
    )
    def test_a_protocol_that_ended_since_is_said_to_have_ended(
        self, banbury: Town, page: str, leads_to: str
    ) -> None:
        visitor = Visitor(banbury["officer"])
        at_the_route(visitor, banbury["councillor"])
        banbury.council.protocols.update(status="superseded", in_force_until=LONG_AGO)
        said = visitor.get(f"{visitor.root}{page}/")
        assert visitor.step == leads_to
        assert leads_to != "route" or "no protocol" in said

    def test_a_forged_mark_of_the_route_sends_nothing(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        at_the_route(visitor, banbury["officer"])
        assert "has changed since you looked" in visitor.post()
        visitor.post(seen=visitor.page.context["seen"])
        assert "The route has changed" in visitor.post(seen="forged")
        assert only().state == "draft"
