"""Filing a concern through its pages, as somebody would, without a script in the browser."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from concerns.actions import protocols
from concerns.actions._scope import engine_scope
from concerns.engine.offices import Kind
from concerns.engine.offices import Office as Code
from concerns.engine.protocol import Nation
from concerns.models import Absence, Concern, Council, Person
from concerns.protocols import loader
from tests.people import NOON, Town, appoint, draft, person, sent, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

MOST = 12  # queries of a page


class Visitor:
    """Somebody signed in who goes from page to page, counting what each page asks."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.client = Client()
        self.client.force_login(person.user)
        self.page: Any = None
        self.path = ""
        self.counts: dict[str, int] = {}

    def get(self, path: str, status: int = 200) -> str:
        with CaptureQueriesContext(connection) as asked:
            self.page = self.client.get(path, follow=True)
        if self.page.redirect_chain:
            path = self.page.redirect_chain[-1][0]
            self.page.redirect_chain.clear()
            return self.get(path, status)
        self.path = path
        assert self.page.status_code == status, path
        queries = [q["sql"] for q in asked if "SAVEPOINT" not in q["sql"]]
        self.counts[path] = len(queries)
        assert len(queries) <= MOST, (path, "\n".join(queries))
        return self.text

    def post(self, path: str = "", **data: Any) -> str:
        """Answer the page one is on, and follow to the next."""
        path = path or self.path
        self.page = self.client.post(path, data)
        self.path = path
        if self.page.status_code == 302:
            return self.get(self.page["Location"])
        assert self.page.status_code == 200, self.page.status_code
        return self.text

    @property
    def text(self) -> str:
        return self.page.content.decode()

    @property
    def step(self) -> str:
        """The last part of the address one is on."""
        return self.path.split("?")[0].split("#")[0].rstrip("/").rpartition("/")[2]

    def begin(self, council: str, matter: str = "concern") -> str:
        self.get(f"/c/{council}/raise/")
        self.get(f"/c/{council}/raise/matter/")
        return self.post(matter=matter)

    @property
    def root(self) -> str:
        return "/".join(self.path.split("/")[:5]) + "/"


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


def when(step: str = "on") -> dict[str, str]:
    return {f"{step}_day": "27", f"{step}_month": "Mar", f"{step}_year": "2026"}


def as_far_as_the_route(visitor: Visitor, about: Person, **answers: Any) -> None:
    """Answer everything about one person, up to the page that says where it goes."""
    council = about.council.slug
    visitor.begin(council)
    given: dict[str, dict[str, Any]] = {
        "suitable": {"about": "yes"},
        "know": {},
        "who": {"about": about.kind},
        "person": {"people": about.pk},
        "when": {"kind": "one", **when()},
        "capacity": {f"role_{about.pk}": "all"},
        "what": {"what": "It was said in the corridor."},
        "nature": {"natures": ["conduct"]},
        "written": {"written": "no"},
        "code": {"breach": "no"},
        "informal": {"tried": "yes", "what": "We spoke."},
        "outcome": {"wanted": ["apology"]},
        "expectations": {"breached": ["none"]},
        "adjust": {"adjustments": ""},
    } | answers
    seen = []
    while visitor.step in given and visitor.step not in seen:
        seen.append(visitor.step)
        visitor.post(**given[visitor.step])
    assert visitor.step in {"route", "choose", "informal-first"}, (visitor.path, visitor.text)


