"""The two ticks of the clock, and how an outage shows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from celery import Task
from django.conf import settings
from django.core import mail
from django.utils import timezone

from concerns import tasks
from concerns.actions import delivery, heartbeats, reminders
from concerns.engine.working_days import local_date
from concerns.selectors import outbox
from tests.outbox import held, northam, rows

pytestmark = pytest.mark.django_db

BOTH = ["concerns.deliver_due", "concerns.sweep_reminders"]


def silent() -> list[str]:
    """Which of the two is silent now."""
    return [part for part in outbox.silent_parts(at=timezone.now()) if part in BOTH]


def test_beat_starts_each_task_there_is_by_its_name() -> None:
    scheduled = {str(entry["task"]) for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    there_are = {task.name for task in vars(tasks).values() if isinstance(task, Task)}
    assert scheduled == there_are
    assert set(BOTH) <= there_are


def test_both_ticks_send_a_reminder_and_each_leaves_its_beat(settings: Any) -> None:
    settings.DEMO = True  # whatever the hour it is now
    held(northam(), due_on=local_date(timezone.now()))
    assert silent() == BOTH

    tasks.sweep_reminders()
    assert silent() == BOTH[:1]
    tasks.deliver_due()

    assert [message.subject for message in mail.outbox] == [
        "Due today: K7QD",
        "The protocol of Northam Town Council has to be looked at again",
    ]
    assert silent() == []


def test_outside_the_demonstration_reminders_keep_office_hours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[bool] = []

    def sweep(*, at: object, office_hours: bool) -> reminders.Swept:
        asked.append(office_hours)
        return reminders.Swept()

    monkeypatch.setattr(reminders, "sweep", sweep)
    tasks.sweep_reminders()
    assert asked == [True]


def test_a_sweep_that_left_something_out_says_so_and_does_not_beat(settings: Any) -> None:
    settings.DEMO = True
    place = northam()
    today = local_date(timezone.now())
    held(place, "A1AA", due_on=today, receipt=["not a receipt"])
    held(place, "B2BB", due_on=today)

    with pytest.raises(tasks.LeftOut, match="1 of 2 dates"):
        tasks.sweep_reminders()

    assert [row.concern.reference for row in rows() if row.concern] == ["B2BB"]
    assert "concerns.sweep_reminders" in silent()


def test_a_delivery_that_broke_does_not_beat(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise OSError("gone")

    monkeypatch.setattr(delivery, "deliver_due", broken)
    with pytest.raises(OSError, match="gone"):
        tasks.deliver_due()
    assert "concerns.deliver_due" in silent()


def test_a_part_is_silent_after_three_of_its_intervals() -> None:
    now = timezone.now()
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        heartbeats.beat(name=str(entry["task"]), at=now - timedelta(days=1))
        heartbeats.beat(name=str(entry["task"]), at=now)
    seconds = settings.CELERY_BEAT_SCHEDULE["deliver-due"]["schedule"]
    limit = now + timedelta(seconds=3 * int(str(seconds)))
    assert outbox.silent_parts(at=limit) == []
    late = outbox.silent_parts(at=limit + timedelta(seconds=1))
    assert late == ["concerns.deliver_due", "concerns.scan_evidence"]  # they have one interval
