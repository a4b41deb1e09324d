"""What becomes of the rules proposed from a document: used, or set aside."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from concerns.actions import _audit, versions
from concerns.actions._scope import engine_scope
from concerns.actions.versions import CannotChange
from concerns.engine import protocol as engine
from concerns.models import Passage, Protocol, User

USED, SET_ASIDE = "used", "set_aside"
_DECIDED = "Somebody has decided on this proposal already."


@transaction.atomic
def use(
    *,
    version: Protocol,
    passage: Passage,
    place: int,
    protocol: engine.Protocol,
    seen: str,
    by: User,
    at: datetime,
) -> Protocol:
    """Make a proposed rule a rule of the draft.

    :param place: which of the drafts of the passage. :param protocol: the draft with the rule.
    :raises CannotChange: if it was decided on already, or the draft cannot be so.
    """
    row = versions.keep(version=version, protocol=protocol, seen=seen, by=by, at=at)
    _decide(passage, place, USED, by=by, at=at)
    return row


@transaction.atomic
def set_aside(*, passage: Passage, place: int, by: User, at: datetime) -> None:
    """Say that a proposal is no rule.

    :raises CannotChange: if it was decided on already.
    """
    versions.check_can_write(passage.council, by=by, at=at)
    _decide(passage, place, SET_ASIDE, by=by, at=at)


def _decide(passage: Passage, place: int, how: str, *, by: User, at: datetime) -> None:
    row = (
        Passage.objects.select_for_update(of=("self",)).select_related("council").get(pk=passage.pk)
    )
    decided = row.proposal.get("decided", {})
    if str(place) in decided:
        raise CannotChange(_DECIDED)
    row.proposal = {**row.proposal, "decided": {**decided, str(place): how}}
    row.save(update_fields=["proposal"])
    with engine_scope():
        _audit.record(
            f"proposal.{how}",
            at=at,
            by=by,
            council=row.council,
            codes={"document": row.document_id, "passage": row.pk, "place": place},
        )
