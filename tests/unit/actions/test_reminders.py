"""The sweep: which reminder stands, for whom, and when it may reach them."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from concerns.actions import notifications, reminders
from concerns.engine.working_days import LONDON
from concerns.models import Appointment, Closure, Decision, Grant, Person, Step
from concerns.protocols.calendars import calendar_for
from concerns.selectors import outbox, protocols
from tests.outbox import (
    MONDAY,
    NEXT_FRIDAY,
    Place,
    change,
    declare,
    everything,
    filed,
    grant,
    held,
    name,
    northam,
    rows,
    step,
    told,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return northam()


def on(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """A moment on a wall clock in London."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON).astimezone(UTC)


def sweep(day: date, hour: int = 10) -> reminders.Swept:
    return reminders.sweep(at=on(day, hour))


# ---------------------------------------------------------------- which reminder stands


@pytest.mark.parametrize(
    ("today", "kinds"),
    [
        (date(2026, 6, 9), []),
        (date(2026, 6, 10), ["due_soon"]),  # two working days before Friday the 12th
        (date(2026, 6, 11), ["due_soon"]),
        (date(2026, 6, 12), ["due_today"]),
        (date(2026, 6, 15), ["due_today"]),  # a sweep missed on the day catches up
        (date(2026, 6, 18), ["due_today"]),
        (date(2026, 6, 19), ["overdue", "overdue_deputy"]),
        (date(2026, 7, 3), ["overdue", "overdue_deputy"]),
    ],
)
def test_the_last_reminder_that_has_come_is_queued_and_no_earlier_one(
    place: Place, today: date, kinds: list[str]
) -> None:
    held(place)
    sweep(today)
    assert [kind for _, kind in told()] == kinds


def test_every_day_swept_gives_each_reminder_once(place: Place) -> None:
    held(place)
    for days in range(40):
        for hour in (1, 9, 23):
            sweep(MONDAY.date() + timedelta(days=days), hour)

    kinds = [kind for who, kind in told() if who == "ann"]
    assert kinds == ["due_soon", "due_today", "overdue", "overdue", "overdue", "overdue"]
    numbers = [row.dedupe_key.rpartition(":")[2] for row in rows() if row.kind != "overdue_deputy"]
    assert numbers == ["0", "1", "2", "3", "4", "5"]


def test_a_week_without_a_sweep_leaves_the_same_as_a_day_without(place: Place) -> None:
    held(place)
    sweep(date(2026, 7, 3))
    missed = [(row.user_id, row.dedupe_key) for row in rows()]
    for _ in range(3):
        sweep(date(2026, 7, 3))
    assert [(row.user_id, row.dedupe_key) for row in rows()] == missed
    assert len(missed) == 2


def test_a_reminder_is_worth_nothing_from_the_next_one_on(place: Place) -> None:
    held(place)
    for day in (date(2026, 6, 10), date(2026, 6, 12), date(2026, 6, 19), date(2026, 6, 26)):
        sweep(day)
    mine = rows(user=place["ann"].user)
    assert [row.not_after for row in mine] == [
        on(date(2026, 6, 12), 8),
        on(date(2026, 6, 19), 8),
        on(date(2026, 6, 26), 8),
        on(date(2026, 7, 3), 8),
    ]
    for earlier, later in pairwise(mine):
        assert earlier.not_after is not None
        assert earlier.not_after <= later.not_before


def test_a_step_begun_again_has_reminders_of_its_own(place: Place) -> None:
    first = held(place)
    sweep(NEXT_FRIDAY)
    change(first, state="done", done_at=MONDAY)
    second = step(first.concern, place["ann"], due_on=NEXT_FRIDAY)
    sweep(NEXT_FRIDAY)

    assert [row.dedupe_key.split(":")[4:] for row in rows()] == [
        [f"step{first.pk}", "due", "1"],
        [f"step{second.pk}", "due", "1"],
    ]


def test_a_date_moved_by_a_pause_is_reminded_of_again_but_not_one_moved_by_a_holiday(
    place: Place,
) -> None:
    mine = held(place, receipt={"moves": []})
    sweep(NEXT_FRIDAY)
    change(mine, due_on=NEXT_FRIDAY + timedelta(days=3))
    sweep(NEXT_FRIDAY + timedelta(days=3))
    assert told() == [("ann", "due_today")]

    change(mine, due_on=date(2026, 6, 26), receipt={"moves": [{}]})
    sweep(date(2026, 6, 26))
    assert told() == [("ann", "due_today"), ("ann", "due_today")]


def test_no_reminder_comes_before_the_clock_has_started(place: Place) -> None:
    held(place, began_on=date(2026, 6, 11))
    sweep(date(2026, 6, 11))
    assert told() == []


