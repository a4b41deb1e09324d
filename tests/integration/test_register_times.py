"""A council's own times: who sets them, what is refused, and what they change."""

from __future__ import annotations

import pytest

from concerns.actions import times
from concerns.actions._scope import engine_scope
from concerns.actions.register import CannotRecord
from concerns.engine.deadlines import Unit
from concerns.engine.offices import Kind
from concerns.engine.protocol import LimitOf
from concerns.models import AuditEvent, Concern, Council, LocalStandard, Person, Step
from concerns.permissions.refusal import NotAllowed
from concerns.selectors import times as reading
from tests.pages import Visitor, text
from tests.people import NOON, Town, person, sent, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

AT = "/c/banbury/register/times/"
ACKNOWLEDGE, DECIDE = LimitOf.ACKNOWLEDGE, LimitOf.DECIDE
DAYS = Unit.WORKING_DAYS


@pytest.fixture
def place() -> Town:
    place = town("banbury")
    Person.objects.filter(pk=place["clerk"].pk).update(is_administrator=True)
    return place


@pytest.fixture
def keeper(place: Town) -> Visitor:
    return Visitor(place["clerk"])


def put(place: Town, what: LimitOf, n: int, unit: Unit = DAYS) -> LocalStandard:
    by = place["clerk"].user
    return times.set_standard(council=place.council, what=what, n=n, unit=unit, by=by, at=NOON)


def lengths(place: Town) -> dict[str, int]:
    return {what.value: row.n for what, row in reading.standards_of(place.council).items()}


def recorded(act: str) -> list[AuditEvent]:
    with engine_scope():
        return list(AuditEvent.objects.filter(type=f"register.{act}").order_by("pk"))


def step_of(concern: Concern) -> Step:
    with engine_scope():
        return Step.objects.filter(concern=concern).exclude(began_on=None).latest("pk")


# ---------------------------------------------------------------- setting and removing


def test_an_administrator_sets_changes_and_removes_a_time(place: Town, keeper: Visitor) -> None:
    seen = keeper.get(f"{AT}decide/").context["form"]["seen"].value()
    assert seen == "none"
    answer = keeper.post(f"{AT}decide/", has="yes", n="20", seen=seen)
    assert (answer.status_code, answer["Location"]) == (302, AT)
    assert lengths(place) == {"decide": 20}
    page = text(keeper.get(AT))
    assert "Your council’s own time to deal with a concern is within 20 working days." in page
    assert "It counts for steps that begin from now on." in page
    assert '<p class="govuk-body">Within 20 working days</p>' in page

    keeper.post(f"{AT}decide/", has="yes", n="1")
    assert "Within 1 working day<" in text(keeper.get(AT))
    keeper.post(f"{AT}decide/", has="no", n="")
    assert lengths(place) == {}
    assert "has no time of its own to deal with a concern any more" in text(keeper.get(AT))


def test_each_change_is_on_record_with_what_it_was_before(place: Town) -> None:
    put(place, DECIDE, 20)
    put(place, DECIDE, 20)  # changes nothing
    put(place, DECIDE, 10)
    by = place["clerk"].user
    times.remove_standard(council=place.council, what=DECIDE, by=by, at=NOON)
    times.remove_standard(council=place.council, what=DECIDE, by=by, at=NOON)

    assert [(e.data["was_n"], e.data["n"], e.actor_id) for e in recorded("set_standard")] == [
        (None, 20, by.pk), (20, 10, by.pk),
    ]  # fmt: skip
    (gone,) = recorded("remove_standard")
    assert gone.data == {"what": "decide", "was_n": 10, "was_unit": "working_days"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Select whether your council has a time of its own"),
        ({"has": "yes"}, "Enter the number of working days"),
        ({"has": "yes", "n": "0"}, "The number of working days must be 1 or more"),
        ({"has": "yes", "n": "401"}, "The number of working days must be 400 or fewer"),
        ({"has": "yes", "n": "2.5"}, "The number of working days must be a whole number"),
        ({"has": "yes", "n": "soon"}, "The number of working days must be a whole number"),
        (
            {"has": "yes", "n": "11"},
            "The time to acknowledge a concern (11 days) cannot be longer than the time to deal"
            " with it (10 days)",
        ),
    ],
)
def test_what_cannot_be_a_time_is_said_and_stays_as_typed(
    place: Town, keeper: Visitor, typed: dict[str, str], said: str
) -> None:
    put(place, DECIDE, 10)
    page = text(keeper.post(f"{AT}acknowledge/", **typed))
    assert page.count(said) >= 2  # in the summary and by its field
    assert "<title>Error: " in page
    assert f'value="{typed["n"]}"' in page if "n" in typed else True
    assert lengths(place) == {"decide": 10}


