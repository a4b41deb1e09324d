"""Moving a concern along its route, and ending it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from concerns.actions import _routing, _work
from concerns.actions import notifications as post
from concerns.actions._recognising import recognise
from concerns.actions.handling import tell_handlers, tell_raiser
from concerns.engine import journey
from concerns.engine.decision import Decision, StepAhead
from concerns.engine.facts import Event, Matter
from concerns.engine.protocol import DutyWhen, Procedure, Track
from concerns.engine.states import Act, Closing, State, StepState
from concerns.models import Concern, Duty, Note, Step, User
from concerns.models import Decision as Row
from concerns.permissions import steps
from concerns.permissions.refusal import NotAllowed
from concerns.selectors import parts

# What only a decision says: going on by it in another way would pass over the duties before it.
BY_DECISION = frozenset({Event.UPHELD, Event.NOT_UPHELD, Event.REFUSED})
_FINDINGS = frozenset(c.value for c in (Closing.UPHELD, Closing.PARTLY_UPHELD, Closing.NOT_UPHELD))


class DutiesOutstanding(ValueError):
    """The protocol wants something done before the decision. :ivar duties: what."""

    def __init__(self, duties: list[Duty]) -> None:
        self.duties = duties
        super().__init__("The protocol says that these must be done before the decision.")


class ConsentNeeded(ValueError):
    """An informal matter becomes formal, or is settled, only if the raiser agrees."""


class ReplyAwaited(ValueError):
    """Somebody it is about was asked for a reply and still has time to give it."""


class ChoiceNeeded(ValueError):
    """The protocol lets the raiser choose who gets the next step, and they have not."""


class NoWayOn(ValueError):
    """The protocol names no step after this outcome."""


@transaction.atomic
def advance(
    *,
    concern: Concern,
    event: Event,
    consented: bool,
    note: str,
    by: User,
    at: datetime,
    version: int,
    picked: str = "",
) -> None:
    """Go on to the step that follows an outcome such as “not resolved”.

    :param consented: the raiser agrees to make it formal; needed from informal to formal.
    :param note: what was tried, or how they agreed; kept on file.
    :param picked: whom the raiser chose for the next step, where the protocol lets them.
    :raises NoWayOn: if the protocol names no such step. :raises ConsentNeeded: see above.
    :raises ChoiceNeeded: if there is a choice and it was not made.
    """
    with _work.work(concern=concern, act=Act.ADVANCE, by=by, at=at, version=version) as work:
        step = work.need_step()
        _, decision = _routing.latest(work.concern)
        here = journey.step_of(decision, step.key)
        onward = journey.following(decision, step.key, event)
        if onward is None or here is None or event in BY_DECISION:
            raise NoWayOn("The protocol does not say what comes next after that.")
        if journey.is_informal(here) and not consented:
            raise ConsentNeeded("Ask the person who raised it before you make it formal.")
        if note:
            _file_note(work, note)
        _pick(work, onward, picked)
        _finish(step, event.value, at)
        work.set(state=_go_on(work, onward.key).value)
        work.codes.update(event=event.value, step=onward.key, consented=consented)
        tell_raiser(work)


@transaction.atomic
def decide(
    *,
    concern: Concern,
    outcome: Closing,
    reasons: str,
    by: User,
    at: datetime,
    version: int,
    picked: str = "",
    together: bool = False,
    unheard: str = "",
) -> None:
    """Decide the step under way, with reasons. Where the protocol goes on, the concern does too.

    :param outcome: upheld, partly upheld or not upheld. Where an earlier step upheld it and this
        one decides what is done about it, that finding stands: the outcome is the same.
    :param reasons: the raiser reads them, whether it ends here or goes on.
    :param picked: whom the raiser chose for the next step, where the protocol lets them.
    :param together: everybody who has the step agrees, where several have it together.
    :param unheard: why it is decided while a reply is awaited; kept on file.
    :raises ReplyAwaited: without such a reason, while one is awaited.
    :raises DutiesOutstanding: until everything due before the decision is done.
    :raises ChoiceNeeded: if there is a choice and it was not made.
    :raises ConsentNeeded: if several have the step together and do not all agree.
    :raises NotAllowed: at a step that is not there to decide, and for another finding than stands.
    """
    with _work.work(concern=concern, act=Act.DECIDE, by=by, at=at, version=version) as work:
        step = work.need_step()
        _, decision = _routing.latest(work.concern)
        stands = _check_step(work, decision)
        if stands is not None and outcome is not stands:
            raise NotAllowed("An earlier step upheld it. What it found stays as it is.")
        outstanding = duties_before_decision(step)
        if outstanding:
            raise DutiesOutstanding(outstanding)
        if any(row.due_on >= work.today for row in parts.awaited(work.concern) if row.due_on):
            _go_past_reply(work, unheard)
        if has_together(decision, step) and not together:
            raise ConsentNeeded("Everybody who has this step together has to agree on it.")
        onward = journey.following(decision, step.key, event_of(work.concern, outcome))
        # An appeal is the raiser's to ask for; it does not follow by itself.
        ends = onward is None or onward.track is Track.APPEAL
        if onward is not None and not ends:
            _pick(work, onward, picked)
        _finish(step, outcome.value, at, reasons)
        work.codes["outcome"] = outcome.value
        if onward is None or ends:
            _end(work, outcome, reasons)
        else:
            work.set(state=_go_on(work, onward.key).value)
        tell_raiser(work)


@transaction.atomic
def refer(
    *,
    concern: Concern,
    procedure: Procedure | None,
    body: str,
    reasons: str,
    by: User,
    at: datetime,
    version: int,
) -> None:
    """Refer it to a procedure or to a body outside, which deals with it from now on."""
    with _work.work(concern=concern, act=Act.REFER, by=by, at=at, version=version) as work:
        said = f"Referred to {body}. {reasons}".strip()
        _finish(work.step, Closing.REFERRED_OUT.value, at, said)
        work.codes["procedure"] = procedure.value if procedure else "outside"
        _end(work, Closing.REFERRED_OUT, said)
        tell_raiser(work)


@transaction.atomic
def decline(*, concern: Concern, reasons: str, by: User, at: datetime, version: int) -> None:
    """Decline to take it further, with reasons the raiser reads.

    :raises NotAllowed: at a step whose holder does not decide alone, or once it is upheld.
    """
    with _work.work(concern=concern, act=Act.DECLINE, by=by, at=at, version=version) as work:
        _check_step(work, _routing.latest(work.concern)[1])
        _finish(work.step, Closing.DECLINED.value, at, reasons)
        _end(work, Closing.DECLINED, reasons)
        tell_raiser(work)


@transaction.atomic
def close(
    *,
    concern: Concern,
    outcome: Closing,
    reasons: str,
    agreed: bool,
    by: User,
    at: datetime,
    version: int,
) -> None:
    """Close it with an outcome that needs no decision, such as settled informally.

    :param agreed: the raiser says that it is settled. Otherwise whoever received it first could
        end what the raiser wanted decided, even a written grievance that the law does not let wait.
        A request that was dealt with needs no such word.
    :raises ConsentNeeded: for a concern, unless they agreed.
    :raises NotAllowed: once it is upheld and only what will be done is left to decide.
    """
    with _work.work(concern=concern, act=Act.CLOSE, by=by, at=at, version=version) as work:
        if not agreed and work.concern.matter == Matter.CONCERN.value:
            raise ConsentNeeded("Ask the person who raised it whether it is settled.")
        _check_step(work, _routing.latest(work.concern)[1])
        _finish(work.step, outcome.value, at, reasons)
        work.codes["outcome"] = outcome.value
        _end(work, outcome, reasons)
        tell_raiser(work)


@transaction.atomic
def withdraw(*, concern: Concern, reasons: str, by: User, at: datetime, version: int) -> None:
    """Take one's own concern back. It stays on record."""
    with _work.work(concern=concern, act=Act.WITHDRAW, by=by, at=at, version=version) as work:
        _finish(work.step, "withdrawn", at, reasons)
        _end(work, Closing.WITHDRAWN, reasons)
        tell_handlers(work, post.Kind.CLOSED)


