"""Bringing in a version of a council's protocol, and adopting it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model

from concerns.actions import _audit, trials, version_mail
from concerns.actions._scope import engine_scope
from concerns.engine import protocol as engine
from concerns.engine.deadlines import months_later
from concerns.engine.plain import plain
from concerns.engine.reviews import first_due, past_words, still_ahead
from concerns.engine.working_days import local_date
from concerns.models import Clause, Council, Protocol, Rule, RuleClause, User
from concerns.permissions import protocols as permissions
from concerns.protocols import checker
from concerns.protocols.digest import digest
from concerns.selectors import protocols as selectors
from concerns.selectors import register

Row = TypeVar("Row", bound=Model)

# How far ahead a version can be put in force: none can begin before it, and none is taken back.
YEARS_AHEAD = 1

# What of a clause has a column of its own; the rest is its body.
_COLUMNS = ("id", "label", "heading", "summary", "quote")


class CannotBring(ValueError):
    """The version cannot be stored. The text is fit to show."""


class CannotAdopt(ValueError):
    """The version cannot be adopted. The text is fit to show. :param field: what it is about."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


@transaction.atomic
def bring(
    *, council: Council, protocol: engine.Protocol, by: User | None, at: datetime
) -> Protocol:
    """Store a version as a draft. Bringing the very same version again changes nothing.

    :param protocol: as the loader read it, so that every reference of it is known to hold.
    :raises CannotBring: if it is another council's, a different text already has its version
        name, or a part of it is longer than the portal can keep.
    """
    if protocol.council != council.slug:
        raise CannotBring(f"This protocol is for {protocol.council}, not for {council.slug}.")
    row = Protocol(council=council, version=protocol.version)
    _describe(row, protocol)
    there = Protocol.objects.filter(council=council, version=protocol.version).first()
    if there is not None:
        if there.digest != row.digest:
            raise CannotBring(
                f"There is already a version {protocol.version} with different words."
                " Give the new text a version of its own."
            )
        return there
    row.save(force_insert=True)
    _bring_parts(council, row, protocol)
    with engine_scope():
        _audit.record(
            "protocol.bring", at=at, by=by, council=council, protocol=row.pk, digest=row.digest
        )
    return row


def store(row: Protocol, protocol: engine.Protocol) -> None:
    """Write a protocol into the rows of a draft that has no parts; the caller saves the row.

    :raises CannotBring: if a part of it is longer than the portal can keep.
    """
    _describe(row, protocol)
    _bring_parts(row.council, row, protocol)


def _describe(row: Protocol, protocol: engine.Protocol) -> None:
    row.title = protocol.title
    row.header = _header(protocol)
    row.digest = digest(protocol)
    _keep(row)


def _bring_parts(council: Council, row: Protocol, protocol: engine.Protocol) -> None:
    clauses = Clause.objects.bulk_create(
        _keep(
            Clause(
                council=council,
                protocol=row,
                position=position,
                key=clause.id,
                label=clause.label,
                heading=clause.heading,
                summary=clause.summary,
                quote=clause.quote,
                body={k: v for k, v in plain(clause).items() if k not in _COLUMNS},
            )
        )
        for position, clause in enumerate(protocol.clauses)
    )
    rules = Rule.objects.bulk_create(
        _keep(
            Rule(council=council, protocol=row, position=position, key=rule.key, body=plain(rule))
        )
        for position, rule in enumerate(protocol.rules)
    )
    by_key = {clause.key: clause for clause in clauses}
    RuleClause.objects.bulk_create(
        RuleClause(council=council, rule=kept, clause=by_key[key])
        for kept, rule in zip(rules, protocol.rules, strict=True)
        for key in dict.fromkeys(_rests_on(rule))
    )


