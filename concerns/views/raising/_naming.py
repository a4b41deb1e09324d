"""Saying whom a draft is about, with the offices they held when it happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from concerns.actions import drafts
from concerns.actions.drafts import Named
from concerns.engine.offices import Kind, Office
from concerns.selectors import register
from concerns.selectors.drafts import Draft
from concerns.views.raising import _draft
from concerns.views.signed_in import SignedIn


def name(
    request: SignedIn,
    draft: Draft,
    people: Sequence[int],
    *,
    at: datetime,
    other: tuple[str, Kind] | None = None,
    acting: Mapping[int, Sequence[Office]] | None = None,
    chosen: bool = True,
) -> None:
    """Keep whom it is about.

    :param people: ids of the register. :param other: name and kind of somebody who is not on it.
    :param acting: the offices they acted in; by default all they held on the day.
    :param chosen: they were chosen just now, and are not only looked up again.
    :raises CannotBeNamed: if somebody just chosen was named as a witness.
    """
    held = register.offices_held(people, draft.happened_on)
    now = register.offices_held(people, draft.on)
    named = []
    for person in register.people_with(draft.concern.council, people):
        offices = tuple((acting or held).get(person.pk, held[person.pk]))
        former = bool(set(offices) - set(now[person.pk]))
        named.append(Named(Kind(person.kind), person, "", offices, former))
    if other is not None:
        named.append(Named(kind=other[1], name=other[0]))
    drafts.name_people(
        concern=draft.concern,
        people=named,
        by=request.user,
        at=at,
        step="person" if acting is None else "capacity",
        over_witnesses=not chosen or acting is not None,
    )
    _forget_what_no_longer_fits(request, draft, at=at)


def fit(request: SignedIn, draft: Draft, *, at: datetime) -> None:
    """After who or when has changed: keep the people who still fit, with the offices of the day.

    :param draft: as it was before.
    """
    fresh = _draft.load(request, draft.concern.council.slug, draft.concern.reference)
    kind = fresh.concern.about_kind
    kept = [p for p in fresh.subjects if kind in {p.kind, "several", "unsure", ""}]
    if kind in set(Kind):
        kept = kept[:1]
    same_day = fresh.happened_on == draft.happened_on
    if not fresh.subjects or (same_day and len(kept) == len(fresh.subjects)):
        return
    other = next(((p.name, Kind(p.kind)) for p in kept if not p.person_id), None)
    ids = [p.person_id for p in kept if p.person_id]
    name(request, fresh, ids, at=at, other=other, chosen=False)


def _forget_what_no_longer_fits(request: SignedIn, draft: Draft, *, at: datetime) -> None:
    """Answers to questions that are not asked about the people it is about now."""
    fresh = _draft.load(request, draft.concern.council.slug, draft.concern.reference)
    concern = fresh.concern
    if concern.code_breach is not None and Kind.COUNCILLOR not in fresh.kinds:
        drafts.answer(concern=concern, step="code", by=request.user, at=at, code_breach=None)
    fitting = {clause.id for clause in fresh.expectations}
    breached = [key for key in concern.breached if key in fitting]
    if breached != concern.breached:
        drafts.answer(
            concern=concern, step="expectations", by=request.user, at=at, breached=breached
        )