@transaction.atomic
def reopen(*, concern: Concern, reasons: str, by: User, at: datetime, version: int) -> None:
    """Open a closed concern again, at the step it had reached, by the route as it is now."""
    with _work.work(concern=concern, act=Act.REOPEN, by=by, at=at, version=version) as work:
        last = Step.objects.filter(concern=work.concern, began_on__isnull=False).latest("pk")
        work.set(closed_at=None, outcome="", outcome_reasons="", state=State.SENT.value)
        work.concern.save(update_fields=["closed_at", "outcome", "outcome_reasons", "state"])
        _file_note(work, reasons)
        state = reroute(work, cause=Row.Cause.REOPENED, key=last.key, reason=reasons)
        work.set(state=state.value)
        tell_raiser(work)


def _go_past_reply(work: _work.Work, why: str) -> None:
    """Deciding before the other side was heard is possible, with a reason that stays."""
    if not why:
        raise ReplyAwaited("A reply is still awaited from the person it is about.")
    _file_note(work, f"Decided before the person it is about replied. {why}")
    work.codes["unheard"] = True


def has_together(decision: Decision, step: Step) -> bool:
    """Whether several people have the step together: none of them decides for the others."""
    ahead = journey.step_of(decision, step.key)
    return ahead is not None and journey.is_joint(ahead) and step.holder_id is None


