"""Filing what somebody told one: whose it is is never lost and is said on every page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.utils.formats import date_format

from concerns.actions import drafts
from concerns.actions._scope import engine_scope
from concerns.models import Concern, Notification, Person, Protocol
from concerns.selectors import protocols
from tests.people import NOON, Town, sent, town
from tests.visitor import Visitor, when

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

TODAY = NOON.date()
BEGINS = TODAY - timedelta(days=40)  # of the protocol, where a test says so
BEHALF = "/c/banbury/raise/behalf/"
MATTER = "/c/banbury/raise/matter/"


@pytest.fixture(autouse=True)
def _noon() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def banbury() -> Town:
    return town("banbury")


@pytest.fixture
def clerk(banbury: Town) -> Visitor:
    sent(banbury["councillor"], [banbury["officer"]])  # so that the clerk handles something
    return Visitor(banbury["clerk"])


@pytest.fixture
def _begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.people.LONG_AGO", BEGINS)


def reached(raiser: Person, on: date = date(2026, 5, 29)) -> dict[str, Any]:
    return {
        "raiser": raiser.pk,
        "received_on_day": on.day,
        "received_on_month": on.month,
        "received_on_year": on.year,
    }


def drafts_there_are() -> list[Concern]:
    with engine_scope():
        return list(Concern.objects.filter(state="draft").select_related("raiser", "filed_by"))


def test_somebody_who_handles_files_for_a_caller(banbury: Town, clerk: Visitor) -> None:
    clerk.get(BEHALF)
    clerk.post(**reached(banbury["colleague"]))
    assert "Colin Wood" in clerk.text
    clerk.post(matter="group_report")
    clerk.post(what="Car parks.")
    clerk.post(adjustments="")
    clerk.post(seen=clerk.page.context["seen"])
    assert "Colin Wood" in clerk.text
    clerk.post(seen=clerk.page.context["seen"])
    assert clerk.path == "/concerns/"
    assert "From now on Colin Wood can see it" in clerk.text
    with engine_scope():
        mails = Notification.objects.filter(user=banbury["colleague"].user)
        assert [mail.kind for mail in mails] == ["filed"]
    caller = Visitor(banbury["colleague"])
    assert "report to a political group" in caller.get("/concerns/")


def test_nobody_else_can(banbury: Town) -> None:
    visitor = Visitor(banbury["councillor"])
    assert visitor.client.get(BEHALF).status_code == 404
    forged = f"{MATTER}?for={banbury['clerk'].pk}&received=2026-05-29"
    assert visitor.client.get(forged).status_code == 404


class TestNeverOnesOwn:
    @pytest.mark.usefixtures("_begins")
    def test_a_day_before_the_protocol_is_an_error_that_names_the_first(self) -> None:
        banbury = town("banbury")
        sent(banbury["councillor"], [banbury["officer"]])
        clerk = Visitor(banbury["clerk"])
        clerk.get(BEHALF)
        page = clerk.post(**reached(banbury["colleague"], date(1990, 1, 1)))
        assert clerk.path == BEHALF
        assert f"must be {date_format(BEGINS, 'j F Y')} or later" in page
        assert f'value="{banbury["colleague"].pk}" selected' in page
        assert 'value="1990"' in page
        clerk.post(**reached(banbury["colleague"], BEGINS - timedelta(days=1)))
        assert clerk.path == BEHALF
        clerk.post(**reached(banbury["colleague"], BEGINS))
        assert clerk.step == "matter"

    def test_an_address_with_such_a_day_goes_back_to_for_whom(
        self, banbury: Town, clerk: Visitor
    ) -> None:
        whom = banbury["colleague"].pk
        answer = clerk.client.get(f"{MATTER}?for={whom}&received=1990-01-01", follow=True)
        assert answer.redirect_chain[-1][0].startswith(BEHALF)
        page = answer.content.decode()
        assert "Nothing was begun" in page
        assert f'value="{whom}" selected' in page
        clerk.post(f"{MATTER}?for={whom}&received=1990-01-01", matter="concern")
        assert drafts_there_are() == []

    @pytest.mark.parametrize(
        "half",
        ["for={self}&received=2026-05-29", "for={other}", "received=2026-05-29", "for=&received="],
    )
    def test_half_an_address_or_oneself_begins_nothing(
        self, banbury: Town, clerk: Visitor, half: str
    ) -> None:
        query = half.format(self=banbury["clerk"].pk, other=banbury["colleague"].pk)
        answer = clerk.client.post(f"{MATTER}?{query}", {"matter": "concern"})
        assert answer.status_code == 404
        assert drafts_there_are() == []

    def test_going_back_keeps_for_whom_and_when(self, banbury: Town, clerk: Visitor) -> None:
        clerk.get(BEHALF)
        clerk.post(**reached(banbury["colleague"]))
        page = clerk.get(clerk.page.context["back_href"])
        assert f'value="{banbury["colleague"].pk}" selected' in page
        assert 'value="29"' in page

    def test_an_error_on_the_way_keeps_for_whom(self, banbury: Town, clerk: Visitor) -> None:
        clerk.get(BEHALF)
        clerk.post(**reached(banbury["colleague"]))
        assert "Colin Wood" in clerk.post()
        clerk.post(matter="concern")
        (begun,) = drafts_there_are()
        assert begun.raiser == banbury["colleague"]
        assert begun.filed_by == banbury["clerk"]

    def test_the_action_begins_none_for_oneself_or_without_a_day(self, banbury: Town) -> None:
        clerk = banbury["clerk"]
        start = {"person": clerk, "by": clerk.user, "at": NOON}
        for given in (
            {"filing_for": clerk, "received_on": TODAY},
            {"filing_for": banbury["colleague"]},
            {"received_on": TODAY},
        ):
            with pytest.raises(ValueError, match="somebody else and a day"):
                drafts.start(**start, **given)


@pytest.mark.usefixtures("_begins")
@pytest.mark.parametrize("gap", [0, 1])
def test_the_first_day_is_that_of_the_versions_without_a_gap(gap: int) -> None:
    banbury = town("banbury")
    adopted = Protocol.objects.get()
    before = BEGINS - timedelta(days=30)
    Protocol.objects.create(
        council=banbury.council,
        version="0",
        title=adopted.title,
        digest="0",
        status="superseded",
        in_force_from=before,
        in_force_until=BEGINS - timedelta(days=gap),
        header=adopted.header,
    )
    assert protocols.in_force_since(banbury.council, TODAY) == (BEGINS if gap else before)
    assert protocols.in_force_since(banbury.council, before - timedelta(days=1)) is None


class TestEveryPageSaysForWhom:
    NAMES = "Filing for <span"
    OF_THE_CLERK = ("Your concern", "your concern", "Do you", "Have you", "would you", "your name")

    def test_from_the_first_question_to_the_check(self, banbury: Town, clerk: Visitor) -> None:
        officer = banbury["officer"]
        clerk.get(BEHALF)
        clerk.post(**reached(banbury["colleague"]))
        assert "What do they want to do?" in self.seen(clerk)
        clerk.post(matter="concern")
        answers: dict[str, dict[str, Any]] = {
            "suitable": {"about": "yes"},
            "know": {},
            "who": {"about": "officer"},
            "person": {"people": officer.pk},
            "when": {"kind": "one", **when()},
            "what": {"what": "It was said in the corridor."},
            "witnesses": {"more": "no"},
            "nature": {"natures": ["conduct"]},
            "written": {"written": "no"},
            "informal": {"tried": "yes", "what": "They spoke."},
            "outcome": {"wanted": ["unsure"]},
            "expectations": {"breached": ["none"]},
            "evidence": {"more": "no"},
            "adjust": {"adjustments": ""},
            "identity": {"withhold": "no"},
        }
        pages = {}
        while clerk.step in answers:
            pages[clerk.step] = self.seen(clerk)
            clerk.post(**answers[clerk.step])
        assert pages.keys() == answers.keys()
        assert "Their own pay, hours or contract" in pages["suitable"]
        assert "knows their name" in pages["know"]
        assert "Have they tried to sort it out informally?" in pages["informal"]
        assert "Do they want their name to be withheld" in pages["identity"]
        root = clerk.root
        assert clerk.step == "route"
        assert "Where their concern will go" in self.seen(clerk)
        clerk.post(seen=clerk.page.context["seen"])
        assert clerk.step == "check"
        page = self.seen(clerk)
        assert "What they would like" in page
        assert "They are not sure, or did not say" in page
        for path in (root, f"{root}route/wrong/", f"{root}discard/", f"{root}witnesses/add/"):
            clerk.get(path)
            self.seen(clerk)
        clerk.get(f"{root}not-here/employment/")
        assert self.NAMES in clerk.text

    def test_a_question_left_empty_is_asked_of_them(self, banbury: Town, clerk: Visitor) -> None:
        clerk.get(BEHALF)
        clerk.post(**reached(banbury["colleague"]))
        assert "Select what they want to do" in clerk.post()
        clerk.post(matter="concern")
        page = clerk.post(f"{clerk.root}informal/")
        assert "Select whether they have tried to sort it out informally" in page
        assert "Enter what they tried" in clerk.post(tried="yes")

    def test_the_list_of_drafts_says_it_of_those_alone(self, banbury: Town, clerk: Visitor) -> None:
        mine = drafts.start(person=banbury["clerk"], by=banbury["clerk"].user, at=NOON)
        assert self.NAMES not in clerk.get("/concerns/")
        assert self.NAMES not in clerk.get(f"/c/banbury/raise/{mine.reference}/")
        clerk.get(BEHALF)
        clerk.post(**reached(banbury["colleague"]))
        clerk.post(matter="concern")
        page = clerk.get("/concerns/")
        assert page.count(self.NAMES) == 1
        assert "Colin Wood" in page

    def seen(self, visitor: Visitor) -> str:
        """The page one is on, which says for whom it is and never speaks to the wrong person."""
        page = visitor.text.partition("<main")[2]
        assert self.NAMES in page, visitor.path
        assert "Colin Wood" in page, visitor.path
        for words in self.OF_THE_CLERK:
            assert words not in page.replace("Do you want to delete", ""), (visitor.path, words)
        return page
