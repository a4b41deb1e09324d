"""Who may see a concern: the rule itself, in both its forms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from concerns.actions import deciding, handling
from concerns.engine.states import Act, Capacity, State
from concerns.models import Concern, Person
from concerns.permissions import concerns as rule
from concerns.permissions.concerns import OF_OFFICE, Look, Sight, may
from concerns.permissions.refusal import NotAllowed
from concerns.selectors import cases, concerns, queue, standing
from tests import people
from tests.faults import size
from tests.outbox import (
    MONDAY,
    Place,
    change,
    everything,
    filed,
    grant,
    held,
    name,
    northam,
    unguarded,
)
from tests.pages import Visitor

pytestmark = pytest.mark.django_db

TODAY = MONDAY.date()


@pytest.fixture
def place() -> Place:
    return northam()


def seen(who: Person, concern: Concern) -> Sight:
    """In what capacities they see it; both forms of the rule have to say the same."""
    who.user.refresh_from_db()
    with everything():
        one = rule.sight(user=who.user, concern=concern, on=TODAY)
        listed = rule.live(on=TODAY).filter(user=who.user, concern=concern)
        assert rule.sight_of(listed.values_list("capacity", flat=True)) == one
        for capacity in Capacity:
            of_it = rule.live(on=TODAY, user=who.user, capacity=capacity).filter(concern=concern)
            assert of_it.exists() == (capacity in one.capacities)
    return one


@pytest.mark.parametrize("capacity", list(Capacity))
class TestACapacity:
    def test_is_had_by_whom_a_live_grant_names(self, place: Place, capacity: Capacity) -> None:
        concern = filed(place, "K7QD")
        grant(concern, place["dot"], capacity.value)
        assert seen(place["dot"], concern) == Sight(frozenset({capacity}))
        assert seen(place["cyd"], concern) == rule.NOTHING

    def test_ends_with_its_grant(self, place: Place, capacity: Capacity) -> None:
        concern = filed(place, "K7QD")
        change(grant(concern, place["dot"], capacity.value), ended_at=MONDAY)
        assert seen(place["dot"], concern) == rule.NOTHING

    def test_ends_with_the_place_on_the_register_unless_it_is_their_own(
        self, place: Place, capacity: Capacity
    ) -> None:
        """Else whoever keeps the register could take a grievance from the person who raised it."""
        concern = filed(place, "K7QD")
        grant(concern, place["dot"], capacity.value)
        change(place["dot"], active_to=TODAY + timedelta(days=1))
        assert seen(place["dot"], concern).knows
        change(place["dot"], active_to=TODAY)
        assert seen(place["dot"], concern).knows == (capacity not in OF_OFFICE)

    def test_has_not_begun_before_the_place_on_the_register_has(
        self, place: Place, capacity: Capacity
    ) -> None:
        concern = filed(place, "K7QD")
        grant(concern, place["dot"], capacity.value)
        change(place["dot"], active_from=TODAY + timedelta(days=1))
        assert seen(place["dot"], concern).knows == (capacity not in OF_OFFICE)

    def test_is_nobodys_whose_account_is_closed(self, place: Place, capacity: Capacity) -> None:
        concern = filed(place, "K7QD")
        grant(concern, place["dot"], capacity.value)
        change(place["dot"].user, is_active=False)
        assert seen(place["dot"], concern) == rule.NOTHING

    def test_of_an_office_is_never_had_in_what_is_about_oneself(
        self, place: Place, capacity: Capacity
    ) -> None:
        """Even where the database, whose trigger refuses such a grant, failed to."""
        concern = filed(place, "K7QD")
        with unguarded("concerns_grant", "no_subject_handles"):
            grant(concern, place["sam"], capacity.value)
        assert seen(place["sam"], concern).knows == (capacity not in OF_OFFICE)


def test_the_other_entry_of_the_subject_has_no_capacity_either(place: Place) -> None:
    """One account on two registers: what is said of one entry is said of the person."""
    elsewhere = northam("southam")
    concern = filed(elsewhere, "K7QD", about=None)
    change(place["sam"], user=elsewhere["sam"].user)
    with unguarded("concerns_grant", "no_subject_handles"):
        grant(concern, elsewhere["sam"])
        name(filed(place, "OTHR"), place["dot"], "witness")
    assert seen(elsewhere["sam"], concern).handles
    with unguarded("concerns_party", "no_handler_as_subject"):
        name(concern, elsewhere["sam"])
    assert not seen(elsewhere["sam"], concern).handles


def test_every_list_and_count_loses_it_together(place: Place) -> None:
    held(place)
    ann = place["ann"].user

    def counted() -> list[int]:
        with everything():
            return [
                concerns.visible_to(ann, TODAY).count(),
                queue.handled_by(ann, TODAY).count(),
                queue.listed(ann, queue.Wanted(), today=TODAY, soon=TODAY).count(),
                queue.counts(ann, today=TODAY, soon=TODAY)[queue.List.OPEN],
                int(queue.handles_anything(ann, TODAY)),
                int(standing.of(ann, TODAY).handles),
                int(cases.find(user=ann, reference="K7QD", on=TODAY) is not None),
            ]

    assert counted() == [1] * 7
    change(place["ann"], active_to=TODAY)
    assert counted() == [0] * 7


def test_no_act_is_left_to_somebody_who_left(place: Place) -> None:
    step = held(place)
    change(place["ann"], active_to=TODAY)
    by, concern = place["ann"].user, step.concern
    with everything():
        assert not may(user=by, act=Look.KNOW, concern=concern, at=MONDAY)
        assert not may(user=by, act=Act.ACKNOWLEDGE, concern=concern, at=MONDAY)
    with pytest.raises(NotAllowed):
        handling.acknowledge(concern=concern, by=by, at=MONDAY, version=1)
    with pytest.raises(NotAllowed):
        handling.deny_interest(concern=concern, by=by, at=MONDAY)
    with pytest.raises(NotAllowed):
        deciding.decline(concern=concern, reasons="No.", by=by, at=MONDAY, version=1)


def test_looking_is_not_reading() -> None:
    told = Sight(frozenset({Capacity.INFORMED}))
    assert told.may(Look.KNOW, State.SENT)
    assert not told.may(Look.READ, State.SENT)
    assert not rule.NOTHING.may(Look.KNOW, State.SENT)


@pytest.mark.faults
@pytest.mark.parametrize("lost", ["grant", "register", "account"])
def test_a_role_taken_away_counts_at_the_next_request(
    lost: str, record_property: Callable[[str, object], None]
) -> None:
    """Somebody reads it, the role goes, and the very next request finds nothing."""
    tries = size.of(100, few=5)
    banbury = people.town("banbury")
    concern = people.sent(banbury["councillor"], [banbury["junior"]])
    with everything():
        own = concern.grants.select_related("person__user").get(capacity="handler")
    row, gone, back = {
        "grant": (own, {"ended_at": people.NOON}, {"ended_at": None}),
        "register": (own.person, {"active_to": people.NOON.date()}, {"active_to": None}),
        "account": (own.person.user, {"is_active": False}, {"is_active": True}),
    }[lost]
    visitor, there = Visitor(own.person), f"/concerns/{concern.reference}/"
    refused = 0
    for _ in range(tries):
        assert visitor.get(there).status_code == 200
        assert concern.reference in visitor.get("/queue/").content.decode()
        change(row, **gone)
        refused += visitor.get(there).status_code == (302 if lost == "account" else 404)
        assert concern.reference not in visitor.get("/queue/").content.decode()
        change(row, **back)
        visitor.client.force_login(own.person.user)
    record_property("promise", "G3")
    record_property("figure", f"{lost} taken away: next request refused {refused} of {tries}")
    assert refused == tries