def _check_step(work: _work.Work, decision: Decision) -> Closing | None:
    """Whether the step under way has a place for the act.

    :return: the finding of an earlier step that stands here, if there is one.
    :raises NotAllowed: if it has no place for it.
    """
    here = journey.step_of(decision, work.step.key) if work.step is not None else None
    if here is None:
        return None
    done = Step.objects.filter(concern=work.concern, state=StepState.DONE.value)
    ended = done.order_by("done_at", "pk").values_list("key", "outcome")
    stands = journey.finding(decision, here.key, ended)
    steps.check(work.act, here, upheld=stands is not None)
    return stands


def duties_before_decision(step: Step) -> list[Duty]:
    """What must still be done before the step can be decided."""
    return list(
        Duty.objects.filter(
            step=step, timing=DutyWhen.BEFORE_DECISION.value, must=True, done_at__isnull=True
        ).order_by("pk")
    )


def reroute(work: _work.Work, *, cause: Row.Cause, key: str, reason: str = "") -> State:
    """Ask the engine again and stand at the same step of the new route.

    Where the same person still has it and had acknowledged it, they need not do so again.

    :param key: the step to stand at. If the new route has no such step, it stands where the
        outcome of the last step that ended leads, and else where it begins.
    """
    concern, old = work.concern, work.step
    if old is not None:
        old.state = StepState.PASSED.value
        old.save(update_fields=["state"])
    recognise(concern, at=work.at, by=work.by)
    decision, roster = _routing.ask(concern, on=work.today)
    row = _routing.keep(
        concern, decision, roster, cause=cause, at=work.at, by=work.by, person=work.person,
        reason=reason,
    )  # fmt: skip
    ahead = (
        journey.step_of(decision, key)
        or _after_last(decision, concern)
        or _first_formal(decision, concern)
    )
    if ahead is None:
        return State.NEEDS_HANDLER
    state = _routing.begin(concern, row, decision, ahead, at=work.at, by=work.by)
    if state is State.NEEDS_HANDLER:
        post.alarm(concern=concern, at=work.at)
        return state
    new = Step.objects.get(decision=row, key=ahead.key)
    if old is not None:
        _routing.carry_over(old, new)
    if old is not None and old.acknowledged_at and new.holder_id == old.holder_id is not None:
        new.state, new.acknowledged_at = StepState.ACKNOWLEDGED.value, old.acknowledged_at
        new.save(update_fields=["state", "acknowledged_at"])
        return State.IN_HAND
    return state


def _first_formal(decision: Decision, concern: Concern) -> StepAhead | None:
    return journey.first_step(decision, informal_done=concern.informal_tried in {"yes", "unsafe"})


def _after_last(decision: Decision, concern: Concern) -> StepAhead | None:
    """Where the last step that ended leads on this route."""
    done = Step.objects.filter(concern=concern, state=StepState.DONE.value)
    last = done.order_by("done_at", "pk").last()
    if last is None:
        return None
    if last.outcome in _FINDINGS:
        return journey.following(decision, last.key, event_of(concern, Closing(last.outcome)))
    told = next((event for event in Event if event.value == last.outcome), None)
    return journey.following(decision, last.key, told) if told is not None else None


def _pick(work: _work.Work, onward: StepAhead, picked: str) -> None:
    """Keep whom the raiser chose for the next step, now or before."""
    options = journey.choices(onward)
    if not options:
        return
    chosen = picked or work.concern.picked.get(onward.key, "")
    if chosen not in options:
        raise ChoiceNeeded(
            "The protocol lets the person who raised it choose who gets it next. Ask them first."
        )
    work.set(picked={**work.concern.picked, onward.key: chosen})


def _go_on(work: _work.Work, key: str) -> State:
    """Begin the next step, by today's roster: somebody may have left since it was sent."""
    work.step = None
    return reroute(work, cause=Row.Cause.OUTCOME, key=key)


def event_of(concern: Concern, outcome: Closing) -> Event:
    """What a decision is to the protocol: the key of what follows it."""
    if outcome in {Closing.UPHELD, Closing.PARTLY_UPHELD}:
        return Event.UPHELD
    return Event.NOT_UPHELD if concern.matter == Matter.CONCERN.value else Event.REFUSED


def _finish(step: Step | None, outcome: str, at: datetime, reasons: str = "") -> None:
    if step is None:
        return
    step.state, step.outcome, step.done_at = StepState.DONE.value, outcome, at
    step.reasons = reasons
    step.save(update_fields=["state", "outcome", "done_at", "reasons"])


def _end(work: _work.Work, outcome: Closing, reasons: str) -> None:
    work.set(
        state=State.CLOSED.value,
        outcome=outcome.value,
        outcome_reasons=reasons,
        closed_at=work.at,
        paused_on=None,
    )
    post.cancel_for(concern=work.concern, at=work.at)


def _file_note(work: _work.Work, body: str) -> None:
    Note.objects.create(
        council_id=work.concern.council_id,
        concern=work.concern,
        author=work.person,
        kind=Note.Kind.FILE,
        happened_on=work.today,
        body=body,
        written_at=work.at,
    )
