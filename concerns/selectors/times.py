"""What a council's due dates are reckoned by: its own standards, and the days it is closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from concerns.engine.deadlines import Unit
from concerns.engine.protocol import LimitOf
from concerns.models import Closure, Council, LocalStandard


@dataclass(frozen=True, slots=True)
class Times:
    """:param standards: what, to how many of which unit. :param closures: day and name."""

    standards: Mapping[LimitOf, tuple[int, Unit]]
    closures: tuple[tuple[date, str], ...]


def times_of(council_id: int) -> Times:
    """A council's standards and closures: one query."""
    standards = LocalStandard.objects.filter(council=OuterRef("pk"))
    closures = Closure.objects.filter(council=OuterRef("pk")).order_by("day")
    row = (
        Council.objects.filter(pk=council_id)
        .annotate(
            own=ArraySubquery(standards.values(data=JSONObject(what="what", n="n", unit="unit"))),
            closed=ArraySubquery(closures.values(data=JSONObject(day="day", name="name"))),
        )
        .values("own", "closed")
        .get()
    )
    return Times(
        {LimitOf(each["what"]): (each["n"], Unit(each["unit"])) for each in row["own"]},
        tuple((date.fromisoformat(each["day"]), each["name"]) for each in row["closed"]),
    )
