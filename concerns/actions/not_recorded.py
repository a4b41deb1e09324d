"""What is raised where the record cannot be written."""

from __future__ import annotations


class NotRecorded(RuntimeError):
    """The record took no row, so what was asked for is neither done nor shown."""
