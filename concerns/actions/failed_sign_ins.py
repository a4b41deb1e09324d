"""Telling people that somebody keeps trying to sign in as them (ASVS 6.3.5).

Derived from the record by the clock, and not in the request: that takes as long for an address that
nobody has, and whoever tries learns nothing.
"""

from __future__ import annotations

from datetime import datetime, time

from django.db import transaction
from django.db.models import Count

from concerns.actions import accounts
from concerns.actions._scope import engine_scope
from concerns.engine.working_days import LONDON, local_date
from concerns.models import AuditEvent, User

#: So many in a day: as many as close an account for a while (settings, `login_failed`).
MANY = 5


@transaction.atomic
def warn(*, at: datetime) -> int:
    """Queue a mail to whoever's account was tried in vain many times today: one a day.

    :return: how many accounts they are.
    """
    tried = _tried_today(at)
    if not tried:
        return 0
    users = [
        user
        for user in User.objects.filter(is_active=True).only("email").iterator()
        if accounts.hash_of(user.email) in tried
    ]
    for user in users:
        accounts.tell_of_failures(user=user, at=at)
    return len(users)


def _tried_today(at: datetime) -> set[str]:
    """The keyed hashes of what was entered as the address; the record has no name."""
    midnight = datetime.combine(local_date(at), time.min, tzinfo=LONDON)
    with engine_scope():
        failures = AuditEvent.objects.filter(
            council_id__isnull=True, at__gte=midnight, type="account.sign_in_failed"
        )
        counted = failures.values("data__name").annotate(n=Count("pk")).filter(n__gte=MANY)
        return set(counted.values_list("data__name", flat=True))
