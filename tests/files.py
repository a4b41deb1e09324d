"""Files of evidence on a concern, as far as a test wants them to have come."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from django.db.models.functions import Now

from concerns.actions import evidence
from concerns.actions._scope import engine_scope
from concerns.evidence.checked import Checked
from concerns.evidence.kinds import Kind
from concerns.models import Concern, Evidence, Person
from tests.people import NOON

NOTES = Checked("notes.txt", Kind.TEXT, b"It was said at noon.")
PICTURE = Checked("photo.jpg", Kind.JPEG, b"the picture", b"the preview")


def added(
    concern: Concern,
    by: Person,
    file: Checked = NOTES,
    *,
    description: str = "",
    at: datetime = NOON,
) -> Evidence:
    """A file just added, to a draft or to what was sent."""
    act = evidence.add_to_draft if concern.state == "draft" else evidence.add
    token = uuid4()
    act(concern=concern, file=file, description=description, by=by.user, at=at, token=token)
    with engine_scope():
        return Evidence.objects.select_related("concern", "added_by").get(token=token)


def scanned(row: Evidence, state: str = "clean") -> Evidence:
    """The same once the scanner has said so."""
    rows = Evidence.objects.filter(pk=row.pk)
    with engine_scope():
        rows.update(state="quarantined", lease="a", lease_until=Now() + timedelta(minutes=1))
        reason = "virus" if state == "rejected" else ""
        rows.update(state=state, reason=reason, lease="", scanned_at=NOON)
        return rows.select_related("concern", "added_by").get()


def clean(concern: Concern, by: Person, file: Checked = NOTES) -> Evidence:
    return scanned(added(concern, by, file))
