"""Clauses that say something no rule carries out, and numbers that stand for several."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from concerns.engine.protocol import Clause, ClauseKind, Protocol
from concerns.protocols.checking.finding import Finding, all_cited, ids, number
from concerns.protocols.checking.ground import Ground


class _Kind(NamedTuple):
    """What a clause of one kind needs, and what is said where it lacks it."""

    code: str
    says: str
    lacks: str
    title: str
    happens: str
    repair: str


_KINDS = {
    ClauseKind.ROUTING: _Kind(
        "clause_no_rule",
        "says where something goes",
        "no rule",
        "A clause that routes and carries no rule",
        "Somebody who does what this clause says finds that the portal does something else.",
        "Write a rule that rests on the clause, or mark it as something other than routing.",
    ),
    ClauseKind.DUTY: _Kind(
        "clause_no_duty",
        "lays a duty on somebody",
        "no duty of a rule",
        "A duty that is asked of nobody",
        "Nobody is reminded of the duty, so the people it is owed to may never hear.",
        "Add the duty to the step it belongs to, or mark the clause as an expectation.",
    ),
    ClauseKind.LIMIT: _Kind(
        "clause_no_limit",
        "sets a time",
        "no limit of a rule",
        "A time that nobody is held to",
        "The person waiting is not told by when they should hear, and nobody is reminded.",
        "Add the limit to the step it belongs to.",
    ),
}


def idle(ground: Ground) -> Iterator[Finding]:
    """Clauses whose kind promises a rule, a duty or a limit that is nowhere."""
    rules = ground.protocol.rules
    duties = {c for r in rules for s in r.steps for d in s.duties for c in ids(d.clauses)}
    limits = {c for r in rules for s in r.steps for m in s.limits for c in ids(m.clauses)}
    carried = {
        ClauseKind.ROUTING: {c for rule in rules for c in all_cited(rule)},
        ClauseKind.DUTY: duties,
        ClauseKind.LIMIT: limits,
    }
    for clause in ground.protocol.clauses:
        for kind, wanted in _KINDS.items():
            if kind in clause.kinds and clause.id not in carried[kind]:
                yield _finding(clause, wanted)


def numbered_twice(ground: Ground) -> Iterator[Finding]:
    """Numbers that more than one clause has; documents do repeat them."""
    for label, clauses in same_numbers(ground.protocol).items():
        yield Finding(
            "number_twice",
            f"The number {label} is that of {len(clauses)} clauses.",
            clauses=tuple(clause.id for clause in clauses),
            title="A number that several clauses have",
            happens="Whoever is told the number of the clause may read another one.",
            repair="Leave it if the document has it so; otherwise correct the number.",
        )


def same_numbers(protocol: Protocol) -> dict[str, list[Clause]]:
    """The clauses of each number that more than one has; `(a)` is no number by itself."""
    found: dict[str, list[Clause]] = {}
    for clause in protocol.clauses:
        label = (clause.label or "").strip()
        if label[:1].isdigit():
            found.setdefault(label, []).append(clause)
    return {label: clauses for label, clauses in found.items() if len(clauses) > 1}


def _finding(clause: Clause, wanted: _Kind) -> Finding:
    return Finding(
        wanted.code,
        f"Clause {number(clause)} {wanted.says}, and {wanted.lacks} rests on it.",
        clauses=(clause.id,),
        title=wanted.title,
        happens=wanted.happens,
        repair=wanted.repair,
    )
