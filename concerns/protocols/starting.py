"""Starting texts for a council that has no protocol of its own: packs that nobody adopted yet.

Two are written out, for a town or parish council and for a principal council in England. What is
different elsewhere is told in a variation, so that no sentence is kept twice.

Not offered: Scottish community councils, which no code of conduct in law binds, and councils in
Northern Ireland, where the law requires no monitoring officer, on whom the text for principal
councils rests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from concerns.engine.offices import Office
from concerns.engine.protocol import Clause, Nation, OfficeEntry, Protocol, Rule, Tier
from concerns.protocols.reader import Reader

STARTERS = Path(__file__).parent / "starters"
VARIATIONS = STARTERS / "variations"


@dataclass(frozen=True, slots=True)
class Variation:
    """How the text of one kind of council differs from a text that is written out.

    :param base: the name of that text. :param without: its offices that there are not here.
    :param offices: offices added. :param clauses: in place of those with the same id.
    :param rules: in place of those with the same key.
    """

    base: str
    nation: Nation
    tier: Tier
    without: tuple[Office, ...] = ()
    offices: Mapping[Office, OfficeEntry] = field(default_factory=dict)
    clauses: tuple[Clause, ...] = ()
    rules: tuple[Rule, ...] = ()
    principal_authority: str | None = None


def names() -> tuple[str, ...]:
    """What there is a text for, as `parish-england`."""
    written = (*STARTERS.glob("*.yaml"), *VARIATIONS.glob("*.yaml"))
    return tuple(sorted(path.stem for path in written))


def base_of(name: str) -> Path:
    """The file of the text that is written out, for one that is or that varies it."""
    variation = _variation(name)
    return STARTERS / f"{variation.base if variation else name}.yaml"


def varied(base: Protocol, name: str) -> Protocol:
    """The text of that name, made from the one it varies; the same where it varies none.

    :raises InvalidFile: if the variation is wrong.
    """
    variation = _variation(name)
    if variation is None:
        return base
    clauses = {clause.id: clause for clause in variation.clauses}
    rules = {rule.key: rule for rule in variation.rules}
    kept = {o: entry for o, entry in base.offices.items() if o not in variation.without}
    return replace(
        base,
        nation=variation.nation,
        tier=variation.tier,
        offices={**kept, **variation.offices},
        clauses=tuple(clauses.get(clause.id, clause) for clause in base.clauses),
        rules=tuple(rules.get(rule.key, rule) for rule in base.rules),
        principal_authority=variation.principal_authority or base.principal_authority,
    )


@lru_cache(maxsize=32)
def _variation(name: str) -> Variation | None:
    path = VARIATIONS / f"{name}.yaml"
    if not path.exists():
        return None
    return Reader(path.name).read(path.read_text(encoding="utf-8"), Variation)
