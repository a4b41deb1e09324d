"""The versions of a council's protocol, and each as the engine knows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from concerns.engine import protocol as engine
from concerns.engine.plain import unplain
from concerns.models import Clause, Council, Protocol, ProtocolReview, Rule
from concerns.protocols.digest import digest


class DigestMismatch(RuntimeError):
    """The stored rows no longer give the fingerprint they were stored with."""


def in_force(council: Council, on: date) -> Protocol | None:
    """The version in force on a day of the council's calendar; None before the first."""
    return (
        Protocol.objects.filter(
            Q(in_force_until__isnull=True) | Q(in_force_until__gt=on),
            council=council,
            status__in=[engine.Status.ADOPTED.value, engine.Status.SUPERSEDED.value],
            in_force_from__lte=on,
        )
        .order_by("-in_force_from", "-pk")
        .first()
    )


def in_force_since(council: Council, on: date) -> date | None:
    """The first day from which one version or another was in force on every day until `on`.

    None where none is in force that day.
    """
    since = None
    for row in versions(council):  # the newest first
        if row.in_force_from is None or row.in_force_from > on:
            continue
        if holds(row, on if since is None else since - timedelta(days=1)):
            since = row.in_force_from
    return since


def holds(protocol: Protocol, on: date) -> bool:
    """Whether this version is the one in force on a day; no query."""
    adopted = protocol.status in {engine.Status.ADOPTED.value, engine.Status.SUPERSEDED.value}
    begins, ends = protocol.in_force_from, protocol.in_force_until
    return adopted and begins is not None and begins <= on and (ends is None or on < ends)


def versions(council: Council) -> QuerySet[Protocol]:
    """Every version of the council's protocol, drafts first, then the newest."""
    return (
        Protocol.objects.filter(council=council)
        .defer("header")
        .order_by(F("in_force_from").desc(nulls_first=True), "-pk")
    )


def to_be_reviewed(on: date, *, council: int | None = None) -> list[tuple[Protocol, date]]:
    """The versions in force on a day that have to be looked at again, and when.

    That is the day that was set last: with a review, or as the version was adopted.

    :param council: of this council only; by default of every one.
    """
    last = ProtocolReview.objects.filter(protocol=OuterRef("pk")).order_by("-reviewed_on")
    rows = (
        Protocol.objects.select_related("council")
        .annotate(to_review=Coalesce(Subquery(last.values("next_due")[:1]), F("review_due")))
        .filter(status=engine.Status.ADOPTED.value, in_force_from__lte=on, to_review__isnull=False)
    )
    if council is not None:
        rows = rows.filter(council=council)
    return [(row, row.to_review) for row in rows]


def reviews_of(protocol: Protocol) -> list[ProtocolReview]:
    """When it was looked at and left as it is, the last first."""
    return list(protocol.reviews.select_related("recorded_by").order_by("-reviewed_on"))


def version_by_pk(council: Council, pk: int) -> Protocol | None:
    """A version of this council's protocol, whatever its state."""
    return (
        Protocol.objects.select_related("council", "offered_by", "adopted_by", "changed_by")
        .filter(council=council, pk=pk)
        .first()
    )


def version_beside(council: Council, pk: int, on: date) -> tuple[Protocol | None, Protocol | None]:
    """A version of this council's, and the one in force on a day; one query."""
    rows = versions(council).select_related("council", "offered_by", "adopted_by")
    found = list(rows.filter(Q(pk=pk) | Q(in_force_from__lte=on)))
    return next((row for row in found if row.pk == pk), None), in_force_of(found, on)


def is_open(row: Protocol) -> bool:
    """Whether it was never in force, and may still be changed; no query."""
    return row.status in {engine.Status.DRAFT.value, engine.Status.CHECKED.value}


def in_force_of(rows: Iterable[Protocol], on: date) -> Protocol | None:
    """The same as `in_force`, among versions already read."""
    return next((row for row in rows if _is_in_force(row, on)), None)


def _is_in_force(row: Protocol, on: date) -> bool:
    return (
        row.status in {engine.Status.ADOPTED.value, engine.Status.SUPERSEDED.value}
        and row.in_force_from is not None
        and row.in_force_from <= on
        and (row.in_force_until is None or on < row.in_force_until)
    )


def engine_protocol(protocol: Protocol) -> engine.Protocol:
    """The version as the engine knows it, rebuilt from its rows and checked against its digest.

    Kept in the process, so that a page pays no query for a version read before, and one for
    a version that was not.

    :raises DigestMismatch: if the rows do not give the digest they were stored with.
    """
    return _rebuilt(protocol.pk, protocol.digest)


def given_away(row: Protocol, on: date) -> engine.Protocol:
    """The version as a pack of its own: what the council resolved here is what it says of itself.

    Where nobody resolved it here it says what its document says (ADR 4).
    """
    now = engine_protocol(row)
    if is_open(row) or row.adopted_on is None:
        return now
    replaced = row.in_force_until is not None and row.in_force_until <= on
    return replace(
        now,
        status=engine.Status.SUPERSEDED if replaced else engine.Status.ADOPTED,
        adopted_on=row.adopted_on,
        in_force_from=row.in_force_from,
    )


@lru_cache(maxsize=128)
def _rebuilt(pk: int, stored: str) -> engine.Protocol:
    row = (
        Protocol.objects.filter(pk=pk)
        .annotate(
            clause_parts=ArraySubquery(
                Clause.objects.filter(protocol=OuterRef("pk"))
                .order_by("position")
                .values(
                    data=JSONObject(
                        id="key",
                        label="label",
                        heading="heading",
                        summary="summary",
                        quote="quote",
                        body="body",
                    )
                )
            ),
            rule_parts=ArraySubquery(
                Rule.objects.filter(protocol=OuterRef("pk")).order_by("position").values("body")
            ),
        )
        .values("header", "clause_parts", "rule_parts")
        .get()
    )
    built = unplain(
        {
            **row["header"],
            "clauses": [_clause(part) for part in row["clause_parts"]],
            "rules": row["rule_parts"],
        },
        engine.Protocol,
    )
    if digest(built) != stored:
        raise DigestMismatch(
            f"Protocol {pk} is stored as {stored}, but its clauses and rules say otherwise."
        )
    return replace(built, digest=stored)


def _clause(part: Mapping[str, Any]) -> dict[str, Any]:
    return {**{key: value for key, value in part.items() if key != "body"}, **part["body"]}
