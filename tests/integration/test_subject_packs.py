"""The pack once it is made, and the mail about a request."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from concerns.actions import keeping, subject_mail, subject_packs
from concerns.actions._evidence import store
from concerns.actions._scope import engine_scope
from concerns.models import Person, SubjectPack, SubjectRequest
from tests import copies
from tests.outbox import rows
from tests.people import NOON, Town, town

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Town:
    return town("banbury")


@pytest.fixture
def officer(place: Town) -> Person:
    return place["monitoring_officer"]


@pytest.fixture
def request_(place: Town, officer: Person) -> SubjectRequest:
    return copies.recorded(place["officer"], officer)


def made(request: SubjectRequest, officer: Person) -> SubjectPack:
    copies.all_given(request, officer)
    copies.agreed(request)
    subject_packs.make(request=request, person=officer, by=officer.user, at=NOON)
    pack = subject_packs.of(request=request, person=officer)
    assert pack is not None
    return pack


def test_it_is_kept_while_it_counts_and_taken_away_after(
    request_: SubjectRequest, officer: Person, monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: object,
) -> None:  # fmt: skip
    pack = made(request_, officer)
    monkeypatch.setattr(keeping, "A_DAY", -1)
    keeping.sweep()
    assert store().holds(pack.kept_as)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert subject_packs.remove_old(at=NOON + timedelta(days=8)) == 1
    assert not store().holds(pack.kept_as)
    with pytest.raises(subject_packs.Gone):
        subject_packs.download(request=request_, person=officer, by=officer.user, at=NOON)


def test_nobody_gets_the_others(request_: SubjectRequest, officer: Person) -> None:
    made(request_, officer)
    second = request_.second
    with pytest.raises(subject_packs.Gone):
        subject_packs.download(request=request_, person=second, by=second.user, at=NOON)


def test_whoever_answers_it_is_reminded_a_week_before_and_once_late(
    request_: SubjectRequest, officer: Person
) -> None:
    told = {}
    for day in (21, 22, 23, 29, 30):
        subject_mail.remind(at=datetime(2026, 6, day, 9, tzinfo=UTC))
        told[day] = [row.user_id for row in rows(kind="subject_due")]
    assert request_.due_on.isoformat() == "2026-06-29"
    assert [len(told[day]) for day in (21, 22, 23, 29, 30)] == [0, 1, 1, 1, 2]
    assert set(told[30]) == {officer.user_id}


def test_nobody_is_reminded_of_what_was_given(request_: SubjectRequest, officer: Person) -> None:
    made(request_, officer)
    assert subject_mail.remind(at=datetime(2026, 6, 30, 9, tzinfo=UTC)) == 0


def test_only_the_second_person_is_told_that_it_waits(
    request_: SubjectRequest, officer: Person
) -> None:
    copies.all_given(request_, officer)
    copies.agreed(request_)
    assert [row.user_id for row in rows(kind="subject_waiting")] == [request_.second.user_id]
    assert not rows(kind="approval_waiting")
    (row,) = rows(kind="subject_waiting")
    with engine_scope():
        assert not subject_mail.stands(row, at=NOON)  # it is settled by now
