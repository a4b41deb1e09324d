"""The refusal every check raises."""

from __future__ import annotations


class NotAllowed(Exception):
    """Somebody may not do this. The text is fit to show them."""
