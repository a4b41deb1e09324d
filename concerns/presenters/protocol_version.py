"""How one version of a protocol stands: draft, in force, replaced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from concerns.engine.protocol import Protocol, Status
from concerns.templatetags.dates import day_text

if TYPE_CHECKING:
    from concerns.models import Protocol as Row
    from concerns.models import ProtocolReview


@dataclass(frozen=True, slots=True)
class Banner:
    """What must be said of a version before it is read.

    :param is_warning: it is not the version in force.
    """

    text: str
    is_warning: bool


def banner(row: Row, *, document: Status, on: date) -> Banner | None:
    """None where there is nothing to warn of. :param document: what the document says of itself."""
    if is_draft(row):
        return Banner(
            "This version is a draft. It is not in force, and no concern is sent by it.",
            is_warning=True,
        )
    if row.in_force_from and on < row.in_force_from:
        begins = day_text(row.in_force_from)
        return Banner(f"This version is not in force yet. It begins on {begins}.", is_warning=True)
    if row.in_force_until and row.in_force_until <= on:
        return Banner(
            f"This version is no longer in force. It was replaced on"
            f" {day_text(row.in_force_until)}. Concerns sent before then keep to it.",
            is_warning=True,
        )
    # What the council resolved here is no draft, whatever was printed on the document then.
    if document is Status.DRAFT and row.adopted_on is None:
        return Banner(
            "The document itself says that it is a draft. This council uses it here.",
            is_warning=False,
        )
    return None


def is_draft(row: Row) -> bool:
    return row.status in {Status.DRAFT.value, Status.CHECKED.value}


def standing(row: Row, on: date) -> str:
    """In a few words."""
    if is_draft(row):
        return "draft"
    if row.in_force_from and on < row.in_force_from:
        return f"in force from {day_text(row.in_force_from)}"
    if row.in_force_until and row.in_force_until <= on:
        return f"replaced on {day_text(row.in_force_until)}"
    return "in force"


def version_links(council: str, rows: Iterable[Row], on: date) -> list[dict[str, str]]:
    """Every version with its address. :param council: the slug."""
    return [
        {
            "text": f"Version {row.version}",
            "href": reverse("protocol-read", args=[council, row.version]),
            "standing": standing(row, on),
        }
        for row in rows
    ]


def _two_people(row: Row) -> str:
    """Everybody may know who changed where concerns go; nobody, for what came with the portal."""
    if row.adopted_by is None or row.offered_by is None:
        return ""
    return f"{row.adopted_by.name}, after {row.offered_by.name} said that it was ready"


def facts(
    row: Row, protocol: Protocol, reviews: Sequence[ProtocolReview] = ()
) -> list[dict[str, Any]]:
    """The head of the page, for a summary list; what is not known is left out.

    :param reviews: those that left it as it is, the last first.
    """
    due = reviews[0].next_due if reviews else row.review_due
    rows = [
        ("Council", protocol.name),
        ("Version", protocol.version),
        ("Adopted by the council", day_text(row.adopted_on or protocol.adopted_on)),
        ("Minuted at", row.minute),
        ("In force here from", day_text(row.in_force_from)),
        ("In force here until", day_text(row.in_force_until)),
        ("Put in force here by", _two_people(row)),
        *(
            ("Looked at and left as it is", f"{day_text(each.reviewed_on)}, {each.minute}")
            for each in reviews
        ),
        ("To be looked at again", "" if row.in_force_until else day_text(due)),
        (
            "Who looks after it",
            f"The {protocol.title_of(protocol.owner)}" if protocol.owner else "",
        ),
        ("Principal authority", protocol.principal_authority),
        ("Source", protocol.source),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]