# ---------------------------------------------------------------- acknowledging


def test_a_step_not_acknowledged_in_time_is_reminded_of_by_that_date(place: Place) -> None:
    held(place, due_on=None, acknowledge_by=date(2026, 6, 5))
    sweep(date(2026, 6, 5))
    assert [(row.kind, row.dedupe_key.split(":")[5]) for row in rows()] == [
        ("due_today", "acknowledge")
    ]


def test_once_acknowledged_only_the_date_to_finish_counts(place: Place) -> None:
    held(place, acknowledge_by=date(2026, 6, 5), state="acknowledged", acknowledged_at=MONDAY)
    sweep(date(2026, 6, 5))
    assert told() == []
    sweep(NEXT_FRIDAY)
    assert told() == [("ann", "due_today")]


def test_two_dates_on_one_day_are_one_mail(place: Place) -> None:
    held(place, acknowledge_by=NEXT_FRIDAY)
    for day in (10, 12, 15):
        sweep(date(2026, 6, day))
    assert told() == [("ann", "due_soon"), ("ann", "due_today")]


# ---------------------------------------------------------------- for whom


@pytest.mark.parametrize("state", ["paused", "closed", "needs_handler"])
def test_a_concern_whose_clock_stands_is_not_reminded_of(place: Place, state: str) -> None:
    held(place, concern={"state": state})
    change(place["ada"], is_administrator=False)
    sweep(NEXT_FRIDAY)
    assert told() == []


@pytest.mark.parametrize("state", ["waiting", "done", "passed"])
def test_a_step_not_under_way_is_not_reminded_of(place: Place, state: str) -> None:
    held(place, state=state, done_at=MONDAY if state == "done" else None)
    sweep(NEXT_FRIDAY)
    assert told() == []


def test_the_new_holder_is_reminded_and_the_old_one_is_not(place: Place) -> None:
    mine = held(place)
    grant(mine.concern, place["ben"])  # Ann's grant lives on, but the step is Ben's
    change(mine, holder=place["ben"])
    sweep(NEXT_FRIDAY)
    assert told() == [("ben", "due_today")]


def test_a_holder_without_a_live_grant_is_not_reminded(place: Place) -> None:
    mine = held(place)
    with everything():
        Grant.objects.filter(concern=mine.concern, capacity="handler").update(ended_at=MONDAY)
    sweep(NEXT_FRIDAY)
    assert told() == []


def test_an_adviser_or_somebody_informed_is_not_reminded(place: Place) -> None:
    mine = held(place)
    with everything():
        Grant.objects.filter(concern=mine.concern, capacity="handler").update(capacity="adviser")
    sweep(NEXT_FRIDAY)
    assert told() == []


def test_a_closed_account_is_not_reminded(place: Place) -> None:
    held(place)
    change(place["ann"].user, is_active=False)
    sweep(NEXT_FRIDAY)
    assert told() == []


def test_of_several_who_could_take_it_all_are_reminded(place: Place) -> None:
    mine = held(place)
    grant(mine.concern, place["ben"])
    change(mine, holder=None)
    sweep(NEXT_FRIDAY)
    assert sorted(told()) == [("ann", "due_today"), ("ben", "due_today")]


def test_a_holder_with_an_interest_is_not_reminded(place: Place) -> None:
    mine = held(place)
    declare(mine.concern, place["ann"])
    sweep(NEXT_FRIDAY)
    assert told() == []


def test_the_person_complained_about_is_never_told(place: Place) -> None:
    """Even were they the holder of the step, and next in line in every way."""
    mine = held(place, concern={"about": "ben"})
    change(mine, holder=place["ben"])
    for day in range(40):
        sweep(MONDAY.date() + timedelta(days=day))
    assert "ben" not in {who for who, _ in told()}
    assert ("dot", "overdue_deputy") in told()


# ---------------------------------------------------------------- the next in line

OVERDUE = date(2026, 6, 19)


def next_in_line() -> list[str]:
    return [who for who, kind in told() if kind == "overdue_deputy"]


def test_the_deputy_of_the_office_learns_that_something_is_overdue(place: Place) -> None:
    held(place)
    sweep(OVERDUE)
    assert next_in_line() == ["ben"]


def test_each_further_reminder_tells_the_deputy_again(place: Place) -> None:
    held(place)
    for day in (19, 26, 26):
        sweep(date(2026, 6, day))
    assert next_in_line() == ["ben", "ben"]


