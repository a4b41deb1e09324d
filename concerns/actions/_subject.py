"""What the acts on a request for a copy share. Inside an engine scope."""

from __future__ import annotations

from datetime import datetime

from concerns.actions import _audit
from concerns.models import SubjectRequest, User
from concerns.permissions.refusal import NotAllowed


def locked(request: SubjectRequest) -> SubjectRequest:
    """The row as it is now; two who act on it at once wait for each other."""
    return (
        SubjectRequest.objects.select_for_update(of=("self",))
        .select_related("council", "about", "run_by__user", "second__user")
        .get(pk=request.pk)
    )


def check_is_open(request: SubjectRequest) -> None:
    if request.agreed_at is not None:
        raise NotAllowed("This was agreed to, so nothing is changed any more.")


def record(act: str, request: SubjectRequest, *, by: User, at: datetime, **data: int | str) -> None:
    """In the record with the request's id, and not whose it is."""
    _audit.record(
        f"subject_request.{act}",
        at=at,
        by=by,
        council=request.council,
        codes={"subject_request": request.pk, **data},
    )
