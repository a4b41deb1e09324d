"""Erasing what a council has kept for long enough, which takes two people (security 5.9, G15, G17).

All of it is one transaction, and the database does it only if two people agreed and nothing holds
it (`pp_erase_concern`). The key goes after that is committed: should we die in between, no word is
left in the database, the concern says that it was erased, and the nightly task shreds the key
(`finish_all`). The other way about, a crash would leave a concern that nobody can read and nobody
agreed to lose.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from concerns import sealing
from concerns.actions import (
    _audit,
    _due,
    _grants,
    _keepers,
    _work,
    approvals,
    evidence,
    readings,
    retention_mail,
)
from concerns.actions._scope import engine_scope
from concerns.engine.states import Capacity
from concerns.engine.working_days import local_date
from concerns.models import Approval, Concern, Council, Hold, Party, Person, User
from concerns.permissions import approvals as approval_checks
from concerns.permissions import retention as checks
from concerns.permissions.refusal import NotAllowed
from concerns.sealing import store
from concerns.selectors import retention

_LOOK_BACK = timedelta(days=31)  # for keys of drafts; what was erased is looked through whole


@dataclass(frozen=True, slots=True)
class Due:
    """A concern whose time is over. :param asked: its erasure waits for a second person."""

    concern: Concern
    until: date | None
    holds: tuple[Hold, ...]
    asked: bool

    @property
    def can_be_asked(self) -> bool:
        return not self.holds and not self.asked


@dataclass(frozen=True, slots=True)
class Board:
    """What somebody who answers for the records sees.

    :param keeps: they see more than what waits for a second person.
    :param erased: what they had asked for or agreed to.
    """

    keeps: bool
    waiting: list[Approval]
    due: list[Due]
    holds: list[Hold]
    erased: list[Concern]


@transaction.atomic
def board(*, person: Person, by: User, at: datetime) -> Board:
    """What is due, held, asked for and erased, as far as it may be there for them.

    :raises NotAllowed: for whoever could not even agree to something.
    """
    who = _keepers.keeper(person, local_date(at))
    approval_checks.check_can_see(person=person, held=who.held)
    with engine_scope():
        readings.listed(page="retention", by=by, at=at)
        waiting = _waiting(person, at=at)
        if not who.keeps:
            return Board(False, waiting, [], [], [])
        holds = retention.holds_of(person.council)
        seen = _keepers.theirs([hold.concern for hold in holds], person)
        return Board(
            keeps=True,
            waiting=waiting,
            due=_due_rows(person, waiting, at=at),
            holds=[hold for hold in holds if hold.concern_id in seen],
            erased=retention.erased_by(person.council, user=by.pk),
        )


def _waiting(person: Person, *, at: datetime) -> list[Approval]:
    found = retention.waiting(person.council, at=at)
    theirs = _keepers.theirs([each.concern for each in found if each.concern], person)
    return [each for each in found if each.concern_id in theirs]


def _due_rows(person: Person, waiting: list[Approval], *, at: datetime) -> list[Due]:
    own = retention.periods_of(person.council_id)
    asked = {each.concern_id for each in waiting if each.kind == Approval.Kind.ERASE}
    return [
        Due(
            concern,
            retention.kept_until(concern, own),
            tuple(concern.live),  # type: ignore[attr-defined]  # prefetched
            concern.pk in asked,
        )
        for concern in _due.due_for(person, at=at)
    ]


# ---------------------------------------------------------------- asking


@transaction.atomic
def ask_for(*, person: Person, reference: str, by: User, at: datetime) -> bool:
    """Ask that one concern is erased. :return: whether it is there for them, and due.

    :raises NotAllowed: for whoever does not answer for the records, or if it is held.
    """
    row = next((r for r in _to_ask(person, at=at) if r.concern.reference == reference), None)
    if row is None:
        return False
    if row.holds:
        raise NotAllowed("This is held, so it cannot be erased. Ask for the hold to be released.")
    _ask(row.concern, by=by, at=at)
    return True


@transaction.atomic
def ask_for_all(*, person: Person, by: User, at: datetime) -> int:
    """Ask it of everything that is due and not held, each by itself. :return: of how many.

    :raises NotAllowed: for whoever does not answer for the records.
    """
    rows = [row for row in _to_ask(person, at=at) if row.can_be_asked]
    for row in rows:
        _ask(row.concern, by=by, at=at)
    return len(rows)


def _to_ask(person: Person, *, at: datetime) -> list[Due]:
    who = _keepers.keeper(person, local_date(at))
    checks.check_can_keep(person=person, held=who.held)
    with engine_scope():
        return _due_rows(person, _waiting(person, at=at), at=at)


def _ask(concern: Concern, *, by: User, at: datetime) -> None:
    approval = approvals.ask(
        kind=Approval.Kind.ERASE, council=concern.council, concern=concern, by=by, at=at
    )
    retention_mail.tell_waiting(approval, at=at)


@transaction.atomic
def asked(*, person: Person, pk: int, at: datetime) -> Approval | None:
    """One of the approvals that wait and may be there for them."""
    with engine_scope():
        return next((each for each in _waiting(person, at=at) if each.pk == pk), None)


# ---------------------------------------------------------------- erasing


@transaction.atomic
def carry_out(approval: Approval, *, by: User, at: datetime) -> None:
    """Erase the concern, at once and whole. `agreeing` calls this.

    :raises NotAllowed: if it is held, was opened again or appealed against, is not due, or is not
        there for them.
    """
    assert approval.concern_id is not None
    with engine_scope():
        _work.hold_register(approval.council_id)
        concern = (
            Concern.objects.select_for_update(of=("self",))
            .select_related("council", "raiser")
            .get(pk=approval.concern_id)
        )
        _check_still(concern, approval, by=by, at=at)
        certificate = _certificate(concern)
        for capacity in Capacity:
            _grants.end(concern=concern, at=at, by=by, capacity=capacity)
        files = evidence.erase_all(concern=concern, at=at)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pp_erase_concern(%s, %s)", [approval.pk, at])
            rows = cursor.fetchone()[0]
        rows = json.loads(rows) if isinstance(rows, str) else rows
        _audit.record(
            "retention.erased",
            at=at,
            by=by,
            concern=concern,
            approval=approval.pk,
            asked_by=approval.asked_by_id,
            files=files,
            codes={f"rows_{table}": count for table, count in rows.items()} | certificate,
        )
    transaction.on_commit(lambda: _finish(concern.pk, at=at), robust=True)


def _check_still(concern: Concern, approval: Approval, *, by: User, at: datetime) -> None:
    """Asked again with the concern locked: much may have happened since it was asked for."""
    person = Person.objects.filter(council=concern.council_id, user=by).first()
    if person is None or concern.pk not in _keepers.theirs([concern], person):
        raise NotAllowed("This is not there.")
    if retention.live_holds(concern):
        raise NotAllowed("This is held now, so it cannot be erased. Nothing was changed.")
    closed_since = concern.closed_at is None or concern.closed_at > approval.asked_at
    if closed_since or not _due.is_due(concern, at=at):
        raise NotAllowed("This has to be kept for longer now. Nothing was changed.")


def _certificate(concern: Concern) -> dict[str, _audit.Codes]:
    """What it was, in codes and counts: all that is left of those named in it."""
    parties = Counter(Party.objects.filter(concern=concern).values_list("role", "kind"))
    assert concern.closed_at is not None
    return {
        "outcome": concern.outcome,
        "kept_as": retention.kept_as(concern).value,
        "closed_on": local_date(concern.closed_at).isoformat(),
        **{f"{role}_{kind}": count for (role, kind), count in parties.items()},
    }


# ---------------------------------------------------------------- the keys


def _finish(concern: int, *, at: datetime) -> None:
    """Shred the key of what is gone, for good, and record that. Safe to run twice."""
    if sealing.shred(concern):
        with transaction.atomic(), engine_scope():
            row = Concern.objects.filter(pk=concern).first()
            if row is not None:  # a draft that was thrown away leaves nothing to speak of
                _audit.record("retention.key_shredded", at=at, by=None, concern=row)


def finish_all(*, at: datetime) -> int:
    """Shred the keys that were left when we died or could not reach them.

    :return: how many there were.
    """
    with transaction.atomic(), engine_scope():
        gone = set(retention.erased())
        for council in Council.objects.order_by("pk"):
            gone.update(retention.drafts_thrown_away(council, since=at - _LOOK_BACK))
    left = store.living(gone)
    for concern in sorted(left):
        _finish(concern, at=at)
    return len(left)
