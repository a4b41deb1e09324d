"""One rule as a page: its conditions and its steps, part by part, with where to change them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from concerns.engine.protocol import (
    Citation,
    Combine,
    Doubt,
    Duty,
    Limit,
    Otherwise,
    Panel,
    Protocol,
    Rule,
    Step,
)
from concerns.presenters.when_rows import when_rows
from concerns.protocols import rule_terms, rule_words
from concerns.protocols.rule_terms import capital

Row = dict[str, Any]
Address = Callable[..., str]


@dataclass(frozen=True, slots=True)
class StepCard:
    """One step. :param adds: links to what can be added to it, as (text, address)."""

    title: str
    key: str
    rows: tuple[Row, ...]
    adds: tuple[tuple[str, str], ...]
    move: str
    remove: str
    is_first: bool
    is_last: bool


class RulePage:
    """The sentences of one rule. :param address: of another page of the rule; None to read only."""

    def __init__(self, protocol: Protocol, rule: Rule, address: Address | None) -> None:
        self.protocol, self.rule, self._address = protocol, rule, address

    def _to(self, name: str, **more: Any) -> str:
        return self._address(name, **more) if self._address else ""

    # ------------------------------------------------------------ when

    def when(self) -> list[Row]:
        name = {"key": "Name", "value": self.rule.summary, "href": self._to("rule-summary")}
        return [
            name,
            *when_rows(
                self.protocol, self.rule.when, lambda part: self._to("rule-when", part=part)
            ),
        ]

    # ------------------------------------------------------------ steps

    def steps(self) -> list[StepCard]:
        last = len(self.rule.steps) - 1
        return [
            StepCard(
                title=f"Step {n + 1}: {rule_words.step_name(self.protocol, step)}",
                key=step.key,
                rows=tuple(self._rows(step)),
                adds=tuple(self._adds(step)) if self._address else (),
                move=self._to("step-move", step=step.key),
                remove=self._to("step-remove", step=step.key),
                is_first=n == 0,
                is_last=n == last,
            )
            for n, step in enumerate(self.rule.steps)
        ]

    def _rows(self, step: Step) -> Iterator[Row]:
        yield self._part(step, "Who", "who", self._who(step))
        yield self._part(step, "What they do", "does", self._does(step))
        yield self._part(step, "It rests on", "clauses", self.cited(step.clauses))
        if step.panel is not None:
            yield self._part(step, "The panel", "panel", self._panel(step.panel))
        for n, other in enumerate(step.otherwise):
            yield self._one(step, "Instead", "instead", n, self._otherwise(other))
        for n, duty in enumerate(step.duties):
            yield self._one(step, "Duty", "duties", n, self._duty(duty))
        for n, limit in enumerate(step.limits):
            yield self._one(step, "Time limit", "limits", n, self._limit(limit))
        yield self._part(step, "What comes next", "next", self._next(step))

    def _part(self, step: Step, key: str, part: str, lines: Iterable[str]) -> Row:
        href = self._to("step-part", step=step.key, part=part)
        return {"key": key, "lines": list(lines), "href": href, "change": self._which(step, key)}

    def _one(self, step: Step, key: str, kind: str, place: int, lines: Iterable[str]) -> Row:
        href = self._to("part-change", step=step.key, kind=kind, place=place + 1)
        change = self._which(step, f"{key} {place + 1}")
        return {"key": key, "lines": list(lines), "href": href, "change": change}

    def _which(self, step: Step, key: str) -> str:
        """What a link changes, for who cannot see where it stands."""
        return f"{key} of step {self.rule.steps.index(step) + 1}".lower()

    def _adds(self, step: Step) -> Iterator[tuple[str, str]]:
        if step.panel is None:
            yield "Say who sits on the panel", self._to("step-part", step=step.key, part="panel")
        for kind, words in (
            ("duties", "Add a duty"),
            ("limits", "Add a time limit"),
            ("instead", "Say who takes it instead"),
        ):
            yield words, self._to("part-add", step=step.key, kind=kind)

    def _who(self, step: Step) -> Iterator[str]:
        yield capital(rule_words.to_whom(self.protocol, step))
        if step.combine is Combine.CHOICE:
            return  # the choice is said already, and the procedure is part of it
        if len(step.to) > 1:
            yield rule_terms.COMBINES[step.combine]
        if step.procedure is not None and step.to:
            yield f"Under the {rule_terms.PROCEDURES[step.procedure]}"

    def _does(self, step: Step) -> Iterator[str]:
        yield capital(rule_terms.DOES[step.capacity][0])
        yield capital(rule_terms.TRACKS[step.track])
        yield rule_terms.FORCES[step.force]
        if step.condition:
            yield f"Only {step.condition[:1].lower()}{step.condition[1:]}"
        yield from map(capital, rule_words.entry_words(self.rule, step))
        yield from map(capital, rule_words.limits_of_step(step))

    def _panel(self, panel: Panel) -> Iterator[str]:
        yield from map(capital, rule_words.panel_words(self.protocol, panel))
        if panel.size is None:
            yield "The number of members is not said"
        if panel.quorum is None:
            yield "How many must be there is not said"

    def _otherwise(self, other: Otherwise) -> Iterator[str]:
        yield capital(rule_words.otherwise_words(self.protocol, other))
        yield from self.cited(other.clauses)

    def _duty(self, duty: Duty) -> Iterator[str]:
        yield from map(capital, rule_words.duty_words(self.protocol, duty))
        yield from self.cited(duty.clauses)

    def _limit(self, limit: Limit) -> Iterator[str]:
        yield rule_words.limit_words(self.protocol, limit)
        yield from self.cited(limit.clauses)

    def _next(self, step: Step) -> Iterator[str]:
        if not step.next:
            yield "The protocol does not say"
        for event, words in rule_terms.OUTCOMES.items():
            key = step.next.get(event)
            if key is not None:
                yield f"If {words}, {rule_words.next_words(self.rule, key)}"

    def cited(self, citations: Iterable[Citation]) -> Iterator[str]:
        """“Clause 5.2”, with the words of it that count."""
        return rule_words.cited(self.protocol, citations)

    # ------------------------------------------------------------ doubt

    def doubt(self) -> list[Row]:
        doubt: Doubt | None = self.rule.doubt
        if doubt is None:
            return []
        href = self._to("rule-doubt")
        rows: list[Row] = [
            {"key": "What is not clear", "value": doubt.text, "href": href},
            {"key": "How this rule reads it", "value": doubt.reading, "href": href},
            {
                "key": "Who confirmed that",
                "value": doubt.confirmed_by or "Nobody yet",
                "href": href,
            },
        ]
        if doubt.clauses:
            cited = list(self.cited(doubt.clauses))
            rows.insert(1, {"key": "The clauses it is about", "lines": cited, "href": href})
        return rows
