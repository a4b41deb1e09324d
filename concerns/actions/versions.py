"""Writing a version of a council's protocol: begin it, change it, say that it is ready."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from concerns.actions import _audit, protocols, trials, version_mail
from concerns.actions._scope import engine_scope
from concerns.actions.protocols import CannotBring
from concerns.engine import protocol as engine
from concerns.engine.working_days import local_date
from concerns.models import (
    Clause,
    Council,
    Document,
    Passage,
    Person,
    Protocol,
    Rule,
    RuleClause,
    User,
)
from concerns.permissions import protocols as permissions
from concerns.protocols import checker, loader
from concerns.protocols.digest import digest
from concerns.selectors import protocols as selectors
from concerns.selectors import register

_OPEN = {engine.Status.DRAFT.value, engine.Status.CHECKED.value}
_OFFER = ["status", "offered_by", "offered_at"]
_DRAFT = [*_OFFER, "changed_by", "changed_at"]


class CannotChange(ValueError):
    """The version cannot be changed so. The text is fit to show. :param field: what it is about."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


@transaction.atomic
def begin(
    *, council: Council, protocol: engine.Protocol, by: User | None, at: datetime
) -> Protocol:
    """Begin a new version from another protocol: the one in force, a starter or a council's pack.

    :param protocol: with the version's own name; it is made this council's.
    :raises NotAllowed: for anybody but an administrator.
    :raises CannotChange: if the council has a version of that name.
    """
    check_can_write(council, by=by, at=at)
    if Protocol.objects.filter(council=council, version=protocol.version).exists():
        raise CannotChange(
            f"There is already a version {protocol.version}. Give the new one a name of its own.",
            "version",
        )
    try:
        return protocols.bring(council=council, protocol=protocol, by=by, at=at)
    except CannotBring as refused:
        raise CannotChange(str(refused)) from refused


@transaction.atomic
def keep(
    *,
    version: Protocol,
    protocol: engine.Protocol,
    seen: str,
    by: User | None,
    at: datetime,
    part: str = "",
) -> Protocol:
    """Store a changed draft. What was said to be ready is a draft again.

    :param protocol: the draft as it shall be, made by `concerns.protocols.editing`.
    :param seen: the digest of the draft as the change was made from it.
    :param part: a code for what of it was changed, for the record.
    :raises CannotChange: if somebody changed it since, if it is in force already, or if it would
        not hold together.
    """
    check_can_write(version.council, by=by, at=at)
    row = Protocol.objects.select_for_update().get(pk=version.pk)
    check_is_open(row)
    if row.digest != seen:
        raise CannotChange(changed_since(row, by=by))
    if wrong := loader.problems(protocol):
        raise CannotChange(" ".join(wrong))
    now = digest(protocol)
    if now == row.digest:
        return row
    _forget_parts(row)
    try:
        protocols.store(row, protocol)
    except CannotBring as refused:
        raise CannotChange(str(refused)) from refused
    _make_draft(row, by=by, at=at)
    row.save(update_fields=["title", "header", "digest", *_DRAFT])
    _record("change", row, by=by, at=at, digest=now, was=seen, part=part)
    return row


@transaction.atomic
def offer(
    *, version: Protocol, seen: str, by: User, at: datetime, meant: Collection[int] = ()
) -> Protocol:
    """Say that a draft is ready, so that somebody else can put it in force.

    :param meant: ids of the tests that fail, and are meant to.
    :raises CannotChange: if it changed since `seen`, has no rule, something found in it blocks
        adoption, or a test fails of which nobody said that it is meant.
    """
    check_can_write(version.council, by=by, at=at)
    row = Protocol.objects.select_for_update().get(pk=version.pk)
    if row.status != engine.Status.DRAFT.value:
        raise CannotChange("This version is not a draft.")
    if row.digest != seen:
        raise CannotChange(changed_since(row, by=by))
    now = selectors.engine_protocol(row)
    if wrong := checker.blocking(now):
        raise CannotChange(" ".join(finding.text for finding in wrong))
    try:
        failing = trials.meant_failures(row.council, now, meant=meant, at=at)
    except trials.NotPassed as refused:
        raise CannotChange(str(refused)) from refused
    row.status, row.offered_by, row.offered_at = engine.Status.CHECKED.value, by, at
    row.save(update_fields=_OFFER)
    _record("offer", row, by=by, at=at, digest=row.digest, failing_tests=failing)
    version_mail.tell_ready(row, at=at)
    return row


@transaction.atomic
def take_back(*, version: Protocol, by: User, at: datetime) -> Protocol:
    """Make a version that was said to be ready a draft again."""
    check_can_write(version.council, by=by, at=at)
    row = Protocol.objects.select_for_update().get(pk=version.pk)
    if row.status != engine.Status.CHECKED.value:
        raise CannotChange("Nobody has said that this version is ready.")
    _make_draft(row, by=by, at=at)
    row.save(update_fields=_DRAFT)
    _record("take_back", row, by=by, at=at, digest=row.digest)
    return row


@transaction.atomic
def discard(*, version: Protocol, by: User, at: datetime) -> None:
    """Delete a draft that was never in force, and the document it was read from.

    :raises CannotChange: if it is or was in force.
    """
    check_can_write(version.council, by=by, at=at)
    row = Protocol.objects.select_for_update().get(pk=version.pk)
    if row.status not in _OPEN:
        raise CannotChange("This version was adopted, and stays on record.")
    _record("discard", row, by=by, at=at, digest=row.digest)
    Passage.objects.filter(document__protocol=row).delete()
    Document.objects.filter(protocol=row).delete()
    _forget_parts(row)
    row.delete()


def changed_since(row: Protocol, *, by: User | None) -> str:
    """Who changed a version while somebody else, or they themselves elsewhere, had it open."""
    last = Protocol.objects.values_list("changed_by_id", flat=True).get(pk=row.pk)
    who = "Somebody else"
    if by is not None and last == by.pk:
        who = "You yourself, in another window or tab,"
    elif last is not None:
        entry = Person.objects.filter(council=row.council, user=last).first()
        who = entry.name if entry is not None else who
    return (
        f"{who} changed this version while you had it open here. Look at what it says now, and"
        " change it again if you still want to."
    )


def _make_draft(row: Protocol, *, by: User | None, at: datetime) -> None:
    row.changed_by, row.changed_at = by, at
    row.status, row.offered_by, row.offered_at = engine.Status.DRAFT.value, None, None


def _forget_parts(row: Protocol) -> None:
    RuleClause.objects.filter(rule__protocol=row).delete()
    Rule.objects.filter(protocol=row).delete()
    Clause.objects.filter(protocol=row).delete()


def check_can_write(council: Council, *, by: User | None, at: datetime) -> None:
    if by is not None:
        permissions.check_can_write(
            person=register.person_of(user=by, council_slug=council.slug, on=local_date(at))
        )


def check_is_open(row: Protocol) -> None:
    """:raises CannotChange: if it is or was in force."""
    if row.status not in _OPEN:
        raise CannotChange("This version was adopted, and cannot change. Begin a new one from it.")


def _record(
    act: str, row: Protocol, *, by: User | None, at: datetime, **codes: _audit.Codes
) -> None:
    with engine_scope():
        _audit.record(
            f"protocol.{act}",
            at=at,
            by=by,
            council=row.council,
            codes={"protocol": row.pk, **codes},
        )
