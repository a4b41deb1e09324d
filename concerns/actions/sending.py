"""Sending a concern: what its author saw is what happens, once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from concerns.actions import _grants, _routing, _work, appeals, witnesses
from concerns.actions import notifications as post
from concerns.actions._recognising import recognise
from concerns.actions._scope import engine_scope
from concerns.engine import journey
from concerns.engine.decision import Decision, Outcome, StepAhead
from concerns.engine.states import Act, Capacity, State, Withholding
from concerns.engine.working_days import local_date
from concerns.models import Concern, Party, Protocol, User
from concerns.models import Decision as Row
from concerns.selectors import concerns, protocols


@dataclass(frozen=True, slots=True)
class Preview:
    """Where a concern would go if it were sent now.

    :param first: the step it would begin with; None if it cannot be sent here.
    :param dates: when that step would be due.
    :param fingerprint: changes when the steps or the people who have them change.
    """

    decision: Decision
    protocol: Protocol
    first: StepAhead | None
    dates: _routing.Dates | None
    fingerprint: str


class NoProtocol(ValueError):
    """The council has adopted no protocol that is in force on the day."""


class NotFinished(ValueError):
    """Questions are still to be answered. :ivar missing: which."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        self.missing = missing
        super().__init__("Some questions still need an answer.")


class NotHere(ValueError):
    """The law sends this to a body outside, which the portal cannot write to."""


class RouteChanged(ValueError):
    """The route is no longer the one its author saw. :ivar preview: the route now."""

    def __init__(self, preview: Preview) -> None:
        self.preview = preview
        super().__init__("Where it will go has changed since you looked.")


def preview(*, concern: Concern, at: datetime, subjects: Sequence[Party] | None = None) -> Preview:
    """Where the draft would go if it were sent now. Changes nothing.

    :param subjects: whom it is about, where the caller has just read them.
    :raises NoProtocol: if no version is in force.
    """
    on = local_date(at)
    day, protocol = concern.received_on or on, concern.protocol
    if protocol is None or not protocols.holds(protocol, day):
        protocol = protocols.in_force(concern.council, day)
    if protocol is None:
        raise NoProtocol("This council has no protocol in force yet.")
    if subjects is None:
        with engine_scope():
            subjects = concerns.subjects(concern)
    concern.protocol = protocol
    decision, _ = _routing.ask(concern, on=on, subjects=subjects)
    first = _first(concern, decision)
    dates = _routing.dates(concern, first, on, first=True) if first is not None else None
    return Preview(decision, protocol, first, dates, fingerprint(decision))


def fingerprint(decision: Decision) -> str:
    """A short mark of the steps and of the people who have them."""
    seen = [(step.key, [(r.office.value, r.people) for r in step.to]) for step in decision.steps]
    text = json.dumps([decision.outcome.value, decision.rule, seen])
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def missing(concern: Concern) -> tuple[str, ...]:
    """The questions without which a concern cannot be sent."""
    wanting = []
    if not appeals.still_stands(concern):
        wanting.append("request")
    if not concern.what_happened.strip():
        wanting.append("what")
    if concern.matter == "concern":
        if "person" not in concern.answered and concern.about_kind != "nobody":
            wanting.append("person")
        if not concern.natures:
            wanting.append("nature")
        if concern.written is None:
            wanting.append("written")
        if concern.code_breach is None and _about_councillor(concern):
            wanting.append("code")
    return tuple(wanting)


@transaction.atomic
def send(*, concern: Concern, seen: str, by: User, at: datetime) -> Concern:
    """Send a draft to whoever the protocol names.

    Sending a second time finds the first: nothing is sent twice.

    :param seen: the fingerprint of the route its author was shown.
    :raises NotFinished, NotHere, NoProtocol: if it cannot be sent.
    :raises RouteChanged: if the route is not the one that was seen; nothing is sent.
    """
    with engine_scope():
        _work.hold_register(concern.council_id)
        held = Concern.objects.select_for_update(of=("self",)).get(pk=concern.pk)
        if held.state != State.DRAFT.value and _is_author(held, by):
            return held
    with _work.work(concern=concern, act=Act.SEND, by=by, at=at, version=None) as work:
        draft = work.concern
        wanting = missing(draft)
        if wanting:
            raise NotFinished(wanting)
        now = preview(concern=draft, at=at)
        if now.decision.outcome is Outcome.NOT_HERE:
            raise NotHere(now.decision.notices[0].text if now.decision.notices else "")
        if now.fingerprint != seen:
            raise RouteChanged(now)
        work.set(
            protocol=now.protocol,
            received_on=draft.received_on or work.today,
            sent_at=at,
            state=State.SENT.value,
            withholding=Withholding.ASKED.value if draft.withhold_grounds else "",
        )
        draft.save(update_fields=["protocol", "received_on", "sent_at", "state", "withholding"])
        _grant_raiser(draft, by=by, at=at)
        _keep_names(draft)
        recognise(draft, at=at, by=by)
        witnesses.date_offices(draft, work.today)
        appeals.bring_along(draft)
        decision, roster = _routing.ask(draft, on=work.today)
        row = _routing.keep(
            draft, decision, roster, cause=Row.Cause.SENT, at=at, by=by, person=work.person
        )
        state = _begin(draft, row, decision, at=at, by=by)
        work.set(state=state.value)
        if state is State.NEEDS_HANDLER:
            post.alarm(concern=draft, at=at)
        kind = post.Kind.FILED if draft.filed_by_id is not None else post.Kind.SENT
        post.queue(kind=kind, concern=draft, user=draft.raiser.user, at=at)
    return concern


def _begin(draft: Concern, row: Row, decision: Decision, *, at: datetime, by: User) -> State:
    first = _first(draft, decision)
    if first is None or decision.outcome is Outcome.NEEDS_HANDLER:
        return State.NEEDS_HANDLER
    return _routing.begin(draft, row, decision, first, at=at, by=by)


def _first(concern: Concern, decision: Decision) -> StepAhead | None:
    informal_done = concern.informal_tried in {"yes", "unsafe"}
    return journey.first_step(decision, informal_done=informal_done)


def _keep_names(draft: Concern) -> None:
    """What everybody named is called today; whom it is about must not change with a name."""
    for party in Party.objects.filter(concern=draft, person__isnull=False).select_related("person"):
        party.filed_as = party.person.name if party.person else ""
        party.save(update_fields=["filed_as"])


def _grant_raiser(draft: Concern, *, by: User, at: datetime) -> None:
    """The person whose concern it is sees it; somebody who typed it for them no longer does."""
    if draft.filed_by is None:
        return
    _grants.end(concern=draft, at=at, by=by, capacity=Capacity.RAISER, people=[draft.filed_by])
    _grants.give(
        concern=draft,
        person=draft.raiser,
        capacity=Capacity.RAISER,
        reason="It is their concern; somebody filed it for them.",
        at=at,
        by=by,
    )


def _is_author(concern: Concern, user: User) -> bool:
    people = {concern.raiser.user_id}
    if concern.filed_by is not None:
        people.add(concern.filed_by.user_id)
    return user.pk in people


def _about_councillor(concern: Concern) -> bool:
    return Party.objects.filter(
        concern=concern, role=Party.Role.SUBJECT, kind="councillor"
    ).exists()
