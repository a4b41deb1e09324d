"""Something an author should know of a protocol, with what comes of it and what can be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from concerns.engine.facts import Matter
from concerns.engine.offices import Office
from concerns.engine.protocol import Citation, Clause, Protocol, Rule, Step


@dataclass(frozen=True, slots=True)
class Place:
    """The part of a protocol a finding concerns, so that a page can lead to it.

    :param rule: the key of the rule. :param step: the key of a step of that rule.
    :param clause: the id of the clause that comes first. :param office: the seat.
    """

    rule: str | None = None
    step: str | None = None
    clause: str | None = None
    office: Office | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """What nothing is said of, as far as it can be said in one answer each; None if it cannot."""

    matter: Matter | None = None
    raised_by: Office | None = None
    about: Office | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an author should know.

    :param text: what is wrong or missing. :param title: the same in a few words.
    :param happens: one sentence: what comes of it for a real person.
    :param repair: one sentence: what the author can do.
    :param blocking: the protocol cannot be adopted as it is.
    :param clauses: the ids of the clauses it concerns. :param rule: the key of the rule.
    :param situation: what a new rule would be for, where one is missing.
    :ivar place: rule, step, first clause and office together.
    """

    code: str
    text: str
    blocking: bool = False
    clauses: tuple[str, ...] = ()
    rule: str | None = None
    step: str | None = None
    office: Office | None = None
    title: str = ""
    happens: str = ""
    repair: str = ""
    situation: Situation | None = None

    place: Place = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        first = self.clauses[0] if self.clauses else None
        object.__setattr__(self, "place", Place(self.rule, self.step, first, self.office))


def ids(citations: Iterable[Citation]) -> tuple[str, ...]:
    """The clauses cited, each once."""
    return tuple(dict.fromkeys(citation.clause for citation in citations))


def cited(steps: Iterable[Step]) -> tuple[str, ...]:
    """The clauses that steps rest on, each once."""
    return ids(citation for step in steps for citation in step.clauses)


def citations(rule: Rule) -> Iterator[Citation]:
    """Everything that anything in a rule rests on: its steps, alternatives, duties and limits."""
    for step in rule.steps:
        yield from step.clauses
        for other in step.otherwise:
            yield from other.clauses
        for duty in step.duties:
            yield from duty.clauses
        for limit in step.limits:
            yield from limit.clauses


def all_cited(rule: Rule) -> tuple[str, ...]:
    """The clauses of the same, each once."""
    return ids(citations(rule))


def number(clause: Clause) -> str:
    """A clause as a person finds it: its number, or its id where `(a)` or nothing is printed."""
    label = clause.label or ""
    return label if label[:1].isalnum() else clause.id


def labels(protocol: Protocol, clauses: Iterable[str]) -> str:
    """Several clauses: `5.1, 5.2`."""
    known = protocol.clause_by_id
    return ", ".join(number(known[c]) if c in known else c for c in clauses)


def names(rule: Rule, step: Step) -> str:
    """A step in a sentence."""
    return f"the step “{step.key}” of the rule “{rule.key}”"


def opens(rule: Rule, step: Step) -> str:
    """The same at the start of one."""
    return f"The{names(rule, step).removeprefix('the')}"
