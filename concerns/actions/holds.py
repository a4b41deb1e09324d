"""Holding a concern back from being erased, and letting it go, which takes two people."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from concerns.actions import _audit, _keepers, _work, approvals, retention_mail
from concerns.actions._scope import engine_scope
from concerns.engine.deadlines import months_later
from concerns.engine.states import State
from concerns.engine.working_days import local_date
from concerns.models import Approval, Concern, Hold, Person, User
from concerns.permissions.refusal import NotAllowed

MOST_MONTHS = 24  # to the next time somebody looks whether it is still needed


class CannotHold(ValueError):
    """The hold cannot be so. The text is fit to show. :param field: what it is about."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


@transaction.atomic
def place(
    *,
    person: Person,
    reference: str,
    kind: str,
    reason: str,
    review_on: date,
    by: User,
    at: datetime,
) -> bool:
    """Keep a concern until two people say otherwise.

    :param person: who places it, and is reminded to look at it again.
    :param kind: a code of `Hold.Kind`. :param reason: read by whoever deals with it.
    :return: False if there is no such concern, or not for them.
    :raises CannotHold: if the day of the review does not fit.
    """
    on = local_date(at)
    _check_review(review_on, on)
    with engine_scope():
        _work.hold_register(person.council_id)
        concern = (
            Concern.objects.select_for_update(of=("self",))
            .filter(council=person.council_id, reference=reference, erased_at__isnull=True)
            .exclude(state=State.DRAFT.value)
            .first()
        )
        if concern is None or not _may(concern, person, by=by, on=on):
            return False
        hold = Hold.objects.create(
            council_id=concern.council_id,
            concern=concern,
            kind=Hold.Kind(kind),
            reason=reason,
            owner=person,
            review_on=review_on,
            placed_by=person,
            placed_at=at,
        )
        _audit.record(
            "hold.place",
            at=at,
            by=by,
            concern=concern,
            person=person,
            hold=hold.pk,
            kind=kind,
            review_on=review_on.isoformat(),
        )
    return True


@transaction.atomic
def find(*, pk: int, person: Person, by: User, at: datetime) -> Hold | None:
    """A live hold, if the concern is there for them."""
    with engine_scope():
        hold = (
            Hold.objects.filter(pk=pk, council=person.council_id, released_at__isnull=True)
            .select_related("concern", "council", "owner")
            .first()
        )
        if hold is None or not _may(hold.concern, person, by=by, on=local_date(at)):
            return None
        return hold


@transaction.atomic
def review(*, hold: Hold, person: Person, review_on: date, by: User, at: datetime) -> None:
    """Say that it is still needed, and when to look again.

    :raises CannotHold: if the day does not fit. :raises NotAllowed: if it is not there for them.
    """
    _check_review(review_on, local_date(at))
    with engine_scope():
        row = _locked(hold, person, by=by, at=at)
        row.review_on = review_on
        row.save(update_fields=["review_on"])
        _audit.record(
            "hold.review",
            at=at,
            by=by,
            concern=row.concern,
            person=person,
            hold=row.pk,
            review_on=review_on.isoformat(),
        )


@transaction.atomic
def ask_release(*, hold: Hold, person: Person, by: User, at: datetime) -> None:
    """Ask that somebody else agrees to let it go.

    :raises NotAllowed: if it is not there for them, or is asked for already.
    """
    with engine_scope():
        row = _locked(hold, person, by=by, at=at)
        approval = approvals.ask(
            kind=Approval.Kind.RELEASE_HOLD,
            council=row.council,
            concern=row.concern,
            row=row.pk,
            by=by,
            at=at,
        )
        retention_mail.tell_waiting(approval, at=at)


@transaction.atomic
def carry_out(approval: Approval, *, by: User, at: datetime) -> None:
    """Release it. `agreeing` calls this.

    :raises NotAllowed: if the concern is not there for whoever agrees.
    """
    assert approval.concern_id is not None
    assert approval.row is not None
    with engine_scope():
        concern = Concern.objects.select_for_update(of=("self",)).get(pk=approval.concern_id)
        person = Person.objects.filter(council=concern.council_id, user=by).first()
        if person is None or concern.pk not in _keepers.theirs([concern], person):
            raise NotAllowed("This is not there.")
        hold = Hold.objects.select_for_update(of=("self",)).get(
            pk=approval.row, concern=concern, released_at__isnull=True
        )
        hold.released_at = at
        hold.save(update_fields=["released_at"])
        _audit.record(
            "hold.release",
            at=at,
            by=by,
            concern=concern,
            hold=hold.pk,
            asked_by=approval.asked_by_id,
        )


def _may(concern: Concern, person: Person, *, by: User, on: date) -> bool:
    return _keepers.may_hold(concern, _keepers.keeper(person, on), by=by, on=on)


def _locked(hold: Hold, person: Person, *, by: User, at: datetime) -> Hold:
    row = (
        Hold.objects.select_for_update(of=("self",))
        .select_related("concern", "council")
        .filter(pk=hold.pk, released_at__isnull=True)
        .first()
    )
    if row is None or not _may(row.concern, person, by=by, on=local_date(at)):
        raise NotAllowed("This hold was released meanwhile.")
    return row


def _check_review(review_on: date, on: date) -> None:
    if not on < review_on <= months_later(on, MOST_MONTHS):
        raise CannotHold(
            "The day to look at it again must be after today, and within two years", "review_on"
        )
