"""The two readings of words that a draft left with its changes in them.

A document with tracked changes reaches us with `~~struck~~` words and, as inserted ones, bold
words (`**so**`) and empty links (`[so](#)`).
"""

from __future__ import annotations

import re

STRUCK = re.compile(r"~~(.+?)~~", re.DOTALL)
_INSERTED = re.compile(r"\*\*(.+?)\*\*|\[([^\[\]]+)\]\(#\)", re.DOTALL)


def has_marks(words: str) -> bool:
    """Whether some of the words are struck or inserted."""
    return bool(STRUCK.search(words) or _INSERTED.search(words))


def changed(words: str) -> str:
    """As if every change were accepted: struck words gone, inserted ones kept."""
    return _joined(_INSERTED.sub(_kept, STRUCK.sub("", words)))


def unchanged(words: str) -> str:
    """As if every change were refused: struck words kept, inserted ones gone."""
    return _joined(STRUCK.sub(r"\1", _INSERTED.sub("", words)))


def _kept(found: re.Match[str]) -> str:
    return found[1] or found[2]


def _joined(words: str) -> str:
    """Line by line, with single spaces and none before a full stop."""
    lines = (" ".join(line.split()) for line in words.splitlines())
    return re.sub(r" +([.,;:])", r"\1", "\n".join(lines)).strip()
