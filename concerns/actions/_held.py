"""What the council holds about somebody, for a copy of it. Inside an engine scope.

Of what they raised, and of what is about them, everything; of all else what they wrote, had or did,
and what has their name in its words. Drafts are left out: only whoever writes one has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Q

from concerns.engine.states import State
from concerns.models import (
    Absence,
    Appointment,
    AuditEvent,
    Concern,
    Decision,
    Duty,
    Evidence,
    Hold,
    Interest,
    Message,
    Note,
    Notification,
    PartMessage,
    Party,
    Person,
    Refusal,
    Revealing,
    Share,
    Step,
)
from concerns.models.subject_request import Held
from concerns.permissions import concerns as checks
from concerns.sealing.field import SealedTextField
from concerns.selectors.namesakes import same_name, words_of

# What belongs to a concern: its rows, and the columns by which they are somebody's.
ROWS: Final[dict[Held, tuple[type[Any], tuple[str, ...]]]] = {
    Held.PARTY: (Party, ("person_id",)),
    Held.MESSAGE: (Message, ("sender_id",)),
    Held.NOTE: (Note, ("author_id",)),
    Held.DECISION: (Decision, ("made_by_id",)),
    Held.STEP: (Step, ("holder_id",)),
    Held.DUTY: (Duty, ("person_id", "done_by_id")),
    Held.REFUSAL: (Refusal, ("decided_by_id",)),
    Held.INTEREST: (Interest, ("person_id",)),
    Held.EVIDENCE: (Evidence, ("added_by_id", "removed_by_id")),
    Held.SHARE: (Share, ("person_id", "shared_by_id")),
    Held.REPLY: (PartMessage, ("person_id", "sender_id")),
    Held.REVEALING: (Revealing, ("wanted_by_id",)),
    Held.HOLD: (Hold, ("owner_id", "placed_by_id")),
}
WHOLE = 0  # the row of what is put together from many


@dataclass(frozen=True, slots=True)
class Piece:
    """:param concern: its id; None for what is about none. :param row: as `SubjectItem.row`."""

    kind: Held
    row: int
    concern: int | None = None


def gather(about: Person, *, until: datetime) -> list[Piece]:
    """Everything, in the order in which it is gone through.

    :param until: of what grows by itself, the record and the mail, only what was there then.
    """
    sent = Concern.objects.filter(council=about.council_id).exclude(state=State.DRAFT.value)
    concerns = {concern.pk: concern for concern in sent.order_by("sent_at", "pk")}
    whole = _whole(about, concerns.values())
    found = [*_of_the_register(about)]
    found += [
        Piece(Held.FILED, pk, pk)
        for pk, concern in concerns.items()
        if pk in whole or concern.filed_by_id == about.pk or mentions(concern, about)
    ]
    for kind, (model, columns) in ROWS.items():
        rows = model.objects.filter(council=about.council_id, concern__in=concerns)
        found += [
            Piece(kind, row.pk, row.concern_id)
            for row in rows.order_by("pk").iterator()
            if row.concern_id in whole
            or any(getattr(row, column) == about.pk for column in columns)
            or mentions(row, about)
        ]
    found += _put_together(about, concerns, until)
    order = {pk: n for n, pk in enumerate(concerns)}
    return sorted(found, key=lambda piece: -1 if piece.concern is None else order[piece.concern])


def _whole(about: Person, concerns: Iterable[Concern]) -> set[int]:
    """Those that they raised or that are about them, by an entry or by words."""
    raised = {concern.pk for concern in concerns if concern.raiser_id == about.pk}
    subjects = Party.objects.filter(council=about.council_id, role=Party.Role.SUBJECT)
    return raised | {
        party.concern_id
        for party in subjects
        if party.person_id == about.pk or same_name(party.name, about.name)
        or mentions(party, about)
    }  # fmt: skip


def _of_the_register(about: Person) -> Iterator[Piece]:
    yield Piece(Held.ENTRY, about.pk)
    yield Piece(Held.ACCOUNT, about.user_id)
    for pk in Appointment.objects.filter(person=about).order_by("pk").values_list("pk", flat=True):
        yield Piece(Held.OFFICE, pk)
    for pk in Absence.objects.filter(person=about).order_by("pk").values_list("pk", flat=True):
        yield Piece(Held.ABSENCE, pk)


def _put_together(about: Person, concerns: Iterable[int], until: datetime) -> Iterator[Piece]:
    """By concern, so that whoever must not know of one learns nothing from a list of dates."""
    known = set(concerns)
    parts = {grant.concern_id for grant in checks.ever_of(about)}
    did = set(events_of(about, until=until).values_list("concern_id", flat=True))
    told = set(mails_to(about, until=until).values_list("concern_id", flat=True))
    for kind, ids in ((Held.PART, parts), (Held.RECORD, did), (Held.MAIL, told)):
        yield from (Piece(kind, WHOLE, pk) for pk in sorted(ids & known))
        if None in ids:
            yield Piece(kind, WHOLE)


def events_of(about: Person, *, until: datetime) -> Any:
    """What they did or read here."""
    mine = AuditEvent.objects.filter(actor_id=about.user_id, at__lte=until)
    return mine.filter(Q(council_id=about.council_id) | Q(council_id=None)).order_by("at", "pk")


def mails_to(about: Person, *, until: datetime) -> Any:
    mine = Notification.objects.filter(user=about.user_id, sent_at__lte=until)
    return mine.filter(Q(council=about.council_id) | Q(council=None)).order_by("sent_at", "pk")


def mentions(row: Any, about: Person) -> bool:
    """Whether their whole name stands in the words of a row, in its order."""
    name = words_of(about.name)
    texts = (
        getattr(row, field.attname)
        for field in row._meta.fields
        if isinstance(field, SealedTextField)
    )
    return any(stands_in(name, words_of(text)) for text in texts if text)


def stands_in(name: tuple[str, ...], said: tuple[str, ...]) -> bool:
    n = len(name)
    return n > 0 and any(said[i : i + n] == name for i in range(len(said) - n + 1))
