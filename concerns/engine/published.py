"""A decision in the form other programs rely on (design section 10): exactly these keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from concerns.engine.decision import Cited, Decision, Recipient, StepAhead


def published(decision: Decision) -> dict[str, Any]:
    """The decision as JSON-ready data; the shape is stable."""
    return {
        "protocol": {
            "council": decision.council,
            "version": decision.version,
            "status": decision.status.value,
            "digest": decision.digest,
        },
        "outcome": decision.outcome.value,
        "rule": decision.rule,
        "steps": [_step(step) for step in decision.steps],
        "excluded": [
            {"office": e.office.value, "reason": e.reason.value} for e in decision.excluded
        ],
        "gaps": [
            {"code": g.code, "text": g.text, "clauses": _cited(g.clauses)} for g in decision.gaps
        ],
        "notices": [
            {"kind": n.kind.value, "text": n.text, "clauses": _cited(n.clauses)}
            for n in decision.notices
        ],
        "explanation": [
            {"rule": t.rule, "matched": t.matched, "why": t.why} for t in decision.explanation
        ],
    }


def _step(step: StepAhead) -> dict[str, Any]:
    return {
        "n": step.n,
        "track": step.track.value,
        "capacity": step.capacity.value,
        "force": step.force.value,
        "condition": step.condition,
        "combine": step.combine.value,
        "to": [_recipient(r) for r in step.to],
        "procedure": step.procedure.value if step.procedure else None,
        "clauses": _cited(step.clauses),
        "duties": [
            {
                "kind": duty.kind.value,
                "who": [r.office.value for r in duty.who],
                "when": duty.when.value,
                "clauses": _cited(duty.clauses),
            }
            for duty in step.duties
        ],
        "limits": [
            {
                "what": limit.what.value,
                "n": limit.n,
                "unit": limit.unit.value,
                "source": limit.source.value,
                "clauses": _cited(limit.clauses),
            }
            for limit in step.limits
        ],
    }


def _recipient(recipient: Recipient) -> dict[str, Any]:
    return {
        "office": recipient.office.value,
        "title": recipient.title,
        "status": recipient.status.value,
        "reason": recipient.reason.value if recipient.reason else None,
    }


def _cited(clauses: Iterable[Cited]) -> list[dict[str, Any]]:
    return [{"id": c.id, "label": c.label, "heading": c.heading, "quote": c.quote} for c in clauses]
