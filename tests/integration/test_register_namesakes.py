"""Nobody comes onto a register twice unasked: their second entry could get what is about them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from concerns.actions import register
from concerns.actions.register import CannotRecord
from concerns.engine.offices import Kind
from concerns.models import Council, Person
from concerns.selectors import called
from tests.integration.test_register import add, recorded
from tests.integration.test_register_pages import (
    at,
    browser,
    read,
    refused,
    send,
    somebody,
    typed_day,
)
from tests.people import LONG_AGO, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

TODAY = NOON.date()


@pytest.fixture
def council() -> Council:
    return Council.objects.create(slug="upton", name="Upton", nation="england", tier="parish")


@pytest.fixture
def ada(council: Council) -> Person:
    """The administrator."""
    return somebody(council, "Ada Lund", Kind.OFFICER, is_administrator=True, job="Town Clerk")


@pytest.fixture
def pike(council: Council) -> Person:
    return somebody(council, "Zoë  Pike", Kind.OFFICER, job="Town Gardener")


def typed(name: str, email: str = "other@upton.example", **more: str) -> dict[str, str]:
    day = typed_day("active_from", LONG_AGO)
    return {"name": name, "email": email, "kind": "councillor", **day, **more}


def attempt(ada: Person, **given: str) -> str:
    return refused(browser(ada), at(ada.council, "people", "add"), **given)


@pytest.mark.parametrize(
    "name", ["Zoë Pike", "zoe pike", "ZOE  PIKE", "ZoePike", "Zoe\u0308 Pike", "Cllr. Zoë Pike"]
)
def test_case_accents_and_spaces_do_not_tell_two_people_apart(pike: Person, name: str) -> None:
    assert called.of_the_same_name(pike.council, name) == [pike]


@pytest.mark.parametrize("name", ["Zoë", "Zoë Pikes", "Pike Zoë", "", "-"])
def test_another_name_is_another_name(pike: Person, name: str) -> None:
    assert called.of_the_same_name(pike.council, name) == []


def test_whoever_adds_a_name_that_is_there_is_asked_and_nothing_typed_is_lost(
    ada: Person, pike: Person
) -> None:
    page = attempt(ada, **typed("zoe pike"))
    assert "Is this the same person as Zoë  Pike (Town Gardener)?" in page
    assert "Select whether it is the same person" in page
    assert "Yes, this is Zoë  Pike (Town Gardener)" in page
    assert "No, this is another person of the same name" in page
    assert 'value="other@upton.example"' in page
    assert Person.objects.count() == 2


def test_the_same_person_is_not_added_and_their_entry_says_what_to_do_instead(
    ada: Person, pike: Person
) -> None:
    given = typed("zoe pike", same=str(pike.pk))
    page = send(browser(ada), at(ada.council, "people", "add"), **given)
    assert "Nothing was added, because Zoë  Pike is on the register already." in page
    assert "If their email address has changed" in page
    assert "Ask whoever runs this portal for your council to change it." in page
    assert Person.objects.count() == 2
    assert recorded("add_person") == []


def test_another_person_of_the_name_is_added_and_everybody_reads_that_there_were_two(
    ada: Person, pike: Person
) -> None:
    given = typed("Zoe Pike", same=f"other-{pike.pk}")
    page = send(browser(ada), at(ada.council, "people", "add"), **given)
    assert "Zoe Pike is on the register." in page
    [event] = recorded("add_person")
    assert event.data["namesakes"] == [str(pike.pk)]
    page = read(browser(pike), at(ada.council, "changes"))
    assert "Somebody of the same name was on the register already" in page


def test_an_answer_about_one_person_is_no_answer_about_another(ada: Person, pike: Person) -> None:
    second = somebody(ada.council, "Zoe Pike", Kind.COUNCILLOR)
    page = attempt(ada, **typed("Zoe Pike", same=f"other-{pike.pk}"))
    assert "Is this the same person as Zoë  Pike (Town Gardener) or Zoe Pike (councillor)?" in page
    with pytest.raises(CannotRecord, match="Say whether it is the same person"):
        add(ada.council, "Zoe Pike", by=ada.user, email="x@upton.example", not_same_as=[second.pk])


def test_somebody_who_left_is_asked_about_too(ada: Person, pike: Person) -> None:
    until = TODAY - timedelta(days=9)
    Person.objects.filter(pk=pike.pk).update(active_to=until)
    page = attempt(ada, **typed("Zoe Pike"))
    assert "Zoë  Pike (on the register until 22 May 2026)?" in page
    given = typed("zoe pike", same=str(pike.pk))
    page = send(browser(ada), at(ada.council, "people", "add"), **given)
    assert "Bring back onto the register" in page


def test_an_address_that_is_there_is_said_first(ada: Person, pike: Person) -> None:
    with pytest.raises(CannotRecord, match="Somebody with this email address"):
        add(ada.council, "Zoe Pike", by=ada.user, email=pike.user.email)


def test_the_first_of_a_name_is_not_asked_about(ada: Person) -> None:
    page = send(browser(ada), at(ada.council, "people", "add"), **typed("Zoe Pike"))
    assert "Zoe Pike is on the register." in page
    page = read(browser(ada), at(ada.council, "changes"))
    assert "of the same name" not in page


def test_a_change_of_a_name_is_marked_and_no_other_change_is(ada: Person, pike: Person) -> None:
    def rename(name: str, job: str) -> str:
        register.change_person(
            person=pike, name=name, kind=Kind.OFFICER, job=job, group=None, line_manager=None,
            director=None, is_administrator=False, by=ada.user, at=NOON,
        )  # fmt: skip
        return read(browser(pike), at(ada.council, "changes"))

    assert "Changes somebody’s name" not in rename(pike.name, "Gardener")
    assert "Changes somebody’s name" in rename("Zoë Hale", "Gardener")
