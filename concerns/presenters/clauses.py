"""The clauses of a draft as cards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from concerns.engine.protocol import Protocol
from concerns.protocols import editing, rule_terms
from concerns.protocols.rule_terms import capital

Address = Callable[..., str]


def rows(protocol: Protocol, address: Address) -> list[dict[str, Any]]:
    """Each clause with what rests on it and where it is changed."""
    resting: dict[str, list[str]] = {}
    for where, citation in editing.citations(protocol):
        found = resting.setdefault(citation.clause, [])
        if where not in found:
            found.append(where)
    names = rule_terms.clause_names(protocol)
    last = len(protocol.clauses) - 1
    return [
        {
            "clause": clause,
            "name": capital(names[clause.id]),
            "rests": resting.get(clause.id, ()),
            "change": address("clause-change", clause=clause.id),
            "settle": address("clause-settle", clause=clause.id),
            "move": address("clause-move", clause=clause.id),
            "is_first": place == 0,
            "is_last": place == last,
        }
        for place, clause in enumerate(protocol.clauses)
    ]
