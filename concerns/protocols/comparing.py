"""Two versions of a protocol side by side: clauses, rules, offices, and what it means for people.

What it means for people is the coverage matrix of each, and the situations in which somebody else
gets it now.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from concerns.engine import explain
from concerns.engine.law import Law
from concerns.engine.offices import Office
from concerns.engine.protocol import OfficeEntry, Protocol
from concerns.engine.reviews import day_words
from concerns.protocols.comparing_cells import Moved, moved
from concerns.protocols.comparing_clauses import (
    Change,
    ClauseChange,
    clause_changes,
    pairs,
)
from concerns.protocols.comparing_rules import RuleChange, rule_changes
from concerns.protocols.matrix import matrix


@dataclass(frozen=True, slots=True)
class OfficeChange:
    """:param before: how the council had the office, in words; None if it was added.

    :param after: how it has it now; None if it was removed.
    """

    change: Change
    office: Office
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Detail:
    """Something of the protocol as a whole: its title, its owner, a notice, a gap.

    :param what: which, as a heading. :param before: None where there was nothing.
    """

    what: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """:param clauses: every clause, the same ones too; `rules` and `offices` likewise."""

    before: str
    after: str
    clauses: tuple[ClauseChange, ...]
    rules: tuple[RuleChange, ...]
    offices: tuple[OfficeChange, ...]
    details: tuple[Detail, ...]
    moved: tuple[Moved, ...]

    @property
    def nothing(self) -> bool:
        """Whether the two say the same in every respect."""
        changes = [each.change for each in self.clauses]
        changes += [each.change for each in self.rules]
        changes += [each.change for each in self.offices]
        return {*changes} <= {Change.SAME} and not self.details and not self.moved


def compare(before: Protocol, after: Protocol, law: Law, on: date) -> Comparison:
    """What changed from one version to another.

    :param law: the overlay of law. :param on: the day whose law counts for both.
    """
    paired = pairs(before, after)
    return Comparison(
        before.version,
        after.version,
        clause_changes(before, after, paired),
        rule_changes(before, after, paired),
        tuple(_offices(before, after)),
        tuple(_details(before, after)),
        tuple(moved(matrix(before, law, on), matrix(after, law, on))),
    )


# ------------------------------------------------------------ offices and the whole


def _offices(before: Protocol, after: Protocol) -> Iterator[OfficeChange]:
    for office in Office:
        old, new = before.offices.get(office), after.offices.get(office)
        if old is None and new is None:
            continue
        said = (
            _entry(before, old) if old is not None else None,
            _entry(after, new) if new is not None else None,
        )
        if old is None:
            change = Change.ADDED
        elif new is None:
            change = Change.REMOVED
        else:
            change = Change.SAME if old == new else Change.CHANGED
        yield OfficeChange(change, office, *said)


def _entry(protocol: Protocol, entry: OfficeEntry) -> str:
    parts = [entry.title]
    if entry.aliases:
        parts.append(f"also called {explain.join(entry.aliases, 'and')}")
    if entry.same_as:
        parts.append(f"the same seat as {explain.titles(protocol, entry.same_as)}")
    if entry.deputy is not None:
        parts.append(f"deputy: the {protocol.title_of(entry.deputy)}")
    if entry.external:
        parts.append("outside the council")
    return "; ".join(parts)


_WHOLE = {
    "council": "Council",
    "name": "Name of the council",
    "nation": "Nation",
    "tier": "Kind of council",
    "title": "Title",
    "adopted_on": "Adopted on",
    "in_force_from": "In force from",
    "principal_authority": "Principal authority",
    "source": "Source",
}


def _details(before: Protocol, after: Protocol) -> Iterator[Detail]:
    for name, what in _WHOLE.items():
        yield from _detail(what, getattr(before, name), getattr(after, name))
    yield from _detail("Owner", _title(before, before.owner), _title(after, after.owner))
    yield from _detail("Safety net", _net(before), _net(after))
    yield from _detail("Review", _review(before), _review(after))
    for what, name in (("Notice", "notices"), ("What it does not say", "gaps")):
        old, new = getattr(before, name), getattr(after, name)
        yield from (Detail(what, each.text, None) for each in old if each not in new)
        yield from (Detail(what, None, each.text) for each in new if each not in old)


def _detail(what: str, before: Any, after: Any) -> Iterator[Detail]:
    if before != after:
        yield Detail(what, *map(_said, (before, after)))


def _said(value: Any) -> str | None:
    if isinstance(value, date):
        return day_words(value)
    return None if value is None or value == "" else str(value)


def _title(protocol: Protocol, office: Office | None) -> str | None:
    return protocol.title_of(office) if office is not None else None


def _net(protocol: Protocol) -> str:
    return ", then ".join(protocol.title_of(office) for office in protocol.safety_net)


def _review(protocol: Protocol) -> str | None:
    if protocol.review is None:
        return None
    due = f" (due {day_words(protocol.review.due)})" if protocol.review.due else ""
    return f"{protocol.review.text}{due}"
