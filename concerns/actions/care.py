"""What a council does for whoever raises something that may put them at risk."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from concerns.actions import _register
from concerns.actions._register import CannotRecord
from concerns.models import Council, User

SHORTEST, LONGEST = 1, 60  # working days; the database says so too


@transaction.atomic
def set_care(
    *,
    council: Council,
    withholds_names: bool,
    reveal_after: int,
    offers_exit: bool,
    support: str,
    by: User | None,
    at: datetime,
) -> list[str]:
    """Set whether names can be withheld, how long before one is revealed, and the rest.

    What was announced keeps the day it was given.

    :param support: where to find support, a paragraph a line; empty for the portal's own words.
    :return: what changed.
    :raises CannotRecord: for a time that is too short or too long.
    """
    _register.begin(council, by=by, at=at)
    if not SHORTEST <= reveal_after <= LONGEST:
        raise CannotRecord(
            f"The number of working days must be from {SHORTEST} to {LONGEST}", "reveal_after"
        )
    wanted = {
        "withholds_names": withholds_names,
        "reveal_after": reveal_after,
        "offers_exit": offers_exit,
        "support": support.strip(),
    }
    council.refresh_from_db()
    changed = [name for name, value in wanted.items() if getattr(council, name) != value]
    if changed:
        before = council.reveal_after
        for name in changed:
            setattr(council, name, wanted[name])
        council.save(update_fields=changed)
        _register.record(
            "set_care",
            council,
            by=by,
            at=at,
            changed=changed,
            withholds_names=withholds_names,
            reveal_after=reveal_after,
            was_reveal_after=before,
            offers_exit=offers_exit,
        )
    return changed
