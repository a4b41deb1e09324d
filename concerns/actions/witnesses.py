"""Naming those who may have seen what a concern is about.

A witness is told nothing and is given no sight of it; nothing about the route depends on them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from concerns.actions import _audit
from concerns.actions._drafting import CannotBeNamed, Named, mark, own_draft
from concerns.actions._scope import engine_scope
from concerns.engine.facts import Matter
from concerns.engine.offices import Kind
from concerns.engine.working_days import local_date
from concerns.models import Concern, Party, User
from concerns.selectors import called, register


@transaction.atomic
def add(*, concern: Concern, who: Named, by: User, at: datetime) -> None:
    """Name somebody else who may have seen it.

    Words that are nothing but the name or the office of somebody on the register stand for that
    person, so that nobody is named twice, or as a witness of what they are complained of.

    :raises CannotBeNamed: for the raiser, for somebody it is about, and for somebody named before.
    """
    with engine_scope():
        draft = own_draft(concern, by, at)
        if draft.matter != Matter.CONCERN.value:
            raise ValueError("only a concern has witnesses")
        named = _meant(draft, who, local_date(at))
        parties = list(Party.objects.filter(concern=draft))
        for each in named:
            _check(draft, each, parties)
        Party.objects.bulk_create(
            Party(
                council_id=draft.council_id,
                concern=draft,
                person=each.person,
                name=each.name,
                role=Party.Role.WITNESS,
                kind=each.kind.value,
            )
            for each in named
        )
        _answered(draft, by=by, at=at)


@transaction.atomic
def remove(*, concern: Concern, witness: int, by: User, at: datetime) -> str:
    """Take somebody off the list again. With nobody left on it, the question is open again.

    :param witness: the id of the entry. :return: their name; empty if they are not on the list.
    """
    with engine_scope():
        draft = own_draft(concern, by, at)
        listed = Party.objects.filter(concern=draft, role=Party.Role.WITNESS)
        party = listed.filter(pk=witness).select_related("person").first()
        if party is None:
            return ""
        party.delete()
        _answered(draft, by=by, at=at, is_answered=listed.exists())
    return party.person.name if party.person else party.name


def date_offices(draft: Concern, today: date) -> None:
    """Note the offices they held when it happened, once the day is certain.

    Inside an engine scope, when the concern is sent.
    """
    witnesses = Party.objects.filter(
        concern=draft, role=Party.Role.WITNESS, person__isnull=False
    ).in_bulk()
    people = [w.person_id for w in witnesses.values() if w.person_id]
    held = register.offices_held(people, draft.happened_from or today)
    now = register.offices_held(people, today)
    for witness in witnesses.values():
        if witness.person_id is not None:
            offices = held[witness.person_id]
            witness.offices = [office.value for office in offices]
            witness.former = bool(set(offices) - set(now[witness.person_id]))
    Party.objects.bulk_update(witnesses.values(), ["offices", "former"])


def _answered(draft: Concern, *, by: User, at: datetime, is_answered: bool = True) -> None:
    draft.previewed = None
    mark(draft, "witnesses", answered=is_answered)
    draft.save(update_fields=["answered", "version", "previewed"])
    _audit.record("draft.answer", at=at, by=by, concern=draft, question="witnesses")


def _meant(draft: Concern, who: Named, today: date) -> list[Named]:
    """Those the words stand for; the words themselves where they say more, or could be two people.

    “Olive Marsh’s husband” is not Olive Marsh.
    """
    if who.person is not None:
        return [who]
    found, is_all = called.people_called(
        draft.council, who.name, draft.happened_from or today, today
    )
    namesakes = len({person.name.casefold() for person in found}) < len(found)
    if not is_all or namesakes:
        return [who]
    return [Named(Kind(person.kind), person) for person in found]


def _check(draft: Concern, who: Named, parties: Iterable[Party]) -> None:
    if who.person is not None and who.person.pk == draft.raiser_id:
        raise CannotBeNamed(
            f"{who.person.name} raises it, so they cannot be somebody else who saw it"
            if draft.filed_by_id
            else "You cannot name yourself as somebody else who saw it"
        )
    name = who.person.name if who.person else who.name
    for party in parties:
        if not _is_same(who, party):
            continue
        if party.role == Party.Role.WITNESS:
            raise CannotBeNamed(f"{name} is in your list already")
        raise CannotBeNamed(
            f"{name} is somebody it is about, so they cannot also be somebody who saw it"
        )


def _is_same(who: Named, party: Party) -> bool:
    if who.person is not None:
        return who.person.pk == party.person_id
    return party.person_id is None and who.name.casefold() == party.name.casefold()
