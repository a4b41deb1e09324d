"""Starting texts for a council that has no protocol of its own: packs that nobody adopted yet.

Two are written out, for a town or parish council and for a principal council in England. What is
different elsewhere is told in a variation, so that no sentence is kept twice.

Where the law of a nation leaves much open, the variation says so in a remark: a Scottish community
council is bound to no code of conduct by law, and in Northern Ireland, which has no parishes, the
law knows no monitoring officer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from concerns.engine.offices import Office
from concerns.engine.protocol import Clause, Nation, OfficeEntry, Protocol, Rule, Tier
from concerns.protocols.reader import Reader

STARTERS = Path(__file__).parent / "starters"
VARIATIONS = STARTERS / "variations"


@dataclass(frozen=True, slots=True)
class Variation:
    """How the text of one kind of council differs from a text that is written out.

    :param base: the name of that text. :param words: what stands here in place of its words, one
        after the other. :param renamed: offices that have the part of others here.
    :param without: its offices that there are not here.
    :param offices: offices added. :param clauses: in place of those with the same id.
    :param rules: in place of those with the same key.
    :param remark: what a council should know before it begins from this; empty for nothing.
    """

    base: str
    nation: Nation
    tier: Tier
    words: Mapping[str, str] = field(default_factory=dict)
    renamed: Mapping[Office, Office] = field(default_factory=dict)
    without: tuple[Office, ...] = ()
    offices: Mapping[Office, OfficeEntry] = field(default_factory=dict)
    clauses: tuple[Clause, ...] = ()
    rules: tuple[Rule, ...] = ()
    principal_authority: str | None = None
    remark: str = ""


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
    base = _reworded(base, variation)
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


def remark(name: str) -> str:
    """What a council should know before it begins from the text of that name; empty for nothing."""
    variation = _variation(name)
    return variation.remark if variation else ""


def _reworded(value: Any, variation: Variation) -> Any:
    """The same with other words and offices, in every part of it."""
    if isinstance(value, Office):
        return variation.renamed.get(value, value)
    if isinstance(value, StrEnum):
        return value
    if isinstance(value, str):
        for words, instead in variation.words.items():
            value = value.replace(words, instead)
        return value
    if isinstance(value, tuple | frozenset):
        return type(value)(_reworded(item, variation) for item in value)
    if isinstance(value, Mapping):
        return {_reworded(k, variation): _reworded(v, variation) for k, v in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        own = (each.name for each in fields(value) if each.init)
        return replace(value, **{n: _reworded(getattr(value, n), variation) for n in own})
    return value


@lru_cache(maxsize=32)
def _variation(name: str) -> Variation | None:
    path = VARIATIONS / f"{name}.yaml"
    if not path.exists():
        return None
    return Reader(path.name).read(path.read_text(encoding="utf-8"), Variation)