def only() -> Concern:
    with engine_scope():
        return Concern.objects.select_related("council", "raiser", "protocol").get()


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
        as_far_as_the_route(visitor, banbury["officer"])
        visitor.post(seen=visitor.page.context["seen"])
        check, seen = visitor.path, visitor.page.context["seen"]
        visitor.post(check, seen=seen)
        again = visitor.post(check, seen=seen)
        assert "concern sent" in again.lower()
        assert only().version

    def test_the_person_it_is_about_finds_nothing(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        as_far_as_the_route(visitor, banbury["officer"])
        address = visitor.root
        subject = Visitor(banbury["officer"])
        for step in ("", "route/", "check/", "sent/", "what/"):
            assert subject.client.get(address + step).status_code == 404

    def test_a_concern_about_the_clerk_says_why_the_clerk_is_passed_over(
        self, banbury: Town
    ) -> None:
        visitor = Visitor(banbury["officer"])
        # an officer about the clerk: no rule, and the safety net begins with the clerk
        as_far_as_the_route(visitor, banbury["clerk"])
        assert "The protocol has no rule for this." in visitor.text
        assert "is passed over because the concern is about them." in visitor.text

    def test_informal_first_is_an_interruption_that_can_be_gone_past(self, banbury: Town) -> None:
        visitor = Visitor(banbury["officer"])
        as_far_as_the_route(visitor, banbury["councillor"], informal={"tried": "no"})
        assert visitor.step == "informal-first"
        assert "it will always be preferable to resolve matters informally" in visitor.text
        assert "A written grievance is never held back" in visitor.text
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
        as_far_as_the_route(visitor, banbury["councillor"])
        assert visitor.step == "choose"
        visitor.post()
        assert "Select who you want to get it" in visitor.text
        visitor.post(to="procedure")
        assert visitor.step == "route"
        assert only().picked == {"recourse": "procedure"}
        assert "who keeps the record and passes it on" in visitor.text

    def test_a_change_of_route_is_shown_before_anything_is_sent(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        as_far_as_the_route(visitor, banbury["officer"])
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
        as_far_as_the_route(visitor, banbury["officer"])
        visitor.post(seen=visitor.page.context["seen"])
        visitor.get(f"{visitor.root}what/?return=check")
        visitor.post(what="It was said at the counter.")
        assert visitor.step == "route"
        visitor.post(seen=visitor.page.context["seen"])
        assert visitor.step == "check"
        assert "at the counter" in visitor.text

    def test_a_new_question_is_asked_when_an_answer_calls_for_it(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        as_far_as_the_route(visitor, banbury["officer"])
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


class TestPeople:
    def test_a_search_keeps_what_was_picked(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        visitor.begin("banbury")
        visitor.post(about="yes")
        visitor.post()
        visitor.post(about="several")
        visitor.post(people=[banbury["officer"].pk], q="wood", search="search")
        assert "q=wood" in visitor.path
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
        assert "you cannot raise a concern about yourself" in visitor.get(
            f"{visitor.root}person/?q=cora"
        )

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
        assert "Officer 29" in visitor.get(f"{visitor.root}person/?q=officer 29")


class TestRushcliffe:
    def test_a_councillor_chooses_between_the_monitoring_officer_and_the_deputy(
        self, rushcliffe: Town
    ) -> None:
        visitor = Visitor(rushcliffe["councillor"])
        as_far_as_the_route(visitor, rushcliffe["officer"])
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
        as_far_as_the_route(visitor, rushcliffe["officer"], nature={"natures": ["performance"]})
        visitor.post(to="chief_executive")
        assert "Where the protocol is not clear" in visitor.text


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


class TestOnBehalf:
    def test_somebody_who_handles_files_for_a_caller(self, banbury: Town) -> None:
        sent(banbury["councillor"], [banbury["officer"]])  # so that the clerk handles something
        clerk = Visitor(banbury["clerk"])
        clerk.get("/c/banbury/raise/behalf/")
        clerk.post(
            raiser=banbury["colleague"].pk,
            received_on_day="29",
            received_on_month="5",
            received_on_year="2026",
        )
        assert "You are filing this for Colin Wood" in clerk.text
        clerk.post(matter="group_report")
        clerk.post(what="Car parks.")
        clerk.post(adjustments="")
        clerk.post(seen=clerk.page.context["seen"])
        assert "You are filing this for Colin Wood" in clerk.text
        clerk.post(seen=clerk.page.context["seen"])
        assert clerk.path == "/concerns/"
        assert "From now on Colin Wood can see it" in clerk.text
        caller = Visitor(banbury["colleague"])
        assert "Report for a political group" in caller.get("/concerns/")

    def test_nobody_else_can(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        assert visitor.client.get("/c/banbury/raise/behalf/").status_code == 404
        forged = f"/c/banbury/raise/matter/?for={banbury['clerk'].pk}&received=2026-05-29"
        assert visitor.client.get(forged).status_code == 404


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
        as_far_as_the_route(visitor, subject)
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
        as_far_as_the_route(visitor, banbury["officer"])
        assert "The Town Clerk (The clerk) is not able to act." in visitor.text
        assert "absent" not in visitor.text

    def test_a_newer_version_is_said_to_be_one(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        as_far_as_the_route(visitor, banbury["officer"])
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

    def test_a_forged_mark_of_the_route_sends_nothing(self, banbury: Town) -> None:
        visitor = Visitor(banbury["councillor"])
        as_far_as_the_route(visitor, banbury["officer"])
        assert "has changed since you looked" in visitor.post()
        visitor.post(seen=visitor.page.context["seen"])
        assert "The route has changed" in visitor.post(seen="forged")
        assert only().state == "draft"
