"""A concern before it is sent: every answer is saved as it is given."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.db import transaction

from concerns import sealing
from concerns.actions import _audit, _grants, evidence
from concerns.actions._drafting import CannotBeNamed as CannotBeNamed
from concerns.actions._drafting import Named as Named
from concerns.actions._drafting import mark, own_draft, recognised
from concerns.actions._scope import engine_scope
from concerns.engine.facts import NO_FAULT, Matter
from concerns.engine.states import Capacity, State
from concerns.engine.working_days import local_date
from concerns.models import Concern, Party, Person, User
from concerns.selectors import protocols

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
        "witnesses": frozenset(),
        "nature": frozenset({"natures"}),
        "written": frozenset({"written"}),
        "code": frozenset({"code_breach"}),
        "informal": frozenset({"informal_tried", "informal_detail"}),
        "outcome": frozenset({"wanted", "wanted_detail"}),
        "expectations": frozenset({"breached"}),
        "evidence": frozenset(),
        "adjust": frozenset({"adjustments"}),
        "identity": frozenset({"withhold_grounds", "withhold_words"}),
        "decider": frozenset({"decider"}),
        "again": frozenset({"months_since_last"}),
        "route": frozenset({"picked", "previewed"}),
        "received": frozenset({"received_on"}),
    }
)


class AboutYourself(CannotBeNamed):
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
    :raises ValueError: for oneself, or with half of what is needed: it would become one's own.
    """
    if filing_for == person or (filing_for is None) != (received_on is None):
        raise ValueError("what is filed for somebody needs somebody else and a day")
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
def answer(
    *, concern: Concern, step: str, by: User, at: datetime, complete: bool = True, **values: Any
) -> Concern:
    """Save the answer to one question. Where it would go has then to be looked at again.

    :param complete: False where they are not done with the question, which then still stands.
    :raises KeyError: for a question there is not. :raises ValueError: for a field not its own.
    """
    strange = set(values) - ANSWERS[step]
    if strange:
        raise ValueError(f"the question {step!r} does not set {sorted(strange)}")
    with engine_scope():
        draft = own_draft(concern, by, at)
        for name, value in values.items():
            setattr(draft, name, value)
        draft.previewed = values.get("previewed")  # a route seen before is not this one's
        mark(draft, step, answered=complete)
        draft.save(update_fields=["answered", "version", "previewed", *values])
        _audit.record("draft.answer", at=at, by=by, concern=draft, question=step)
    return draft


@transaction.atomic
def name_people(
    *,
    concern: Concern,
    people: Iterable[Named],
    by: User,
    at: datetime,
    step: str = "person",
    over_witnesses: bool = False,
) -> Concern:
    """Say whom it is about, replacing what was said before.

    Words that name somebody on the register are taken for that person, who must not get it
    because the raiser did not find them in the list.

    :param step: `person`, or `capacity` where only the offices they acted in are said; the
        capacity of other people has to be asked again.
    :param over_witnesses: whoever was named as a witness is one no longer, where nobody chose to
        name them but the register knows by now whom the words meant.
    :raises AboutYourself: if the raiser is among them.
    :raises CannotBeNamed: if somebody among them was named as a witness.
    """
    named = list(people)
    with engine_scope():
        draft = own_draft(concern, by, at)
        if any(n.person is not None and n.person.pk == draft.raiser_id for n in named):
            raise AboutYourself("Nobody can raise a concern about themselves.")
        named = list(recognised(draft, named, local_date(at)))
        _not_witnesses(draft, named, over=over_witnesses)
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
        mark(draft, step)
        if step != "capacity":
            draft.answered = [each for each in draft.answered if each != "capacity"]
        draft.save(update_fields=["answered", "version", "previewed"])
        _audit.record("draft.answer", at=at, by=by, concern=draft, question=step)
    return draft


@transaction.atomic
def dispute_route(*, concern: Concern, why: str, instead: str, by: User, at: datetime) -> Concern:
    """Keep with the draft that its author thinks the route is wrong. It is sent all the same.

    :param why: empty to take it back.
    """
    with engine_scope():
        draft = own_draft(concern, by, at)
        draft.route_wrong, draft.route_instead = why, instead if why else ""
        draft.version += 1
        draft.save(update_fields=["route_wrong", "route_instead", "version"])
        _audit.record("draft.answer", at=at, by=by, concern=draft, question="route_wrong")
    return draft


@transaction.atomic
def discard(*, concern: Concern, by: User, at: datetime) -> None:
    """Delete a draft and everything typed in it."""
    with engine_scope():
        draft = own_draft(concern, by, at)
        _audit.record("draft.discard", at=at, by=by, concern=draft)
        _delete(draft, at=at)


@transaction.atomic
def expire(*, concern: Concern, at: datetime) -> bool:
    """Delete a draft that nobody came back to. :return: False if it was sent meanwhile, or is gone.

    Its author was told (`retention_clock`).
    """
    with engine_scope():
        draft = (
            Concern.objects.select_for_update(of=("self",))
            .filter(pk=concern.pk, state=State.DRAFT.value, version=concern.version)
            .first()
        )
        if draft is None:
            return False
        _audit.record("draft.expire", at=at, by=None, concern=draft)
        _delete(draft, at=at)
    return True


def _delete(draft: Concern, *, at: datetime) -> None:
    """The draft, its files and, once that is committed, its key."""
    evidence.erase_all(concern=draft, at=at)
    draft.parties.all().delete()
    draft.notifications.all().delete()
    _grants.forget(draft)
    pk = draft.pk
    draft.delete()
    transaction.on_commit(lambda: sealing.shred(pk), robust=True)  # or the clock does


def _not_witnesses(draft: Concern, named: list[Named], *, over: bool) -> None:
    """See to it that nobody is both somebody it is about and a witness.

    :raises CannotBeNamed: if somebody would be, unless `over` takes them off the witnesses.
    """
    people = {n.person.pk for n in named if n.person is not None}
    words = {n.name.casefold() for n in named if n.person is None}
    witnesses = list(
        Party.objects.filter(concern=draft, role=Party.Role.WITNESS).select_related("person")
    )
    both = [
        w
        for w in witnesses
        if w.person_id in people or (w.person_id is None and w.name.casefold() in words)
    ]
    if both and not over:
        name = both[0].person.name if both[0].person else both[0].name
        raise CannotBeNamed(
            f"You have named {name} as somebody who may have seen it, and nobody can be both"
        )
    for witness in both:
        witness.delete()
    if both and len(both) == len(witnesses):
        mark(draft, "witnesses", answered=False)
