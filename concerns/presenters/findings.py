"""What the checker found, for whoever has to mend it: each kind once, what blocks first.

What comes of every finding of a kind, and what can be done, is said once above them where it is the
same for all, and with each where it is not. Rules and steps are called as people call them, never
by their keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from concerns.engine.protocol import Protocol

if TYPE_CHECKING:
    from concerns.engine.offices import Office
    from concerns.protocols.checker import Finding
    from concerns.protocols.checking.finding import Situation

Address = Callable[..., str]

FEW = 3  # of a kind that are shown at once


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Found:
    """One finding.

    :param happens: what comes of it, where that is not the same for all of its kind; `can`
        likewise what can be done. :param links: where to read what it is about.
    :param repair: where to mend it; None where the version cannot be changed.
    """

    text: str
    happens: str
    can: str
    links: Sequence[Link]
    repair: Link | None


@dataclass(frozen=True, slots=True)
class Kind:
    """Findings of one kind. :param key: unique on the page.

    :param happens: what comes of each of them for a real person; empty where they differ. `can`
        likewise what can be done.
    """

    key: str
    title: str
    happens: str
    can: str
    found: Sequence[Found]

    @property
    def first(self) -> Sequence[Found]:
        return self.found if len(self.found) <= FEW + 1 else self.found[:FEW]

    @property
    def more(self) -> Sequence[Found]:
        """Those folded away, so that every kind is seen without much turning of pages."""
        return self.found[len(self.first) :]


def kinds(
    protocol: Protocol,
    findings: Iterable[Finding],
    address: Address,
    *,
    writes: bool,
    appoint: Mapping[Office, tuple[str, str]] = MappingProxyType({}),
) -> tuple[list[Kind], list[Kind]]:
    """What blocks adoption, and what does not, kind by kind.

    :param address: of another page of the version. :param writes: the reader may change it.
    :param appoint: for whoever keeps the register: how to fill an office that nobody holds, and
        the address.
    """
    shelves: dict[tuple[bool, str], list[Finding]] = {}
    for each in findings:
        shelves.setdefault((each.blocking, each.title or each.code), []).append(each)
    named = _Names(protocol)
    blocking: list[Kind] = []
    others: list[Kind] = []
    for n, ((blocks, title), shelf) in enumerate(shelves.items(), 1):
        happens = _alike(named.said(each.happens) for each in shelf)
        can = _alike(named.said(each.repair) for each in shelf)
        found = [
            Found(
                named.said(each.text),
                "" if happens else named.said(each.happens),
                "" if can else named.said(each.repair),
                _links(protocol, each, address),
                _fill(each, appoint) or (_repair(protocol, each, address) if writes else None),
            )
            for each in shelf
        ]
        (blocking if blocks else others).append(Kind(f"kind-{n}", title, happens, can, found))
    return blocking, others


def _alike(texts: Iterable[str]) -> str:
    """What every one of them is; nothing where they differ, and each says its own."""
    different = set(texts)
    return different.pop() if len(different) == 1 else ""


class _Names:
    """Rules and steps by what people call them."""

    _STEP: Final = re.compile("([Tt]he) step “([^”]*)” of the rule “([^”]*)”")
    _QUOTED: Final = re.compile("“([^”]*)”")

    def __init__(self, protocol: Protocol) -> None:
        self.rules = {rule.key: rule for rule in protocol.rules}

    def said(self, text: str) -> str:
        return self._QUOTED.sub(self._rule, self._STEP.sub(self._step, text))

    def _step(self, found: re.Match[str]) -> str:
        rule = self.rules.get(found[3])
        keys = [step.key for step in rule.steps] if rule is not None else []
        if found[2] not in keys:
            return found[0]
        step = "Step" if found[1] == "The" else "step"
        return f"{step} {keys.index(found[2]) + 1} of the rule “{found[3]}”"

    def _rule(self, found: re.Match[str]) -> str:
        rule = self.rules.get(found[1])
        return f"“{rule.summary.rstrip('.')}”" if rule is not None else found[0]


def _links(protocol: Protocol, finding: Finding, address: Address) -> list[Link]:
    read = [
        Link(_clause(protocol, clause), address("clause-change", clause=clause))
        for clause in finding.clauses
    ]
    if finding.rule:
        read.append(Link("the rule", address("rule-change", rule=finding.rule)))
    return read


def _clause(protocol: Protocol, clause_id: str) -> str:
    clause = protocol.clause_by_id[clause_id]
    return f"clause {clause.label}" if clause.label else clause.heading


# ------------------------------------------------------------ where to mend it

_NEW_RULE = frozenset({"no_rule", "mixed", "no_public", "clause_no_rule"})
_INSTEAD = frozenset(
    {"conflict", "needs_handler", "nobody_above", "dependent", "asks_themselves"}
    | {"appeal_to_adviser", "appeal_to_decider", "procedure_nobody"}
)


def _fill(finding: Finding, appoint: Mapping[Office, tuple[str, str]]) -> Link | None:
    """Where somebody is put into an office that nobody holds."""
    if finding.code != "office_not_held" or finding.office is None:
        return None
    how = appoint.get(finding.office)
    return Link(*how) if how is not None else None


def _asked(situation: Situation | None) -> str:
    """What the form for a new rule can know beforehand, and that one comes from here."""
    known = fields(situation) if situation is not None else ()
    answers = {each.name: getattr(situation, each.name) for each in known}
    return urlencode({"from": "checks"} | {name: now for name, now in answers.items() if now})


def _repair(protocol: Protocol, finding: Finding, address: Address) -> Link | None:
    """The page on which this very thing is changed."""
    rule, step, code = finding.rule, finding.step, finding.code
    if code in _NEW_RULE:
        return Link("Write a rule", f"{address('rule-add')}?{_asked(finding.situation)}")
    if code == "net_ends_inside":
        return Link("Change who steps in when nobody named can act", address("net-change"))
    if code == "overlap":
        return Link("Change the order of the rules", address("rule-list"))
    if rule and step is None and code == "no_limit":
        step = next((r.steps[0].key for r in protocol.rules if r.key == rule and r.steps), None)
    if rule and step is not None:
        parts = {"rule": rule, "step": step}
        if code in _INSTEAD:
            return Link("Say who takes it instead", address("part-add", **parts, kind="instead"))
        if code == "no_limit":
            return Link("Add a time limit", address("part-add", **parts, kind="limits"))
        if code in {"no_reasons", "groups_not_told"}:
            return Link("Add a duty", address("part-add", **parts, kind="duties"))
        if code in {"no_way_on", "no_appeal"}:
            return Link("Say what comes next", address("step-part", **parts, part="next"))
        if code == "panel_open":
            return Link("Say who sits on the panel", address("step-part", **parts, part="panel"))
        if code in {"names_everyone", "whose", "one_of_several"}:
            return Link("Change who gets it", address("step-part", **parts, part="who"))
    if rule:
        doubt = code == "doubt"
        name = "rule-doubt" if doubt else "rule-change"
        return Link("Settle the doubt" if doubt else "Change the rule", address(name, rule=rule))
    if finding.office is not None and finding.office in protocol.offices:
        office = finding.office.value
        return Link("Change the office", address("seat-change", office=office))
    if finding.clauses:
        clause = finding.clauses[0]
        return Link("Change the clause", address("clause-change", clause=clause))
    return None
