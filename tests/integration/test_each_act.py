"""Every act in every state for every capacity, through the actions: what is not listed is refused.

The table of states says what is listed; here each action itself is asked, whatever it does before
or after it asks the table.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction

from concerns.actions import deciding, handling, rerouting, sending
from concerns.engine.facts import Event, Nature
from concerns.engine.protocol import Procedure
from concerns.engine.states import TRANSITIONS, Act, Capacity, Closing, State, StateForbids
from concerns.models import AuditEvent, Concern, Grant, Note, Person
from concerns.permissions.refusal import NotAllowed
from tests.faults import size
from tests.outbox import change, everything, grant
from tests.people import NOON, Town, draft, sent, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration, pytest.mark.faults]

WORDS = "Because."
DOES: Mapping[Act, Callable[..., Any]] = {
    Act.SEND: lambda version, **who: sending.send(seen="", **who),
    Act.ACKNOWLEDGE: handling.acknowledge,
    Act.ASK: lambda **who: handling.ask(question=WORDS, **who),
    Act.RESUME: lambda **who: handling.resume_clock(answer=WORDS, **who),
    Act.NOTE: lambda **who: handling.note(
        kind=Note.Kind.FILE, happened_on=NOON.date(), body=WORDS, **who
    ),
    Act.AMEND: lambda **who: rerouting.amend(
        natures=[Nature.OTHER], written=True, code_breach=False, reason=WORDS, agreed=True, **who
    ),
    Act.DECLARE_INTEREST: rerouting.declare_interest,
    Act.RECORD_DUTY: lambda **who: handling.record_duty(duty=0, note=WORDS, **who),
    Act.ADVANCE: lambda **who: deciding.advance(
        event=Event.UNRESOLVED, consented=True, note=WORDS, **who
    ),
    Act.REFER: lambda **who: deciding.refer(
        procedure=Procedure.GRIEVANCE, body=WORDS, reasons=WORDS, **who
    ),
    Act.DECIDE: lambda **who: deciding.decide(outcome=Closing.UPHELD, reasons=WORDS, **who),
    Act.DECLINE: lambda **who: deciding.decline(reasons=WORDS, **who),
    Act.CLOSE: lambda **who: deciding.close(
        outcome=Closing.RESOLVED_INFORMALLY, reasons=WORDS, agreed=True, **who
    ),
    Act.WITHDRAW: lambda **who: deciding.withdraw(reasons=WORDS, **who),
    Act.REOPEN: lambda **who: deciding.reopen(reasons=WORDS, **who),
    Act.MESSAGE: lambda version, **who: handling.message(body=WORDS, **who),
}
# The portal's own; and what is done with a file, which has tests of its own (test_evidence).
NO_ACTION = {Act.HAND_OVER, Act.ADD_EVIDENCE, Act.REMOVE_EVIDENCE}
# None is a stranger. Those who only look on may do nothing whatever the state.
AS: tuple[Capacity | None, ...] = (Capacity.RAISER, Capacity.HANDLER, None)
if size.WHOLE:
    AS = (*Capacity, None)
IN = {
    State.PAUSED: {"paused_on": NOON.date()},
    State.CLOSED: {"closed_at": NOON, "outcome": Closing.UPHELD.value},
}


def test_every_act_has_its_action() -> None:
    assert set(DOES) == set(Act) - NO_ACTION


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def concern_in(state: State, place: Town) -> Concern:
    raiser, about = place["councillor"], [place["junior"]]
    if state is State.DRAFT:
        return draft(raiser, about)
    concern = sent(raiser, about)
    change(concern, state=state.value, **IN.get(state, {}))
    with everything():
        Grant.objects.filter(concern=concern, ended_at=None).update(state=state.value)
        concern.refresh_from_db()
    return concern


def stands(concern: Concern) -> tuple[Any, ...]:
    """What an act would have changed."""
    with everything():
        row = Concern.objects.values("state", "version", "outcome").get(pk=concern.pk)
        return (*row.values(), AuditEvent.objects.count(), Note.objects.count())


@pytest.mark.parametrize("state", list(State))
def test_what_is_not_listed_is_refused_and_changes_nothing(
    state: State, record_property: Callable[[str, object], None]
) -> None:
    place = town("banbury")
    concern, who = concern_in(state, place), place["colleague"]
    before, asked, refused = stands(concern), 0, 0
    for act, capacity in itertools.product(DOES, AS):
        row = TRANSITIONS.get((act, state))
        listed = row is not None and capacity in row.who
        with undone():
            if capacity is not None:
                grant(concern, who, capacity.value)
            unchanged = stands(concern)
            said = outcome(act, concern, who)
            if listed:
                assert not _is_refusal(said), (act, capacity, said)
                continue
            asked += 1
            refused += _is_refusal(said) and stands(concern) == unchanged
            assert _is_refusal(said), (act, capacity, said)
    record_property("promise", "G3")
    record_property("figure", f"{state}: {refused} of {asked} unlisted acts refused")
    assert asked == refused > 10 * len(AS)
    assert stands(concern) == before


def outcome(act: Act, concern: Concern, who: Person) -> Exception | None:
    """What the action answers somebody who sends its form, forged or not."""
    held = Concern(pk=concern.pk, council_id=concern.council_id, version=concern.version)
    try:
        with transaction.atomic():
            DOES[act](concern=held, by=who.user, at=NOON, version=concern.version)
    except ValueError as other:  # what the act itself wants, once it may be done
        return other
    except NotAllowed as refusal:
        return refusal
    return None


def _is_refusal(said: Exception | None) -> bool:
    """Refused for who asks, or for the state; not for what the act itself would want."""
    if isinstance(said, NotAllowed):
        return str(said).startswith("Only the person ")
    return isinstance(said, StateForbids)