@transaction.atomic
def adopt(
    *,
    protocol: Protocol,
    in_force_from: date,
    by: User | None,
    at: datetime,
    adopted_on: date | None = None,
    minute: str = "",
    review_due: date | None = None,
    seen: str | None = None,
    meant: Collection[int] = (),
) -> Protocol:
    """Put a version in force from a day; from then on the database refuses any change to it.

    The version in force until then ends on that day. Concerns already sent keep theirs. Whatever
    else was said to be ready is a draft again, since that was said beside the version replaced.

    :param in_force_from: the first day it holds, in the council's calendar; may lie ahead. A person
        gives a day gone by only where no other version held on it.
    :param by: a second person, never the one who offered it; None for what comes with the portal.
    :param adopted_on: the day the council resolved it. :param minute: where that is minuted.
    :param review_due: the day it has to be looked at again; by default as the protocol says,
        counted from the day the council adopted it.
    :param seen: the digest of what `by` read; None without a person.
    :param meant: ids of the tests that fail, and are meant to.
    :raises NotAllowed: if `by` may not, or offered it.
    :raises CannotAdopt: if it changed since `seen`, is adopted already, was offered by somebody who
        no longer may, would begin before the version it replaces or on no day open to it, the
        checker finds in it what may not be adopted, or a person puts it in force while a test
        fails of which nobody said that it is meant, or while the review that the protocol asks
        for is past and no other day is given.
    """
    council = Council.objects.select_for_update().get(pk=protocol.council_id)
    row = Protocol.objects.select_for_update().get(pk=protocol.pk)
    if row.status not in {engine.Status.DRAFT.value, engine.Status.CHECKED.value}:
        raise CannotAdopt(f"Version {row.version} was adopted before, and cannot change.")
    if by is not None:
        _check_can_adopt(row, council, by=by, at=at, seen=seen)
    now = selectors.engine_protocol(row)
    if adopted_on is not None and adopted_on > local_date(at):
        raise CannotAdopt(
            "The day the council adopted it must be today or in the past.", "adopted_on"
        )
    if review_due is None:
        began = adopted_on or now.adopted_on or in_force_from
        free = max(local_date(at), in_force_from + timedelta(days=1))
        review_due = _review_due(now.review, began, free, asked=by is not None)
    elif review_due <= in_force_from or review_due < local_date(at):
        raise CannotAdopt(
            "The day it has to be looked at again must not be past, and must come after the first"
            " day it holds.",
            "review_due",
        )
    wrong = checker.blocking(now)
    if wrong:
        raise CannotAdopt(" ".join(finding.text for finding in wrong))
    failing: list[str] = []
    if by is not None:
        try:
            failing = trials.meant_failures(council, now, meant=meant, at=at)
        except trials.NotPassed as refused:
            raise CannotAdopt(str(refused)) from refused
    replaced = Protocol.objects.filter(council=council, status=engine.Status.ADOPTED.value).first()
    _check_first_day(in_force_from, replaced, None if by is None else local_date(at))
    if replaced is not None:
        replaced.status = engine.Status.SUPERSEDED.value
        replaced.in_force_until = in_force_from
        replaced.save(update_fields=["status", "in_force_until"])
    row.status = engine.Status.ADOPTED.value
    row.in_force_from, row.adopted_by = in_force_from, by
    row.adopted_on, row.minute, row.review_due = adopted_on, minute, review_due
    row.save(
        update_fields=[
            "status",
            "in_force_from",
            "adopted_by",
            "adopted_on",
            "minute",
            "review_due",
        ]
    )
    _forget_offers(council, by=by, at=at)
    with engine_scope():
        _audit.record(
            "protocol.adopt",
            at=at,
            by=by,
            council=council,
            protocol=row.pk,
            replaces=replaced.pk if replaced else None,
            in_force_from=in_force_from.isoformat(),
            failing_tests=failing,
        )
    if by is not None:
        version_mail.tell_adopted(row, by=by, at=at)
    return row


