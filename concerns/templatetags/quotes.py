"""A council's exact words on a page, with the marks of a draft drawn and not spelt out.

A document with tracked changes reaches us with `~~struck~~` and `**inserted**` words and empty
links. The words stay exact; only the marks become what they stand for.
"""

from __future__ import annotations

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_STRUCK = re.compile(r"~~(.+?)~~", re.DOTALL)
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_LINK = re.compile(r"\[([^\[\]]+)\]\(#\)")


@register.filter
def marked(words: str | None) -> SafeString:
    """The words, safe to show: struck words as deleted, inserted ones as strong."""
    drawn = _LINK.sub(r"\1", str(escape(words or "")))
    drawn = _BOLD.sub(r"<strong>\1</strong>", _STRUCK.sub(r"<del>\1</del>", drawn))
    return mark_safe(drawn)  # noqa: S308 - escaped above; only our own three marks are added


@register.filter
def has_struck(words: str | None) -> bool:
    """Whether some of the words are struck out, which a reader has to be told."""
    return bool(_STRUCK.search(words or ""))