@pytest.mark.parametrize("role", ["subject", "witness", "raiser", "interest", "absent", "vacant"])
def test_a_deputy_who_may_not_or_cannot_act_is_passed_over(place: Place, role: str) -> None:
    ben = place["ben"]
    mine = held(
        place,
        concern={"about": None, "raiser": "ben" if role == "raiser" else "ros"},
    )
    if role in ("subject", "witness"):
        name(mine.concern, ben, role)
    elif role == "interest":
        declare(mine.concern, ben)
    elif role == "absent":
        ben.absences.create(council=place.council, starts_on=date(2026, 6, 1))
    elif role == "vacant":
        Appointment.objects.filter(person=ben).update(ends_on=date(2026, 6, 1))
    sweep(OVERDUE)
    assert next_in_line() == ["dot"]  # the first of the safety net


def test_a_deputy_of_the_person_complained_about_is_passed_over(place: Place) -> None:
    """Dot would be next after Ben, but she stands in for Cyd, whom it is about."""
    mine = held(place, concern={"about": "cyd"})
    change(place["ben"].user, is_active=False)
    sweep(OVERDUE)
    assert mine.concern.reference
    assert next_in_line() == []


def test_whoever_might_be_the_person_complained_about_is_passed_over(place: Place) -> None:
    """Ben would be next; whom it is about may be him under a second entry."""
    change(place["sam"], name=place["ben"].name)
    held(place)
    sweep(OVERDUE)
    assert next_in_line() == ["dot"]


def test_the_holder_is_not_told_as_their_own_deputy(place: Place) -> None:
    held(place, by="ben")
    sweep(OVERDUE)
    assert told() == [("ben", "overdue"), ("dot", "overdue_deputy")]


def test_a_step_of_no_office_goes_to_the_safety_net(place: Place) -> None:
    held(place, office="")
    sweep(OVERDUE)
    assert next_in_line() == ["dot"]


# ---------------------------------------------------------------- office hours


@pytest.mark.parametrize(
    ("at", "not_before"),
    [
        ("2026-06-12T00:10+01:00", "2026-06-12T08:00+01:00"),
        ("2026-06-12T07:59+01:00", "2026-06-12T08:00+01:00"),
        ("2026-06-12T08:00+01:00", "2026-06-12T08:00+01:00"),
        ("2026-06-12T19:59+01:00", "2026-06-12T19:59+01:00"),
        ("2026-06-12T20:00+01:00", "2026-06-15T08:00+01:00"),  # Friday evening
        ("2026-06-12T19:30+00:00", "2026-06-15T08:00+01:00"),  # the same, told in UTC
        ("2026-06-13T12:00+01:00", "2026-06-15T08:00+01:00"),  # Saturday
        ("2026-12-24T21:00+00:00", "2026-12-29T08:00+00:00"),  # two bank holidays and a weekend
        # The night the clocks go on (29 March 2026) and the night they go back (25 October).
        ("2026-03-28T12:00+00:00", "2026-03-30T08:00+01:00"),
        ("2026-03-29T00:30+00:00", "2026-03-30T08:00+01:00"),
        ("2026-03-30T06:59+00:00", "2026-03-30T08:00+01:00"),
        ("2026-03-30T07:00+00:00", "2026-03-30T07:00+00:00"),
        ("2026-10-24T12:00+01:00", "2026-10-26T08:00+00:00"),
        ("2026-10-25T00:30+00:00", "2026-10-26T08:00+00:00"),
        ("2026-10-26T07:30+00:00", "2026-10-26T08:00+00:00"),
    ],
)
def test_a_reminder_waits_for_eight_on_a_working_day(at: str, not_before: str) -> None:
    calendar = calendar_for("england", 2026, 2027)
    moment = reminders.next_office_hour(datetime.fromisoformat(at), calendar)
    assert moment == datetime.fromisoformat(not_before)


def test_the_sweep_at_night_queues_for_the_morning(place: Place) -> None:
    held(place)
    sweep(NEXT_FRIDAY, hour=1)
    assert [row.not_before for row in rows()] == [on(NEXT_FRIDAY, 8)]


def test_the_days_of_one_council_move_no_other(place: Place) -> None:
    other = northam("southam")
    Closure.objects.create(council=other.council, day=date(2026, 6, 11), name="Training")
    held(place)
    held(other, "M2XP")
    sweep(date(2026, 6, 9))
    assert [row.concern.reference for row in rows() if row.concern] == ["M2XP"]
    sweep(date(2026, 6, 10))
    assert [row.concern.reference for row in rows() if row.concern] == ["M2XP", "K7QD"]