def _review_due(
    review: engine.Review | None, began: date, free: date, *, asked: bool
) -> date | None:
    """The first review that is not past.

    :param began: the day the council adopted the version. :param free: the first day on which a
        review can be due. :param asked: somebody is there to give another day.
    """
    first = first_due(review, began)
    if first is None or first >= free:
        return first
    following = still_ahead(first, review, free)
    if asked:
        raise CannotAdopt(past_words(first, following), "review_due")
    return following


def _check_first_day(first: date, replaced: Protocol | None, today: date | None) -> None:
    """The day a version begins says by which one a concern went, so that is not rewritten.

    :param today: None for what comes with the portal.
    """
    before = replaced.in_force_from if replaced is not None else None
    if replaced is not None and before is not None and first < before:
        raise CannotAdopt(
            f"Version {replaced.version} is in force from a later day than this one would be.",
            "in_force_from",
        )
    if today is None:
        return
    if first > months_later(today, 12 * YEARS_AHEAD):
        raise CannotAdopt(
            "The first day it holds must be within a year. Until then no other version could be put"
            " in force before it.",
            "in_force_from",
        )
    if replaced is not None and first < today:
        raise CannotAdopt(
            f"Concerns went by version {replaced.version} until today. The first day this one holds"
            " must be today or later.",
            "in_force_from",
        )


def _forget_offers(council: Council, *, by: User | None, at: datetime) -> None:
    """Otherwise one person could put the council back on an offer it passed over long ago."""
    others = Protocol.objects.select_for_update().filter(
        council=council, status=engine.Status.CHECKED.value
    )
    for other in others:
        other.status, other.offered_by, other.offered_at = engine.Status.DRAFT.value, None, None
        other.save(update_fields=["status", "offered_by", "offered_at"])
        with engine_scope():
            _audit.record(
                "protocol.take_back",
                at=at,
                by=by,
                council=council,
                protocol=other.pk,
                digest=other.digest,
            )


def _check_can_adopt(
    row: Protocol, council: Council, *, by: User, at: datetime, seen: str | None
) -> None:
    on = local_date(at)
    person = register.person_of(user=by, council_slug=council.slug, on=on)
    held = register.offices_held([person.pk], on)[person.pk] if person is not None else ()
    permissions.check_can_adopt(protocol=row, person=person, held=held)
    _check_still_offered(row, council, on)
    if row.digest != seen:
        raise CannotAdopt("This version was changed after you read it. Read it again.")


def _check_still_offered(row: Protocol, council: Council, on: date) -> None:
    """Of the two people, the first too must still be one who may say so."""
    first = row.offered_by
    assert first is not None
    if not permissions.can_write(
        person=register.person_of(user=first, council_slug=council.slug, on=on)
    ):
        raise CannotAdopt(
            f"{first.name} said that this version is ready and is no longer an administrator of"
            " your council. Somebody who is has to make it a draft again and say that it is ready."
        )


def _header(protocol: engine.Protocol) -> dict[str, Any]:
    written: dict[str, Any] = plain(protocol)
    return {key: value for key, value in written.items() if key not in {"clauses", "rules"}}


def _rests_on(rule: engine.Rule) -> Iterator[str]:
    """The clauses a rule cites anywhere."""
    for step in rule.steps:
        parts: list[engine.Step | engine.Otherwise | engine.Duty | engine.Limit] = [
            step,
            *step.otherwise,
            *step.duties,
            *step.limits,
        ]
        yield from (citation.clause for part in parts for citation in part.clauses)
    if rule.doubt is not None:
        yield from (citation.clause for citation in rule.doubt.clauses)


def _keep(row: Row) -> Row:
    """The row, if all of it fits."""
    for field in row._meta.concrete_fields:
        longest, text = getattr(field, "max_length", None), getattr(row, field.attname)
        if longest is not None and isinstance(text, str) and len(text) > longest:
            raise CannotBring(
                f"The portal keeps {longest} characters here, and this has {len(text)}:"
                f" “{text[:60]}…”."
            )
    return row
