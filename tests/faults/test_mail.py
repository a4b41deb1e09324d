"""Every task and every mail of one council, beside another whose every word is a canary (F17b)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from celery import current_app
from django.conf import settings as configured

from concerns import tasks
from concerns.actions import delivery, notifications
from concerns.actions.notifications import ABOUT_ACCOUNT, ABOUT_REGISTER, Kind
from concerns.models import Concern, Person
from tests.faults import size
from tests.outbox import (
    MONDAY,
    Place,
    Post,
    change,
    everything,
    filed,
    held,
    mail_server,
    northam,
    rows,
)

pytestmark = [pytest.mark.django_db, pytest.mark.faults]

STRANGE = "Quetzal"
TASKS = {
    tasks.deliver_due,
    tasks.sweep_reminders,
    tasks.follow_register,
    tasks.check_scanner,
    tasks.scan_evidence,
    tasks.sweep_evidence,
    tasks.anchor_record,
    tasks.tidy,
    tasks.keep_or_erase,
    tasks.warn_of_failures,
    tasks.delete_retired_keys,
    tasks.warn_of_failures,
    tasks.delete_retired_keys,
}
LATER = datetime(2026, 6, 15, 9, 0, tzinfo=UTC)  # after what was due


@pytest.fixture
def post(settings: Any) -> Iterator[Post]:
    with mail_server() as (kept, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield kept


def canaries() -> Place:
    """A council every word of which would be known again in another's mail."""
    place = northam("southam")
    change(place.council, name=f"{STRANGE} Council", slug=STRANGE.lower())
    for name, person in place.people.items():
        change(person, name=f"{STRANGE} {name}")
        change(person.user, name=f"{STRANGE} {name}", email=f"{name}@{STRANGE.lower()}.example")
    return place


def with_everything(place: Place, sign: str) -> list[Concern]:
    """Something in every state, overdue and to come, and every kind of mail about it."""
    concerns = [
        held(place, f"{sign}AAA").concern,
        held(place, f"{sign}BBB", due_on=date(2026, 5, 29)).concern,
        filed(place, f"{sign}CCC", state="closed"),
        filed(place, f"{sign}DDD", state="needs_handler"),
        held(place, f"{sign}EEE", concern={"state": "paused"}).concern,
    ]
    with everything():
        for concern in Concern.objects.filter(pk__in=[c.pk for c in concerns]):
            concern.what_happened = f"{STRANGE} said it" if sign == "Q" else "It was said."
            concern.save(update_fields=["what_happened"])
    for concern in concerns:
        for kind in set(Kind) - ABOUT_REGISTER - ABOUT_ACCOUNT:
            for who in ("ann", "ros", "ada"):
                notifications.queue(
                    kind=kind, concern=concern, user=place[who].user, at=MONDAY,
                    discriminator=f"{kind}{concern.pk}",
                )  # fmt: skip
    return concerns


def test_the_clock_starts_nothing_else() -> None:
    """A task that is not run below would be a mail that nobody looked at."""
    beat = {str(each["task"]) for each in configured.CELERY_BEAT_SCHEDULE.values()}
    ours = {name for name in current_app.tasks if name.startswith("concerns.")}
    assert beat <= ours == {task.name for task in TASKS}


def test_no_mail_of_a_council_holds_anything_of_another(
    post: Post, record_property: Callable[[str, object], None]
) -> None:
    here, there = northam(), canaries()
    with_everything(here, "N")
    with_everything(there, "Q")
    addresses = _addresses(here)
    for days in range(size.of(60, few=4)):
        with time_machine.travel(MONDAY + timedelta(days=4 * days), tick=False):
            for task in (tasks.follow_register, tasks.sweep_reminders, tasks.warn_of_failures):
                task()
            while delivery.deliver_due(at=MONDAY + timedelta(days=4 * days), worker="w").sent:
                pass
    ours = [mail for mail in post.mails if str(mail["To"]) in addresses]
    theirs = [mail for mail in post.mails if mail not in ours]
    held_there = [mail for mail in ours if _is_strange(mail.as_string())]
    astray = [mail for mail in theirs if "northam" in mail.as_string().lower()]
    record_property("promise", "G1")
    record_property(
        "figure", f"{len(held_there) + len(astray)} of {len(post.mails)} mails hold another council"
    )
    assert len(ours) >= 10
    assert len(theirs) >= 10
    assert not held_there
    assert not astray
    # The control: the other council's own mail has what is looked for.
    assert any(_is_strange(mail.as_string()) for mail in theirs)
    assert len([row for row in rows() if row.sent_at]) == len(post.mails)


def _addresses(place: Place) -> set[str]:
    people: list[Person] = list(place.people.values())
    return {person.user.email for person in people}


def _is_strange(mail: str) -> bool:
    return STRANGE.lower() in mail.lower() or "/concerns/Q" in mail
