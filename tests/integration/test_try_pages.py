"""Trying a version in a browser: a question in the address, and the answer of the real thing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from concerns.engine.facts import Event, Nature
from concerns.engine.offices import Office
from concerns.forms.trying import as_query
from concerns.models import Protocol, Trial
from concerns.protocols.trying import Question
from concerns.selectors import protocols as selectors
from concerns.selectors import trials as reading
from tests.drafts import begun, writing
from tests.pages import BUDGET, Visitor, text
from tests.people import NOON, Town, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

ASKED = Question(
    raised_by=(Office.OFFICER,),
    about=(Office.COUNCILLOR,),
    natures=frozenset({Nature.BULLYING_HARASSMENT}),
    written=True,
    vacant=frozenset({Office.CLERK}),
)


@pytest.fixture
def place() -> Town:
    return writing("farnham", "clerk", "officer")


@pytest.fixture
def draft(place: Town) -> Protocol:
    return begun(place)


def at(row: Protocol, page: str = "try") -> str:
    return f"/c/farnham/protocols/{row.pk}/{page}/"


def test_the_page_asks_and_answers_nothing_before_it_is_asked(place: Town, draft: Protocol) -> None:
    page = Visitor(place["clerk"]).get(at(draft))

    assert page.status_code == 200
    assert "Who raises it?" in text(page)
    assert "The answer" not in text(page)


def test_an_address_holds_the_whole_question(place: Town, draft: Protocol) -> None:
    page = Visitor(place["officer"]).get(f"{at(draft)}?{as_query(ASKED)}")

    said = text(page)
    assert "This concern goes to" in said
    assert "What would have changed who has it first" in said
    assert 'value="bullying_harassment" checked' in said or "checked" in said
    form = page.context["asked"]
    assert form.question() == ASKED


def test_the_answer_is_the_one_of_the_real_pages(place: Town, draft: Protocol) -> None:
    page = Visitor(place["clerk"]).get(f"{at(draft)}?{as_query(ASKED)}")

    names = {template.name for template in page.templates}
    assert {
        "_components/decision_steps.html",
        "_components/decision_remarks.html",
        "_components/decision_why.html",
    } <= names


def test_nobody_of_the_register_is_named(place: Town, draft: Protocol) -> None:
    said = text(Visitor(place["clerk"]).get(f"{at(draft)}?{as_query(ASKED)}"))

    for name in ("clerk", "chair", "monitoring_officer"):
        person = place[name]
        if person != place["clerk"]:  # whoever is signed in stands at the top
            assert person.name not in said


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("matter=nonsense&raised_by=officer&event=first", "Select what is filed from the list"),
        ("raised_by=officer&event=first", "Select what is filed"),
        ("matter=concern&raised_by=dragon&event=first", "Select who raises it from the list"),
        (
            "matter=concern&raised_by=officer&event=first&months=-1",
            "How many months ago the same was raised must be 0 or more",
        ),
        (
            "matter=concern&raised_by=officer&event=first&about_1=clerk&about_2=clerk",
            "Select each office once: one person holds it",
        ),
        (
            "matter=concern&raised_by=officer&event=first&same_one=clerk",
            "Select both offices of the same person",
        ),
        (
            "matter=concern&raised_by=officer&event=first&vacant=%00",
            "Select which offices are vacant from the list",
        ),
    ],
)
def test_what_cannot_be_asked_is_said_and_the_rest_is_kept(
    place: Town, draft: Protocol, query: str, sentence: str
) -> None:
    page = Visitor(place["clerk"]).get(f"{at(draft)}?natures=conduct&{query}")

    said = text(page)
    assert page.status_code == 200
    assert sentence in said
    assert "The answer" not in said
    assert page.context["asked"]["natures"].value() == ["conduct"]


def test_a_question_is_saved_as_a_test_at_its_own_address(place: Town, draft: Protocol) -> None:
    visitor = Visitor(place["clerk"])

    page = visitor.post(f"{at(draft)}?{as_query(ASKED)}", name="A grievance goes on")

    assert page.status_code == 302
    assert page["Location"] == at(draft, "tests")
    row = Trial.objects.get(council=place.council)
    assert (row.name, row.created_by) == ("A grievance goes on", place["clerk"].user)
    listed = text(visitor.get(at(draft, "tests")))
    assert "A grievance goes on" in listed
    assert "As expected" in listed


def test_what_came_of_it_takes_the_answer_on(place: Town, draft: Protocol) -> None:
    visitor = Visitor(place["clerk"])
    informal = replace(ASKED, natures=frozenset({Nature.CONDUCT}), written=False)

    first = text(visitor.get(f"{at(draft)}?{as_query(informal)}"))
    assert f"?{as_query(informal, (Event.UNRESOLVED,))}#answer".replace("&", "&amp;") in first
    then = text(visitor.get(f"{at(draft)}?{as_query(informal, (Event.UNRESOLVED,))}"))
    assert "At step 1, it was not resolved." in then
    nonsense = visitor.get(f"{at(draft)}?{as_query(informal)}&then=sorcery")
    assert "At step 1" not in text(nonsense)


def test_a_test_looks_at_what_followed_when_it_was_saved(place: Town, draft: Protocol) -> None:
    visitor = Visitor(place["clerk"])
    outcomes = (Event.UNRESOLVED,)

    visitor.post(f"{at(draft)}?{as_query(ASKED, outcomes)}", name="Goes on", held="then")

    [run] = reading.runs(place.council, selectors.engine_protocol(draft), NOON.date())
    assert run.passes
    assert run.result is not None
    assert [each.after for each in run.result.expected.then] == [outcomes]
    listed = text(visitor.get(at(draft, "tests")))
    assert "Looks at who has it first, and at who has it once it was not resolved." in listed
    assert "then=unresolved#answer" in listed


def test_a_test_without_a_name_is_not_saved_and_the_answer_stays(
    place: Town, draft: Protocol
) -> None:
    page = Visitor(place["clerk"]).post(f"{at(draft)}?{as_query(ASKED)}", name="")

    assert "Enter a name for the test" in text(page)
    assert "The answer" in text(page)
    assert not Trial.objects.exists()


def test_a_name_that_is_taken_is_refused_in_words(place: Town, draft: Protocol) -> None:
    visitor = Visitor(place["clerk"])
    visitor.post(f"{at(draft)}?{as_query(ASKED)}", name="The same")

    page = visitor.post(f"{at(draft)}?{as_query(ASKED)}", name="The same")

    assert "There is already a test of this name" in text(page)
    assert Trial.objects.count() == 1


def test_the_monitoring_officer_tries_and_does_not_save(place: Town, draft: Protocol) -> None:
    visitor = Visitor(place["monitoring_officer"])
    address = f"{at(draft)}?{as_query(ASKED)}"

    assert "Save as a test" not in text(visitor.get(address))
    assert visitor.post(address, name="Mine").status_code == 403
    assert not Trial.objects.exists()


@pytest.mark.parametrize("who", ["councillor", "junior"])
@pytest.mark.parametrize("page", ["try", "tests", "replay"])
def test_nobody_else_sees_these_pages(place: Town, draft: Protocol, who: str, page: str) -> None:
    assert Visitor(place[who]).get(at(draft, page)).status_code == 404


@pytest.mark.parametrize("page", ["try", "tests", "replay", "ready"])
def test_whoever_is_of_another_council_finds_nothing(
    place: Town, draft: Protocol, page: str
) -> None:
    stranger = town("langport")["clerk"]

    assert Visitor(stranger).get(at(draft, page)).status_code == 404


@pytest.mark.parametrize("page", ["", "checks/"])
def test_the_version_leads_to_it(place: Town, draft: Protocol, page: str) -> None:
    said = text(Visitor(place["clerk"]).get(f"/c/farnham/protocols/{draft.pk}/{page}"))

    assert at(draft) in said


def test_the_pages_stay_within_their_queries(place: Town, draft: Protocol) -> None:
    visitor = Visitor(place["clerk"])
    for n in range(30):
        visitor.post(f"{at(draft)}?{as_query(ASKED)}", name=f"Test {n}")

    counted = {
        page: visitor.queries(at(draft, page)) for page in ("try", "tests", "replay", "ready")
    }
    counted["answered"] = visitor.queries(f"{at(draft)}?{as_query(ASKED)}")

    assert max(counted.values()) <= BUDGET, counted
