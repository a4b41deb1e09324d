"""Duties that nobody can do, that reach nobody, or that are missing."""

from __future__ import annotations

from collections.abc import Iterator

from concerns.engine import explain
from concerns.engine.facts import Matter
from concerns.engine.offices import Office
from concerns.engine.protocol import Capacity, DutyKind, DutyWhen, Whose
from concerns.protocols.checking.finding import Finding, cited, ids, opens
from concerns.protocols.checking.ground import Ground, is_for

_TELLS = frozenset({DutyKind.INFORM, DutyKind.CONSULT})
_DECISION = frozenset({DutyWhen.BEFORE_DECISION, DutyWhen.WITH_DECISION, DutyWhen.AFTER_DECISION})
_ACCESS = (Matter.ACCESS_REQUEST, Matter.ACCESS_APPEAL)
_OF_GROUPS = (Matter.ATTENDANCE, Matter.GROUP_REPORT)


def nobody(ground: Ground) -> Iterator[Finding]:
    """Duties with nobody to do them, nobody to be told, or no moment at which they fall."""
    for rule, _, step in ground.steps:
        for duty in step.duties:
            if not step.to:
                why = "and nobody is named for that step to do it"
            elif duty.kind in _TELLS and not duty.who:
                told = "told" if duty.kind is DutyKind.INFORM else "asked"
                why = f"and nobody is named to be {told}"
            elif duty.when in _DECISION and step.capacity in {Capacity.FACILITATE, Capacity.ADVISE}:
                why = "and falls with a decision, which whoever has that step does not make"
            else:
                continue
            yield Finding(
                "duty_nobody",
                f"{opens(rule, step)} carries a duty to {explain.spoken(duty.kind)}, {why}.",
                clauses=ids(duty.clauses),
                rule=rule.key,
                step=step.key,
                title="A duty with nobody to do it",
                happens="The people who were to be told, asked or given reasons never are.",
                repair="Name who does it and who is told, or move it to the step it belongs to.",
            )


def no_reasons(ground: Ground) -> Iterator[Finding]:
    """Requests for information that may be refused without a word why."""
    for rule in ground.protocol.rules:
        deciding = [s for s in rule.steps if s.capacity is Capacity.DECIDE]
        reasons = any(d.kind is DutyKind.REASONS for s in rule.steps for d in s.duties)
        if not rule.when.matter or not deciding or reasons:
            continue
        if not any(is_for(rule.when, matter) for matter in _ACCESS):
            continue
        yield Finding(
            "no_reasons",
            f"By the rule “{rule.key}” information may be refused, and nobody has to give reasons.",
            clauses=cited(deciding),
            rule=rule.key,
            step=deciding[0].key,
            title="A refusal without reasons",
            happens=(
                "A councillor who is refused does not learn why, and cannot say in an appeal what"
                " is wrong with it."
            ),
            repair="Add the duty to give reasons in writing with a refusal.",
        )


def groups_not_told(ground: Ground) -> Iterator[Finding]:
    """Help for one political group of which the others do not hear."""
    if Office.GROUP_LEADER not in ground.protocol.offices:
        return
    for rule in ground.protocol.rules:
        if not rule.when.matter or not any(is_for(rule.when, matter) for matter in _OF_GROUPS):
            continue
        told = any(
            target.of is Whose.OTHER_GROUPS
            for step in rule.steps
            for duty in step.duties
            for target in duty.who
        )
        if not told:
            yield Finding(
                "groups_not_told",
                f"By the rule “{rule.key}” one political group gets an officer's help, and nobody"
                " has to tell the other groups.",
                clauses=cited(rule.steps),
                rule=rule.key,
                office=Office.GROUP_LEADER,
                title="The other groups are not told",
                happens=(
                    "The other groups' members do not learn that the same help is there for them,"
                    " and may think the officer takes sides."
                ),
                repair="Add the duty to tell the leaders of the other groups.",
            )
