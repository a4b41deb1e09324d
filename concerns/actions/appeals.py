"""An appeal against a refusal, and the request it is about."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from concerns.actions import _audit
from concerns.actions._drafting import mark, own_draft
from concerns.actions._scope import engine_scope
from concerns.engine.facts import Matter
from concerns.engine.working_days import local_date
from concerns.models import Concern, Refusal, User
from concerns.selectors import refusals


class NotRefused(ValueError):
    """Nothing of the raiser's own by that reference was refused."""


@transaction.atomic
def choose(*, concern: Concern, request: str, by: User, at: datetime) -> Concern:
    """Say which refused request an appeal is about. Who decided it is then no longer asked.

    :param request: its reference; empty for one that is not in the list.
    :raises NotRefused: for any but the raiser's own, refused, and typed by themselves: whoever
        files for somebody else does not get to read what that person was refused.
    """
    with engine_scope():
        draft = own_draft(concern, by, at)
        if draft.matter != Matter.ACCESS_APPEAL.value:
            raise ValueError("only an appeal is about a refused request")
        found = None
        if request:
            own = [] if draft.filed_by_id else refusals.of_raiser(draft.raiser)
            found = next((each for each in own if each.reference == request), None)
            if found is None:
                raise NotRefused("That is not one of your requests that were refused.")
        draft.appeal_of_id = found.pk if found else None
        draft.decider = found.office if found else ""
        draft.previewed = None
        mark(draft, "request")
        mark(draft, "decider", answered=False)
        draft.save(update_fields=["appeal_of", "decider", "previewed", "answered", "version"])
        _audit.record("draft.answer", at=at, by=by, concern=draft, question="request")
    return draft


def still_stands(draft: Concern) -> bool:
    """Whether the request is still refused: it may have been opened again since it was chosen."""
    if draft.appeal_of_id is None:
        return True
    return refusals.requests(draft.raiser).filter(pk=draft.appeal_of_id).exists()


def bring_along(draft: Concern) -> None:
    """Copy what was asked for and the answer onto the appeal, for whoever gets it.

    Inside an engine scope, when the appeal is sent.
    """
    if draft.appeal_of_id is None:
        return
    request = (
        refusals.requests(draft.raiser).select_for_update(of=("self",)).get(pk=draft.appeal_of_id)
    )
    step = refusals.deciding_step(request.pk)
    assert request.sent_at is not None
    assert request.closed_at is not None
    Refusal.objects.create(
        council_id=draft.council_id,
        concern=draft,
        reference=request.reference,
        asked_on=local_date(request.sent_at),
        asked=request.what_happened,
        decided_on=local_date(request.closed_at),
        outcome=request.outcome,
        reasons=request.outcome_reasons,
        office=step.office if step else "",
        decided_by_id=step.holder_id if step else None,
    )
