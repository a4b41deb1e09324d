"""Setting a council up."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from concerns.actions import _audit
from concerns.actions._scope import engine_scope
from concerns.engine.protocol import Nation, Tier
from concerns.models import Council, User


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
