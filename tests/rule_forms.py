"""What a browser sends back of a form of the rule editor, and what is to be read on a page."""

from __future__ import annotations

import re
from typing import Any

from tests.pages import Visitor, text

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


def shown(visitor: Visitor, path: str) -> Posted:
    """The page’s form as a browser would send it back untouched."""
    response = visitor.get(path)
    assert response.status_code == 200, path
    return answers(response.context["form"])


def save(visitor: Visitor, path: str, **changed: Any) -> None:
    response = visitor.post(path, **shown(visitor, path) | changed)
    assert response.status_code == 302, response.context["form"].errors


def refused(visitor: Visitor, path: str, **changed: Any) -> str:
    """The page that says no, with what was typed."""
    response = visitor.post(path, **shown(visitor, path) | changed)
    assert response.status_code == 200
    page = text(response)
    assert "There is a problem" in page
    return page
