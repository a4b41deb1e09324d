"""The refusal every check raises, and what is kept of one."""

from __future__ import annotations

from dataclasses import dataclass


class NotAllowed(Exception):
    """Somebody may not do this. The text is fit to show them."""


@dataclass(frozen=True, slots=True)
class Denied:
    """What a view leaves at `request.denied` for the record, which the middleware keeps.

    The view's own transaction is rolled back, so a row of its own would be lost.

    :param reference: of the concern that was asked for; empty for a page about none.
    :param page: which page, as a code.
    :param sees: they may see the concern, and only not do this.
    """

    page: str
    reference: str = ""
    sees: bool = False
