"""Answering somebody's request for a copy of what is held about them (security 5.9).

Whoever runs one reads what they have no grant on, one item at a time, and each opening is on record
with the request. What is in a concern that names them is the second person's to decide; of neither
they nor anybody else learns here that there is such a thing.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from concerns.actions import _audit, _held, _named, _subject, approvals, subject_mail
from concerns.actions._scope import engine_scope
from concerns.engine.deadlines import months_later
from concerns.engine.working_days import local_date
from concerns.models import Approval, Concern, Council, Person, SubjectItem, SubjectRequest, User
from concerns.permissions import subject_requests as permissions
from concerns.permissions.refusal import NotAllowed
from concerns.selectors import register
from concerns.selectors.called import may_be_one

logger = logging.getLogger(__name__)


class CannotRun(ValueError):
    """It cannot be recorded so. The text is fit to show. :param field: what it is about."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


# ---------------------------------------------------------------- recording


@transaction.atomic
def record(
    *, about: Person, received_on: date, asked: str, by: User, at: datetime
) -> SubjectRequest:
    """Record a request, gather what is held, and draw the second person.

    :param about: who asks. :param received_on: the day it reached the council.
    :raises NotAllowed: if `by` may not run one, it is their own, or nobody else could agree.
    :raises CannotRun: if the day is still to come.
    """
    on = local_date(at)
    if received_on > on:
        raise CannotRun("The day it was received must be today or in the past", "received_on")
    runner = _runner(about.council, by=by, on=on)
    if may_be_one(runner, about):
        raise NotAllowed("This is your own request, so somebody else has to answer it.")
    with engine_scope():
        pieces = _held.gather(about, until=at)
        hidden = {p.concern for p in pieces} & _named.concerns_naming(runner)
        second = _draw(runner, about, hidden, on=on)
        request = SubjectRequest(
            council=about.council,
            about=about,
            run_by=runner,
            second=second,
            received_on=received_on,
            due_on=months_later(received_on, 1),
            asked=asked,
            recorded_at=at,
        )
        request.save()
        _add(request, pieces, at=at)
        _subject.record("record", request, by=by, at=at)
    return request


def _runner(council: Council, *, by: User, on: date) -> Person:
    person = register.person_of(user=by, council_slug=council.slug, on=on)
    held = register.offices_held([person.pk], on)[person.pk] if person is not None else ()
    permissions.check_can_run(person=person, held=held)
    assert person is not None
    return person


def _draw(runner: Person, about: Person, hidden: set[int | None], *, on: date) -> Person:
    """Somebody who can agree, by lot: from who it is nobody learns why it is not another.

    Never who is named together with the runner, as long as there is anybody else.
    """
    could = [
        person
        for person, held in register.everybody(about.council, on)
        if permissions.may_be_second(person=person, held=held)
        and not may_be_one(person, about)
        and not may_be_one(person, runner)
        and person.user.is_active
    ]
    if not could:
        raise NotAllowed(
            "Nobody else could agree to what you decide. Somebody has to become an administrator,"
            " or hold the office of monitoring officer, clerk or chief executive, first."
        )
    free = [person for person in could if not hidden & _named.concerns_naming(person)]
    return secrets.choice(free or could)


def _add(request: SubjectRequest, pieces: Sequence[_held.Piece], *, at: datetime) -> set[int]:
    """Put what is not yet in it into the request, each in the hands of whoever may read it.

    :return: into whose hands something new came, by id.
    """
    there = {
        (item.kind, item.row, item.concern_id)
        for item in SubjectItem.objects.filter(request=request)
    }
    not_for = {
        person.pk: _named.concerns_naming(person) for person in (request.run_by, request.second)
    }
    made: list[SubjectItem] = []
    nobodys: set[int] = set()
    for piece in pieces:
        if (piece.kind, piece.row, piece.concern) in there:
            continue
        hands = [pk for pk, names in not_for.items() if piece.concern not in names]
        if not hands:
            nobodys.add(piece.concern or 0)
            continue
        made.append(
            SubjectItem(
                council_id=request.council_id,
                request=request,
                concern_id=piece.concern,
                kind=piece.kind,
                row=piece.row,
                decider_id=hands[0],
            )
        )
    SubjectItem.objects.bulk_create(made)
    _left_out(request, nobodys, at=at)
    return {item.decider_id for item in made}


def _left_out(request: SubjectRequest, concerns: set[int], *, at: datetime) -> None:
    """In the record and the log: it names both of them, who must not learn it from a page."""
    for concern in Concern.objects.filter(pk__in=concerns).order_by("pk"):
        logger.error("subject request %s: something is in nobody's hands", request.pk)
        _audit.record(
            "subject_request.left_out",
            at=at,
            by=None,
            concern=concern,
            subject_request=request.pk,
        )


