"""The conditions of a rule, a notice or a gap as rows, with where each is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from concerns.engine.protocol import Protocol, When
from concerns.protocols import rule_words
from concerns.protocols.rule_terms import capital

Row = dict[str, Any]

_ANY = "Does not matter"


def when_rows(protocol: Protocol, when: When, address: Callable[[str], str]) -> list[Row]:
    """:param address: of the page that asks for one part of them."""
    parts = (
        ("What is raised, and by whom", "matter", _matter(protocol, when)),
        ("Whom it is about", "about", rule_words.about_words(protocol, when)),
        ("What it is about, and how it is put", "nature", rule_words.nature_words(protocol, when)),
        ("What happened before", "before", rule_words.history_words(protocol, when)),
    )
    return [
        {
            "key": key,
            "lines": [capital(line) for line in lines] or [_ANY],
            "href": address(part),
        }
        for key, part, lines in parts
    ]


def _matter(protocol: Protocol, when: When) -> Iterator[str]:
    if not when.matter:
        yield "any kind of matter"
    yield from rule_words.matter_words(protocol, when)
    if not when.raised_by:
        yield "raised by anybody"
