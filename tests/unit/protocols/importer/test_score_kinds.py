from __future__ import annotations

from dataclasses import replace

from concerns.engine.protocol import Clause, ClauseKind
from concerns.protocols import loader
from concerns.protocols.importer.passages import Passage
from concerns.protocols.importer.score_kinds import KindScore, score_kinds

ROUTING, DUTY = ClauseKind.ROUTING, ClauseKind.DUTY


def test_a_kind_counts_as_found_only_in_the_clause_a_person_gave_it() -> None:
    pack = replace(
        loader.find("langport"),
        clauses=(
            Clause("1", "1", "H", "S", kinds=frozenset({ROUTING})),
            Clause("2", "2", "H", "S", kinds=frozenset({ROUTING, DUTY})),
            Clause("3", "3", "H", "S", kinds=frozenset({DUTY})),
        ),
    )
    passages = tuple(
        Passage(id=id_, label=None, heading="", text="", raw="", kinds=frozenset(kinds))
        for id_, kinds in (("a", {ROUTING}), ("b", {DUTY}), ("elsewhere", {DUTY}))
    )

    got = score_kinds(passages, pack, {"a": "1", "b": "2"})

    assert got[ROUTING] == KindScore(said=2, proposed=1, right=1)
    assert got[DUTY] == KindScore(said=2, proposed=1, right=1)
    assert got[ROUTING] + got[DUTY] == KindScore(4, 2, 2)
