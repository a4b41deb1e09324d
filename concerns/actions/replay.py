"""What a council's past may teach about a draft: kinds of concern, never a concern (ADR 0008)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from concerns.actions import _audit
from concerns.actions._scope import engine_scope
from concerns.engine.facts import Facts, Party
from concerns.engine.offices import Kind
from concerns.engine.plain import unplain
from concerns.engine.working_days import LONDON, local_date
from concerns.models import Council, Decision, Person, Protocol, User
from concerns.permissions import protocols as permissions
from concerns.protocols.replaying import Often, often, too_few
from concerns.selectors import register
from concerns.selectors.namesakes import same_name

# How many concerns are looked at, the newest before the quarter began.
NEWEST = 1000


@dataclass(frozen=True, slots=True)
class Past:
    """:param kinds: those that came often. :param too_few: kinds of person too few to speak of."""

    kinds: tuple[Often, ...]
    too_few: tuple[Kind, ...]


@transaction.atomic
def kinds(*, version: Protocol, person: Person, by: User, at: datetime) -> Past:
    """The kinds of concern that came often before this quarter began.

    The answer is the same for everybody who may read it, and for every version.

    :param version: the one that is tried; it is on record who looked, and beside which version.
    :param person: the reader's own entry on the register.
    :raises NotAllowed: for anybody who does not work on the council's protocol.
    """
    on = local_date(at)
    council = person.council
    people = register.everybody(council, on)
    held = dict(people)
    permissions.check_can_work(person=person, held=held[person])
    readers = [who for who, offices in people if permissions.can_work(person=who, held=offices)]
    left_out = {
        str(who.pk)
        for who, _ in people
        if any(who.pk == reader.pk or same_name(who.name, reader.name) for reader in readers)
    }
    parties = [
        Party(str(who.pk), Kind(who.kind), offices)
        for who, offices in people
        if register.is_active(who, on)
    ]
    with engine_scope():
        past = _past(council, before=quarter_of(on))
        _audit.record("protocol.replay", at=at, by=by, council=council, protocol=version.pk)
    return Past(often(past, parties, left_out=left_out), too_few(parties))


def quarter_of(on: date) -> date:
    """The first day of the quarter: what came since is not counted, so that nobody can watch a
    number change and know what was sent in between."""
    return date(on.year, on.month - (on.month - 1) % 3, 1)


def _past(council: Council, *, before: date) -> list[Facts]:
    """The facts the first decision on each concern looked at, of the newest concerns."""
    rows = (
        Decision.objects.filter(
            council=council,
            n=1,
            cause=Decision.Cause.SENT,
            made_at__lt=datetime.combine(before, time(), tzinfo=LONDON),
        )
        .order_by("-made_at", "-pk")
        .values_list("answer__facts", flat=True)[:NEWEST]
    )
    return [unplain(facts, Facts) for facts in rows]