def test_times_of_different_units_are_not_compared(place: Town) -> None:
    put(place, DECIDE, 2, Unit.MONTHS)
    put(place, ACKNOWLEDGE, 5)
    assert lengths(place) == {"decide": 2, "acknowledge": 5}


def test_a_form_left_open_does_not_overwrite_anothers_change(place: Town, keeper: Visitor) -> None:
    seen = keeper.get(f"{AT}decide/").context["form"]["seen"].value()
    put(place, DECIDE, 10)
    for typed in ({"has": "yes", "n": "30"}, {"has": "no"}):
        page = text(keeper.post(f"{AT}decide/", **typed, seen=seen))
        assert "Somebody else changed this while you had it open" in page
    assert lengths(place) == {"decide": 10}


def test_only_an_administrator_of_this_council_sets_a_time(place: Town) -> None:
    strangers = [place["councillor"].user, town("langport")["clerk"].user]
    Person.objects.filter(user=strangers[1]).update(is_administrator=True)
    for by in strangers:
        who = {"council": place.council, "what": DECIDE, "by": by, "at": NOON}
        with pytest.raises(NotAllowed):
            times.set_standard(n=1, unit=DAYS, **who)
        with pytest.raises(NotAllowed):
            times.remove_standard(**who)


def test_the_database_holds_the_limits_too(place: Town) -> None:
    with pytest.raises(CannotRecord, match="from 1 to 400"):
        put(place, DECIDE, 401)


# ---------------------------------------------------------------- what the page says


def test_everybody_on_the_register_reads_the_times_and_is_told_whose_they_are(place: Town) -> None:
    put(place, ACKNOWLEDGE, 3)
    page = text(Visitor(place["councillor"]).get(AT))
    assert "Within 3 working days" in page
    assert "No time of its own" in page
    assert "These are your council’s own standard." in page
    assert "The protocol in force here gives none for these." in page
    assert "A step that is under way keeps the date it was given" in page
    assert "Only those who keep the register can change a time." in page


def test_a_time_the_protocol_gives_is_quoted_with_its_clause() -> None:
    place = town("rushcliffe")
    page = text(Visitor(place["councillor"]).get("/c/rushcliffe/register/times/"))
    assert "reply within 5 working days of receiving it." in page
    assert "/protocol/undated/#clause-casework-officers-1" in page
    assert "gives none for these" not in page


def test_a_council_without_a_protocol_is_told_so() -> None:
    council = Council.objects.create(slug="upton", name="Upton", nation="england", tier="parish")
    bea = person(council, "Bea Holt", Kind.COUNCILLOR)
    assert "no protocol in force yet" in text(Visitor(bea).get("/c/upton/register/times/"))


# ---------------------------------------------------------------- what it changes


def test_a_step_under_way_keeps_its_date_and_the_next_has_the_new(place: Town) -> None:
    put(place, DECIDE, 10)
    before = sent(place["councillor"], [place["junior"]])
    due = step_of(before).due_on
    assert due is not None

    put(place, DECIDE, 20)
    assert step_of(before).due_on == due
    after = step_of(sent(place["councillor"], [place["officer"]])).due_on
    assert after is not None
    assert after > due

    by = place["clerk"].user
    times.remove_standard(council=place.council, what=DECIDE, by=by, at=NOON)
    assert step_of(before).due_on == due
    assert step_of(sent(place["councillor"], [place["officer"]])).due_on is None
