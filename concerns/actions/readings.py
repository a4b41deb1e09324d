"""Recording what somebody read, and what they asked for and were refused (G4).

A page of a concern leaves one row, and so does a list; whoever is refused leaves one as well. A
row that cannot be written raises `NotRecorded`, and then the page is not shown.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from concerns.actions import _audit
from concerns.actions._scope import engine_scope
from concerns.engine.states import State
from concerns.models import Concern, User
from concerns.permissions.refusal import Denied


def viewed(
    *, concern: Concern, page: str, by: User, at: datetime, question: int | None = None
) -> None:
    """Record that somebody read a page of a concern, or of a draft.

    :param question: the id of the one message that the page shows, where it is answered.
    """
    kind = "draft.view" if concern.state == State.DRAFT.value else "concern.view"
    codes = {} if question is None else {"question": question}
    _audit.record_reading(kind, at=at, by=by, concern=concern, page=page, **codes)


def listed(*, page: str, by: User, at: datetime) -> None:
    """Record that somebody read a list of concerns. :param page: which list, as a code."""
    _audit.record_reading("list.view", at=at, by=by, concern=None, page=page)


@transaction.atomic
def refused(denied: Denied, *, by: User, at: datetime) -> None:
    """Record that somebody asked for a page that they may not see.

    One row and as much work, whether or not there is such a concern: neither the page nor its time
    tells. Of a concern that is not there only the page is kept.
    """
    if not denied.reference:
        _audit.record_reading("page.refused", at=at, by=by, concern=None, page=denied.page)
        return
    with engine_scope():
        concern = Concern.objects.filter(reference=denied.reference.upper()).first()
        drafted = concern is not None and concern.state == State.DRAFT.value
        _audit.record(
            "draft.refused" if drafted else "concern.refused",
            at=at,
            by=by,
            concern=concern,
            page=denied.page,
            codes={"sees": True} if denied.sees else {},
        )
