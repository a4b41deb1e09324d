"""One rule as a page: its conditions and its steps, part by part, with where to change them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from concerns.engine import explain
from concerns.engine.protocol import (
    CLOSE,
    Citation,
    Combine,
    Doubt,
    Duty,
    Force,
    Limit,
    Otherwise,
    Panel,
    Protocol,
    Rule,
    Source,
    Step,
    When,
)
from concerns.presenters import rule_options, rule_terms, rule_words
from concerns.presenters.protocol import limit_words
from concerns.presenters.rule_terms import capital, stopped

Row = dict[str, Any]
Address = Callable[..., str]

_ANY = "Does not matter"


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
        when = self.rule.when
        return [
            {"key": "Name", "value": self.rule.summary, "href": self._to("rule-summary")},
            self._condition("What is raised, and by whom", "matter", self._matter(when)),
            self._condition("Whom it is about", "about", self._about(when)),
            self._condition("What it is about, and how it is put", "nature", self._nature(when)),
            self._condition("What happened before", "before", self._before(when)),
        ]

    def _condition(self, key: str, part: str, lines: Iterable[str]) -> Row:
        found = list(lines) or [_ANY]
        return {"key": key, "lines": found, "href": self._to("rule-when", part=part)}

    def _people(self, offices: Iterable[Any]) -> str:
        return rule_words.people(self.protocol, offices)

    def _matter(self, when: When) -> Iterator[str]:
        matters = explain.join(explain.MATTER_WORDS[m] for m in sorted(when.matter))
        yield capital(matters) if matters else "Any kind of matter"
        yield f"Raised by {self._people(when.raised_by) or 'anybody'}"
        if when.raised_by_not:
            yield f"Not raised by {self._people(when.raised_by_not)}"

    def _about(self, when: When) -> Iterator[str]:
        if when.nobody is not None:
            yield "About nobody in particular" if when.nobody else "About somebody"
        if when.about_any:
            yield f"About {self._people(when.about_any)}"
        if when.about:
            yield f"Everybody it is about is {self._people(when.about)}"
        if when.about_not:
            yield f"Not about {self._people(when.about_not)}"
        if when.several is not None:
            yield "About several people" if when.several else "About one person"
        if when.former is not None:
            yield (
                "Somebody it is about no longer holds the office"
                if when.former
                else "Everybody it is about still holds the office"
            )

    def _nature(self, when: When) -> Iterator[str]:
        if when.natures:
            yield capital(rule_terms.natures(when.natures))
        if when.written is not None:
            yield (
                "A formal complaint in writing"
                if when.written
                else "Not a formal complaint in writing"
            )
        if when.code_breach is not None:
            yield (
                "A breach of the councillors’ code of conduct is alleged"
                if when.code_breach
                else "No breach of the councillors’ code of conduct is alleged"
            )

    def _before(self, when: When) -> Iterator[str]:
        if when.event:
            yield capital(explain.join(explain.EVENT_WORDS[e] for e in sorted(when.event)))
        if when.within_months is not None:
            months = "month" if when.within_months == 1 else f"{when.within_months} months"
            yield f"The same thing was raised before within the last {months}"
        if when.decider:
            yield f"{capital(self._people(when.decider))} made the decision appealed against"

    # ------------------------------------------------------------ steps

    def steps(self) -> list[StepCard]:
        last = len(self.rule.steps) - 1
        return [
            StepCard(
                title=f"Step {n + 1}: {rule_options.step_name(self.protocol, step)}",
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
        yield rule_terms.TRACKS[step.track]
        yield rule_terms.FORCES[step.force]
        if step.condition:
            yield f"Only {step.condition[:1].lower()}{step.condition[1:]}"
        if step.on:
            events = explain.join(rule_terms.OUTCOMES[e] for e in sorted(step.on))
            yield f"One comes straight to this step when {events}"
        if step.final:
            yield "What is decided here is final"
        if step.not_alone:
            yield "They do not decide it by themselves"

    def _panel(self, panel: Panel) -> Iterator[str]:
        yield f"{panel.size} members" if panel.size else "The number of members is not said"
        yield (
            f"{panel.quorum} of them must be there"
            if panel.quorum
            else "How many must be there is not said"
        )
        if panel.may_not_sit:
            yield f"Not on it: {self._targets(panel.may_not_sit)}"

    def _otherwise(self, other: Otherwise) -> Iterator[str]:
        yield f"{capital(self._targets(other.to))} takes it"
        why = explain.join(
            text[:1].lower() + text[1:]
            for reason, text in rule_terms.REASONS.items()
            if reason in other.when
        )
        yield f"If {why}" if why else "For any reason why the first cannot"
        yield from self.cited(other.clauses)

    def _duty(self, duty: Duty) -> Iterator[str]:
        if duty.text:
            yield stopped(duty.text)
        when = rule_terms.DUTY_WHENS[duty.when]
        if duty.who:
            told = rule_terms.TOLD[duty.kind].replace("is ", "are " if len(duty.who) > 1 else "is ")
            yield f"{capital(self._targets(duty.who, 'and'))} {told} {when}"
        else:
            yield f"{rule_terms.DUTIES[duty.kind]}, {when}"
        if duty.force is not Force.MUST:
            yield rule_terms.FORCES[duty.force]
        yield from self.cited(duty.clauses)

    def _limit(self, limit: Limit) -> Iterator[str]:
        yield limit_words(limit)
        if limit.actor is not None:
            yield f"By {rule_terms.target(self.protocol, limit.actor)}"
        if limit.source is Source.LAW:
            yield "By law"
        elif limit.source is Source.LOCAL:
            yield "The council’s own standard, which belongs in the register"
        yield from self.cited(limit.clauses)

    def _next(self, step: Step) -> Iterator[str]:
        places = {each.key: n for n, each in enumerate(self.rule.steps, start=1)}
        if not step.next:
            yield "The protocol does not say"
        for event, words in rule_terms.OUTCOMES.items():
            key = step.next.get(event)
            if key is not None:
                yield f"If {words}: {'it ends here' if key == CLOSE else f'step {places[key]}'}"

    def _targets(self, targets: Iterable[Any], last: str = "or") -> str:
        return explain.join((rule_terms.target(self.protocol, t) for t in targets), last)

    def cited(self, citations: Iterable[Citation]) -> Iterator[str]:
        """“Clause 5.2”, with the words of it that count."""
        for citation in citations:
            name = capital(rule_terms.clause(self.protocol, citation.clause))
            yield f"{name}: “{citation.quote}”" if citation.quote else name

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
