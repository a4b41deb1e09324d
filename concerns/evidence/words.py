"""Text and messages."""

from __future__ import annotations

from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from typing import cast

from concerns.evidence.limits import DEEPEST_MESSAGE, MOST_PARTS
from concerns.evidence.refusal import Reason, Refused

_ALLOWED = frozenset("\t\n\r\f")
_FIRST_LETTER = " "
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_PLAIN_PICTURES = frozenset({"image/gif"})  # the logo under a message, which nobody adds by itself


def check_text(data: bytes) -> None:
    """:raises Refused: if it holds what no text does: NUL, or other control characters."""
    if any(letter < _FIRST_LETTER and letter not in _ALLOWED for letter in _decoded(data)):
        raise Refused(Reason.CONTENT)


def _decoded(data: bytes) -> str:
    try:
        for mark, encoding in _BOMS:
            if data.startswith(mark):
                return data.decode(encoding)
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")  # as a text of an older program; control characters stay so


def message_parts(data: bytes) -> list[tuple[str, bytes]]:
    """Name and content of every file that a message brings along.

    :raises Refused: if it is no message, or has too many parts.
    """
    check_text(data)
    message = BytesParser(policy=policy.default).parsebytes(data)
    try:
        return _brought(message, depth=0)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(Reason.DAMAGED) from error  # headers too odd for the standard library


def _brought(message: EmailMessage, *, depth: int) -> list[tuple[str, bytes]]:
    if depth > DEEPEST_MESSAGE:
        raise Refused(Reason.EMBEDDED)
    if message["From"] is None or (message["Date"] is None and message["Received"] is None):
        raise Refused(Reason.CONTENT)
    found: list[tuple[str, bytes]] = []
    waiting = [message]
    seen = 0
    while waiting:
        part = waiting.pop()
        seen += 1
        if seen > MOST_PARTS:
            raise Refused(Reason.EMBEDDED)
        if part.get_content_type() == "message/rfc822":
            (inner,) = cast("list[EmailMessage]", part.get_payload())
            found += _brought(inner, depth=depth + 1)
        elif part.is_multipart():
            waiting += cast("list[EmailMessage]", part.get_payload())
        elif _is_file(part):
            found.append((part.get_filename() or "", _content(part)))
    return found


def _content(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _is_file(part: EmailMessage) -> bool:
    """Everything but the words of the message and the small pictures under it."""
    kind = part.get_content_type()
    if part.get_filename() is None and part.get_content_maintype() == "text":
        return part.is_attachment()
    return kind not in _PLAIN_PICTURES or not _content(part).startswith(b"GIF8")
