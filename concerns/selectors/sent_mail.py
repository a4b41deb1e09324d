"""What the demonstration's mail server kept: a maildir, one file a mail."""

from __future__ import annotations

from collections.abc import Iterable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path


def newest_first(mailbox: Path) -> list[Path]:
    """The mails, by the time they came; none where nothing was ever sent."""
    folder = mailbox / "new"
    if not folder.is_dir():
        return []
    return sorted(folder.iterdir(), key=lambda path: (path.stat().st_mtime_ns, path.name))[::-1]


def read(paths: Iterable[Path]) -> list[EmailMessage]:
    """The mails themselves."""
    return [message_from_bytes(path.read_bytes(), policy=default) for path in paths]
