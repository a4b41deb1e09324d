"""What a browser sends back of a form of the rule editor, and what is to be read on a page."""

from __future__ import annotations

import re
from typing import Any

Posted = dict[str, Any]

# Codes that no person may read: of several words, and so none of ours.
CODE = re.compile(r"\b[a-z]+_[a-z_]+\b")


def words_of(page: str) -> str:
    """What is to be read on a page, without the mark-up."""
    body = re.sub(r"<(script|style)\b.*?</\1>", "", page[page.index("<main") :], flags=re.S)
    return re.sub(r"<[^>]*>", " ", body)


def answers(form: Any) -> Posted:
    """What a browser sends back of a form nobody touched."""
    sent: Posted = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, bool):
            if value:
                sent[bound.html_name] = "on"
        elif value is not None:
            sent[bound.html_name] = value
    return sent
