"""What becomes of what a document proposes: used, set aside, or taken back from there."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from concerns.actions import _audit, versions
from concerns.actions._scope import engine_scope
from concerns.actions.versions import CannotChange
from concerns.engine import protocol as engine
from concerns.models import Passage, Protocol, User
from concerns.selectors.proposals import RULE, SET_ASIDE, USED, key

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
    what: str = RULE,
) -> Protocol:
    """Put something proposed into the draft, as a person confirmed it.

    :param place: which of its kind in the passage. :param protocol: the draft with it.
    :param what: a rule, a duty, a notice or a date.
    :raises CannotChange: if it was decided on already, or the draft cannot be so.
    """
    row = versions.keep(version=version, protocol=protocol, seen=seen, by=by, at=at)
    _decide(passage, place, USED, what=what, by=by, at=at)
    return row


@transaction.atomic
def set_aside(*, passage: Passage, place: int, by: User, at: datetime, what: str = RULE) -> None:
    """Say that a proposal is not so.

    :raises CannotChange: if it was decided on already.
    """
    versions.check_can_write(passage.council, by=by, at=at)
    _decide(passage, place, SET_ASIDE, what=what, by=by, at=at)


@transaction.atomic
def take_back(*, passage: Passage, place: int, by: User, at: datetime, what: str = RULE) -> None:
    """Let what was set aside be decided on again.

    :raises CannotChange: if it is not set aside.
    """
    versions.check_can_write(passage.council, by=by, at=at)
    row = _locked(passage)
    decided = dict(row.proposal.get("decided", {}))
    if decided.pop(key(what, place), None) != SET_ASIDE:
        raise CannotChange("This is not set aside.")
    row.proposal = {**row.proposal, "decided": decided}
    row.save(update_fields=["proposal"])
    _record("taken_back", row, place, what=what, by=by, at=at)


def _decide(passage: Passage, place: int, how: str, *, what: str, by: User, at: datetime) -> None:
    row = _locked(passage)
    decided = row.proposal.get("decided", {})
    if key(what, place) in decided:
        raise CannotChange(_DECIDED)
    deciders = row.proposal.get("decided_by", {})
    row.proposal = {
        **row.proposal,
        "decided": {**decided, key(what, place): how},
        "decided_by": {**deciders, key(what, place): by.pk},
    }
    row.save(update_fields=["proposal"])
    _record(how, row, place, what=what, by=by, at=at)


def _locked(passage: Passage) -> Passage:
    rows = Passage.objects.select_for_update(of=("self",)).select_related("council")
    return rows.get(pk=passage.pk)


def _record(act: str, row: Passage, place: int, *, what: str, by: User, at: datetime) -> None:
    with engine_scope():
        _audit.record(
            f"proposal.{act}",
            at=at,
            by=by,
            council=row.council,
            codes={
                "document": row.document_id,
                "passage": row.pk,
                "place": place,
                "what": what,
            },
        )
