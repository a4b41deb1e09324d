"""What one person asks for and a second agrees to (G17)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from concerns.actions import administrators, agreeing, approvals, register
from concerns.actions._scope import engine_scope
from concerns.models import Approval, AuditEvent, Person, User
from concerns.permissions.refusal import NotAllowed
from tests.outbox import committed
from tests.pages import Visitor, text
from tests.people import NOON, Town, sent, town

LATER = NOON + timedelta(days=1)
AGREE = "/c/banbury/second-person/{}/agree/"


@pytest.fixture
def place() -> Town:
    return keeps(town("banbury"))


def keeps(place: Town) -> Town:
    """The clerk keeps the register of it, alone."""
    Person.objects.filter(pk=place["clerk"].pk).update(is_administrator=True)
    return place


def asked(place: Town, who: str = "junior") -> Approval:
    return administrators.ask_for(person=place[who], by=place["clerk"].user, at=NOON)


def is_administrator(person: Person) -> bool:
    return Person.objects.get(pk=person.pk).is_administrator


@pytest.mark.django_db
def test_a_second_person_makes_somebody_an_administrator(place: Town) -> None:
    approval = asked(place)
    assert not is_administrator(place["junior"])

    agreeing.agree(approval=approval, by=place["monitoring_officer"].user, at=LATER)

    assert is_administrator(place["junior"])
    with engine_scope():
        types = set(AuditEvent.objects.values_list("type", flat=True))
    assert {"approval.ask", "approval.agreed", "register.change_person"} <= types


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["clerk", "junior", "councillor"])
def test_nobody_else_can(place: Town, who: str) -> None:
    """Who asked, whom it is about, and who has no say in it."""
    approval = asked(place)
    with pytest.raises(NotAllowed):
        agreeing.agree(approval=approval, by=place[who].user, at=LATER)
    assert not is_administrator(place["junior"])


@pytest.mark.django_db
def test_it_is_settled_once_and_in_time(place: Town) -> None:
    second = place["monitoring_officer"].user
    approval = asked(place)
    approvals.withdraw(approval=approval, by=place["clerk"].user, at=LATER)
    for act in (agreeing.agree, approvals.refuse, approvals.withdraw):
        with pytest.raises(NotAllowed, match="settled meanwhile"):
            act(approval=approval, by=second, at=LATER)

    late = asked(place)
    with pytest.raises(NotAllowed, match="in time"):
        agreeing.agree(approval=late, by=second, at=late.expires_at)
    assert not is_administrator(place["junior"])

    again = administrators.ask_for(
        person=place["junior"], by=place["clerk"].user, at=late.expires_at
    )
    with pytest.raises(NotAllowed, match="asked for already"):
        administrators.ask_for(person=place["junior"], by=place["clerk"].user, at=again.asked_at)


@pytest.mark.django_db
def test_only_who_asked_takes_it_back(place: Town) -> None:
    with pytest.raises(NotAllowed, match="Only the person who asked"):
        approvals.withdraw(approval=asked(place), by=place["monitoring_officer"].user, at=LATER)


@pytest.mark.django_db
def test_no_way_round_makes_one_alone(place: Town) -> None:
    """Adding somebody as one, ticking the box, and bringing back one who had left."""
    by = place["clerk"].user
    junior = place["junior"]
    today = NOON.date()
    ticked = register.change_person(
        person=junior, name=junior.name, kind=junior.kind, job="", group=None, line_manager=None,
        director=None, is_administrator=True, by=by, at=NOON,
    )  # fmt: skip
    added = register.add_person(
        council=place.council, email="new@example.org", name="Nia New", kind=junior.kind,
        active_from=today, is_administrator=True, by=by, at=NOON,
    )  # fmt: skip
    left = place["officer"]
    Person.objects.filter(pk=left.pk).update(
        is_administrator=True, active_to=today - timedelta(days=1)
    )
    back = register.bring_back_person(person=left, by=by, at=NOON)

    assert [is_administrator(who) for who in (ticked, added, back)] == [False] * 3
    assert Approval.objects.filter(kind="administrator", outcome="").count() == 3


RAW = "UPDATE concerns_approval SET outcome = %s, settled_by_id = %s, settled_at = %s"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("outcome", "who", "why"),
    [
        ("agreed", "clerk", "approval_by_a_second_person"),
        ("agreed", "junior", "what is done to them"),
        ("withdrawn", "councillor", "approval_withdrawn_by_whoever_asked"),
    ],
)
def test_the_database_refuses_one_person_for_both_parts(
    place: Town, outcome: str, who: str, why: str
) -> None:
    asked(place)
    with (
        pytest.raises(DatabaseError, match=why),
        transaction.atomic(),
        engine_scope(),
        connection.cursor() as cursor,
    ):
        cursor.execute(RAW, [outcome, place[who].user_id, LATER])


@pytest.mark.django_db
def test_the_database_refuses_to_settle_it_twice_or_late(place: Town) -> None:
    approval = asked(place)
    second = place["monitoring_officer"].user
    with pytest.raises(DatabaseError, match="has expired"), transaction.atomic(), engine_scope():
        Approval.objects.update(outcome="agreed", settled_by=second, settled_at=approval.expires_at)
    approvals.refuse(approval=approval, by=second, at=LATER)
    with pytest.raises(DatabaseError, match="settled once"), transaction.atomic(), engine_scope():
        Approval.objects.update(outcome="agreed", settled_by=second, settled_at=LATER)


@pytest.mark.django_db
def test_the_subject_of_a_concern_agrees_to_nothing_about_it(place: Town) -> None:
    subject = place["monitoring_officer"]
    concern = sent(place["councillor"], [subject])
    approval = approvals.ask(
        kind=Approval.Kind.ERASE, council=place.council, concern=concern,
        by=place["clerk"].user, at=NOON,
    )  # fmt: skip
    with (
        pytest.raises(DatabaseError, match="what is done to them"),
        transaction.atomic(),
        engine_scope(),
    ):
        Approval.objects.update(outcome="agreed", settled_by=subject.user, settled_at=LATER)
    assert not Approval.objects.filter(pk=approval.pk).exists()  # nobody finds it by looking


@pytest.mark.django_db
def test_the_pages_let_the_second_person_agree(place: Town) -> None:
    approval = asked(place)
    clerk, second = Visitor(place["clerk"]), Visitor(place["monitoring_officer"])
    assert "You asked for this" in text(clerk.get("/c/banbury/second-person/"))
    assert clerk.post(AGREE.format(approval.pk)).status_code == 200  # refused, on the form
    assert not is_administrator(place["junior"])

    page = text(second.get("/c/banbury/second-person/"))
    assert f"Make {place['junior'].name} an administrator?" in page
    assert second.post(AGREE.format(approval.pk)).status_code == 302
    assert is_administrator(place["junior"])
    assert Visitor(place["councillor"]).get("/c/banbury/second-person/").status_code == 403


def test_withdrawn_and_agreed_at_once_is_one_of_them(request: pytest.FixtureRequest) -> None:
    """Fifty races: never carried out after it was withdrawn (OpenWhistle's four-eyes race)."""
    with committed(request):
        place = keeps(town("banbury"))
        by, second = place["clerk"].user, place["monitoring_officer"].user
        with ThreadPoolExecutor(2) as both:
            for _ in range(50):
                Person.objects.filter(pk=place["junior"].pk).update(is_administrator=False)
                approval = asked(place)
                results = [
                    both.submit(settle, act, approval, who)
                    for act, who in ((approvals.withdraw, by), (agreeing.agree, second))
                ]
                won = [one.result() for one in results]
                assert won.count(True) == 1
                outcome = Approval.objects.get(pk=approval.pk).outcome
                assert is_administrator(place["junior"]) == (outcome == "agreed")


def settle(act: object, approval: Approval, by: User) -> bool:
    assert callable(act)
    try:
        act(approval=approval, by=by, at=LATER)
    except NotAllowed:
        return False
    finally:
        connection.close()
    return True