@pytest.mark.parametrize("monday", [date(2026, 3, 30), date(2026, 10, 26)])
def test_the_day_is_londons_also_when_the_clocks_change(place: Place, monday: date) -> None:
    """Due on the Monday: just before its midnight in London it is still only due soon."""
    held(place, due_on=monday, began_on=date(2026, 1, 5))
    before = datetime(monday.year, monday.month, monday.day, tzinfo=LONDON) - timedelta(minutes=1)
    reminders.sweep(at=before.astimezone(UTC))
    assert [kind for _, kind in told()] == ["due_soon"]
    reminders.sweep(at=before.astimezone(UTC) + timedelta(minutes=2))
    assert [kind for _, kind in told()] == ["due_soon", "due_today"]


# ---------------------------------------------------------------- when something is broken


def test_one_poisoned_step_does_not_keep_the_others_from_theirs(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    held(place, "A1AA")
    poisoned = held(place, "B2BB", receipt=["not a receipt"])
    held(place, "C3CC")

    with caplog.at_level(logging.ERROR):
        swept = sweep(NEXT_FRIDAY)

    assert (swept.looked, swept.queued, swept.failed) == (3, 2, 1)
    assert [row.concern.reference for row in rows() if row.concern] == ["A1AA", "C3CC"]
    assert f"step {poisoned.pk} was left out" in caplog.text


def test_an_unreadable_protocol_costs_the_deputys_mail_and_not_the_holders(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(row: Any) -> None:
        raise RuntimeError("the rows no longer give their digest")

    monkeypatch.setattr(protocols, "engine_protocol", broken)
    held(place)
    swept = sweep(OVERDUE)
    assert told() == [("ann", "overdue")]
    assert swept.failed == 1


def test_one_mail_that_cannot_be_queued_does_not_keep_back_the_rest(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    held(place, "A1AA")
    bad = held(place, "B2BB")
    held(place, "C3CC")
    really = notifications.queue_all

    def queue_all(mails: list[notifications.Mail], *, at: datetime) -> int:
        if any(mail.concern_id == bad.concern_id for mail in mails):
            raise ValueError("poison")
        return really(mails, at=at)

    monkeypatch.setattr(notifications, "queue_all", queue_all)
    swept = sweep(NEXT_FRIDAY)
    assert (swept.queued, swept.failed) == (2, 1)


def test_a_concern_nobody_can_deal_with_raises_the_alarm_once_a_decision(place: Place) -> None:
    concern = filed(place, "K7QD", state="needs_handler")
    assert sweep(NEXT_FRIDAY).queued == 1
    assert sweep(NEXT_FRIDAY).queued == 0
    assert told() == [("ada", "needs_handler")]

    with everything():
        Decision.objects.create(
            council=place.council, concern=concern, n=2, cause="hand_over", answer={}, roster={},
            digest="", engine="1", made_at=on(NEXT_FRIDAY, 11),
        )  # fmt: skip
    sweep(NEXT_FRIDAY, hour=12)
    assert told() == [("ada", "needs_handler")] * 2


def test_an_alarm_nobody_can_be_told_of_is_a_failure_of_every_sweep(place: Place) -> None:
    filed(place, "K7QD", state="needs_handler")
    change(place["ada"], is_administrator=False)
    assert sweep(NEXT_FRIDAY).failed == 1
    assert sweep(NEXT_FRIDAY).failed == 1


# ---------------------------------------------------------------- size, and two at once


def test_a_sweep_goes_on_until_every_step_was_looked_at(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminders, "BATCH", 2)
    for n in range(5):
        held(place, f"A{n}")
        filed(place, f"B{n}", state="needs_handler")
    swept = sweep(NEXT_FRIDAY)
    assert (swept.looked, swept.queued) == (5, 10)


def test_the_queries_of_a_sweep_do_not_grow_with_the_steps(
    place: Place, django_assert_max_num_queries: Any
) -> None:
    def queries(day: date) -> int:
        with django_assert_max_num_queries(40) as counted:
            sweep(day)
        return len(counted)

    held(place, "A0")
    few = queries(OVERDUE)
    for n in range(1, 25):
        held(place, f"A{n}")
    assert queries(date(2026, 6, 26)) <= few  # the first read the protocol once for all
    assert len(rows()) == 2 + 25 * 2


def test_reading_steps_reads_none_of_the_words_of_a_concern(place: Place) -> None:
    held(place)
    with everything():
        [found] = outbox.steps_under_way(due_by=NEXT_FRIDAY, on=MONDAY.date())
        unread = found.step.concern.get_deferred_fields()
    assert {"what_happened", "wanted_detail", "natures", "outcome_reasons"} <= unread
    assert isinstance(found.step, Step)
    assert all(isinstance(person, int) for person in found.kept_from)
    assert Person.objects.filter(pk__in=found.kept_from).count() == 2
