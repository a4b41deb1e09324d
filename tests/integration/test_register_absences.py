"""Absences that were a mistake, and who stands in while somebody is away."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from concerns.actions import handover, offices, register
from concerns.actions._scope import engine_scope
from concerns.actions.register import CannotRecord
from concerns.engine.offices import Kind
from concerns.engine.offices import Office as Code
from concerns.models import Absence, AuditEvent, Concern, Council, Person
from concerns.permissions.refusal import NotAllowed
from concerns.selectors import concerns as reading
from tests.pages import BUDGET, Visitor, text
from tests.people import NOON, Town, appoint, person, sent, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

TODAY = NOON.date()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def place() -> Town:
    place = town("banbury")
    Person.objects.filter(pk=place["clerk"].pk).update(is_administrator=True)
    return place


@pytest.fixture
def keeper(place: Town) -> Visitor:
    return Visitor(place["clerk"])


def away(who: Person, starts_on: date = TODAY, ends_on: date | None = None) -> Absence:
    return register.record_absence(
        person=who, starts_on=starts_on, ends_on=ends_on, by=None, at=NOON
    )


def remove(absence: Absence, by: Person) -> None:
    register.remove_absence(absence=absence, by=by.user, at=NOON)


def holder(concern: Concern) -> Person | None:
    with engine_scope():
        step = reading.current_step(concern)
        return step.holder if step else None


def recorded(act: str) -> list[AuditEvent]:
    with engine_scope():
        return list(AuditEvent.objects.filter(type=f"register.{act}").order_by("pk"))


def at(*parts: object) -> str:
    return "/c/banbury/register/" + "".join(f"{part}/" for part in parts)


# ---------------------------------------------------------------- mistakes


@pytest.mark.parametrize("starts_on", [TODAY, TOMORROW])
def test_an_absence_that_has_not_begun_before_today_is_removed(
    place: Town, keeper: Visitor, starts_on: date
) -> None:
    chair = place["chair"]
    absence = away(chair, starts_on)
    page = text(keeper.get(at("people", chair.pk)))
    assert at("absences", absence.pk, "remove") in page
    asked = text(keeper.get(at("absences", absence.pk, "remove")))
    assert "Remove the absence of The chair?" in asked
    answer = keeper.post(at("absences", absence.pk, "remove"))
    assert answer["Location"] == at("people", chair.pk)
    assert not Absence.objects.exists()
    assert "No absence is recorded." in text(keeper.get(at("people", chair.pk)))
    (event,) = recorded("remove_absence")
    assert (event.person_id, event.actor_id) == (chair.pk, place["clerk"].user_id)


def test_an_absence_under_way_is_ended_today_and_its_days_stay(
    place: Town, keeper: Visitor
) -> None:
    chair = place["chair"]
    absence = away(chair, YESTERDAY)
    assert "End it today" in text(keeper.get(at("people", chair.pk)))
    asked = text(keeper.get(at("absences", absence.pk, "remove")))
    assert "Is The chair here again from today?" in asked
    assert "those days stay on record" in asked
    keeper.post(at("absences", absence.pk, "remove"))
    absence.refresh_from_db()
    assert (absence.starts_on, absence.ends_on) == (YESTERDAY, TODAY)
    assert recorded("end_absence")
    assert not recorded("remove_absence")


def test_open_work_comes_back_to_whoever_was_never_away(place: Town) -> None:
    concern = sent(place["councillor"], [place["junior"]])
    before = holder(concern)
    assert before is not None
    absence = away(before)
    assert holder(concern) != before
    remove(absence, place["clerk"])
    assert holder(concern) == before


def test_an_absence_that_is_over_is_neither_removed_nor_changed(place: Town) -> None:
    over = Absence.objects.create(
        council=place.council, person=place["chair"], starts_on=YESTERDAY, ends_on=TODAY
    )
    with pytest.raises(CannotRecord, match="over already"):
        remove(over, place["clerk"])
    with pytest.raises(CannotRecord, match="over already"):
        register.end_absence(absence=over, ends_on=NEXT_WEEK, by=None, at=NOON)


def test_the_second_of_two_who_remove_it_is_told(place: Town) -> None:
    absence = away(place["chair"])
    again = Absence.objects.get()
    remove(absence, place["clerk"])
    with pytest.raises(CannotRecord, match="removed already"):
        remove(again, place["clerk"])


def test_only_an_administrator_removes_one(place: Town) -> None:
    absence = away(place["chair"])
    for who in (place["chair"], town("langport")["clerk"]):
        with pytest.raises(NotAllowed):
            remove(absence, who)


def test_nobody_is_away_twice_at_once(place: Town, keeper: Visitor) -> None:
    chair = place["chair"]
    first = away(chair, TODAY, NEXT_WEEK)
    typed = {"starts_on_day": "3", "starts_on_month": "6", "starts_on_year": "2026"}
    page = text(keeper.post(at("people", chair.pk, "away"), **typed))
    assert "The chair is recorded as away from 1 June 2026 until 7 June 2026 already." in page

    second = away(chair, NEXT_WEEK)  # the day after
    with pytest.raises(CannotRecord, match=r"from 8 June 2026 onwards already"):
        register.end_absence(absence=first, ends_on=NEXT_WEEK + timedelta(days=1), by=None, at=NOON)
    assert away(place["clerk"], TODAY)  # somebody else may be
    register.end_absence(absence=second, ends_on=NEXT_WEEK + timedelta(days=9), by=None, at=NOON)


def test_an_absence_that_is_over_before_it_is_recorded_is_refused(place: Town) -> None:
    with pytest.raises(CannotRecord, match="must be today or later"):
        away(place["chair"], YESTERDAY, TODAY)
    with pytest.raises(CannotRecord, match="on or after the first day"):
        away(place["chair"], TOMORROW, TODAY)


def test_the_way_back_is_called_back(place: Town, keeper: Visitor) -> None:
    """Words about the page were once taken for the words of its link."""
    for name in ("away", "end"):
        page = text(keeper.get(at("people", place["chair"].pk, name)))
        assert (
            '<a href="' + at("people", place["chair"].pk) + '" class="govuk-back-link">Back</a>'
            in page
        )


# ---------------------------------------------------------------- who stands in


def stands_in(keeper: Visitor, who: Person) -> str:
    """What somebody's page says of that."""
    page = text(keeper.get(at("people", who.pk)))
    return page.partition("Who stands in")[2]


