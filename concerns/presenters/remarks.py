"""The notices and gaps of a draft as cards, with where each part is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from concerns.engine.protocol import Gap, Notice, Protocol
from concerns.presenters.when_rows import when_rows
from concerns.protocols import rule_terms, rule_words
from concerns.protocols.rule_terms import capital

Address = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Card:
    """:param remove: where it is left out, and `move` where it is moved; empty to read only."""

    text: str
    rows: tuple[dict[str, Any], ...]
    remove: str
    move: str


def cards(
    protocol: Protocol, remarks: Iterable[Notice | Gap], name: str, address: Address | None
) -> list[Card]:
    """:param name: how its pages are called: `notice`. :param address: of a page of this version;
    None to read only."""
    return [
        _card(protocol, remark, name, place, address)
        for place, remark in enumerate(remarks, start=1)
    ]


def _card(
    protocol: Protocol, remark: Notice | Gap, name: str, place: int, address: Address | None
) -> Card:
    def to(page: str, **more: Any) -> str:
        return address(f"{name}-{page}", place=place, **more) if address else ""

    change = to("change")
    rows: list[dict[str, Any]] = []
    if isinstance(remark, Notice):
        kind = capital(rule_terms.NOTICES[remark.kind])
        rows.append({"key": "Kind of notice", "value": kind, "href": change})
    cited = list(rule_words.cited(protocol, remark.clauses)) or ["No clause"]
    rows += [
        {"key": "In words", "value": remark.text, "href": change},
        {"key": "It rests on", "lines": cited, "href": change},
    ]
    if remark.when is None:
        told = "Only those who read the protocol"
        rows.append({"key": "Who is told", "value": told, "href": change})
    else:
        rows += when_rows(protocol, remark.when, lambda part: to("when", part=part))
    for row in rows:
        row["change"] = f"{row['key']}, number {place}"
    return Card(remark.text, tuple(rows), to("remove"), to("move"))
