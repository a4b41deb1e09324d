"""The everyday work of whoever has a concern: take it on, ask, note, write, do a duty."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from concerns.actions import _audit, _grants, _routing, _work
from concerns.actions import notifications as post
from concerns.actions._scope import engine_scope
from concerns.actions._work import Stale as Stale
from concerns.engine import journey
from concerns.engine.deadlines import Receipt, resume
from concerns.engine.states import Act, Capacity, State, StepState
from concerns.engine.working_days import local_date
from concerns.models import Concern, Duty, Message, Note, Step, User
from concerns.permissions import concerns as checks
from concerns.permissions.refusal import NotAllowed

# Of the step under way; and of a step that is done, for what is to be done after the decision.
_DUTIES_AT = {StepState.CURRENT.value, StepState.ACKNOWLEDGED.value, StepState.DONE.value}


@transaction.atomic
def acknowledge(*, concern: Concern, by: User, at: datetime, version: int) -> None:
    """Take a concern on.

    Of several who could, whoever acknowledges has it and the others leave it; a panel keeps it
    together.
    """
    with _work.work(concern=concern, act=Act.ACKNOWLEDGE, by=by, at=at, version=version) as work:
        step = work.need_step()
        step.state = StepState.ACKNOWLEDGED.value
        step.acknowledged_at = at
        step.office = _office_of(work) or step.office
        if not _is_joint(work.concern, step):
            step.holder = work.person
            _leave_to(work)
        step.save(update_fields=["state", "acknowledged_at", "holder", "office"])
        work.set(state=State.IN_HAND.value)
        tell_raiser(work)


def _is_joint(concern: Concern, step: Step) -> bool:
    _, decision = _routing.latest(concern)
    ahead = journey.step_of(decision, step.key)
    return ahead is not None and journey.is_joint(ahead) and step.holder is None


def _leave_to(work: _work.Work) -> None:
    """The others who could have taken it no longer see it."""
    left = _grants.end(
        concern=work.concern,
        at=work.at,
        by=work.by,
        capacity=Capacity.HANDLER,
        but=[work.person],
    )
    for person in left:
        post.cancel_for(concern=work.concern, user=person.user, at=work.at)


@transaction.atomic
def ask(*, concern: Concern, question: str, by: User, at: datetime, version: int) -> None:
    """Ask the raiser for information. The clock stands still until it comes."""
    with _work.work(concern=concern, act=Act.ASK, by=by, at=at, version=version) as work:
        _write(work, question, is_question=True)
        work.set(state=State.PAUSED.value, paused_on=work.today)
        post.queue(
            kind=post.Kind.QUESTION,
            concern=work.concern,
            user=work.concern.raiser.user,
            at=at,
            discriminator=f"v{work.concern.version}",
        )


@transaction.atomic
def resume_clock(
    *, concern: Concern, by: User, at: datetime, version: int, answer: str = ""
) -> None:
    """Start the clock again: the raiser answered, or the handler goes on without.

    The due date moves by the days the clock stood still, and the receipt says so.
    """
    with _work.work(concern=concern, act=Act.RESUME, by=by, at=at, version=version) as work:
        if answer:
            _write(work, answer, is_question=False)
        step = work.need_step()
        paused_on = work.concern.paused_on or work.today
        if step.receipt:
            receipt = resume(
                Receipt.from_dict(step.receipt),
                paused_on,
                work.today,
                _routing.council_calendar(work.concern, paused_on),
                reason="Waiting for information",
            )
            step.receipt = receipt.as_dict()
            step.due_on = receipt.due_on
        if step.state == StepState.CURRENT.value:
            step.state = StepState.ACKNOWLEDGED.value
            step.acknowledged_at = at
        step.save(update_fields=["receipt", "due_on", "state", "acknowledged_at"])
        work.set(state=State.IN_HAND.value, paused_on=None)
        if not work.mine.handles:
            tell_handlers(work, post.Kind.ANSWERED)
        else:
            tell_raiser(work)


@transaction.atomic
def message(
    *, concern: Concern, body: str, by: User, at: datetime, token: UUID | None = None
) -> None:
    """Write to the other side: the raiser to the handler, or the handler to the raiser.

    Sending one form a second time, as by a double click, changes nothing.

    :param token: of the form it was written in.
    """
    with engine_scope():
        _work.hold_register(concern.council_id)
        Concern.objects.select_for_update(of=("self",)).get(pk=concern.pk)
        of_form = Message.objects.filter(concern=concern, token=token, sender__user=by)
        if token and (first := of_form.first()) is not None:
            if first.body == body:
                return
            token = None  # the form was gone back to and changed: another message
    with _work.work(concern=concern, act=Act.MESSAGE, by=by, at=at, version=None) as work:
        _write(work, body, is_question=False, token=token)
        if work.mine.handles:
            tell_raiser(work)
        else:
            tell_handlers(work, post.Kind.ANSWERED)


@transaction.atomic
def note(
    *,
    concern: Concern,
    kind: Note.Kind,
    happened_on: date,
    body: str,
    by: User,
    at: datetime,
    version: int,
) -> None:
    """Put a dated note on file: an informal attempt, or something to remember."""
    with _work.work(concern=concern, act=Act.NOTE, by=by, at=at, version=version) as work:
        Note.objects.create(
            council_id=work.concern.council_id,
            concern=work.concern,
            author=work.person,
            kind=kind,
            happened_on=happened_on,
            body=body,
            written_at=at,
        )
        work.codes["kind"] = str(kind)


@transaction.atomic
def record_duty(
    *, concern: Concern, duty: int, note: str, by: User, at: datetime, version: int
) -> None:
    """Record that somebody was informed or consulted, or reasons were given.

    :param duty: the id of a duty of the step under way, or of one that was decided.
    :raises NotAllowed: if it is done already, or of no such step.
    """
    with _work.work(concern=concern, act=Act.RECORD_DUTY, by=by, at=at, version=version) as work:
        row = Duty.objects.filter(pk=duty, concern=work.concern).select_related("step").first()
        if row is None or row.step.state not in _DUTIES_AT:
            raise NotAllowed("That duty is not part of the step that is under way.")
        if row.done_at is not None:
            raise NotAllowed("That duty is already recorded as done.")
        row.done_at, row.done_by, row.note = at, work.person, note
        row.save(update_fields=["done_at", "done_by", "note"])
        work.codes["duty"] = row.pk


@transaction.atomic
def deny_interest(*, concern: Concern, by: User, at: datetime) -> None:
    """Record that whoever has the concern says they have no interest in it.

    :raises NotAllowed: for anybody who does not have it.
    """
    with engine_scope():
        if not checks.sight(user=by, concern=concern, on=local_date(at)).handles:
            raise NotAllowed("Only the person dealing with it can do that.")
        _audit.record("concern.no_interest", at=at, by=by, concern=concern)


def tell_raiser(work: _work.Work) -> None:
    """The raiser is told that something changed, not what."""
    post.queue(
        kind=post.Kind.CHANGED,
        concern=work.concern,
        user=work.concern.raiser.user,
        at=work.at,
        discriminator=f"v{work.concern.version}",
    )


def tell_handlers(work: _work.Work, kind: post.Kind) -> None:
    """Whoever has the concern is told that there is something to read."""
    handlers = checks.live(on=work.today, capacity=Capacity.HANDLER).filter(concern=work.concern)
    for grant in handlers.select_related("user"):
        post.queue(
            kind=kind,
            concern=work.concern,
            user=grant.user,
            at=work.at,
            discriminator=f"v{work.concern.version}",
        )


def _office_of(work: _work.Work) -> str:
    """The office by which the person acting has it; of several takers each has their own."""
    grant = _grants.handlers(work.concern).filter(person=work.person).first()
    return grant.office if grant else ""


def _write(work: _work.Work, body: str, *, is_question: bool, token: UUID | None = None) -> None:
    Message.objects.create(
        council_id=work.concern.council_id,
        concern=work.concern,
        sender=work.person,
        body=body,
        is_question=is_question,
        sent_at=work.at,
        token=token,
    )