def test_the_deputy_is_named_on_the_pages_of_the_person_and_of_the_office(
    place: Town, keeper: Visitor
) -> None:
    chair = place["chair"]
    expected = "The vice_chair, Vice Chairman of the Council (the deputy; your protocol does not"
    assert stands_in(keeper, chair).startswith(" if they are away")
    away(chair)
    assert stands_in(keeper, chair).startswith(" while they are away")
    assert expected in stands_in(keeper, chair)
    seat = chair.appointments.get()
    page = text(keeper.get(at("offices", seat.office_id)))
    assert "While The chair is away" in page
    assert expected in page
    assert "Away" in text(keeper.get(at("people")))


def test_a_deputy_who_is_away_too_is_not_named(place: Town, keeper: Visitor) -> None:
    away(place["chair"])
    away(place["vice_chair"])
    assert "The vice_chair" not in stands_in(keeper, place["chair"])
    assert "next in line; your protocol does not say" in stands_in(keeper, place["chair"])


def test_it_is_worked_out_for_the_first_day_they_are_away(place: Town, keeper: Visitor) -> None:
    chair, successor = place["chair"], place["colleague"]
    seat = place["vice_chair"].appointments.get()
    offices.appoint(
        office=seat.office, person=successor, starts_on=NEXT_WEEK, replacing=True, by=None, at=NOON
    )
    assert "The vice_chair," in stands_in(keeper, chair)
    away(chair, NEXT_WEEK)
    assert "Colin Wood, Vice Chairman" in stands_in(keeper, chair)


