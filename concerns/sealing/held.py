"""Opened keys of concerns, held for the length of one request and no longer.

A page that shows forty texts of a concern asks for its key once. Nothing outlives the request, so
that a key that was erased opens nothing from the next one on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from concerns.sealing.cipher import CannotOpen, Key


@dataclass(slots=True)
class Held:
    """:param keys: concern to its keys by id. :param failed: the first thing that stayed shut."""

    keys: dict[int, dict[int, Key]] = field(default_factory=dict, repr=False)
    failed: CannotOpen | None = None


_held: ContextVar[Held | None] = ContextVar("held_keys", default=None)


def held() -> Held | None:
    """What is held just now; None outside a request."""
    return _held.get()


@contextmanager
def holding_keys() -> Iterator[None]:
    """Hold keys inside the block; a block within another holds what that one does.

    :raises CannotOpen: at its end, if anything in it stayed shut and somebody went on regardless:
        a template's `{% if %}` takes any error for a no, and would show a page without the text.
    """
    if _held.get() is not None:
        yield
        return
    mine = Held()
    before = _held.set(mine)
    try:
        yield
        if mine.failed is not None:
            raise mine.failed
    finally:
        _held.reset(before)
