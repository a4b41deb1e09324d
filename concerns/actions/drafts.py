"""A concern before it is sent: every answer is saved as it is given."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.db import transaction

from concerns.actions import _audit, _grants
from concerns.actions._scope import engine_scope
from concerns.engine.facts import NO_FAULT, Matter
from concerns.engine.offices import Kind, Office
from concerns.engine.states import Capacity, State
from concerns.engine.working_days import local_date
from concerns.models import Concern, Party, Person, User
from concerns.permissions import concerns as checks
from concerns.permissions.refusal import NotAllowed
from concerns.selectors import called, protocols, register

# No vowels and nothing that looks like something else: a reference is read out on the telephone.
_LETTERS = "BCDFGHJKMNPQRSTVWXZ23456789"

# Which fields each question of the form may change.
ANSWERS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "suitable": frozenset(),
        "know": frozenset(),
        "who": frozenset({"about_kind"}),
        "person": frozenset(),
        "capacity": frozenset(),
        "when": frozenset({"happened_from", "happened_until", "is_ongoing"}),
        "what": frozenset({"what_happened"}),
        "nature": frozenset({"natures"}),
        "written": frozenset({"written"}),
        "code": frozenset({"code_breach"}),
        "informal": frozenset({"informal_tried", "informal_detail"}),
        "outcome": frozenset({"wanted", "wanted_detail"}),
        "expectations": frozenset({"breached"}),
        "adjust": frozenset({"adjustments"}),
        "decider": frozenset({"decider"}),
        "again": frozenset({"months_since_last"}),
        "route": frozenset({"picked", "previewed"}),
        "received": frozenset({"received_on"}),
    }
)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody the concern is about.

    :param person: on the register, or None with a `name`.
    :param offices: what they held at the time.
    """

    kind: Kind
    person: Person | None = None
    name: str = ""
    offices: tuple[Office, ...] = ()
    former: bool = False


class AboutYourself(ValueError):
    """Somebody named the raiser as the person the concern is about."""


def new_reference() -> str:
    """Random, so that neither the number nor the order of concerns can be read from it."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(12))
    return "-".join((letters[:4], letters[4:8], letters[8:]))


@transaction.atomic
def start(
    *,
    person: Person,
    by: User,
    at: datetime,
    matter: Matter = Matter.CONCERN,
    filing_for: Person | None = None,
    received_on: date | None = None,
) -> Concern:
    """Begin a draft that only its author can see, by the protocol in force.

    :param person: the author's own entry on the council's register.
    :param filing_for: whose concern it is, when somebody telephoned or wrote.
    :param received_on: the day it reached the council, for one filed for somebody else.
    """
    with engine_scope():
        concern = Concern.objects.create(
            council_id=person.council_id,
            reference=new_reference(),
            matter=matter.value,
            protocol=protocols.in_force(person.council, received_on or local_date(at)),
            raiser=filing_for or person,
            filed_by=person if filing_for else None,
            received_on=received_on,
            created_at=at,
            send_token=uuid.uuid4(),
        )
        _grants.give(
            concern=concern,
            person=person,
            capacity=Capacity.RAISER,
            reason="They are writing it.",
            at=at,
            by=by,
        )
        _audit.record("draft.start", at=at, by=by, concern=concern, person=person)
    return concern


@transaction.atomic
def answer(*, concern: Concern, step: str, by: User, at: datetime, **values: Any) -> Concern:
    """Save the answer to one question. Where it would go has then to be looked at again.

    :raises KeyError: for a question there is not. :raises ValueError: for a field not its own.
    """
    strange = set(values) - ANSWERS[step]
    if strange:
        raise ValueError(f"the question {step!r} does not set {sorted(strange)}")
    with engine_scope():
        draft = _own_draft(concern, by)
        for name, value in values.items():
            setattr(draft, name, value)
        draft.previewed = values.get("previewed")  # a route seen before is not this one's
        _mark(draft, step)
        draft.save(update_fields=["answered", "version", "previewed", *values])
        _audit.record("draft.answer", at=at, by=by, concern=draft, question=step)
    return draft


@transaction.atomic
def name_people(
    *, concern: Concern, people: Iterable[Named], by: User, at: datetime, step: str = "person"
) -> Concern:
    """Say whom it is about, replacing what was said before.

    Words that name somebody on the register are taken for that person, who must not get it
    because the raiser did not find them in the list.

    :param step: `person`, or `capacity` where only the offices they acted in are said; the
        capacity of other people has to be asked again.
    :raises AboutYourself: if the raiser is among them.
    """
    named = list(people)
    with engine_scope():
        draft = _own_draft(concern, by)
        if any(n.person is not None and n.person.pk == draft.raiser_id for n in named):
            raise AboutYourself("You cannot raise a concern about yourself.")
        named = list(_recognised(draft, named, local_date(at)))
        asked = Matter(draft.matter) in NO_FAULT
        Party.objects.filter(concern=draft).exclude(role=Party.Role.WITNESS).delete()
        Party.objects.bulk_create(
            Party(
                council_id=draft.council_id,
                concern=draft,
                person=n.person,
                name=n.name,
                role=Party.Role.ASKED if asked else Party.Role.SUBJECT,
                kind=n.kind.value,
                offices=[office.value for office in n.offices],
                former=n.former,
            )
            for n in named
        )
        draft.previewed = None
        _mark(draft, step)
        if step != "capacity":
            draft.answered = [each for each in draft.answered if each != "capacity"]
        draft.save(update_fields=["answered", "version", "previewed"])
        _audit.record("draft.answer", at=at, by=by, concern=draft, question=step)
    return draft


@transaction.atomic
def discard(*, concern: Concern, by: User, at: datetime) -> None:
    """Delete a draft and everything typed in it."""
    with engine_scope():
        draft = _own_draft(concern, by)
        _audit.record("draft.discard", at=at, by=by, concern=draft)
        draft.parties.all().delete()
        draft.grants.all().delete()
        draft.delete()


def _recognised(draft: Concern, named: list[Named], today: date) -> Iterator[Named]:
    """The same people, with those the register has known for who they are. No words are lost."""
    on = draft.happened_from or today  # the day whose offices count
    known = {n.person.pk for n in named if n.person is not None}
    for each in named:
        if each.person is not None:
            yield each
            continue
        found, is_all = called.people_called(draft.council, each.name, on)
        people = [person for person in found if person.pk != draft.raiser_id]
        others = [person for person in people if person.pk not in known]
        known.update(person.pk for person in others)
        held = register.offices_held(known, on)
        now = register.offices_held(known, today)
        only = others[0] if len(others) == 1 else None
        words = "" if is_all else each.name
        for person in others:
            offices = held[person.pk]
            former = bool(set(offices) - set(now[person.pk]))
            own = words if person is only else ""
            yield Named(Kind(person.kind), person, own, tuple(offices), former)
        if not people or (words and only is None):
            yield each


def _mark(draft: Concern, step: str) -> None:
    if step not in draft.answered:
        draft.answered = [*draft.answered, step]
    draft.version += 1


def _own_draft(concern: Concern, user: User) -> Concern:
    draft = (
        Concern.objects.select_for_update(of=("self",))
        .select_related("council", "raiser")
        .filter(pk=concern.pk)
        .first()
    )
    if draft is None or Capacity.RAISER not in checks.capacities(user=user, concern=draft):
        raise NotAllowed("This is not your draft.")
    if draft.state != State.DRAFT.value:
        raise NotAllowed("This concern has been sent, so its answers can no longer be changed.")
    return draft
