"""A protocol in plain words: its clauses, what each office receives, what it leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse

from concerns.engine.explain import join
from concerns.engine.offices import Office
from concerns.engine.protocol import (
    Citation,
    Clause,
    Combine,
    Duty,
    Otherwise,
    Protocol,
    Rule,
    Step,
    Target,
)
from concerns.protocols import rule_sentences, rule_terms, rule_words
from concerns.protocols.rule_terms import PROCEDURES, stopped


@dataclass(frozen=True, slots=True)
class Link:
    """A clause to go to on the same page."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ClauseEntry:
    """One clause.

    :param summary: our words; empty where they are how the council's own begin. :param quote: the
        council's own, where held.
    """

    anchor: str
    name: str
    label: str | None
    summary: str
    quote: str | None
    unresolved: bool


@dataclass(frozen=True, slots=True)
class Section:
    anchor: str
    heading: str
    clauses: tuple[ClauseEntry, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one rule gives one office. :param rule: the rule in a sentence."""

    rule: str
    sentences: tuple[str, ...]
    clauses: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class OfficePart:
    anchor: str
    title: str
    notes: tuple[str, ...]
    receipts: tuple[Receipt, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A gap, a notice, a review: a text and the clauses it rests on."""

    text: str
    clauses: tuple[Link, ...]
    code: str = ""


@dataclass(frozen=True, slots=True)
class DoubtRemark:
    rule: str
    text: str
    reading: str
    confirmed_by: str | None
    clauses: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole protocol, ready to be read."""

    title: str
    sections: tuple[Section, ...]
    offices: tuple[OfficePart, ...]
    notices: tuple[Remark, ...]
    gaps: tuple[Remark, ...]
    doubts: tuple[DoubtRemark, ...]
    review: Remark | None
    review_due: date | None
    source: str


def anchor(clause_id: str) -> str:
    """The id of a clause on the reader's page: `5.2` becomes `clause-5.2`."""
    return f"clause-{_slug(clause_id)}"


def clause_href(*, council: str, version: str, clause_id: str) -> str:
    """The address of a clause in the reader. :param council: its slug."""
    return f"{reverse('protocol-read', args=[council, version])}#{anchor(clause_id)}"


def _slug(text: str) -> str:
    return re.sub(r"[^\w.-]+", "-", text).strip("-").lower()


def reading(protocol: Protocol) -> Reading:
    """The protocol, clause by clause and office by office."""
    words = _Words(protocol)
    return Reading(
        title=protocol.title,
        sections=tuple(words.sections()),
        offices=tuple(words.offices()),
        notices=tuple(Remark(n.text, words.links(n.clauses)) for n in protocol.notices),
        gaps=tuple(Remark(g.text, words.links(g.clauses), g.code) for g in protocol.gaps),
        doubts=tuple(
            DoubtRemark(
                stopped(rule.summary),
                rule.doubt.text,
                rule.doubt.reading,
                rule.doubt.confirmed_by,
                words.links(rule.doubt.clauses),
            )
            for rule in protocol.rules
            if rule.doubt is not None
        ),
        review=(
            Remark(stopped(protocol.review.text), words.links(protocol.review.clauses))
            if protocol.review
            else None
        ),
        review_due=protocol.review.due if protocol.review else None,
        source=protocol.source,
    )


class _Words:
    """The sentences of one protocol."""

    def __init__(self, protocol: Protocol) -> None:
        self.protocol = protocol
        self.names = rule_terms.clause_names(protocol)

    def links(self, citations: Iterable[Citation]) -> tuple[Link, ...]:
        cited = dict.fromkeys(citation.clause for citation in citations)
        return tuple(Link(self.names[clause], anchor(clause)) for clause in cited)

    def sections(self) -> Iterator[Section]:
        taken: dict[str, int] = {}
        for heading, clauses in groupby(self.protocol.clauses, lambda clause: clause.heading):
            slug = _slug(heading) or "part"
            taken[slug] = taken.get(slug, 0) + 1
            again = f"-{taken[slug]}" if taken[slug] > 1 else ""
            yield Section(f"part-{slug}{again}", heading, tuple(map(self._clause, clauses)))

    def _clause(self, clause: Clause) -> ClauseEntry:
        name = self.names[clause.id]
        if clause.label is None:
            name = name.removeprefix(f"{clause.heading}, ")
        return ClauseEntry(
            anchor(clause.id),
            stopped(name).rstrip("."),
            clause.label,
            "" if _repeats(clause) else clause.summary,
            clause.quote,
            clause.unresolved,
        )

    # ------------------------------------------------------------ offices

    def offices(self) -> Iterator[OfficePart]:
        for office in Office:
            receipts = tuple(self._receipts(office))
            if receipts or office in self.protocol.offices:
                title = self.protocol.title_of(office)
                notes = tuple(self._notes(office))
                yield OfficePart(f"office-{office.value}", title, notes, receipts)

    def _notes(self, office: Office) -> Iterator[str]:
        entry = self.protocol.offices.get(office)
        if entry is None:
            return
        if entry.aliases:
            yield f"Also called: {join(entry.aliases, 'and')}."
        if entry.same_as:
            others = (f"the {self.protocol.title_of(other)}" for other in entry.same_as)
            yield f"The same seat as {join(others, 'and')}."
        if entry.deputy is not None:
            yield f"Deputy: the {self.protocol.title_of(entry.deputy)}."
        if entry.external:
            yield "Held by somebody outside the council."

    def _receipts(self, office: Office) -> Iterator[Receipt]:
        for rule in self.protocol.rules:
            sentences: list[str] = []
            cited: list[Citation] = []
            for step in rule.steps:
                for sentence, clauses in self._in_step(rule, step, office):
                    if sentence not in sentences:
                        sentences.append(sentence)
                    cited += clauses
            if sentences:
                yield Receipt(stopped(rule.summary), tuple(sentences), self.links(cited))

    def _in_step(
        self, rule: Rule, step: Step, office: Office
    ) -> Iterator[tuple[str, tuple[Citation, ...]]]:
        """What the step gives the office, each sentence with what it rests on."""
        mine = next((target for target in step.to if target.office is office), None)
        if mine is not None:
            yield self._acts(rule, step, mine), step.clauses
            if step.not_alone:
                yield "They do not decide it alone.", step.clauses
            if step.final:
                yield "The decision is final.", step.clauses
            for duty in step.duties:
                if duty.text:
                    yield stopped(duty.text), duty.clauses
            for limit in step.limits:
                yield rule_words.limit_words(self.protocol, limit), limit.clauses
        for other in step.otherwise:
            for target in other.to:
                if target.office is office:
                    yield self._stands_in(step, other, target), other.clauses
        for duty in step.duties:
            for target in duty.who:
                if target.office is office:
                    yield self._is_told(duty, target), duty.clauses

    def named(self, target: Target) -> str:
        return rule_terms.target(self.protocol, target)

    def _acts(self, rule: Rule, step: Step, mine: Target) -> str:
        others = [self.named(target) for target in step.to if target is not mine]
        doing = rule_words.does(step, several=step.combine is Combine.ALL and bool(others))
        me = self.named(mine)
        everyone = [self.named(target) for target in step.to]
        if others and step.combine is Combine.ALL:
            said = f"{join(everyone, 'and')} {doing} together"
        elif others and step.combine is Combine.SEQUENCE:
            said = f"{me} {doing}, in this order: {', then '.join(everyone)}"
        elif others and step.combine is Combine.CHOICE:
            said = f"{join(everyone)} {doing}, {rule_terms.CHOOSES}"
        elif others and step.combine is Combine.FIRST:
            before = everyone[: everyone.index(me)]
            said = f"{me} {doing}" + (f" if {join(before, 'and')} cannot act" if before else "")
        else:
            said = f"{join(everyone)} {doing}"
        if step.procedure is not None:
            said += f", under the {PROCEDURES[step.procedure]}"
        start = _condition(step)
        if not start and step is not rule.steps[0]:
            start = rule_sentences.entered(rule, step)
        return stopped(f"{start}{said}")

    def _stands_in(self, step: Step, other: Otherwise, target: Target) -> str:
        first = join((self.named(each) for each in step.to), "and") or "nobody else"
        return stopped(
            f"{self.named(target)} takes it instead of {first} if {rule_words.reasons(other)}"
        )

    def _is_told(self, duty: Duty, target: Target) -> str:
        return stopped(rule_words.told_words(duty, self.named(target)))


def _repeats(clause: Clause) -> bool:
    """Whether the summary is no more than how the council's own words begin."""
    return (clause.quote or "").startswith(clause.summary.rstrip(".…"))


def _condition(step: Step) -> str:
    if not step.condition:
        return ""
    condition = step.condition.strip().rstrip(".")
    return f"{condition}: "
