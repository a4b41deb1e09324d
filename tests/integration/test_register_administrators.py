"""A council is never left without somebody who can keep its register."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection

from concerns.actions import register
from concerns.actions.register import CannotRecord
from concerns.models import Council, Person, User
from concerns.permissions.refusal import NotAllowed
from concerns.selectors import register as selectors
from tests.integration.test_register import add, change
from tests.outbox import committed
from tests.people import NOON

pytestmark = pytest.mark.integration

TODAY = NOON.date()
TOMORROW = TODAY + timedelta(days=1)
NEXT_MONTH = TODAY + timedelta(days=30)


@pytest.fixture
def ada() -> Person:
    """The administrator."""
    council = Council.objects.create(slug="upton", name="Upton", nation="england", tier="parish")
    return add(council, "Ada Lund", is_administrator=True, by=None)


@pytest.fixture
def bea(ada: Person) -> Person:
    return add(ada.council, "Bea Holt", by=ada.user)


@pytest.mark.django_db
def test_the_last_administrator_can_neither_leave_nor_step_down(ada: Person, bea: Person) -> None:
    with pytest.raises(CannotRecord, match="only administrator"):
        register.end_person(person=ada, until=TOMORROW, by=ada.user, at=NOON)
    with pytest.raises(CannotRecord, match="only administrator"):
        change(ada, by=ada.user, is_administrator=False)

    change(bea, by=None, is_administrator=True)
    change(ada, by=ada.user, is_administrator=False)
    assert [p.name for p in selectors.administrators(ada.council, TODAY)] == ["Bea Holt"]


@pytest.mark.django_db
def test_an_administrator_who_leaves_first_does_not_count(ada: Person, bea: Person) -> None:
    change(bea, by=None, is_administrator=True)
    register.end_person(person=bea, until=NEXT_MONTH, by=ada.user, at=NOON)

    with pytest.raises(CannotRecord, match="only administrator"):
        register.end_person(person=ada, until=NEXT_MONTH, by=ada.user, at=NOON)


@pytest.fixture
def upton(request: pytest.FixtureRequest) -> Iterator[Council]:
    """A council that every connection sees."""
    with committed(request):
        yield Council.objects.create(slug="upton", name="Upton", nation="england", tier="parish")


def end_at_the_same_moment(pairs: list[tuple[Person, User]]) -> list[str]:
    """:return: the refusals."""
    start = threading.Barrier(len(pairs))
    refused: list[str] = []

    def end(person: Person, by: User) -> None:
        start.wait()
        try:
            register.end_person(person=person, until=TODAY, by=by, at=NOON)
        except (CannotRecord, NotAllowed) as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=end, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def test_two_administrators_who_end_each_other_at_once_leave_one(upton: Council) -> None:
    ada, bea = (add(upton, name, is_administrator=True, by=None) for name in ("Ada", "Bea"))
    assert len(end_at_the_same_moment([(ada, bea.user), (bea, ada.user)])) == 1
    assert len(selectors.administrators(upton, TODAY)) == 1
