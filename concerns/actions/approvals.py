"""Asking for a grave act, and settling what was asked for. `agreeing` carries it out."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from concerns.actions import _audit, approval_mail
from concerns.actions._scope import engine_scope
from concerns.engine.working_days import local_date
from concerns.models import Approval, Concern, Council, Person, User
from concerns.permissions import approvals as permissions
from concerns.permissions.refusal import NotAllowed
from concerns.selectors import register

STANDS_FOR = timedelta(days=14)  # after that it has to be asked for anew


@transaction.atomic
def ask(
    *,
    kind: Approval.Kind,
    council: Council,
    by: User,
    at: datetime,
    person: Person | None = None,
    concern: Concern | None = None,
    row: int | None = None,
) -> Approval:
    """Ask that somebody else agrees to a grave act, and tell those who could.

    Whether `by` may ask for it is for the action that calls this to say: it depends on the act.

    :param person: whom it is done to. :param concern: what it is about.
    :param row: the id of another row that it is about.
    :raises NotAllowed: if it is asked for already, or by whom it is done to.
    """
    if person is not None and person.user_id == by.pk:
        raise NotAllowed("This is about you, so somebody else has to ask for it.")
    with engine_scope():
        _let_expired_go(council, at=at)
        try:
            with transaction.atomic():
                approval = Approval.objects.create(
                    council=council,
                    kind=kind,
                    person=person,
                    concern=concern,
                    row=row,
                    asked_by=by,
                    asked_at=at,
                    expires_at=at + STANDS_FOR,
                )
        except IntegrityError as error:
            name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
            if name != "one_approval_waits_for_it":
                raise
            raise NotAllowed("This has been asked for already and waits for somebody.") from error
        _record("ask", approval, by=by, at=at)
        approval_mail.tell_waiting(approval, at=at)
    return approval


@transaction.atomic
def agree(*, approval: Approval, by: User, at: datetime) -> Approval:
    """Agree as the second person. Only `agreeing` calls this, which carries it out as well.

    :return: the approval, locked until the transaction ends.
    :raises NotAllowed: if it is settled or too old, or they may not agree to it.
    """
    with engine_scope():
        approval = _locked(approval)
        on = local_date(at)
        person = register.person_of(user=by, council_slug=approval.council.slug, on=on)
        held = register.offices_held([person.pk], on)[person.pk] if person else []
        permissions.check_can_agree(approval=approval, person=person, held=held, at=at)
        return _settle(approval, Approval.Outcome.AGREED, by=by, at=at)


@transaction.atomic
def refuse(*, approval: Approval, by: User, at: datetime) -> None:
    """Say no, which takes whoever could have agreed.

    :raises NotAllowed: if it is settled or too old, or they may not.
    """
    with engine_scope():
        approval = _locked(approval)
        on = local_date(at)
        person = register.person_of(user=by, council_slug=approval.council.slug, on=on)
        held = register.offices_held([person.pk], on)[person.pk] if person else []
        permissions.check_can_agree(approval=approval, person=person, held=held, at=at)
        _settle(approval, Approval.Outcome.REFUSED, by=by, at=at)


@transaction.atomic
def withdraw(*, approval: Approval, by: User, at: datetime) -> None:
    """Take back what one asked for oneself.

    :raises NotAllowed: if it is settled or too old, or another asked for it.
    """
    with engine_scope():
        approval = _locked(approval)
        permissions.check_can_withdraw(approval=approval, user=by, at=at)
        _settle(approval, Approval.Outcome.WITHDRAWN, by=by, at=at)


def _locked(approval: Approval) -> Approval:
    """The row as it is now; two who settle it at once wait for each other."""
    return (
        Approval.objects.select_for_update(of=("self",))
        .select_related("council", "person__user", "asked_by")
        .get(pk=approval.pk)
    )


def _settle(approval: Approval, outcome: Approval.Outcome, *, by: User, at: datetime) -> Approval:
    approval.outcome = outcome
    approval.settled_by = by
    approval.settled_at = at
    approval.save(update_fields=["outcome", "settled_by", "settled_at"])
    _record(outcome.value, approval, by=by, at=at)
    return approval


def _let_expired_go(council: Council, *, at: datetime) -> None:
    """What nobody agreed to in time makes room for its like, as if taken back."""
    for old in Approval.objects.filter(council=council, outcome="", expires_at__lte=at):
        _settle(old, Approval.Outcome.WITHDRAWN, by=old.asked_by, at=at)


def _record(act: str, approval: Approval, *, by: User, at: datetime) -> None:
    _audit.record(
        f"approval.{act}",
        at=at,
        by=by,
        council=approval.council,
        concern=approval.concern,
        person=approval.person,
        kind=approval.kind,
        approval=approval.pk,
        row=approval.row,
    )
