"""The questions a council saved, and what a version answers to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet, Subquery

from concerns.engine import protocol as engine
from concerns.engine.plain import unplain
from concerns.models import Council, Protocol, Trial
from concerns.protocols import trials
from concerns.protocols.loader import law
from concerns.protocols.trying import Question


@dataclass(frozen=True, slots=True)
class Run:
    """One saved question and how a version answers it.

    :param result: None where the portal can no longer read the question.
    """

    row: Trial
    question: Question | None
    result: trials.Result | None

    @property
    def passes(self) -> bool:
        return self.result is not None and self.result.passes


def of_council(council: Council) -> QuerySet[Trial]:
    """Those a version is held to, by name."""
    return Trial.objects.filter(council=council, removed_at__isnull=True).order_by("name", "pk")


def by_pk(council: Council, pk: int) -> Trial | None:
    return of_council(council).filter(pk=pk).first()


def failing_and_removed(
    council: Council, protocol: engine.Protocol, on: date
) -> tuple[list[Run], list[Trial]]:
    """What to think about before a version is adopted; one query.

    :return: the tests it answers otherwise, and those that were taken away since the last version
        that was adopted was said to be ready (all, where no two people ever adopted one).
    """
    last = Protocol.objects.filter(council=council, status=engine.Status.ADOPTED.value)
    rows = (
        Trial.objects.filter(council=council)
        .annotate(since=Subquery(last.values("offered_at")[:1]))
        .filter(Q(removed_at=None) | Q(since=None) | Q(removed_at__gt=F("since")))
        .select_related("removed_by")
        .order_by("name", "pk")
    )
    found = [_run(row, protocol, on) for row in rows if row.removed_at is None]
    return [run for run in found if not run.passes], [row for row in rows if row.removed_at]


def runs(council: Council, protocol: engine.Protocol, on: date) -> list[Run]:
    """Every saved question asked of a version, by the law of that day; one query."""
    return [_run(row, protocol, on) for row in of_council(council)]


def failing(council: Council, protocol: engine.Protocol, on: date) -> list[Run]:
    """Those the version answers otherwise."""
    return [run for run in runs(council, protocol, on) if not run.passes]


def _run(row: Trial, protocol: engine.Protocol, on: date) -> Run:
    try:
        question = unplain(row.question, Question)
        expected = unplain(row.expected, trials.Expected)
    except (KeyError, TypeError, ValueError):  # a word that a later portal no longer knows
        return Run(row, None, None)
    return Run(row, question, trials.run(question, expected, protocol, on, law()))
