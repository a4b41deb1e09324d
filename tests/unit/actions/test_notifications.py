"""The outbox: once under a permanent key, with the act it tells of, and without its content."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.db import transaction

from concerns.actions import notifications
from concerns.actions.notifications import Kind
from concerns.models import Notification, Party
from tests.outbox import (
    CANARY,
    MONDAY,
    Place,
    change,
    declare,
    everything,
    filed,
    name,
    northam,
    rows,
    told,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return northam()


def test_the_same_mail_queued_twice_is_one_row(place: Place) -> None:
    concern = filed(place, "K7QD")
    for _ in range(2):
        notifications.queue(
            kind=Kind.CHANGED,
            concern=concern,
            user=place["ros"].user,
            at=MONDAY,
            discriminator="v2",
        )

    [row] = rows()
    assert row.dedupe_key == f"{place.council.pk}:K7QD:changed:{place['ros'].user_id}:v2"
    assert (row.not_before, row.not_after, row.created_at) == (MONDAY, None, MONDAY)


def test_the_key_stays_taken_after_the_mail_was_sent(place: Place) -> None:
    concern = filed(place, "K7QD")
    notifications.queue(kind=Kind.SENT, concern=concern, user=place["ros"].user, at=MONDAY)
    change(rows()[0], sent_at=MONDAY)

    later = MONDAY + timedelta(days=400)
    notifications.queue(kind=Kind.SENT, concern=concern, user=place["ros"].user, at=later)

    assert len(rows()) == 1


@pytest.mark.parametrize("kind", Kind)
def test_only_a_mail_about_a_register_is_about_no_concern(place: Place, kind: Kind) -> None:
    about_register = kind in notifications.ABOUT_REGISTER
    assert not about_register or kind not in notifications.ABOUT_ACCOUNT
    with pytest.raises(ValueError, match="cannot be about that"):
        notifications.Mail(
            kind=kind,
            council_id=place.council.pk,
            concern_id=1 if about_register else None,
            reference="K7QD",
            user_id=place["ros"].user_id,
            not_before=MONDAY,
        )


def test_the_database_itself_refuses_a_second_row_under_a_key(place: Place) -> None:
    """Two who look at the same moment both see nothing; the constraint decides."""
    concern = filed(place, "K7QD")
    notifications.queue(kind=Kind.SENT, concern=concern, user=place["ros"].user, at=MONDAY)
    [row] = rows()
    with everything():
        again = Notification(
            council_id=row.council_id,
            concern_id=row.concern_id,
            user_id=row.user_id,
            kind=row.kind,
            dedupe_key=row.dedupe_key,
            not_before=MONDAY,
            created_at=MONDAY,
        )
        Notification.objects.bulk_create([again], ignore_conflicts=True)

    assert len(rows()) == 1


def test_another_person_kind_concern_or_occasion_is_another_mail(place: Place) -> None:
    concern, other = filed(place, "K7QD"), filed(place, "M2XP")
    ros, ann = place["ros"].user, place["ann"].user
    for kind, about, user, occasion in (
        (Kind.CHANGED, concern, ros, "v2"),
        (Kind.CHANGED, concern, ros, "v3"),
        (Kind.CLOSED, concern, ros, "v2"),
        (Kind.CHANGED, other, ros, "v2"),
        (Kind.CHANGED, concern, ann, "v2"),
    ):
        notifications.queue(kind=kind, concern=about, user=user, at=MONDAY, discriminator=occasion)

    assert len(rows()) == 5


def test_a_mail_goes_when_the_act_it_tells_of_is_undone(place: Place) -> None:
    concern = filed(place, "K7QD")
    with transaction.atomic():
        notifications.queue(kind=Kind.SENT, concern=concern, user=place["ros"].user, at=MONDAY)
        transaction.set_rollback(True)

    assert rows() == []


def test_the_row_holds_no_address_and_no_word_of_the_concern(place: Place) -> None:
    concern = filed(place, "K7QD")
    notifications.queue(kind=Kind.SENT, concern=concern, user=place["ros"].user, at=MONDAY)

    with everything():
        [values] = Notification.objects.values()
    text = repr(values).lower()
    assert "k7qd" in text
    for word in (CANARY.lower(), "@", "bullying", "shouted"):
        assert word not in text


def test_a_key_too_long_for_the_outbox_is_refused_before_the_database_is(place: Place) -> None:
    concern = filed(place, "K7QD")
    with pytest.raises(ValueError, match="does not fit"):
        notifications.queue(
            kind=Kind.SENT,
            concern=concern,
            user=place["ros"].user,
            at=MONDAY,
            discriminator="x" * 200,
        )


# ---------------------------------------------------------------- taking back


def test_taking_back_for_one_person_leaves_the_others(place: Place) -> None:
    concern, other = filed(place, "K7QD"), filed(place, "M2XP")
    for about in (concern, other):
        for who in ("ann", "ros"):
            notifications.queue(kind=Kind.CHANGED, concern=about, user=place[who].user, at=MONDAY)

    taken = notifications.cancel_for(concern=concern, user=place["ann"].user, at=MONDAY)

    assert taken == 1
    [row] = rows(cancelled_at__isnull=False)
    assert (row.concern, row.user, row.last_error) == (concern, place["ann"].user, "taken_back")


def test_taking_back_some_kinds_leaves_the_others(place: Place) -> None:
    concern = filed(place, "K7QD")
    for kind in (Kind.CHANGED, Kind.QUESTION, Kind.CLOSED):
        notifications.queue(kind=kind, concern=concern, user=place["ros"].user, at=MONDAY)

    notifications.cancel_for(concern=concern, kinds={Kind.QUESTION, Kind.CHANGED}, at=MONDAY)

    assert told(cancelled_at__isnull=True) == [("ros", "closed")]


def test_what_was_sent_or_given_up_is_not_taken_back(place: Place) -> None:
    concern = filed(place, "K7QD")
    for kind in (Kind.SENT, Kind.CHANGED):
        notifications.queue(kind=kind, concern=concern, user=place["ros"].user, at=MONDAY)
    sent, dead = rows()
    change(sent, sent_at=MONDAY)
    change(dead, dead_at=MONDAY)

    assert notifications.cancel_for(concern=concern, at=MONDAY) == 0
    assert rows(cancelled_at__isnull=False) == []


# ---------------------------------------------------------------- the alarm


def test_an_alarm_tells_the_administrators_once_a_decision(place: Place) -> None:
    concern = filed(place, "K7QD", state="needs_handler")

    assert notifications.alarm(concern=concern, at=MONDAY) == 1
    assert notifications.alarm(concern=concern, at=MONDAY) == 1

    assert told() == [("ada", "needs_handler")]


@pytest.mark.parametrize("why", ["subject", "witness", "interest", "raiser", "left", "closed"])
def test_an_administrator_who_may_not_know_is_not_told(
    place: Place, caplog: pytest.LogCaptureFixture, why: str
) -> None:
    ada = place["ada"]
    concern = filed(
        place, "K7QD", state="needs_handler", raiser="ada" if why == "raiser" else "ros"
    )
    if why in ("subject", "witness"):
        name(concern, ada, why)
    elif why == "interest":
        declare(concern, ada)
    elif why == "left":
        change(ada, active_to=MONDAY.date())
    elif why == "closed":
        change(ada.user, is_active=False)

    with caplog.at_level(logging.ERROR):
        assert notifications.alarm(concern=concern, at=MONDAY) == 0

    assert rows() == []
    assert f"nobody can be told that concern {concern.pk} has nobody" in caplog.text


@pytest.mark.parametrize("how", ["a second entry", "in words"])
def test_nor_is_an_administrator_who_might_be_the_subject(place: Place, how: str) -> None:
    """The same rule by which nobody is given what might be about them."""
    if how == "a second entry":
        change(place["sam"], name=place["ada"].name.upper())
        concern = filed(place, "K7QD", state="needs_handler")
    else:
        concern = filed(place, "K7QD", about=None, state="needs_handler")
        with everything():
            Party.objects.create(
                council=place.council,
                concern=concern,
                name="Ada from the office",
                role="subject",
                kind="officer",
            )

    assert notifications.alarm(concern=concern, at=MONDAY) == 0

    assert rows() == []
