"""How well the kinds proposed for clauses do against those a person gave them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from concerns.engine.protocol import ClauseKind, Protocol
from concerns.protocols.importer.passages import Passage


@dataclass(frozen=True, slots=True)
class KindScore:
    """:param said: clauses a person gave the kind; `proposed`: those it is proposed for.

    :param right: those of both.
    """

    said: int = 0
    proposed: int = 0
    right: int = 0

    def __add__(self, other: KindScore) -> KindScore:
        return KindScore(
            self.said + other.said, self.proposed + other.proposed, self.right + other.right
        )


def score_kinds(
    passages: tuple[Passage, ...], pack: Protocol, clause_of: Mapping[str, str]
) -> dict[ClauseKind, KindScore]:
    """Each kind's score over the clauses of a pack; one that no passage answers to is not found.

    :param clause_of: the pack's clause for the id of a passage.
    """
    proposed = {clause_of[p.id]: p.kinds for p in passages if p.id in clause_of}
    found: Counter[tuple[ClauseKind, str]] = Counter()
    for clause in pack.clauses:
        kinds = proposed.get(clause.id, frozenset())
        found.update((kind, "said") for kind in clause.kinds)
        found.update((kind, "proposed") for kind in kinds)
        found.update((kind, "right") for kind in clause.kinds & kinds)
    return {
        kind: KindScore(found[kind, "said"], found[kind, "proposed"], found[kind, "right"])
        for kind in ClauseKind
    }
