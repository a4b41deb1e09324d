"""Whatever people do to a concern, in whatever order, some things stay true."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concerns.actions import deciding, handling, handover, rerouting
from concerns.actions._scope import engine_scope
from concerns.engine.facts import Event, Nature
from concerns.engine.states import Act, Closing, State, StateForbids
from concerns.middleware import set_user
from concerns.models import AuditEvent, Concern, Grant, Note, Person, Step
from concerns.permissions.refusal import NotAllowed
from tests.examples import examples
from tests.people import NOON, Town, sent, town

pytestmark = pytest.mark.django_db

REFUSALS = (
    NotAllowed,
    StateForbids,
    deciding.ChoiceNeeded,
    deciding.ConsentNeeded,
    deciding.DutiesOutstanding,
    deciding.NoWayOn,
    rerouting.NothingChanged,
)

# Each act as anybody might try it: (concern, person, version) and the rest filled in.
TRIES: dict[Act, Callable[..., object]] = {
    Act.ACKNOWLEDGE: handling.acknowledge,
    Act.ASK: lambda **k: handling.ask(question="When?", **k),
    Act.RESUME: handling.resume_clock,
    Act.NOTE: lambda **k: handling.note(
        kind=Note.Kind.FILE, happened_on=NOON.date(), body="A note.", **k
    ),
    Act.AMEND: lambda **k: rerouting.amend(
        natures=[Nature.CONDUCT],
        written=True,
        code_breach=True,
        reason="Put formally.",
        agreed=True,
        **k,
    ),
    Act.DECLARE_INTEREST: rerouting.declare_interest,
    Act.ADVANCE: lambda **k: deciding.advance(
        event=Event.UNRESOLVED, consented=True, note="Tried.", picked="monitoring_officer", **k
    ),
    Act.REFER: lambda **k: deciding.refer(procedure=None, body="a body", reasons="Better.", **k),
    Act.DECIDE: lambda **k: deciding.decide(outcome=Closing.UPHELD, reasons="Heard.", **k),
    Act.DECLINE: lambda **k: deciding.decline(reasons="Not one for us.", **k),
    Act.CLOSE: lambda **k: deciding.close(
        outcome=Closing.RESOLVED_INFORMALLY, reasons="Settled.", agreed=True, **k
    ),
    Act.WITHDRAW: lambda **k: deciding.withdraw(reasons="Enough.", **k),
    Act.REOPEN: lambda **k: deciding.reopen(reasons="Again.", **k),
}

# Mostly whoever may, so that the story gets somewhere; the others try their luck.
WHO = st.sampled_from(["holder"] * 4 + ["raiser", "subject", "stranger"])
ACTS = st.sampled_from([Act.ACKNOWLEDGE, Act.ACKNOWLEDGE, *sorted(TRIES)])
TRIED = st.lists(st.tuples(ACTS, WHO), min_size=3, max_size=12).map(
    lambda tried: [(Act.ACKNOWLEDGE, "holder"), *tried]
)
ABOUT = st.sampled_from(["councillor", "clerk", "chair", "officer", "monitoring_officer"])


@settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(raised_by=st.sampled_from(["officer", "colleague"]), about=ABOUT, tried=TRIED)
def test_it_stays_with_one_person_who_is_not_its_subject(
    db: None, raised_by: str, about: str, tried: list[tuple[Act, str]]
) -> None:
    if raised_by == about:
        about = "junior"
    sid = transaction.savepoint()
    try:
        place = town("banbury")
        concern = sent(place[raised_by], [place[about]], informal_tried="yes")
        for n, (act, who) in enumerate(tried):
            _try(concern, act, _person(place, concern, who, raised_by, about), n)
            _check(concern, place[about])
        handover.hand_over(council=place.council, at=NOON + timedelta(days=20), by=None)
        _check(concern, place[about])
    finally:
        transaction.savepoint_rollback(sid)


def _person(place: Town, concern: Concern, who: str, raised_by: str, about: str) -> Person:
    if who == "raiser":
        return place[raised_by]
    if who == "subject":
        return place[about]
    with engine_scope():
        step = Step.objects.filter(concern=concern, state__in=["current", "acknowledged"]).first()
    if who == "holder" and step is not None and step.holder is not None:
        return step.holder
    return place["leader"]


def _try(concern: Concern, act: Act, person: Person, n: int) -> None:
    with engine_scope():
        concern.refresh_from_db()
        before = AuditEvent.objects.filter(concern_id=concern.pk).count()
    try:
        TRIES[act](
            concern=concern, by=person.user, at=NOON + timedelta(days=n), version=concern.version
        )
    except REFUSALS:
        return
    with engine_scope():
        assert AuditEvent.objects.filter(concern_id=concern.pk).count() > before


def _check(concern: Concern, subject: Person) -> None:
    with engine_scope():
        concern.refresh_from_db()
        under_way = list(
            Step.objects.filter(concern=concern, state__in=["current", "acknowledged"])
        )
        assert len(under_way) <= 1
        if concern.state in {State.SENT.value, State.IN_HAND.value, State.PAUSED.value}:
            assert len(under_way) == 1
        assert all(step.holder_id != subject.pk for step in under_way)
        live = Grant.objects.filter(concern=concern, ended_at__isnull=True)
        assert not live.filter(user_id=subject.user_id).exists()
        if concern.state == State.SENT.value:
            assert live.filter(capacity="handler").exists()
        assert set(live.values_list("state", flat=True)) == {concern.state}
    set_user(subject.user_id)
    assert not Concern.objects.filter(pk=concern.pk).exists()
    assert not AuditEvent.objects.filter(concern_id=concern.pk).exists()
    set_user(None)
