from __future__ import annotations

from datetime import date

import pytest

from concerns.engine.protocol import Nation
from concerns.protocols.calendars import bank_holidays, calendar_for

EVERYWHERE = frozenset(Nation)
NOT_SCOTLAND = EVERYWHERE - {Nation.SCOTLAND}
ONLY_SCOTLAND = frozenset({Nation.SCOTLAND})
ONLY_NORTHERN_IRELAND = frozenset({Nation.NORTHERN_IRELAND})


def named(nation: Nation, day: date) -> str | None:
    return next((h.name for h in bank_holidays(nation, [day.year]) if h.day == day), None)


@pytest.mark.parametrize("nation", Nation)
@pytest.mark.parametrize(
    ("day", "name", "nations"),
    [
        # moved from Monday 4 May for the 75th anniversary of VE Day
        (date(2020, 5, 4), None, EVERYWHERE),
        (date(2020, 5, 8), "Early May bank holiday", EVERYWHERE),
        # the Platinum Jubilee, with the spring bank holiday moved to meet it
        (date(2022, 5, 30), None, EVERYWHERE),
        (date(2022, 6, 2), "Spring bank holiday", EVERYWHERE),
        (date(2022, 6, 3), "Platinum Jubilee of Elizabeth II", EVERYWHERE),
        (date(2022, 9, 19), "State Funeral of Queen Elizabeth II", EVERYWHERE),
        (date(2023, 5, 8), "Coronation of Charles III", EVERYWHERE),
        (date(2026, 4, 6), "Easter Monday", NOT_SCOTLAND),
        (date(2026, 1, 2), "2nd January", ONLY_SCOTLAND),
        (date(2026, 6, 15), "Scotland's participation in the FIFA World Cup final", ONLY_SCOTLAND),
        (date(2026, 8, 3), "Summer bank holiday", ONLY_SCOTLAND),
        (date(2026, 8, 31), "Summer bank holiday", NOT_SCOTLAND),
        (date(2026, 11, 30), "St Andrew’s Day", ONLY_SCOTLAND),
        (date(2025, 12, 1), "St Andrew’s Day, substitute day", ONLY_SCOTLAND),
        (date(2026, 3, 17), "St Patrick’s Day", ONLY_NORTHERN_IRELAND),
        # 12 July 2026 is a Sunday
        (
            date(2026, 7, 13),
            "Battle of the Boyne (Orangemen’s Day), substitute day",
            ONLY_NORTHERN_IRELAND,
        ),
        # 26 December 2026 is a Saturday
        (date(2026, 12, 28), "Boxing Day, substitute day", EVERYWHERE),
        (date(2027, 12, 27), "Christmas Day, substitute day", EVERYWHERE),
        (date(2027, 12, 28), "Boxing Day, substitute day", EVERYWHERE),
    ],
)
def test_each_nation_keeps_its_own_days(
    nation: Nation, day: date, name: str | None, nations: frozenset[Nation]
) -> None:
    assert named(nation, day) == (name if nation in nations else None)


def test_a_day_with_two_names_keeps_both() -> None:
    assert named(Nation.SCOTLAND, date(2023, 1, 2)) == "2nd January; New Year’s Day, substitute day"


@pytest.mark.parametrize(
    ("nation", "count"),
    [("england", 8), ("wales", 8), ("scotland", 9), ("northern_ireland", 10)],
)
def test_an_ordinary_year_has_the_usual_number_of_weekdays_off(nation: str, count: int) -> None:
    off = [holiday for holiday in bank_holidays(nation, [2024]) if holiday.day.weekday() < 5]

    assert len(off) == count


def test_days_come_in_order_and_only_for_the_years_asked() -> None:
    days = [holiday.day for holiday in bank_holidays("england", (2027, 2026))]

    assert days == sorted(days)
    assert {day.year for day in days} == {2026, 2027}
    assert bank_holidays("england", ()) == ()


def test_the_words_do_not_follow_the_language_of_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANGUAGE", "th")
    monkeypatch.setenv("LANG", "th_TH.UTF-8")

    assert named(Nation.ENGLAND, date(2026, 12, 25)) == "Christmas Day"


def test_an_unknown_nation_is_refused() -> None:
    with pytest.raises(ValueError, match="ireland"):
        bank_holidays("ireland", [2026])


def test_a_council_adds_its_own_closures() -> None:
    calendar = calendar_for(
        "scotland", 2026, 2027, closures=[(date(2026, 12, 29), "Christmas shutdown")]
    )

    assert calendar.why_not_working(date(2026, 12, 29)) == "Office closed: Christmas shutdown"
    assert calendar.why_not_working(date(2026, 8, 1)) == "Saturday"
    assert calendar.why_not_working(date(2026, 8, 2)) == "Sunday"
    assert calendar.why_not_working(date(2026, 8, 3)) == "Summer bank holiday"
    assert calendar.why_not_working(date(2026, 1, 2)) == "2nd January (bank holiday)"
    assert (calendar.covers_from, calendar.covers_until) == (date(2026, 1, 1), date(2027, 12, 31))


def test_a_closure_of_one_council_leaves_its_neighbour_open() -> None:
    shut = calendar_for("wales", 2026, 2026, closures=[(date(2026, 6, 1), "Moving house")])
    neighbour = calendar_for("wales", 2026, 2026)

    assert not shut.is_working(date(2026, 6, 1))
    assert neighbour.is_working(date(2026, 6, 1))
    assert shut.snapshot != neighbour.snapshot


def test_a_nation_and_its_name_are_the_same_calendar() -> None:
    assert (
        calendar_for(Nation.WALES, 2026, 2027).snapshot
        == calendar_for("wales", 2026, 2027).snapshot
    )


def test_a_calendar_of_no_years_is_refused() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        calendar_for("england", 2027, 2026)
