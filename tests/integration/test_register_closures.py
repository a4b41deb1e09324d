"""The days a council's offices are closed: what can be recorded, and what it changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from concerns.actions import handling, reminders, times
from concerns.actions._scope import engine_scope
from concerns.actions.register import CannotRecord
from concerns.engine.deadlines import Unit
from concerns.engine.protocol import LimitOf
from concerns.engine.working_days import shifted
from concerns.models import AuditEvent, Closure, Concern, Person, Step
from concerns.permissions.refusal import NotAllowed
from concerns.protocols.calendars import calendar_for
from tests.pages import Visitor, text
from tests.people import NOON, Town, sent, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

AT = "/c/banbury/register/closures/"
TODAY = NOON.date()  # Monday 1 June 2026
CHRISTMAS = [date(2026, 12, day) for day in (24, 29, 30, 31)]  # the 25th and 28th are holidays


@pytest.fixture
def place() -> Town:
    place = town("banbury")
    Person.objects.filter(pk=place["clerk"].pk).update(is_administrator=True)
    return place


@pytest.fixture
def keeper(place: Town) -> Visitor:
    return Visitor(place["clerk"])


def close(
    place: Town, first: date, last: date | None = None, name: str = "Training", at: datetime = NOON
) -> list[date]:
    by = place["clerk"].user
    made = times.close_offices(
        council=place.council, first=first, last=last, name=name, by=by, at=at
    )
    return [closure.day for closure in made]


def open_again(place: Town, *days: date, at: datetime = NOON) -> list[date]:
    pks = Closure.objects.filter(day__in=days).values_list("pk", flat=True)
    by = place["clerk"].user
    return times.open_offices(council=place.council, closures=list(pks), by=by, at=at)


def typed(first: date, last: date | None = None, called: str = "Training") -> dict[str, str]:
    boxes = {"called": called}
    for name, day in (("first", first), ("last", last)):
        for box in ("day", "month", "year"):
            boxes[f"{name}_{box}"] = str(getattr(day, box)) if day else ""
    return boxes


def kept() -> list[date]:
    return list(Closure.objects.order_by("day").values_list("day", flat=True))


def recorded(act: str) -> list[Any]:
    with engine_scope():
        events = AuditEvent.objects.filter(type=f"register.{act}").order_by("pk")
        return [event.data for event in events]


# ---------------------------------------------------------------- recording


def test_a_range_leaves_out_weekends_and_bank_holidays(place: Town, keeper: Visitor) -> None:
    answer = keeper.post(f"{AT}add/", **typed(date(2026, 12, 24), date(2027, 1, 1), "Christmas"))
    assert answer["Location"] == f"{AT}?year=2026"
    assert kept() == CHRISTMAS
    page = text(keeper.get(answer["Location"]))
    assert "Closed: 24 to 31 December 2026 (4 working days)." in page
    assert "24 to 31 December 2026 (4 working days)</dt>" in page
    assert recorded("add_closure") == [{"days": [day.isoformat() for day in CHRISTMAS]}]
    assert "Christmas" not in str(recorded("add_closure"))  # the record holds codes alone


def test_one_day_is_one_day(place: Town, keeper: Visitor) -> None:
    keeper.post(f"{AT}add/", **typed(date(2026, 6, 11)))
    assert kept() == [date(2026, 6, 11)]
    assert "Thursday 11 June 2026</dt>" in text(keeper.get(AT))


def test_days_recorded_before_stay_and_the_others_are_added(place: Town) -> None:
    close(place, date(2026, 6, 11), name="Training")
    assert close(place, date(2026, 6, 10), date(2026, 6, 12), "Move") == [
        date(2026, 6, 10), date(2026, 6, 12),
    ]  # fmt: skip
    assert Closure.objects.get(day=date(2026, 6, 11)).name == "Training"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (typed(date(2026, 5, 29)), "The first day must be today or later"),
        (
            typed(date(2026, 6, 12), date(2026, 6, 11)),
            "The last day must be the same as or after the first day",
        ),
        (typed(date(2029, 1, 2)), "The closure must end in 2028 or earlier"),
        (typed(date(2026, 6, 2), date(2206, 6, 3)), "The closure must end in 2028 or earlier"),
        (
            typed(date(2026, 12, 25)),
            "25 December 2026 does not count as a working day anyway: Christmas Day (bank holiday)",
        ),
        (typed(date(2026, 6, 6)), "6 June 2026 does not count as a working day anyway: Saturday"),
        (typed(date(2026, 6, 9)), "9 June 2026 is on the list already: Fair"),
        (
            typed(date(2026, 6, 6), date(2026, 6, 7)),
            "None of these days is a working day that is not on the list already",
        ),
        (
            typed(date(2026, 6, 10), date(2026, 9, 30)),
            "That would make 81 days closed in 2026. A year can have 20 at most",
        ),
        (
            typed(date(2026, 6, 10), date(2026, 6, 23)),
            "The offices would then be closed for 11 working days in a row, from 9 June 2026 to"
            " 23 June 2026. At most 10 in a row can be closed",
        ),
        ({"called": "Fair"}, "Enter the first day closed"),
        (typed(date(2026, 6, 10), called=""), "Enter why the offices are closed"),
        (typed(date(2026, 6, 10), called="x" * 101), "must be 100 characters or fewer"),
        (
            typed(date(2026, 6, 10)) | {"first_day": "31"},
            "The first day closed must be a real date",
        ),
    ],
)
def test_what_cannot_be_recorded_is_said_and_stays_as_typed(
    place: Town, keeper: Visitor, given: dict[str, str], said: str
) -> None:
    close(place, date(2026, 6, 9), name="Fair")
    page = text(keeper.post(f"{AT}add/", **given))
    assert page.count(said) >= 2, page
    assert "<title>Error: " in page
    assert f'value="{given["called"]}"' in page
    assert kept() == [date(2026, 6, 9)]


def test_no_year_is_closed_so_long_that_dates_cannot_be_counted(place: Town) -> None:
    for month in (2, 3):
        assert len(close(place, date(2027, month, 1), date(2027, month, 12))) == 10
    with pytest.raises(CannotRecord, match="20 at most"):
        close(place, date(2027, 6, 1))
    assert close(place, date(2028, 6, 1))  # another year


def test_neither_a_weekend_nor_a_bank_holiday_breaks_a_row(place: Town) -> None:
    close(place, date(2026, 12, 14), date(2026, 12, 24))  # nine, then Christmas and a weekend
    with pytest.raises(CannotRecord, match="for 11 working days in a row, from 14 December 2026"):
        close(place, date(2026, 12, 25), date(2026, 12, 30))
    assert close(place, date(2026, 12, 25), date(2026, 12, 29)) == [date(2026, 12, 29)]
    with pytest.raises(CannotRecord, match="from 11 December 2026 to 29 December 2026"):
        close(place, date(2026, 12, 11))
    assert close(place, date(2026, 12, 31))  # the 30th is open


def test_a_row_is_counted_over_the_turn_of_the_year(place: Town) -> None:
    close(place, date(2026, 12, 21), date(2026, 12, 31))  # seven
    with pytest.raises(CannotRecord, match="to 7 January 2027"):
        close(place, date(2027, 1, 1), date(2027, 1, 7))
    assert len(close(place, date(2027, 1, 1), date(2027, 1, 6))) == 3


def test_days_that_close_the_gap_between_two_closures_make_one_row(place: Town) -> None:
    close(place, date(2026, 6, 8), date(2026, 6, 12))
    close(place, date(2026, 6, 16), date(2026, 6, 22))
    with pytest.raises(CannotRecord, match="11 working days in a row"):
        close(place, date(2026, 6, 15))


def test_the_sweep_looks_further_ahead_than_the_longest_closures_reach(place: Town) -> None:
    """Ten days closed, one open and ten closed, at the time of year with most bank holidays."""
    close(place, date(2026, 12, 7), date(2026, 12, 18))
    close(place, date(2026, 12, 22), date(2027, 1, 7))
    shut = [(day, "closed") for day in kept()]
    assert len(shut) == 20
    calendar = calendar_for("england", 2026, 2027, shut)
    due = date(2027, 1, 8)
    first_reminder = shifted(due, -2, calendar)
    assert first_reminder == date(2026, 12, 4)
    assert due - first_reminder < reminders.HORIZON


# ---------------------------------------------------------------- taking off the list


def test_one_day_is_taken_off_after_a_question(place: Town, keeper: Visitor) -> None:
    close(place, date(2026, 6, 11))
    address = f"{AT}{Closure.objects.get().pk}/remove/"
    assert "Thursday 11 June 2026: Training" in text(keeper.get(address))
    assert keeper.post(address)["Location"] == f"{AT}?year=2026"
    assert kept() == []
    assert recorded("remove_closure") == [{"days": ["2026-06-11"]}]


def test_some_days_of_a_longer_closure_are_taken_off(place: Town, keeper: Visitor) -> None:
    close(place, CHRISTMAS[0], CHRISTMAS[-1])
    address = f"{AT}{Closure.objects.earliest('day').pk}/remove/"
    assert text(keeper.get(address)).count('type="checkbox"') == 4
    page = text(keeper.post(address))
    assert "Select the days on which the offices will be open" in page
    keeper.post(address, days=[Closure.objects.get(day=CHRISTMAS[-1]).pk])
    assert kept() == CHRISTMAS[:-1]


def test_a_day_that_is_over_stays_and_the_page_says_why(place: Town) -> None:
    close(place, date(2026, 6, 4), date(2026, 6, 5))
    first, second = Closure.objects.order_by("day")
    friday = NOON + timedelta(days=4)
    with pytest.raises(CannotRecord, match="dates were counted by it"):
        open_again(place, first.day, second.day, at=friday)

    keeper = Visitor(place["clerk"], at=friday)
    address = f"{AT}{first.pk}/remove/"
    assert "Friday 5 June 2026" in text(keeper.get(address))  # the day still to come
    keeper.post(address)
    assert kept() == [first.day]

    gone = keeper.get(address)
    assert gone.status_code == 403
    assert "Dates have been counted by it" in text(gone)
    assert keeper.post(address).status_code == 403
    assert address not in text(keeper.get(AT))
    assert "A closure that is over stays on this list." in text(keeper.get(AT))


def test_a_closure_of_another_council_is_neither_shown_nor_removed(
    place: Town, keeper: Visitor
) -> None:
    other = town("langport")
    row = Closure.objects.create(council=other.council, day=date(2026, 6, 11), name="Regatta")
    assert keeper.get(f"{AT}{row.pk}/remove/").status_code == 404
    assert "Regatta" not in text(keeper.get(AT))
    with pytest.raises(CannotRecord, match="taken off the list already"):
        open_again(place, row.day)
    assert kept() == [row.day]


def test_only_an_administrator_changes_the_list(place: Town) -> None:
    close(place, date(2026, 6, 11))
    by = place["councillor"].user
    who = {"council": place.council, "by": by, "at": NOON}
    with pytest.raises(NotAllowed):
        times.close_offices(first=date(2026, 6, 12), last=None, name="Rest", **who)
    with pytest.raises(NotAllowed):
        times.open_offices(closures=[Closure.objects.get().pk], **who)


# ---------------------------------------------------------------- the list


def test_the_list_is_by_year_with_the_nations_holidays(place: Town) -> None:
    close(place, date(2027, 3, 1), name="Stocktaking")
    Closure.objects.create(council=place.council, day=date(2024, 6, 3), name="Flood")
    reader = Visitor(place["councillor"])
    now, then = text(reader.get(AT)), text(reader.get(AT, year="2027"))
    assert "No closure is recorded for 2026." in now
    assert "Stocktaking" not in now
    assert "Early May bank holiday" in now
    assert "Stocktaking" in then
    assert "Remove<" not in then
    assert "Flood" in text(reader.get(AT, year="2024"))
    for year in (2024, 2025, 2026, 2027, 2028):
        assert f'href="?year={year}"' in now
    for odd in ("2029", "2023", "x", "٢٠٢٧"):
        assert "Days that do not count in 2026" in text(reader.get(AT, year=odd))


def test_a_scottish_council_is_told_to_record_its_local_holidays(place: Town) -> None:
    reader = Visitor(place["councillor"])
    assert "local public holidays" not in text(reader.get(AT))
    place.council.nation = "scotland"
    place.council.save()
    assert "local public holidays" in text(reader.get(AT))


def test_closures_of_one_name_with_work_in_between_are_two(place: Town, keeper: Visitor) -> None:
    close(place, date(2026, 6, 12), date(2026, 6, 15))  # a weekend in between
    close(place, date(2026, 6, 17))
    page = text(keeper.get(AT))
    assert "12 to 15 June 2026 (2 working days)" in page
    assert "Wednesday 17 June 2026" in page


# ---------------------------------------------------------------- what it changes


@pytest.fixture
def dated(place: Town) -> Concern:
    by = place["clerk"].user
    times.set_standard(
        council=place.council, what=LimitOf.DECIDE, n=5, unit=Unit.WORKING_DAYS, by=by, at=NOON
    )
    return sent(place["councillor"], [place["junior"]])


def step_of(concern: Concern) -> Step:
    with engine_scope():
        return Step.objects.select_related("holder__user").get(concern=concern, state="current")


def test_dates_given_stay_and_dates_to_come_leave_the_days_out(place: Town, dated: Concern) -> None:
    assert step_of(dated).due_on == date(2026, 6, 8)
    close(place, date(2026, 6, 4))
    assert step_of(dated).due_on == date(2026, 6, 8)
    later = sent(place["councillor"], [place["officer"]])
    assert step_of(later).due_on == date(2026, 6, 9)

    open_again(place, date(2026, 6, 4))
    assert step_of(later).due_on == date(2026, 6, 9)


def test_a_clock_that_starts_again_is_counted_by_the_list_of_then(
    place: Town, dated: Concern
) -> None:
    holder = step_of(dated).holder
    assert holder is not None
    by = holder.user
    handling.ask(concern=dated, question="Who was there?", by=by, at=NOON, version=dated.version)
    close(place, date(2026, 6, 2))
    with engine_scope():
        dated.refresh_from_db()
    thursday = datetime(2026, 6, 4, 11, 0, tzinfo=UTC)
    handling.resume_clock(concern=dated, by=by, at=thursday, version=dated.version)
    with engine_scope():
        step = Step.objects.get(concern=dated, state="acknowledged")
    # Three days passed, of which one was closed: two are added to 8 June.
    assert step.due_on == date(2026, 6, 10)
