"""The second person's yes, and what follows from it, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from concerns.actions import (
    administrators,
    approvals,
    erasing,
    exports,
    holds,
    lost_factor,
    subject_requests,
)
from concerns.models import Approval, User

_CARRY_OUT: Final[Mapping[str, Callable[..., Any]]] = {
    Approval.Kind.ADMINISTRATOR: administrators.carry_out,
    Approval.Kind.LOST_FACTOR: lost_factor.carry_out,
    Approval.Kind.EXPORT: exports.carry_out,
    Approval.Kind.SUBJECT_ACCESS: subject_requests.carry_out,
    Approval.Kind.RELEASE_HOLD: holds.carry_out,
    Approval.Kind.ERASE: erasing.carry_out,
}


@transaction.atomic
def agree(*, approval: Approval, by: User, at: datetime) -> None:
    """Agree to what somebody else asked for, and carry it out; neither without the other.

    :raises NotAllowed: if it is settled or too old, or they may not agree to it.
    """
    approval = approvals.agree(approval=approval, by=by, at=at)
    _CARRY_OUT[approval.kind](approval, by=by, at=at)
