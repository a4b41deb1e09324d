"""The clauses of a draft as cards."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from concerns.engine.protocol import Clause, Protocol
from concerns.presenters.findings import Link
from concerns.protocols import editing, rule_terms
from concerns.protocols.rule_terms import capital

Address = Callable[..., str]


PAGE = 100  # clauses of the list at a time; most protocols are one page


def page_of(place: int) -> int:
    """Which page of the list shows a clause, counted from 1. :param place: its own, from 0."""
    return place // PAGE + 1


def rows(protocol: Protocol, clauses: Iterable[Clause], address: Address) -> list[dict[str, Any]]:
    """Some of the clauses, each with what rests on it and where it is changed."""
    places = {clause.id: place for place, clause in enumerate(protocol.clauses)}
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
            "place": places[clause.id] + 1,
            "name": capital(names[clause.id]),
            "rests": resting.get(clause.id, ()),
            "change": address("clause-change", clause=clause.id),
            "settle": address("clause-settle", clause=clause.id),
            "move": address("clause-move", clause=clause.id),
            "is_first": places[clause.id] == 0,
            "is_last": places[clause.id] == last,
        }
        for clause in clauses
    ]


def joining(protocol: Protocol, first: Clause, second: Clause, *, undecided: int) -> list[str]:
    """What happens when two clauses become one.

    :param undecided: how many things a document seems to say in them that wait for a decision.
    """
    one, other = (rule_terms.clause(protocol, each.id) for each in (first, second))
    said = [f"The joined clause is called {one} from then on, and {other} is no longer there."]
    if not first.label and second.label:
        said = [f"The joined clause is called {other} from then on."]
    if first.heading != second.heading:
        said.append(f"It stands under “{first.heading}”, and no longer under “{second.heading}”.")
    if undecided:
        things = "1 thing is" if undecided == 1 else f"{undecided} things are"
        said.append(
            f"{things} proposed from these words and not decided on, and would not be proposed any"
            " more. Decide on that first."
        )
    return said


def resting_on(protocol: Protocol, clause: Clause) -> list[str]:
    """What relies on a clause: “The rule “A concern …””."""
    relying = (where for where, each in editing.citations(protocol) if each.clause == clause.id)
    return list(dict.fromkeys(relying))


def to_settle(protocol: Protocol, address: Address) -> Link | None:
    """How many clauses have words that are not settled, with the first of them."""
    open_still = [clause for clause in protocol.clauses if clause.unresolved]
    if not open_still:
        return None
    count = len(open_still)
    whose = "1 clause" if count == 1 else f"{count} clauses"
    first = open_still[0].id
    return Link(
        f"The words of {whose} are not settled: look at {rule_terms.clause(protocol, first)}",
        address("clause-settle", clause=first),
    )
