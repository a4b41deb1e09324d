"""Who changed the register: what everybody on it reads, and what nobody learns from it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from concerns.actions import (
    _audit,
    administrators,
    agreeing,
    invitations,
    offices,
    register,
    times,
)
from concerns.actions._scope import engine_scope
from concerns.engine.deadlines import Unit
from concerns.engine.offices import Kind
from concerns.engine.offices import Office as Code
from concerns.engine.protocol import LimitOf
from concerns.middleware import set_user
from concerns.models import Absence, Approval, AuditEvent, Person
from concerns.presenters.changes import WORDS
from concerns.selectors import changes
from tests.integration.test_register import change
from tests.pages import BUDGET, Visitor, text
from tests.people import NOON, Town, draft, sent, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

AT = "/c/banbury/register/changes/"
TODAY = NOON.date()
NEXT_WEEK = TODAY + timedelta(days=7)
ACTIONS = Path(__file__).resolve().parents[2] / "concerns" / "actions"


@pytest.fixture
def place() -> Town:
    place = town("banbury")
    Person.objects.filter(pk=place["clerk"].pk).update(is_administrator=True)
    place["clerk"].refresh_from_db()
    return place


@pytest.fixture
def by(place: Town) -> dict[str, Any]:
    return {"by": place["clerk"].user, "at": NOON}


def entries(who: Person, **query: Any) -> list[str]:
    """The entries of the page as somebody reads them: words, by whom, when, marks."""
    items = text(Visitor(who).get(AT, **query)).split('<div class="moj-timeline__item">')[1:]
    ends = re.compile(r"</div> </div> (</div> )?(<nav|</div>|</main|$).*")
    return [" ".join(re.sub(r"<[^>]+>", " ", ends.sub("", item)).split()) for item in items]


def newest(who: Person) -> str:
    return entries(who)[0]


# ---------------------------------------------------------------- what is said


def test_every_act_on_the_register_has_its_words() -> None:
    source = "".join(each.read_text() for each in ACTIONS.glob("*.py"))
    acts = set(re.findall(r'_register\.record\(\s*"(\w+)"', source))
    acts |= {"add_closure", "remove_closure"} | {"end_absence", "remove_absence"}
    assert acts == set(WORDS)


def test_who_what_and_when_newest_first(place: Town, by: dict[str, Any]) -> None:
    register.add_group(council=place.council, name="Bramble", **by)
    office = offices.add_office(
        council=place.council, code=Code.DEPUTY_CLERK, title="Deputy Clerk", **by
    )
    held = offices.appoint(office=office, person=place["officer"], starts_on=TODAY, **by)
    offices.end_appointment(appointment=held, ends_on=NEXT_WEEK, **by)
    found = entries(place["councillor"])
    assert [re.sub(r" by The clerk 1 June 2026 at midday$", "", each) for each in found] == [
        "Ended the appointment of Olive Marsh as Deputy Clerk: last day 7 June 2026.",
        "Appointed Olive Marsh as Deputy Clerk from 1 June 2026.",
        "Added the office Deputy Clerk.",
        "Added the group Bramble.",
    ]


def make_administrator(place: Town, by: dict[str, Any]) -> None:
    """The officer, by two people."""
    asked = administrators.ask_for(person=place["officer"], **by)
    agreeing.agree(approval=asked, by=place["monitoring_officer"].user, at=by["at"])
    place["officer"].refresh_from_db()


def test_making_somebody_an_administrator_is_marked(place: Town, by: dict[str, Any]) -> None:
    make_administrator(place, by)
    found = newest(place["councillor"])
    assert "Made Olive Marsh an administrator of this register." in found
    assert "Makes somebody an administrator" in found

    change(place["officer"], by=by["by"], is_administrator=False)
    found = newest(place["councillor"])
    assert "Olive Marsh is no longer an administrator of this register." in found
    assert "Makes somebody" not in found

    change(place["officer"], by=by["by"], job="Gardener")
    assert "Makes somebody" not in newest(place["councillor"])

    register.add_person(
        council=place.council, email="neu@example.org", name="Neu Hand", kind=Kind.OFFICER,
        active_from=TODAY, is_administrator=True, **by,
    )  # fmt: skip
    found = newest(place["councillor"])
    assert "Put Neu Hand on the register." in found  # nobody has agreed yet
    assert "Makes somebody" not in found


def test_an_administrator_who_comes_back_is_marked_and_one_who_stays_is_not(
    place: Town, by: dict[str, Any]
) -> None:
    officer = place["officer"]
    make_administrator(place, by)
    register.end_person(person=officer, until=NEXT_WEEK, **by)
    register.bring_back_person(person=officer, **by)
    assert "Makes somebody" not in newest(place["councillor"])
    assert officer.is_administrator
    register.end_person(person=officer, until=TODAY, **by)
    register.bring_back_person(person=officer, **by)
    assert not officer.is_administrator
    approval = Approval.objects.get(outcome="")
    agreeing.agree(approval=approval, by=place["monitoring_officer"].user, at=by["at"])
    assert "Makes somebody an administrator" in newest(place["councillor"])


def test_a_change_to_ones_own_entry_is_marked(place: Town, by: dict[str, Any]) -> None:
    change(place["clerk"], by=by["by"], job="Clerk and RFO")
    assert "Changed the entry of The clerk: job title." in newest(place["councillor"])
    assert "They changed their own entry" in newest(place["councillor"])
    change(place["officer"], by=by["by"], job="Gardener")
    assert "own entry" not in newest(place["councillor"])

    office = offices.add_office(
        council=place.council, code=Code.DEPUTY_CLERK, title="Deputy Clerk", **by
    )
    offices.appoint(office=office, person=place["clerk"], starts_on=TODAY, **by)
    assert "They changed their own entry" in newest(place["councillor"])


def test_a_holder_who_is_replaced_is_on_it_too(place: Town, by: dict[str, Any]) -> None:
    seat = place["chair"].appointments.get()
    offices.appoint(
        office=seat.office, person=place["colleague"], starts_on=TODAY, replacing=True, **by
    )
    appointed, ended, *_ = entries(place["councillor"])
    assert "Appointed Colin Wood as Chairman of the Council" in appointed
    assert "Ended the appointment of The chair as Chairman of the Council: last day 31" in ended


def test_times_and_closures_are_on_it_with_what_was_before(place: Town, by: dict[str, Any]) -> None:
    days = {"council": place.council, "what": LimitOf.DECIDE, "unit": Unit.WORKING_DAYS, **by}
    times.set_standard(n=20, **days)
    assert "own time to deal with a concern: within 20 working days. Before: none." in newest(
        place["councillor"]
    )
    times.set_standard(n=1, **days)
    assert "within 1 working day. Before: within 20 working days." in newest(place["councillor"])
    made = times.close_offices(
        council=place.council, first=date(2026, 12, 24), last=date(2026, 12, 31),
        name="A reason", **by,
    )  # fmt: skip
    assert "closed: 24 to 31 December 2026 (4 working days)." in newest(place["councillor"])
    times.open_offices(council=place.council, closures=[made[0].pk, made[2].pk], **by)
    assert "list of closures: 24 December 2026, 30 December 2026." in newest(place["councillor"])


def test_what_the_portal_did_itself_names_nobody(place: Town) -> None:
    register.add_group(council=place.council, name="Bramble", by=None, at=NOON)
    assert "by the portal itself" in newest(place["councillor"])
    assert "own entry" not in newest(place["councillor"])


def test_an_act_without_words_is_not_left_out(place: Town) -> None:
    with engine_scope():
        _audit.record("register.unheard_of", at=NOON, by=None, council=place.council)
    assert "Changed the register." in newest(place["councillor"])


def test_an_old_entry_that_says_less_is_shown_all_the_same(place: Town) -> None:
    officer = place["officer"]
    with engine_scope():
        _audit.record(
            "register.change_person", at=NOON, by=None, council=place.council, person=officer,
            changed=["is_administrator"],
        )  # fmt: skip
        _audit.record("register.appoint", at=NOON, by=None, council=place.council, person=officer)
    first, second = entries(place["councillor"])
    assert "Appointed Olive Marsh as an office." in first
    assert "Changed whether Olive Marsh is an administrator" in second


# ---------------------------------------------------------------- absences are private


@pytest.fixture
def absence(place: Town, by: dict[str, Any]) -> Absence:
    return register.record_absence(person=place["chair"], starts_on=TODAY, **by)


def test_others_do_not_read_whose_absence_it_was(
    place: Town, by: dict[str, Any], absence: Absence
) -> None:
    register.end_absence(absence=absence, ends_on=NEXT_WEEK, **by)
    register.remove_absence(absence=absence, **by)
    for who in (place["councillor"], place["monitoring_officer"]):
        found = entries(who)
        assert len(found) == 3
        assert all("somebody" in each for each in found)
        assert not [each for each in found if "The chair" in each]
    for who in (place["clerk"], place["chair"]):  # an administrator, and themselves
        assert all("The chair" in each for each in entries(who))


def test_an_administrators_own_absence_is_not_given_away_by_its_mark(
    place: Town, by: dict[str, Any]
) -> None:
    register.record_absence(person=place["clerk"], starts_on=TODAY, **by)
    assert "own entry" not in newest(place["councillor"])
    assert "own entry" in newest(place["clerk"])


# ---------------------------------------------------------------- nothing about a concern


def test_nothing_that_happens_to_a_concern_is_on_it(place: Town, by: dict[str, Any]) -> None:
    register.add_group(council=place.council, name="Bramble", **by)
    readers = [place["junior"], place["councillor"], place["clerk"], place["monitoring_officer"]]
    before = [entries(who) for who in readers]
    draft(place["councillor"], [place["junior"]])
    concern = sent(place["councillor"], [place["junior"]])
    assert [entries(who) for who in readers] == before
    for who in readers:
        assert concern.reference not in text(Visitor(who).get(AT))


def test_work_that_moves_leaves_no_trace_on_it(place: Town, by: dict[str, Any]) -> None:
    """The page is the same, whether an open concern followed the change or there was none."""
    clerk = place["clerk"]
    seat = clerk.appointments.get()
    sent(place["councillor"], [place["junior"]])
    offices.appoint(
        office=seat.office, person=place["officer"], starts_on=TODAY, replacing=True, **by
    )
    with engine_scope():
        assert AuditEvent.objects.filter(type="concern.hand_over").exists()
    assert len(entries(place["junior"])) == 2  # the appointment, and the end of the one before


def test_a_row_about_a_concern_stays_out_even_under_a_registers_name(place: Town) -> None:
    concern = sent(place["councillor"], [place["junior"]])
    with engine_scope():
        _audit.record("register.appoint", at=NOON, by=None, concern=concern)
    # The raiser's grant lets them read the record of their concern; not here.
    assert entries(place["councillor"]) == []
    assert entries(place["junior"]) == []


def test_looking_at_oversight_is_not_on_it(place: Town) -> None:
    Visitor(place["monitoring_officer"]).get("/oversight/banbury/")
    with engine_scope():
        _audit.record("oversight.view", at=NOON, by=None, council=place.council)
    assert entries(place["councillor"]) == []


# ---------------------------------------------------------------- the database itself


def visible(user: int | None) -> set[str]:
    set_user(user)
    found = set(AuditEvent.objects.values_list("type", flat=True))
    set_user(None)
    return found


def test_the_database_shows_people_of_the_council_its_register_and_no_more(
    place: Town, by: dict[str, Any]
) -> None:
    register.add_group(council=place.council, name="Bramble", **by)
    concern = sent(place["councillor"], [place["junior"]])
    with engine_scope():
        _audit.record("oversight.view", at=NOON, by=None, council=place.council)
        _audit.record("register.appoint", at=NOON, by=None)  # of no council
        _audit.record("register.invite", at=NOON, by=None, concern=concern)
        assert AuditEvent.objects.values("type").distinct().count() > 5
    assert visible(place["junior"].user_id) == {"register.add_group"}
    assert visible(town("langport")["clerk"].user_id) == set()
    assert visible(None) == set()
    Person.objects.filter(pk=place["junior"].pk).update(active_to=date(2026, 1, 1))
    assert visible(place["junior"].user_id) == set()


def test_another_councils_changes_are_not_there(place: Town, by: dict[str, Any]) -> None:
    register.add_group(council=place.council, name="Bramble", **by)
    other = town("langport")
    both = other["clerk"]
    register.add_group(council=other.council, name="Withy", by=None, at=NOON)
    Person.objects.create(  # somebody of both councils reads each by itself
        council=place.council, user=both.user, name="Both", kind="officer",
        active_from=date(2020, 1, 1),
    )  # fmt: skip
    assert ["Bramble" in each for each in entries(both)] == [True]
    assert Visitor(other["chair"]).get(AT).status_code == 404


# ---------------------------------------------------------------- pages and their cost


def test_twenty_five_are_on_a_page(place: Town, by: dict[str, Any]) -> None:
    for n in range(26):
        register.add_group(council=place.council, name=f"Group {n:02}", **by)
    first, second = entries(place["councillor"]), entries(place["councillor"], page=2)
    assert (len(first), len(second)) == (25, 1)
    assert "Group 25" in first[0]
    assert "Group 00" in second[0]
    assert entries(place["councillor"], page="x") == first
    assert "page 2 of 2" in text(Visitor(place["councillor"]).get(AT, page=2))


def test_a_page_costs_the_same_however_much_was_changed(place: Town, by: dict[str, Any]) -> None:
    visitor = Visitor(place["councillor"])

    def more(n: int) -> None:
        rows = [
            AuditEvent(
                council_id=place.council.pk, actor_id=by["by"].pk, person_id=place["officer"].pk,
                type="register.appoint", at=NOON,
                data={"office": place["chair"].appointments.get().office_id},
            )
            for _ in range(n)
        ]  # fmt: skip
        with engine_scope():
            AuditEvent.objects.bulk_create(rows)

    more(25)
    few = visitor.queries(AT)
    more(225)
    assert visitor.queries(AT) == few <= BUDGET


def test_the_newest_are_found_by_their_index_among_much_else(place: Town) -> None:
    concern = sent(place["councillor"], [place["junior"]])
    council, other = place.council.pk, town("langport").council.pk
    with engine_scope():
        AuditEvent.objects.bulk_create(
            AuditEvent(council_id=in_council, concern_id=about, type="register.add_group", at=NOON)
            for in_council, about, n in (
                (council, concern.pk, 3000),
                (other, None, 3000),
                (council, None, 300),
            )
            for _ in range(n)
        )
    set_user(place["junior"].user_id)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE concerns_auditevent")
    found = changes.changes(place.council)[: changes.PAGE]
    assert len(found) == changes.PAGE
    plan = found.explain()
    assert "audit_of_register" in plan, plan


def test_somebody_who_left_no_longer_reads_it(place: Town, by: dict[str, Any]) -> None:
    register.end_person(person=place["junior"], until=TODAY, **by)
    assert Visitor(place["junior"]).get(AT).status_code == 404


def test_an_invitation_is_on_it(place: Town, by: dict[str, Any]) -> None:
    invitations.invite(person=place["officer"], **by)
    assert "Invited Olive Marsh to choose a password." in newest(place["councillor"])
    assert "@" not in newest(place["councillor"])
