"""Setting a council up, and the times it has set itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from concerns.actions import _audit
from concerns.actions._scope import engine_scope
from concerns.engine.deadlines import Unit
from concerns.engine.protocol import LimitOf, Nation, Tier
from concerns.models import Council, LocalStandard, User


@transaction.atomic
def set_up(
    *,
    slug: str,
    name: str,
    nation: Nation,
    tier: Tier,
    by: User | None,
    at: datetime,
    principal_authority: str = "",
) -> Council:
    """Make a council, with nobody on its register yet."""
    council = Council.objects.create(
        slug=slug,
        name=name,
        nation=nation.value,
        tier=tier.value,
        principal_authority=principal_authority,
    )
    with engine_scope():
        _audit.record("council.set_up", at=at, by=by, council=council)
    return council


@transaction.atomic
def set_standard(
    *, council: Council, what: LimitOf, n: int, unit: Unit, by: User | None, at: datetime
) -> LocalStandard:
    """Set a time of the council's own; it is shown as local, never as the protocol's.

    :param n: in `unit`, from the day a step begins.
    """
    standard, _ = LocalStandard.objects.update_or_create(
        council=council, what=what.value, defaults={"n": n, "unit": unit.value}
    )
    with engine_scope():
        _audit.record(
            "council.set_standard", at=at, by=by, council=council, what=what.value, n=n,
            unit=unit.value,
        )  # fmt: skip
    return standard