def _hand_over(request: SubjectRequest, *, at: datetime) -> None:
    """What names its decider by now goes to the other of the two, if it does not name them too."""
    names = {p.pk: _named.concerns_naming(p) for p in (request.run_by, request.second)}
    nobodys = set()
    for item in SubjectItem.objects.filter(request=request, decision="", concern__isnull=False):
        hands = [pk for pk in names if item.concern_id not in names[pk]]
        if not hands:
            nobodys.add(item.concern_id)
            item.delete()
        elif item.decider_id not in hands:
            item.decider_id = hands[0]
            item.save(update_fields=["decider"])
    _left_out(request, {pk for pk in nobodys if pk is not None}, at=at)


# ---------------------------------------------------------------- whose it is


@transaction.atomic
def of(*, person: Person, pk: int) -> SubjectRequest | None:
    """A request that somebody runs or is the second person of; None for everybody else."""
    with engine_scope():
        return _of(person, pk)


def _of(person: Person, pk: int) -> SubjectRequest | None:
    found = (
        SubjectRequest.objects.filter(council=person.council_id, pk=pk)
        .select_related("council", "about", "run_by__user", "second__user")
        .first()
    )
    return found if found and person.pk in (found.run_by_id, found.second_id) else None


@transaction.atomic
def all_of(*, person: Person, by: User, at: datetime) -> list[tuple[SubjectRequest, int, int]]:
    """Those somebody runs or is the second person of, with how many items are theirs to decide,
    and how many of these are not decided yet; what is due first, first."""
    with engine_scope():
        rows = SubjectRequest.objects.filter(council=person.council_id).select_related(
            "about", "run_by", "second"
        )
        mine = [r for r in rows.order_by("due_on", "pk") if person.pk in (r.run_by_id, r.second_id)]
        _audit.record("subject_request.list", at=at, by=by, council=person.council)
        return [(request, *_counts(request, person)) for request in mine]


def _counts(request: SubjectRequest, person: Person) -> tuple[int, int]:
    mine = SubjectItem.objects.filter(request=request, decider=person)
    return mine.count(), mine.filter(decision="").count()


# ---------------------------------------------------------------- the second person


@transaction.atomic
def ask(*, request: SubjectRequest, person: Person, by: User, at: datetime) -> bool:
    """Ask the second person to agree to it, once everything is decided.

    What came since is gathered first. :return: False if there is something new to decide.
    :raises NotAllowed: if they do not run it, have not decided all of theirs, or asked already.
    """
    with engine_scope():
        request = _subject.locked(request)
        _subject.check_is_open(request)
        if person.pk != request.run_by_id:
            raise NotAllowed("Only the person who runs it can ask for that.")
        _runner(request.council, by=by, on=local_date(at))
        _hand_over(request, at=at)
        new = _add(request, _held.gather(request.about, until=request.recorded_at), at=at)
        if person.pk in new:
            return False
        if SubjectItem.objects.filter(request=request, decider=person, decision="").exists():
            raise NotAllowed("Decide on every item first.")
        approvals.ask(
            kind=Approval.Kind.SUBJECT_ACCESS,
            council=request.council,
            person=request.about,
            row=request.pk,
            by=by,
            at=at,
        )
        subject_mail.tell_second(request, at=at)
        return True


@transaction.atomic
def waiting(*, request: SubjectRequest, at: datetime) -> Approval | None:
    """What the second person has not answered yet."""
    return (
        Approval.objects.filter(
            council=request.council_id,
            kind=Approval.Kind.SUBJECT_ACCESS,
            row=request.pk,
            outcome="",
            expires_at__gt=at,
        )
        .select_related("council", "person__user", "asked_by")
        .first()
    )


def state_of(items: Sequence[SubjectItem]) -> str:
    """What tells these decisions from any others: whoever agrees, agrees to what they saw."""
    return sha256(
        "|".join(f"{i.pk}:{i.decision}:{i.decided_at}" for i in items).encode()
    ).hexdigest()


@transaction.atomic
def carry_out(approval: Approval, *, by: User, at: datetime) -> None:
    """From now on nothing is changed, and a pack can be made. `agreeing` calls this.

    :raises NotAllowed: for anybody but the second person, or while something is not decided.
    """
    with engine_scope():
        request = _subject.locked(SubjectRequest(pk=approval.row))
        if request.second.user_id != by.pk:
            raise NotAllowed("Somebody else was asked to agree to this.")
        if SubjectItem.objects.filter(
            request=request, decider=request.second_id, decision=""
        ).exists():
            raise NotAllowed("Decide on the items that are yours first.")
        if SubjectItem.objects.filter(request=request, decision="").exists():
            raise NotAllowed(
                "Not every item is decided. Say no, so that it can be asked for again."
            )
        request.agreed_at = at
        request.save(update_fields=["agreed_at"])
        _subject.record("agree", request, by=by, at=at)
