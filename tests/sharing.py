"""Something of a concern shared with the person it is about, as a handler would."""

from __future__ import annotations

from datetime import date
from typing import Any

from concerns.actions import handling, sharing
from concerns.actions._scope import engine_scope
from concerns.models import Concern, Grant, Person, Share
from tests.people import NOON

TOLD = "It is said that you shouted at the counter on 3 May."
FRIDAY = date(2026, 6, 12)  # nine working days on from NOON, a Monday


def now(concern: Concern) -> Concern:
    """The concern as it is by now."""
    with engine_scope():
        found: Concern = Concern.objects.select_related("council").get(pk=concern.pk)
        return found


def handler(concern: Concern) -> Person:
    """Who deals with it; of several, the first."""
    with engine_scope():
        live = Grant.objects.filter(concern=concern, capacity="handler", ended_at=None)
        return live.select_related("person__user").order_by("pk")[0].person


def shared(concern: Concern, who: Person, **more: Any) -> Share:
    """What was shared just now, and a reply asked for.

    :param more: of the share, what differs. Where nobody had acknowledged it, its handler has.
    """
    by = handler(concern).user
    if now(concern).state == "sent":
        handling.acknowledge(concern=now(concern), by=by, at=NOON, version=now(concern).version)
    given = {"told": TOLD, "support": "Your union.", "files": (), "due_on": FRIDAY, **more}
    sharing.share(
        concern=now(concern), person=who.pk, by=by, at=NOON, version=now(concern).version, **given
    )
    with engine_scope():
        rows = Share.objects.select_related("concern__council", "person__user")
        return rows.filter(concern=concern, person=who).latest("pk")
