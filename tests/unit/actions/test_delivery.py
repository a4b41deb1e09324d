"""Sending: only to whoever may still know, at least once, and nothing but reference and link."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage
from django.template import TemplateDoesNotExist

from concerns.actions import (
    approvals,
    delivery,
    notifications,
    protocols,
    reminders,
    reviews,
    version_mail,
)
from concerns.actions.notifications import (
    ABOUT_ACCOUNT,
    ABOUT_COPIES,
    ABOUT_REGISTER,
    ABOUT_VERSION,
    REMINDERS,
    Kind,
    Mail,
)
from concerns.models import Appointment, Approval, Concern, Grant, Notification, Protocol
from concerns.selectors import protocols as selectors
from tests import copies
from tests.outbox import (
    CANARY,
    MONDAY,
    NEXT_FRIDAY,
    Place,
    Post,
    change,
    declare,
    everything,
    filed,
    grant,
    held,
    mail_server,
    name,
    northam,
    rows,
)

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2026, 6, 12, 9, 0, tzinfo=UTC)
OVERDUE = datetime(2026, 6, 19, 9, 0, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def place() -> Place:
    return northam()


@pytest.fixture
def post(settings: Any) -> Iterator[Post]:
    """A real mail server."""
    with mail_server() as (kept, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield kept


def queue(place: Place, who: str, kind: Kind, concern: Concern, occasion: str = "") -> None:
    notifications.queue(
        kind=kind, concern=concern, user=place[who].user, at=MONDAY, discriminator=occasion
    )


def queue_about_register(place: Place, who: str, kind: Kind, occasion: str = "event1") -> None:
    mail = Mail(
        kind=kind,
        council_id=place.council.pk,
        concern_id=None,
        reference="register",
        user_id=place[who].user_id,
        not_before=MONDAY,
        discriminator=occasion,
    )
    notifications.queue_all([mail], at=MONDAY)


def queue_about_account(place: Place, who: str, kind: Kind) -> None:
    mail = Mail(
        kind=kind, council_id=None, concern_id=None, reference="account",
        user_id=place[who].user_id, not_before=MONDAY, discriminator="event1",
    )  # fmt: skip
    notifications.queue_all([mail], at=MONDAY)


PAGES = {Kind.REVIEW_DUE: "protocols/", Kind.APPROVAL_WAITING: "second-person/"}
PAGES |= dict.fromkeys(ABOUT_COPIES, "access-requests/")
ELSEWHERE = {Kind.RETENTION, Kind.HOLD_REVIEW, Kind.DRAFT_ENDING, Kind.REPLY_DUE, Kind.REPLY_LATE}
ABOUT_CHANGES = ABOUT_REGISTER - ABOUT_VERSION - PAGES.keys() - ELSEWHERE


def page_of(kind: Kind) -> str:
    """Where a mail about a council and no concern leads."""
    if kind in ABOUT_VERSION:
        version = Protocol.objects.get(version="2")
        read = kind is Kind.VERSION_IN_FORCE
        return "protocol/2/" if read else f"protocols/{version.pk}/"
    return PAGES.get(kind, "register/changes/")


def deliver(at: datetime = MONDAY) -> delivery.Delivered:
    return delivery.deliver_due(at=at, worker="w")


def why_not() -> list[str]:
    return [row.last_error for row in rows(cancelled_at__isnull=False)]


def let_the_lease_run_out(row: Notification) -> None:
    change(row, lease_until=LONG_AGO)


def version_two(place: Place) -> Protocol:
    """A second version, of which Ben says that it is ready."""
    now = selectors.engine_protocol(place.protocol)
    row = protocols.bring(
        council=place.council, protocol=replace(now, version="2"), by=None, at=MONDAY
    )
    row.status, row.offered_by, row.offered_at = "checked", place["ben"].user, MONDAY
    row.save()
    return row


def in_force_from_tuesday(row: Protocol) -> Protocol:
    tuesday = MONDAY.date() + timedelta(days=1)
    return protocols.adopt(protocol=row, in_force_from=tuesday, by=None, at=MONDAY)


# ---------------------------------------------------------------- what a mail holds


def one_of_every_kind(place: Place) -> dict[Kind, EmailMessage]:
    """Every kind, sent when it is due, with everybody entitled to it."""
    mine = held(place)
    concern = mine.concern
    grant(concern, place["ben"], "adviser")
    for kind in sorted(ABOUT_ACCOUNT):
        queue_about_account(place, "ann", kind)
    for kind in (each for each in Kind if each not in ABOUT_ACCOUNT | ELSEWHERE):
        raisers = {Kind.SENT, Kind.FILED, Kind.QUESTION}
        if kind in ABOUT_CHANGES:
            queue_about_register(place, "ann", kind)
        elif kind is Kind.REVIEW_DUE:
            reviews.remind(at=MONDAY)
        elif kind is Kind.APPROVAL_WAITING:
            ann, ben = place["ann"], place["ben"].user
            approvals.ask(
                kind=Approval.Kind.ADMINISTRATOR, council=place.council, person=place["sam"],
                by=ben, at=MONDAY,
            )  # fmt: skip
            assert ann.user_id in {row.user_id for row in rows(kind=kind.value)}
        elif kind is Kind.SUBJECT_WAITING:
            copies.waits(place)
        elif kind is Kind.VERSION_READY:
            version_mail.tell_ready(version_two(place), at=MONDAY)
            deliver()
        elif kind is Kind.VERSION_ADOPTED:
            adopted = in_force_from_tuesday(Protocol.objects.get(version="2"))
            version_mail.tell_adopted(adopted, by=place["ben"].user, at=MONDAY)
        elif kind in {Kind.VERSION_IN_FORCE, Kind.SUBJECT_DUE}:
            continue  # queued for its own day, or with the other of its request
        elif kind not in REMINDERS | {Kind.NEEDS_HANDLER}:
            queue(place, "ros" if kind in raisers else "ann", kind, concern)
    deliver()
    for day in (date(2026, 6, 10), NEXT_FRIDAY, date(2026, 6, 19)):
        at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        reminders.sweep(at=at)
        deliver(at)
    nobodys = filed(place, "N0B0", state="needs_handler")
    notifications.alarm(concern=nobodys, at=OVERDUE)
    deliver(OVERDUE)
    kinds = [Kind(row.kind) for row in rows(sent_at__isnull=False)]
    assert len(kinds) == len(mail.outbox)
    return dict(zip(kinds, mail.outbox, strict=True))


def test_every_kind_is_sent_and_holds_a_reference_and_a_link_and_nothing_else(
    place: Place,
) -> None:
    mails = one_of_every_kind(place)
    assert set(mails) == set(Kind) - ELSEWHERE

    for kind, message in mails.items():
        raw = message.message().as_string()
        without_address = raw.replace(message.to[0], "")
        if kind in ABOUT_REGISTER:  # whose register it is has to be said
            without_address = without_address.replace("Northam Town Council", "")
            without_address = without_address.replace(f"/c/northam/{page_of(kind)}", "")
        for word in (CANARY, "shouted", "bullying", "Northam", "Ros", "Sam", "clerk", "sam@"):
            assert word.lower() not in without_address.lower(), (kind, word)
        if kind in {Kind.OVERDUE_DEPUTY, Kind.NEEDS_HANDLER}:
            assert "K7QD" not in raw
            assert "N0B0" not in raw
            assert "http://localhost/\n" in message.body
        elif kind in ABOUT_ACCOUNT:
            assert "K7QD" not in raw
            assert "http://localhost/account/" in message.body
        elif kind in ABOUT_REGISTER:
            assert "K7QD" not in raw
            assert "/concerns/" not in raw
            assert f"http://localhost/c/northam/{page_of(kind)}\n" in message.body
        else:
            assert message.subject.endswith(": K7QD")
            assert "http://localhost/concerns/K7QD/\n" in message.body
        assert "clock" not in message.body  # a mail cannot tell whether there is a due date
        assert message.from_email == settings.DEFAULT_FROM_EMAIL
        assert message.content_subtype == "plain"
        assert message.attachments == []


def test_a_due_date_missed_is_called_overdue_in_the_mail_that_catches_up(place: Place) -> None:
    held(place)
    at = FRIDAY + timedelta(days=4)
    reminders.sweep(at=at)
    deliver(at)
    assert [message.subject for message in mail.outbox] == ["Now overdue: K7QD"]


def test_on_the_day_it_is_called_due(place: Place) -> None:
    held(place)
    reminders.sweep(at=FRIDAY)
    deliver(FRIDAY)
    assert [message.subject for message in mail.outbox] == ["Due today: K7QD"]


def test_a_line_break_in_a_reference_makes_no_header(place: Place) -> None:
    concern = filed(place, "A\nBcc: e@e.example")
    queue(place, "ros", Kind.SENT, concern)
    deliver()
    [message] = mail.outbox
    assert message.recipients() == ["ros@northam.example"]
    assert message.message()["Bcc"] is None
    assert "\n" not in message.subject


def test_a_line_break_in_an_address_is_refused(place: Place) -> None:
    concern = filed(place, "K7QD")
    queue(place, "ros", Kind.SENT, concern)
    queue(place, "ros", Kind.CHANGED, concern)
    change(place["ros"].user, email="ros@northam.example\nBcc: e@e.example")
    assert deliver() == delivery.Delivered(failed=2)
    assert {row.last_error for row in rows()} == {"BadHeaderError"}


def test_the_mail_goes_to_the_address_the_account_has_now(place: Place) -> None:
    queue(place, "ros", Kind.SENT, filed(place, "K7QD"))
    change(place["ros"].user, email="rosalind@northam.example")
    deliver()
    assert mail.outbox[0].to == ["rosalind@northam.example"]


# ---------------------------------------------------------------- may they still know?


@pytest.mark.parametrize("kind", sorted(ABOUT_CHANGES - {Kind.FACTOR_ANEW}))
def test_who_was_taken_off_a_register_is_told_without_a_link_they_could_not_open(
    place: Place, kind: Kind
) -> None:
    queue_about_register(place, "ann", kind)
    change(place["ann"], active_to=MONDAY.date())
    deliver()
    [message] = mail.outbox
    assert "register of Northam Town Council" in message.subject
    assert "You are not on that register now" in message.body
    assert "/register/" not in message.body


def test_a_stranger_to_a_register_and_a_closed_account_are_not_told_of_it(place: Place) -> None:
    other = northam("southam")
    queue_about_register(place, "ann", Kind.ENTRY_CHANGED)
    change(rows()[0], user_id=other["ann"].user_id)
    queue_about_register(place, "ben", Kind.ENTRY_CHANGED)
    change(place["ben"].user, is_active=False)
    assert deliver() == delivery.Delivered(cancelled=2)
    assert why_not() == ["may_not_know", "account_closed"]


def test_a_mail_about_a_register_that_names_a_concern_is_not_sent(place: Place) -> None:
    queue_about_register(place, "ann", Kind.ENTRY_CHANGED)
    change(rows()[0], concern_id=filed(place, "K7QD").pk)
    deliver()
    assert why_not() == ["may_not_know"]


def test_somebody_whose_grant_ended_is_not_told(place: Place) -> None:
    mine = held(place)
    queue(place, "ann", Kind.RECEIVED, mine.concern)
    with everything():
        Grant.objects.filter(concern=mine.concern, user=place["ann"].user).update(ended_at=MONDAY)
    assert deliver().cancelled == 1
    assert why_not() == ["may_not_know"]
    assert mail.outbox == []


def test_the_person_complained_about_is_not_told_whatever_was_queued(place: Place) -> None:
    mine = held(place)
    for kind in set(Kind) - ABOUT_REGISTER - ABOUT_ACCOUNT:
        queue(place, "sam", kind, mine.concern)
    for at in (MONDAY, FRIDAY, OVERDUE):
        deliver(at)
    assert mail.outbox == []
    assert len(why_not()) == len(set(Kind) - ABOUT_REGISTER - ABOUT_ACCOUNT)


def test_a_stranger_and_an_administrator_are_not_told(place: Place) -> None:
    mine = held(place)
    queue(place, "ada", Kind.CHANGED, mine.concern)
    queue(place, "dot", Kind.CHANGED, mine.concern)
    deliver()
    assert why_not() == ["may_not_know", "may_not_know"]


def test_the_raiser_is_told_of_their_own_even_after_they_left_the_council(place: Place) -> None:
    queue(place, "ros", Kind.CLOSED, filed(place, "K7QD", state="closed"))
    change(place["ros"], active_to=MONDAY.date())
    assert deliver().sent == 1


def test_whoever_had_it_is_not_told_once_they_left_though_no_grant_was_ended(place: Place) -> None:
    queue(place, "ann", Kind.RECEIVED, held(place).concern)
    change(place["ann"], active_to=MONDAY.date())
    assert deliver().cancelled == 1
    assert why_not() == ["may_not_know"]


def test_a_closed_account_gets_no_mail(place: Place) -> None:
    queue(place, "ros", Kind.SENT, filed(place, "K7QD"))
    change(place["ros"].user, is_active=False)
    deliver()
    assert why_not() == ["account_closed"]


def test_what_was_new_is_not_told_of_once_the_concern_is_closed(place: Place) -> None:
    concern = filed(place, "K7QD", state="closed")
    grant(concern, place["ann"])
    for kind in (Kind.RECEIVED, Kind.QUESTION, Kind.CLOSED):
        queue(place, "ann", kind, concern)
    deliver()
    assert why_not() == ["closed", "closed"]
    assert [message.subject for message in mail.outbox] == ["It is closed: K7QD"]


def test_whoever_has_what_is_closed_is_told_that_the_raiser_wrote(place: Place) -> None:
    concern = filed(place, "K7QD", state="closed")
    grant(concern, place["ann"])
    queue(place, "ann", Kind.ANSWERED, concern)
    assert deliver().sent == 1


@pytest.mark.parametrize(
    "meanwhile",
    ["paused", "closed", "done", "put off", "acknowledged", "handed over", "interest", "grant"],
)
def test_a_reminder_that_no_longer_stands_is_not_sent(place: Place, meanwhile: str) -> None:
    """Queued in the night, settled before eight."""
    mine = held(place, due_on=None, acknowledge_by=NEXT_FRIDAY)
    reminders.sweep(at=FRIDAY - timedelta(hours=7))
    assert len(rows()) == 1
    concern = mine.concern
    match meanwhile:
        case "paused":
            change(concern, state="paused", paused_on=NEXT_FRIDAY)
        case "closed":
            change(concern, state="closed", closed_at=FRIDAY, outcome="upheld")
        case "done":
            change(mine, state="done", done_at=FRIDAY)
        case "put off":
            change(mine, acknowledge_by=NEXT_FRIDAY + timedelta(days=30))
        case "acknowledged":
            change(mine, state="acknowledged", acknowledged_at=FRIDAY)
        case "handed over":
            grant(concern, place["ben"])
            change(mine, holder=place["ben"])
        case "interest":
            declare(concern, place["ann"])
        case "grant":
            with everything():
                Grant.objects.filter(concern=concern, capacity="handler").update(ended_at=FRIDAY)

    deliver(FRIDAY)

    assert why_not() == ["no_longer_due"]
    assert mail.outbox == []


@pytest.mark.parametrize("meanwhile", ["left the office", "named", "done"])
def test_a_deputy_no_longer_next_in_line_is_not_told(place: Place, meanwhile: str) -> None:
    mine = held(place)
    reminders.sweep(at=OVERDUE)
    notifications.cancel_for(concern=mine.concern, user=place["ann"].user, at=OVERDUE)
    match meanwhile:
        case "left the office":
            Appointment.objects.filter(person=place["ben"]).update(ends_on=OVERDUE.date())
        case "named":
            name(mine.concern, place["ben"], "witness")
        case "done":
            change(mine, state="done", done_at=OVERDUE)

    deliver(OVERDUE)

    assert why_not() == ["taken_back", "no_longer_due"]
    assert mail.outbox == []


@pytest.mark.parametrize("meanwhile", ["has a handler", "named", "not an administrator"])
def test_an_alarm_that_no_longer_rings_is_not_sent(place: Place, meanwhile: str) -> None:
    concern = filed(place, "K7QD", state="needs_handler")
    notifications.alarm(concern=concern, at=MONDAY)
    match meanwhile:
        case "has a handler":
            change(concern, state="sent")
        case "named":
            name(concern, place["ada"])
        case _:
            change(place["ada"], is_administrator=False)
    deliver()
    assert why_not() == ["no_longer_theirs"]


def test_a_mail_is_not_sent_before_its_time_nor_when_it_is_worth_nothing(place: Place) -> None:
    held(place)
    reminders.sweep(at=FRIDAY - timedelta(hours=7))
    assert deliver(FRIDAY - timedelta(hours=3)) == delivery.Delivered()
    assert deliver(FRIDAY + timedelta(days=7)).cancelled == 1
    assert why_not() == ["too_late"]


def test_what_was_sent_is_never_sent_again(place: Place) -> None:
    queue(place, "ros", Kind.SENT, filed(place, "K7QD"))
    assert deliver().sent == 1
    assert deliver(MONDAY + timedelta(days=30)) == delivery.Delivered()
    [row] = rows()
    assert (row.sent_at, row.lease_until, row.last_error) == (MONDAY, None, "")


# ---------------------------------------------------------------- when sending fails


def test_a_sender_lost_after_sending_is_repeated_after_its_lease_with_the_same_message_id(
    place: Place, post: Post
) -> None:
    queue(place, "ros", Kind.SENT, filed(place, "K7QD"))
    with pytest.MonkeyPatch.context() as patch:

        def lost(*_: object, **__: object) -> None:
            raise KeyboardInterrupt  # the process ends between sending and marking

        patch.setattr(delivery, "_mark", lost)
        with pytest.raises(KeyboardInterrupt):
            deliver()

    # The lease runs by the database's clock, whatever a worker believes the time to be.
    for clock in (MONDAY, datetime(2199, 1, 1, tzinfo=UTC)):
        assert deliver(clock) == delivery.Delivered(), "taken again while the lease runs"
    let_the_lease_run_out(rows()[0])
    assert deliver().sent == 1

    assert post.to() == ["ros@northam.example"] * 2
    first, second = (mail["Message-ID"] for mail in post.mails)
    assert first == second
    assert first.endswith("@localhost>")


def test_each_row_has_a_message_id_that_tells_nothing() -> None:
    names = {delivery.message_id(n) for n in range(1, 200)}
    assert len(names) == 199
    assert delivery.message_id(7) == delivery.message_id(7)


def test_a_refused_address_keeps_back_nobody_else(place: Place, post: Post) -> None:
    post.refuse = {"ros@northam.example": "550 no such person"}
    mine = held(place)
    queue(place, "ros", Kind.SENT, mine.concern)
    queue(place, "ann", Kind.RECEIVED, mine.concern)

    done = deliver()

    assert (done.sent, done.failed) == (1, 1)
    assert post.to() == ["ann@northam.example"]
    [refused] = rows(sent_at__isnull=True)
    assert refused.last_error == "SMTPRecipientsRefused"


def test_a_mail_server_that_is_not_there_costs_one_attempt_and_no_mail(
    place: Place, settings: Any
) -> None:
    with mail_server() as (_, port):
        pass
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    mine = held(place)
    queue(place, "ros", Kind.SENT, mine.concern)
    queue(place, "ann", Kind.RECEIVED, mine.concern)

    assert deliver() == delivery.Delivered(failed=1)

    first, second = rows()
    assert (first.attempts, first.last_error) == (1, "ConnectionRefusedError")
    assert second.attempts == 0, "the rest were tried against a server that does not answer"


def failing(*_: object, **__: object) -> int:
    raise smtplib.SMTPDataError(451, b"try again")


def test_each_wait_is_twice_as_long_and_the_twelfth_failure_is_the_last(
    place: Place, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(EmailMessage, "send", failing)
    queue(place, "ros", Kind.SENT, filed(place, "K7QD"))
    waits = []
    for _ in range(11):
        assert deliver().failed == 1
        [row] = rows()
        assert row.lease_until is not None
        assert row.dead_at is None
        waits.append(round((row.lease_until - datetime.now(UTC)).total_seconds() / 60))
        assert deliver() == delivery.Delivered(), "tried again before its time"
        let_the_lease_run_out(row)
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]

    with caplog.at_level(logging.ERROR):
        assert deliver() == delivery.Delivered(failed=1, dead=1)

    [row] = rows()
    assert (row.attempts, row.dead_at, row.last_error) == (12, MONDAY, "SMTPDataError")
    assert f"notification {row.pk} was given up" in caplog.text
    assert "@" not in caplog.text
    assert deliver() == delivery.Delivered()
    assert delivery.given_up(council=place.council.pk) == 1


def test_a_row_that_ends_its_sender_every_time_is_given_up_as_well(place: Place) -> None:
    queue(place, "ros", Kind.SENT, filed(place, "K7QD"))
    change(rows()[0], attempts=12, lease_until=LONG_AGO)
    assert deliver() == delivery.Delivered(failed=1, dead=1)
    assert rows()[0].last_error == "sender_lost"
    assert mail.outbox == []


def test_a_mail_that_cannot_be_written_keeps_back_nobody_else(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def render(template: str, context: object) -> str:
        if "sent" in template:
            raise TemplateDoesNotExist(template)
        return "Subject\n\nText"

    monkeypatch.setattr(delivery, "render_to_string", render)
    mine = held(place)
    queue(place, "ros", Kind.SENT, mine.concern)
    queue(place, "ann", Kind.RECEIVED, mine.concern)
    assert deliver() == delivery.Delivered(sent=1, failed=1)


def test_a_sender_overtaken_after_its_lease_does_not_undo_what_the_other_did(
    place: Place,
) -> None:
    """It fails late; meanwhile another took the row and sent it."""
    queue(place, "ros", Kind.SENT, filed(place, "K7QD"))
    with pytest.MonkeyPatch.context() as patch:

        def overtaken(self: EmailMessage) -> int:
            patch.undo()
            let_the_lease_run_out(rows()[0])
            assert deliver().sent == 1
            raise smtplib.SMTPDataError(451, b"try again")

        patch.setattr(EmailMessage, "send", overtaken)
        deliver()

    [row] = rows()
    assert (row.sent_at, row.attempts, row.last_error) == (MONDAY, 2, "")


def test_a_run_sends_no_more_than_it_was_asked_to(place: Place) -> None:
    concern = filed(place, "K7QD")
    for n in range(3):
        queue(place, "ros", Kind.CHANGED, concern, f"v{n}")
    assert delivery.deliver_due(at=MONDAY, worker="w", most=2).sent == 2
    assert deliver().sent == 1
