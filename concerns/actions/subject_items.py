"""Going through what is held, one item at a time, and deciding what becomes of each.

What is in a concern that names somebody is not there for them, even if it did not name them when it
was gathered. Each item that is opened is on record, with the request (G4).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from concerns.actions import _audit, _held, _held_words, _named, _subject
from concerns.actions._scope import engine_scope
from concerns.models import Person, SubjectItem, SubjectRequest, User
from concerns.models.subject_request import Why
from concerns.permissions.refusal import NotAllowed
from concerns.selectors import register
from concerns.selectors.namesakes import words_of

Decision = SubjectItem.Decision

CHANGED = (
    "What is held here changed since you opened this page. Read it again, and then decide. What you"
    " typed is still below."
)


class CannotDecide(ValueError):
    """It cannot be recorded so. The text is fit to show. :param field: what it is about."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


@dataclass(frozen=True, slots=True)
class Opened:
    """One item as somebody reads it.

    :param text: as it is held now. :param seen: what tells this text from any other.
    :param others: people of the register whose names stand in it.
    """

    item: SubjectItem
    text: str
    seen: str
    others: tuple[str, ...]
    mine: bool


@transaction.atomic
def of_request(
    *, request: SubjectRequest, person: Person, by: User, at: datetime
) -> tuple[list[SubjectItem], list[SubjectItem]]:
    """What is theirs to decide, and, for the second person, what the other has: without what is in
    a concern that names them."""
    with engine_scope():
        rows = (
            SubjectItem.objects.filter(request=request)
            .select_related("concern", "decider", "request__about")
            .order_by("pk")
        )
        names = _named.concerns_naming(person)
        mine = [i for i in rows if i.decider_id == person.pk and i.concern_id not in names]
        theirs = [
            item
            for item in rows
            if item.decider_id != person.pk
            and person.pk == request.second_id
            and item.concern_id not in names
        ]
        _subject.record("view", request, by=by, at=at)
        return mine, theirs


@transaction.atomic
def open_item(
    *, request: SubjectRequest, pk: int, person: Person, by: User, at: datetime
) -> Opened | None:
    """Read one item; None for what is not theirs to read. That it was read is on record."""
    with engine_scope():
        item = _readable(request, pk, person)
        if item is None:
            return None
        mine = item.decider_id == person.pk
        _read(item, by=by, at=at)
        text = _held_words.text_of(item)
        return Opened(item, text, _digest(text), _others(item, text), mine)


def _readable(request: SubjectRequest, pk: int, person: Person) -> SubjectItem | None:
    """Theirs, or one of the other's for the second person to look at. What names them is not there,
    even if it did not when it was gathered."""
    item = (
        SubjectItem.objects.filter(request=request, pk=pk)
        .select_related("concern", "decider", "request__about", "council")
        .first()
    )
    if item is None or item.concern_id in _named.concerns_naming(person):
        return None
    return item if person.pk in (item.decider_id, request.second_id) else None


def _read(item: SubjectItem, *, by: User, at: datetime) -> None:
    """As the reading of a concern, so that it stands in the list of who has seen it."""
    codes = _codes(item)
    if item.concern is None:
        _audit.record("subject_request.open", at=at, by=by, council=item.council, codes=codes)
    else:
        _audit.record("concern.view", at=at, by=by, concern=item.concern, codes=codes)


def _codes(item: SubjectItem) -> dict[str, _audit.Codes]:
    request = item.request_id
    return {"page": "subject_access", "subject_request": request, "item": item.pk}


def _others(item: SubjectItem, text: str) -> tuple[str, ...]:
    """Of everybody ever on the register: by the whole name, or by the last word of it."""
    said = words_of(text)
    found = []
    for person in register.people_list(item.council):
        name = words_of(person.name)
        telling = name[-1:] if name and len(name[-1]) > 2 else name
        if person.pk != item.request.about_id and _held.stands_in(telling, said):
            found.append(person.name)
    return tuple(dict.fromkeys(found))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


@transaction.atomic
def decide(
    *,
    request: SubjectRequest,
    pk: int,
    decision: Decision,
    person: Person,
    by: User,
    at: datetime,
    seen: str,
    text: str = "",
    why: Why | None = None,
    words: str = "",
) -> SubjectItem:
    """Decide what becomes of one item. What is given out is what was read, kept from now on.

    :param seen: of what they read: without reading it nobody has it.
    :param text: to give instead, for `redact`.
    :param why: and :param words: why it is withheld.
    :raises NotAllowed: if it is not theirs, or was agreed to already.
    :raises CannotDecide: if it was not read or changed since, or something is missing.
    """
    with engine_scope():
        request = _subject.locked(request)
        _subject.check_is_open(request)
        item = _readable(request, pk, person)
        if item is None or item.decider_id != person.pk:
            raise NotAllowed("This is not yours to decide.")
        now = _held_words.text_of(item)
        if _digest(now) != seen:
            raise CannotDecide(CHANGED)
        given = _given(decision, now, text)
        if decision is Decision.WITHHOLD and why is None:
            raise CannotDecide("Select why it is withheld", "why")
        _settle(item, decision, given, why, words, person, at=at)
        _subject.record("decide", request, by=by, at=at, item=item.pk, decision=decision.value)
        return item


def _given(decision: Decision, now: str, text: str) -> str:
    if decision is Decision.DISCLOSE:
        return now or "Nothing is held there any more."
    if decision is not Decision.REDACT:
        return ""
    if not text.strip():
        raise CannotDecide("Type what to give", "text")
    if text.strip() == now.strip():
        raise CannotDecide("Take something out, or choose to give it as it is", "text")
    return text


def _settle(
    item: SubjectItem, decision: Decision, given: str, why: Why | None, words: str,
    person: Person, *, at: datetime,
) -> None:  # fmt: skip
    item.decision = decision
    item.given = given
    item.why = why.value if why is not None and decision is Decision.WITHHOLD else ""
    item.words = words
    item.decided_by = person
    item.decided_at = at
    item.save(update_fields=["decision", "given", "why", "words", "decided_by", "decided_at"])


@transaction.atomic
def withhold_all(
    *,
    request: SubjectRequest,
    concern: int,
    why: Why,
    words: str,
    person: Person,
    by: User,
    at: datetime,
) -> int:
    """Withhold all that is in one concern, so that the pack does not tell that there is one.

    :return: how many items. :raises NotAllowed: if none of them is theirs, or it was agreed to.
    """
    with engine_scope():
        request = _subject.locked(request)
        _subject.check_is_open(request)
        rows = SubjectItem.objects.filter(request=request, concern=concern, decider=person)
        mine = [] if concern in _named.concerns_naming(person) else list(rows)
        if not mine:
            raise NotAllowed("This is not yours to decide.")
        for item in mine:
            _settle(item, Decision.WITHHOLD, "", why, words, person, at=at)
            _subject.record("decide", request, by=by, at=at, item=item.pk, decision="withhold")
        return len(mine)
