"""What the raiser and the handler wrote to each other, as a page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concerns.models import Message
    from concerns.selectors.cases import Case


@dataclass(frozen=True, slots=True)
class Letter:
    """One message. :param by: who wrote it, as this reader may know them."""

    by: str
    is_question: bool
    sent_at: datetime
    body: str


def letters(case: Case, messages: Iterable[Message]) -> list[Letter]:
    """The messages in the order given."""
    return [Letter(case.name_of(m.sender), m.is_question, m.sent_at, m.body) for m in messages]
