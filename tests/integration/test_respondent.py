"""The right of reply: what a handler shares, what the person it is about sees of it and answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from concerns.actions import answering, deciding, handling, reply_reminders, sharing
from concerns.actions._scope import engine_scope
from concerns.engine.deadlines import Receipt
from concerns.engine.states import Closing, StateForbids
from concerns.middleware import set_user
from concerns.models import (
    AuditEvent,
    Concern,
    Decision,
    Duty,
    Evidence,
    Grant,
    Message,
    Note,
    PartMessage,
    Party,
    Person,
    Share,
    SharedFile,
    Step,
)
from concerns.permissions.refusal import NotAllowed
from concerns.selectors import parts
from tests.files import PICTURE, added, clean
from tests.outbox import rows
from tests.pages import Visitor, text
from tests.people import NOON, Town, sent, town
from tests.sharing import FRIDAY, TOLD, handler, now, shared

pytestmark = pytest.mark.django_db

CANARY = "Zanzibar"  # in every word that is not the respondent's
REPLY = "I raised my voice because the alarm rang."


@pytest.fixture
def place() -> Town:
    return town("banbury")


@pytest.fixture
def concern(place: Town) -> Concern:
    """About two people, in hand with whom it went to, with words of everybody on it."""
    about = [place["junior"], place["officer"]]
    concern = sent(place["councillor"], about, what_happened=f"{CANARY} was said.")
    clerk = handler(concern)
    handling.acknowledge(concern=concern, by=clerk.user, at=NOON, version=concern.version)
    handling.message(concern=concern, body=f"{CANARY}?", by=place["councillor"].user, at=NOON)
    handling.note(
        concern=now(concern), kind=Note.Kind.FILE, happened_on=NOON.date(), body=f"{CANARY}!",
        by=clerk.user, at=NOON, version=now(concern).version,
    )  # fmt: skip
    return now(concern)


def part(who: Person, concern: Concern) -> parts.Part | None:
    set_user(who.user_id)
    return parts.mine(user=who.user, reference=concern.reference, on=NOON.date())


def reply(row: Share, who: Person, body: str = REPLY, *, at: datetime = NOON) -> None:
    answering.reply(
        concern=now(row.concern), share=row.pk, body=body, by=who.user, at=at, token=uuid4()
    )


# ---------------------------------------------------------------- shared, seen, replied, read


def test_a_handler_shares_the_subject_replies_and_the_handler_reads_it(
    place: Town, concern: Concern
) -> None:
    subject, clerk = Visitor(place["junior"]), Visitor(handler(concern))
    assert subject.get(f"/concerns/{concern.reference}/").status_code == 404
    form = {
        "version": str(concern.version), "person": str(place["junior"].pk), "told": TOLD,
        "asks": "yes", "due_on_day": "12", "due_on_month": "6", "due_on_year": "2026",
        "support": "Your union.",
    }  # fmt: skip
    path = f"/concerns/{concern.reference}/do/share/"
    before = text(clerk.post(path, **form))
    assert TOLD in before
    assert "You are asked to reply by 12 June 2026." in before
    assert "Nobody can take this back." in before
    assert subject.get(f"/concerns/{concern.reference}/").status_code == 404
    assert clerk.post(path, **form, confirm="yes").status_code == 302

    said = text(subject.get(f"/concerns/{concern.reference}/"))
    for words in (TOLD, "Your union.", "You are asked to reply by 12 June 2026."):
        assert words in said
    (row,) = part(place["junior"], concern).shares  # type: ignore[union-attr]
    there = f"/concerns/{concern.reference}/part/reply/{row.pk}/"
    assert TOLD in text(subject.get(there))
    token = str(uuid4())
    assert "Enter your reply" in text(subject.post(there, body=" ", token=token))
    for _ in range(2):  # a double click
        assert subject.post(there, body=REPLY, token=token).status_code == 302
    assert REPLY in text(subject.get(f"/concerns/{concern.reference}/"))
    late = subject.post(there, body="Something else.", token=str(uuid4()))
    assert late.status_code == 409
    assert "Something else." in text(late)

    read = text(clerk.get(f"/concerns/{concern.reference}/respondents/"))
    assert REPLY in read
    case = text(clerk.get(f"/concerns/{concern.reference}/"))
    assert "Told on 1 June 2026. Replied on 1 June 2026" in case
    timeline = text(clerk.get(f"/concerns/{concern.reference}/timeline/"))
    assert "The person it is about replied" in timeline


def test_what_the_subject_sees_is_theirs_alone(place: Town, concern: Concern) -> None:
    """No word of the raiser, the handlers, the route or another subject, nor that there is one."""
    mine = shared(concern, place["junior"])
    theirs = shared(concern, place["officer"], told=f"{CANARY} to you.")
    reply(theirs, place["officer"], f"{CANARY}: not so.")
    subject = Visitor(place["junior"])
    base = f"/concerns/{concern.reference}/"
    pages = (
        base,
        f"{base}part/reply/{mine.pk}/",
        f"{base}part/write/",
        f"{base}part/evidence/add/",
    )
    for path in (*pages, "/", "/concerns/", "/queue/", "/reviews/"):
        answer = subject.get(path)
        assert answer.status_code == 200, path
        hidden = (CANARY, place["councillor"].name, place["officer"].name, "in hand", "Step ")
        assert not [each for each in hidden if each in text(answer)], path
    for path in ("route", "messages", "timeline", "evidence", "access", "respondents"):
        assert subject.get(f"{base}{path}/").status_code == 404, path
    for act in ("note", "reply", "share", "correspond", "decide"):
        assert subject.get(f"{base}do/{act}/").status_code == 404, act
    assert subject.get(f"{base}part/reply/{theirs.pk}/").status_code == 404
    assert subject.post(f"{base}part/reply/{theirs.pk}/", body="x").status_code == 404


def test_a_page_of_their_part_runs_few_queries(place: Town, concern: Concern) -> None:
    shared(concern, place["junior"])
    assert Visitor(place["junior"]).queries(f"/concerns/{concern.reference}/") <= 13
    assert Visitor(handler(concern)).queries(f"/concerns/{concern.reference}/respondents/") <= 13


# ---------------------------------------------------------------- the database by itself

HIDDEN = (Concern, Message, Note, Party, Decision, Step, Duty, AuditEvent)


def test_the_database_shows_a_respondent_their_own_rows_and_none_of_the_concern(
    place: Town, concern: Concern
) -> None:
    file = clean(concern, handler(concern))
    other = clean(now(concern), handler(concern), PICTURE)
    shared(concern, place["junior"], files=[file.public_id])
    theirs = shared(concern, place["officer"], files=[other.public_id])
    reply(theirs, place["officer"])
    own = added(now(concern), place["junior"])
    set_user(place["junior"].user_id)
    for model in HIDDEN:
        assert not model._base_manager.exists(), model.__name__
    assert [row.person_id for row in Share.objects.all()] == [place["junior"].pk]
    assert [row.evidence_id for row in SharedFile.objects.all()] == [file.pk]
    assert not PartMessage.objects.exists()
    assert set(Evidence.objects.values_list("pk", flat=True)) == {file.pk, own.pk}
    # The control: with an open scope all of it is there.
    with engine_scope():
        for model in (*HIDDEN, PartMessage):
            assert model._base_manager.exists() or model is Duty, model.__name__


def test_the_raiser_sees_nothing_of_it(place: Town, concern: Concern) -> None:
    reply(shared(concern, place["junior"]), place["junior"])
    added(now(concern), place["junior"])
    set_user(place["councillor"].user_id)
    for model in (Share, SharedFile, PartMessage, Evidence):
        assert not model._base_manager.exists(), model.__name__
    raiser = Visitor(place["councillor"])
    for path in ("", "timeline/", "messages/", "evidence/"):
        said = text(raiser.get(f"/concerns/{concern.reference}/{path}"))
        assert REPLY not in said
        assert "replied" not in said
        assert "File added" not in said


def test_the_database_refuses_a_share_with_anybody_else(place: Town, concern: Concern) -> None:
    with pytest.raises(sharing.CannotShare):
        shared(concern, place["colleague"])
    row = shared(concern, place["junior"])
    for wrong in (
        {"person": place["colleague"]},
        {"due_on": date(2026, 6, 1)},
        {"replied_at": None, "shared_at": NOON + timedelta(days=1)},
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), engine_scope():
            Share.objects.filter(pk=row.pk).update(**wrong)
    given = pytest.raises(DatabaseError, match="cannot be given it")
    with given, transaction.atomic(), engine_scope():
        grants = Grant.objects.filter(concern=concern, person=place["junior"])
        grants.update(capacity="handler")


def test_a_file_of_another_concern_cannot_be_put_in(place: Town, concern: Concern) -> None:
    other = sent(place["councillor"], [place["junior"]])
    file = clean(other, place["councillor"])
    with pytest.raises(sharing.CannotShare):
        shared(concern, place["junior"], files=[file.public_id])
    row = shared(concern, place["junior"])
    with pytest.raises(DatabaseError), transaction.atomic(), engine_scope():
        _put_in(row, file)


def _put_in(row: Share, file: Evidence) -> None:
    SharedFile.objects.create(
        council_id=row.council_id,
        concern_id=row.concern_id,
        person_id=row.person_id,
        share=row,
        evidence=file,
    )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


# ---------------------------------------------------------------- files and messages


def test_files_go_both_ways_and_no_further(place: Town, concern: Concern) -> None:
    shown = clean(concern, handler(concern))
    kept = clean(now(concern), handler(concern), PICTURE)
    shared(concern, place["junior"], files=[shown.public_id])
    subject, clerk = Visitor(place["junior"]), Visitor(handler(concern))
    base = f"/concerns/{concern.reference}"
    assert (
        subject.get(f"{base}/part/evidence/{shown.public_id}/").content == b"It was said at noon."
    )
    assert subject.get(f"{base}/part/evidence/{kept.public_id}/").status_code == 404
    assert subject.get(f"{base}/evidence/{shown.public_id}/").status_code == 404
    mine = clean(now(concern), place["junior"])
    assert mine.side == "respondent"
    assert clerk.get(f"{base}/evidence/{mine.public_id}/").status_code == 200
    assert subject.get(f"{base}/part/evidence/{mine.public_id}/").status_code == 200
    others = Visitor(place["officer"]), Visitor(place["councillor"])
    for stranger in others:
        for page in ("part/evidence", "evidence"):
            assert stranger.get(f"{base}/{page}/{mine.public_id}/").status_code == 404


def test_a_thread_of_their_own(place: Town, concern: Concern) -> None:
    shared(concern, place["junior"])
    shared(concern, place["officer"])
    subject, clerk = Visitor(place["junior"]), Visitor(handler(concern))
    base = f"/concerns/{concern.reference}"
    assert subject.post(f"{base}/part/write/", body="May I have longer?").status_code == 302
    assert "May I have longer?" in text(clerk.get(f"{base}/respondents/"))
    token = str(uuid4())
    answer = {"person": str(place["junior"].pk), "body": "You may.", "token": token}
    for _ in range(2):
        version = str(now(concern).version)
        assert clerk.post(f"{base}/do/correspond/", version=version, **answer).status_code == 302
    assert text(subject.get(f"{base}/")).count("You may.") == 1
    for stranger in (place["officer"], place["councillor"]):
        said = text(Visitor(stranger).get(f"{base}/"))
        assert "May I have longer?" not in said
        assert "You may." not in said


# ---------------------------------------------------------------- the clock


def test_the_date_has_a_receipt_and_can_only_be_put_back(place: Town, concern: Concern) -> None:
    for day in (date(2026, 6, 1), date(2026, 6, 13)):  # today; a Saturday
        with pytest.raises(sharing.NoSuchDay):
            shared(concern, place["junior"], due_on=day)
    row = shared(concern, place["junior"])
    receipt = Receipt.from_dict(row.receipt or {})
    assert (receipt.n, receipt.due_on, sum(day.counted for day in receipt.days)) == (9, FRIDAY, 9)
    by = handler(concern).user
    with pytest.raises(sharing.NoSuchDay):
        _later(row, date(2026, 6, 11), by)
    _later(row, date(2026, 6, 16), by)
    row = _again(row)
    (move,) = Receipt.from_dict(row.receipt or {}).moves
    assert (row.due_on, move.n, move.was_due) == (date(2026, 6, 16), 2, FRIDAY)


def _later(row: Share, day: date, by: Any) -> None:
    concern = now(row.concern)
    sharing.give_time(
        concern=concern, share=row.pk, due_on=day, by=by, at=NOON, version=concern.version
    )


def _again(row: Share) -> Share:
    with engine_scope():
        return Share.objects.select_related("concern__council").get(pk=row.pk)


def _swept(day: int) -> list[tuple[str, int]]:
    before = len(rows())
    for _ in range(2):  # a second sweep adds none
        reply_reminders.sweep(at=datetime(2026, 6, day, 11, tzinfo=UTC))
    return [(row.kind, row.user_id) for row in rows()[before:]]


def test_they_are_reminded_before_it_is_due_and_the_handler_once_it_is_past(
    place: Town, concern: Concern
) -> None:
    row = shared(concern, place["junior"])
    subject, clerk = place["junior"].user_id, handler(concern).user_id
    assert _swept(9) == []
    assert _swept(10) == [("reply_due", subject)]
    assert _swept(11) == []
    assert _swept(12) == [("reply_due", subject)]
    assert _swept(13) == []  # a Saturday
    assert _swept(15) == [("reply_late", clerk)]
    assert _swept(22) == []
    at = datetime(2026, 6, 22, 11, tzinfo=UTC)
    late = rows(kind="reply_late")[0]
    with engine_scope():
        assert reply_reminders.stands(late, at=at)
    reply(row, place["junior"], at=at)
    with engine_scope():
        assert not reply_reminders.stands(late, at=at)


def test_closing_ends_the_clock_and_the_outcome_is_told_by_a_further_share(
    place: Town, concern: Concern
) -> None:
    row = shared(concern, place["junior"])
    concern = now(concern)
    deciding.close(
        concern=concern,
        outcome=Closing.RESOLVED_INFORMALLY,
        reasons=f"{CANARY} agreed.",
        agreed=True,
        by=handler(concern).user,
        at=NOON,
        version=concern.version,
    )
    assert _again(row).ended_at == NOON
    assert _swept(12) == []
    with pytest.raises((NotAllowed, StateForbids)):
        reply(row, place["junior"])
    subject = Visitor(place["junior"])
    said = text(subject.get(f"/concerns/{concern.reference}/"))
    assert "No reply is awaited any more" in said
    assert CANARY not in said
    with pytest.raises(sharing.CannotShare):
        shared(concern, place["junior"])
    shared(concern, place["junior"], told="It was settled.", due_on=None)
    assert "It was settled." in text(subject.get(f"/concerns/{concern.reference}/"))


def test_a_decision_before_the_reply_asks_why(place: Town, concern: Concern) -> None:
    shared(concern, place["junior"])
    clerk = Visitor(handler(concern))
    path = f"/concerns/{concern.reference}/do/decide/"
    first = text(clerk.get(path))
    assert "has until 12 June 2026 to reply" in first
    assert "Why do you decide before they have replied?" in text(clerk.get(path, anyway="yes"))
    concern = now(concern)
    decision: dict[str, Any] = {
        "concern": concern, "outcome": Closing.NOT_UPHELD, "reasons": "Nothing in it.",
        "by": handler(concern).user, "at": NOON, "version": concern.version, "together": True,
    }  # fmt: skip
    with pytest.raises(deciding.ReplyAwaited):
        deciding.decide(**decision)
    deciding.decide(**decision, unheard="They are away for a year.")
    with engine_scope():
        note = Note.objects.filter(concern=concern).latest("pk")
        decided = AuditEvent.objects.filter(type="concern.decide").latest("pk")
    assert "They are away for a year." in note.body
    assert decided.data["unheard"] is True


def test_mail_about_it_goes_to_whose_it_is(place: Town, concern: Concern) -> None:
    before = len(rows())
    row = shared(concern, place["junior"])
    reply(row, place["junior"])
    told = {(each.kind, each.user_id) for each in rows()[before:]}
    assert told == {
        ("shared", place["junior"].user_id),
        ("changed", place["councillor"].user_id),
        ("answered", handler(concern).user_id),
    }


@pytest.fixture(autouse=True)
def nobody_in_particular() -> Iterator[None]:
    yield
    set_user(None)
