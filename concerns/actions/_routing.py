"""Asking the engine and keeping its answer. Inside an engine scope, from actions only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from concerns.actions import _audit, _grants
from concerns.actions import notifications as post
from concerns.engine import journey
from concerns.engine import protocol as words
from concerns.engine.deadlines import Receipt, due_date
from concerns.engine.decision import Decision, StepAhead
from concerns.engine.facts import Event, Facts, Matter, Nature, Party
from concerns.engine.offices import Kind, Office
from concerns.engine.plain import plain, unplain
from concerns.engine.roster import Roster
from concerns.engine.routing import route
from concerns.engine.states import Capacity, State, StepState
from concerns.engine.working_days import Calendar, local_date
from concerns.models import Concern, Duty, Interest, Person, Step, User
from concerns.models import Decision as Row
from concerns.models import Party as PartyRow
from concerns.protocols.calendars import calendar_for
from concerns.protocols.loader import law
from concerns.selectors import concerns, protocols, refusals, register, times

Closures = Sequence[tuple[date, str]]

YEARS_AHEAD = 2  # how far the calendar of a due date reaches


def ask(
    concern: Concern, *, on: date, subjects: Sequence[PartyRow] | None = None
) -> tuple[Decision, Roster]:
    """What the engine says now, by the concern's own version of the protocol.

    :param subjects: whom it is about, where the caller has just read them.
    """
    if concern.protocol is None:
        raise ValueError("a concern without a protocol cannot be routed")
    protocol = protocols.engine_protocol(concern.protocol)
    if subjects is None:
        subjects = concerns.subjects(concern)
    interests: list[int] = []
    if concern.state != State.DRAFT.value:  # nobody knows of a draft who could declare one
        declared = Interest.objects.filter(concern=concern)
        interests.extend(declared.values_list("person_id", flat=True))
    if concern.appeal_of_id is not None:  # whichever office they hold by now
        interests.extend(refusals.refused_by(concern.appeal_of_id))
    roster = register.roster(
        council=concern.council,
        protocol=protocol,
        parties_people=[],
        loaded=[concern.raiser, *(row.person for row in subjects if row.person is not None)],
        on=on,
        interests=interests,
        named=[row.name for row in subjects if row.name and row.role == PartyRow.Role.SUBJECT],
        called=[row.filed_as for row in subjects if row.role == PartyRow.Role.SUBJECT],
    )
    facts = _facts(concern, subjects, roster, protocol)
    return route(facts, protocol, roster, on, law()), roster


def _facts(
    concern: Concern, subjects: Sequence[PartyRow], roster: Roster, protocol: words.Protocol
) -> Facts:
    """What the engine may look at, from the concern's answers."""
    raiser = str(concern.raiser_id)
    return Facts(
        matter=Matter(concern.matter),
        raised_by=(Party(raiser, Kind(concern.raiser.kind), roster.held_by(raiser)),),
        about=tuple(
            Party(
                str(row.person_id) if row.person_id else None,
                Kind(row.kind),
                protocol.same_seats(Office(code) for code in row.offices),
                row.former,
            )
            for row in subjects
        ),
        natures=frozenset(Nature(code) for code in concern.natures),
        written=bool(concern.written),
        code_breach=bool(concern.code_breach),
        event=Event(concern.event),
        decider=Office(concern.decider) if concern.decider else None,
        months_since_last=concern.months_since_last,
    )


def latest(concern: Concern) -> tuple[Row, Decision]:
    """The decision the concern follows now."""
    row = Row.objects.filter(concern=concern).order_by("-n").first()
    if row is None:
        raise ValueError("the concern has no decision")
    return row, unplain(row.answer, Decision)


def keep(
    concern: Concern,
    decision: Decision,
    roster: Roster,
    *,
    cause: Row.Cause,
    at: datetime,
    by: User | None,
    person: Person | None,
    reason: str = "",
) -> Row:
    """Store a decision with its steps, all waiting; earlier waiting steps are passed."""
    Step.objects.filter(concern=concern, state=StepState.WAITING.value).update(
        state=StepState.PASSED.value
    )
    row = Row.objects.create(
        council_id=concern.council_id,
        concern=concern,
        n=Row.objects.filter(concern=concern).count() + 1,
        cause=cause,
        answer=plain(decision),
        roster=plain(roster),
        digest=decision.digest,
        engine=decision.engine,
        reason=reason,
        made_at=at,
        made_by=person,
    )
    Step.objects.bulk_create(
        Step(
            council_id=concern.council_id,
            concern=concern,
            decision=row,
            n=ahead.n,
            key=ahead.key,
            capacity=ahead.capacity.value,
            state=StepState.WAITING.value,
        )
        for ahead in decision.steps
    )
    _audit.record(
        "concern.route",
        at=at,
        by=by,
        concern=concern,
        decision=row.pk,
        outcome=decision.outcome.value,
        rule=decision.rule,
        cause=str(cause),
    )
    return row


