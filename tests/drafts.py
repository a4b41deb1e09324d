"""A council whose protocol is being written: those who may, and a version they have begun."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from concerns.actions import versions
from concerns.models import Protocol
from concerns.selectors import protocols
from tests.people import NOON, Town, town


def writing(slug: str, *administrators: str) -> Town:
    """A town in which these keep the register and write the protocol."""
    place = town(slug)
    for name in administrators:
        place[name].is_administrator = True
        place[name].save()
    return place


def begun(place: Town, **changes: Any) -> Protocol:
    """The version 2026, begun by the clerk from the one in force. :param changes: what differs."""
    now = protocols.engine_protocol(Protocol.objects.get(council=place.council))
    return versions.begin(
        council=place.council,
        protocol=replace(now, version="2026", **changes),
        by=place["clerk"].user,
        at=NOON,
    )