def test_what_the_protocol_says_is_called_that() -> None:
    place = town("rushcliffe")
    chief = place["chief_executive"]
    Person.objects.filter(pk=chief.pk).update(is_administrator=True)
    page = text(Visitor(chief).get(f"/c/rushcliffe/register/people/{chief.pk}/"))
    assert "The deputy_chief_executive, Deputy Chief Executive (your protocol says so)" in page
    assert "It depends on the step:" in page


def test_where_nobody_stands_in_the_page_says_so(place: Town, keeper: Visitor) -> None:
    others = Person.objects.filter(council=place.council).exclude(pk=place["chair"].pk)
    for other in others:
        away(other)
    assert "Nobody." in stands_in(keeper, place["chair"])


def test_an_office_the_protocol_does_not_name_may_stand_in_for_another(
    place: Town, keeper: Visitor
) -> None:
    appoint(place["colleague"], Code.COMMITTEE_CHAIR, "Chair of Parks")
    said = stands_in(keeper, place["colleague"])
    assert "Your protocol sends nothing to this office directly" in said
    assert "in place of another office" in said
    assert "They hold no office and manage nobody" in stands_in(keeper, place["councillor"])


def test_a_manager_whom_entries_name_has_a_stand_in_too(place: Town, keeper: Visitor) -> None:
    boss = person(place.council, "Bo Reed", Kind.OFFICER)
    assert "manage nobody" in stands_in(keeper, boss)
    Person.objects.filter(pk=place["junior"].pk).update(line_manager=boss)
    assert "Line manager of others" in stands_in(keeper, boss)
    Person.objects.filter(pk=place["junior"].pk).update(active_to=TODAY)
    assert "manage nobody" in stands_in(keeper, boss)


def test_a_council_without_a_protocol_is_told_that_nothing_arrives() -> None:
    council = Council.objects.create(slug="upton", name="Upton", nation="england", tier="parish")
    ada = person(council, "Ada Lund", Kind.OFFICER, is_administrator=True)
    seat = appoint(ada, Code.CLERK, "Clerk")
    for part in (f"people/{ada.pk}", f"offices/{seat.office_id}"):
        page = text(Visitor(ada).get(f"/c/upton/register/{part}/"))
        assert "Your council has no protocol in force" in page


def test_the_pages_keep_to_the_budget_of_queries(place: Town, keeper: Visitor) -> None:
    chair = place["chair"]
    away(chair)
    away(place["vice_chair"], TOMORROW)
    seat = chair.appointments.get()
    for address in (at("people", chair.pk), at("offices", seat.office_id), at("people")):
        assert keeper.queries(address) <= BUDGET, address


# ---------------------------------------------------------------- a last day taken back


def test_open_work_is_routed_again_when_somebody_comes_back(
    place: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They may be the manager whom the protocol names."""
    register.end_person(person=place["junior"], until=TODAY, by=None, at=NOON)
    routed: list[Council] = []
    monkeypatch.setattr(handover, "hand_over", lambda *, council, at, by: routed.append(council))
    register.bring_back_person(person=place["junior"], by=None, at=NOON)
    assert routed == [place.council]


def test_somebody_who_stays_after_all_is_said_to_stay(place: Town, keeper: Visitor) -> None:
    chair = place["chair"]
    register.end_person(person=chair, until=NEXT_WEEK, by=None, at=NOON)
    page = text(keeper.get(at("people", chair.pk)))
    assert "They are staying after all" in page
    asked = text(keeper.get(at("people", chair.pk, "return")))
    assert "They were to leave on 7 June 2026." in asked
    keeper.post(at("people", chair.pk, "return"))
    chair.refresh_from_db()
    assert chair.active_to is None