def begin(
    concern: Concern,
    row: Row,
    decision: Decision,
    ahead: StepAhead,
    *,
    at: datetime,
    by: User | None,
) -> State:
    """Put a step under way: its holders, its dates, its duties, the grants and the post.

    :return: the state the concern is in now; the caller saves it.
    """
    today = local_date(at)
    step = Step.objects.get(decision=row, key=ahead.key)
    takers = journey.takers(decision, ahead, concern.picked.get(ahead.key))
    people = {
        str(p.pk): p
        for p in Person.objects.filter(
            pk__in=[int(person) for person, _ in takers], council_id=concern.council_id
        )
    }
    only = people[takers[0][0]] if len(takers) == 1 else None
    step.state = StepState.CURRENT.value
    step.began_on = today
    step.office = takers[0][1] if takers else ""
    step.holder = only
    _set_dates(step, ahead, concern, today, first=row.n == 1)
    step.save(
        update_fields=[
            "state", "began_on", "office", "holder",
            "acknowledge_by", "due_on", "due_source", "receipt",
        ]
    )  # fmt: skip
    _set_duties(concern, step, ahead)
    left = _grants.end(
        concern=concern, at=at, by=by, capacity=Capacity.HANDLER, but=people.values()
    )
    for person in left:
        post.cancel_for(concern=concern, user=person.user, at=at)
    for person_id, office in takers:
        person = people[person_id]
        _grants.give(
            concern=concern,
            person=person,
            capacity=Capacity.HANDLER,
            reason=f"The route gives step {ahead.n} to the office of {office}.",
            office=office,
            at=at,
            by=by,
        )
        post.queue(
            kind=post.Kind.RECEIVED,
            concern=concern,
            user=person.user,
            at=at,
            discriminator=f"step{step.pk}",
        )
    return State.SENT if takers else State.NEEDS_HANDLER


@dataclass(frozen=True, slots=True)
class Dates:
    """When a step is due. :param source: whose limit `receipt` is; empty where nothing says."""

    acknowledge_by: date | None
    receipt: Receipt | None
    source: str

    @property
    def due_on(self) -> date | None:
        return self.receipt.due_on if self.receipt else None


def council_calendar(concern: Concern, on: date, closures: Closures | None = None) -> Calendar:
    """The council's working days around a date."""
    if closures is None:
        closures = times.times_of(concern.council_id).closures
    return calendar_for(
        words.Nation(concern.council.nation), on.year, on.year + YEARS_AHEAD, closures
    )


def dates(concern: Concern, ahead: StepAhead, today: date, *, first: bool) -> Dates:
    """Dates from the protocol's own limits; else from the council's local standards.

    :param first: the step is the one the concern begins with; the council's own times then run
        from the day it reached the council, and for a later step from the day that step began.
    """
    own = times.times_of(concern.council_id)
    calendar = council_calendar(concern, today, own.closures)
    received = concern.received_on or today

    def reckon(whats: tuple[words.LimitOf, ...]) -> tuple[Receipt | None, str]:
        for limit in ahead.limits:
            if limit.what in whats:
                start = received if limit.start is words.LimitStart.RECEIVED else today
                return due_date(start, limit.n, limit.unit, calendar), limit.source.value
        for what in whats:
            if what in own.standards:
                n, unit = own.standards[what]
                start = received if first else today
                return due_date(start, n, unit, calendar), words.Source.LOCAL.value
        return None, ""

    acknowledge, _ = reckon((words.LimitOf.ACKNOWLEDGE,))
    receipt, source = reckon((words.LimitOf.DECIDE, words.LimitOf.REPLY))
    return Dates(acknowledge.due_on if acknowledge else None, receipt, source)


def carry_over(old: Step, new: Step) -> None:
    """The same step with somebody else: its dates stand, and what was done for it stays done.

    Otherwise a change of the register, made and taken back, would put a date off for ever.

    :param old: as it was before; it has been passed.
    """
    if old.key != new.key:
        return
    kept = ("began_on", "acknowledge_by", "due_on", "due_source", "receipt")
    for name in kept:
        setattr(new, name, getattr(old, name))
    new.save(update_fields=list(kept))
    fresh = list(Duty.objects.filter(step=new, done_at__isnull=True))
    for was in Duty.objects.filter(step=old, done_at__isnull=False).order_by("pk"):
        same = next((duty for duty in fresh if _same_duty(duty, was)), None)
        if same is None:
            continue
        fresh.remove(same)
        same.done_at, same.done_by, same.note = was.done_at, was.done_by, was.note
        same.save(update_fields=["done_at", "done_by", "note"])


def _same_duty(one: Duty, other: Duty) -> bool:
    """Whether the same thing is to be done towards the same person."""
    asked = ("kind", "timing", "office", "person_id", "text")
    return all(getattr(one, name) == getattr(other, name) for name in asked)


def _set_dates(step: Step, ahead: StepAhead, concern: Concern, today: date, *, first: bool) -> None:
    found = dates(concern, ahead, today, first=first)
    step.acknowledge_by = found.acknowledge_by
    step.due_source = found.source
    step.due_on = found.due_on
    step.receipt = found.receipt.as_dict() if found.receipt else None


def _set_duties(concern: Concern, step: Step, ahead: StepAhead) -> None:
    rows = []
    for duty in ahead.duties:
        clause = duty.clauses[0].id if duty.clauses else ""
        shared = {
            "council_id": concern.council_id,
            "concern": concern,
            "step": step,
            "kind": duty.kind.value,
            "timing": duty.when.value,
            "text": duty.text,
            "clause": clause,
            "must": duty.force is words.Force.MUST,
        }
        if not duty.who:
            rows.append(Duty(**shared))
        for who in duty.who:
            holders = who.people or (None,)
            rows.extend(
                Duty(
                    **shared,
                    office=who.office.value,
                    title=who.title,
                    person_id=int(person) if person else None,
                )
                for person in holders
            )
    Duty.objects.bulk_create(rows)
