"""Packs and decisions as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from concerns.engine.decision import (
    Cited,
    Decision,
    DutyAhead,
    LimitAhead,
    Outcome,
    Recipient,
    Standing,
    StepAhead,
)
from concerns.engine.explain import REASON_WORDS, join, spoken
from concerns.engine.protocol import Combine, Protocol
from concerns.protocols.rule_terms import PROCEDURES

_OUTCOMES = {
    Outcome.ROUTED: "The protocol says who gets this.",
    Outcome.INFORMAL_FIRST: "The protocol asks for an informal attempt first.",
    Outcome.NOT_HERE: "This is not for the council: somebody outside decides it.",
    Outcome.NO_RULE: "The protocol has no rule for this. The council's own arrangements apply.",
    Outcome.NEEDS_HANDLER: "Nobody is left who may act. The council must name somebody.",
}


def decision_text(decision: Decision, protocol: Protocol) -> str:
    """A decision, to be read."""
    return "\n".join(_decision(decision, protocol))


def _decision(decision: Decision, protocol: Protocol) -> Iterator[str]:
    yield f"{protocol.name}: {protocol.title} ({protocol.version}, {protocol.status})"
    yield f"On {decision.on}"
    yield ""
    yield _OUTCOMES[decision.outcome]
    if decision.rule:
        yield f"Rule: {decision.rule}"
    if decision.law:
        yield f"Rule of law: {decision.law}"
    for step in decision.steps:
        yield ""
        yield from _step(step)
    yield from _listed(
        "Passed over",
        (f"{protocol.title_of(e.office)}: {REASON_WORDS[e.reason]}" for e in decision.excluded),
    )
    yield from _listed(
        "What the protocol does not say",
        (f"{gap.code}: {gap.text}{_at(gap.clauses)}" for gap in decision.gaps),
    )
    yield from _listed(
        "What to know", (f"{notice.text}{_at(notice.clauses)}" for notice in decision.notices)
    )
    yield from _listed("Why", (f"{tried.rule}: {tried.why}" for tried in decision.explanation))


def _step(step: StepAhead) -> Iterator[str]:
    last = "and" if step.combine in {Combine.ALL, Combine.SEQUENCE} else "or"
    who = join(map(_recipient, step.to), last) or "nobody"
    if step.procedure is not None:
        under = f"under the {PROCEDURES[step.procedure]}"
        who = f"{who}, {under}" if step.to else under
    yield f"{step.n}. {step.capacity.value.capitalize()}: {who}"
    yield f"   {step.track}, {step.force}" + (f", {step.condition}" if step.condition else "")
    for duty in step.duties:
        yield f"   {_duty(duty)}"
    for limit in step.limits:
        yield f"   {_limit(limit)}"
    for clause in step.clauses:
        words = f": “{clause.quote}”" if clause.quote else ""
        yield f"   {_clause(clause)}, {clause.heading}{words}"


def _recipient(recipient: Recipient) -> str:
    if recipient.reason is None:
        return recipient.title
    why = f"because {REASON_WORDS[recipient.reason]}"
    if recipient.status is Standing.DEPUTY:
        return f"{recipient.title} (as deputy, {why})"
    return f"{recipient.title} (instead of those named, {why})"


def _duty(duty: DutyAhead) -> str:
    who = join((recipient.title for recipient in duty.who), "and")
    said = duty.text or f"{duty.kind.value.capitalize()} {who}".strip()
    return f"Duty {spoken(duty.when)}: {said}{_at(duty.clauses)}"


def _limit(limit: LimitAhead) -> str:
    return (
        f"Limit: {spoken(limit.what)} within {limit.n} {spoken(limit.unit)},"
        f" set by the {limit.source}{_at(limit.clauses)}"
    )


def _clause(clause: Cited) -> str:
    return f"clause {clause.label}" if clause.label else "an unnumbered clause"


def _at(clauses: Iterable[Cited]) -> str:
    cited = join((_clause(clause) for clause in clauses), "and")
    return f" ({cited})" if cited else ""


def _listed(title: str, lines: Iterable[str]) -> Iterator[str]:
    items = list(lines)
    if items:
        yield ""
        yield f"{title}:"
        yield from (f"- {item}" for item in items)


def protocol_text(protocol: Protocol) -> str:
    """A pack, to be read: offices, clauses, rules, gaps."""
    return "\n".join(_protocol(protocol))


def _protocol(protocol: Protocol) -> Iterator[str]:
    yield f"{protocol.name}: {protocol.title} ({protocol.version}, {protocol.status})"
    yield f"Digest {protocol.digest}"
    if protocol.source:
        yield f"Source: {protocol.source}"
    yield from _listed(
        "Offices", (f"{code}: {entry.title}" for code, entry in protocol.offices.items())
    )
    yield ""
    yield "Clauses:"
    heading = None
    for clause in protocol.clauses:
        if clause.heading != heading:
            heading = clause.heading
            yield f"  {heading}"
        yield f"  - {clause.label or clause.id}: {clause.summary}"
        if clause.quote:
            yield f"      “{clause.quote}”"
    yield from _listed("Rules", (f"{rule.key}: {rule.summary}" for rule in protocol.rules))
    yield from _listed(
        "What the protocol does not say", (f"{gap.code}: {gap.text}" for gap in protocol.gaps)
    )
