"""A mail as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a mail. :param href: where it leads, if it is nothing but an address."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A mail that was sent."""

    to: str
    subject: str
    at: datetime | None
    paragraphs: tuple[tuple[Line, ...], ...]


def shown(message: EmailMessage) -> Shown:
    """What its reader sees of a mail, and when it was sent."""
    body = message.get_body(("plain",))
    text = str(body.get_content()) if body is not None else ""
    return Shown(
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        at=_moment(str(message["Date"])) if message["Date"] else None,
        paragraphs=tuple(
            tuple(_line(line) for line in paragraph.splitlines())
            for paragraph in text.strip().split("\n\n")
        ),
    )


def _moment(date: str) -> datetime:
    at = parsedate_to_datetime(date)
    # "-0000" is how a sender says: in UTC, and nothing about where it is (RFC 5322, 3.3).
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _line(text: str) -> Line:
    is_address = text.startswith(("http://", "https://")) and " " not in text
    return Line(text, text if is_address else "")
