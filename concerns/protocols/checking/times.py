"""Time limits that are missing, never begin, or bind somebody who does not have the step."""

from __future__ import annotations

from collections.abc import Iterator

from concerns.engine import explain
from concerns.engine.facts import Matter
from concerns.engine.protocol import Limit, LimitStart, Protocol, Review, Rule, Status, Step
from concerns.protocols.checking.finding import Finding, cited, ids, names
from concerns.protocols.checking.ground import DECIDES, Ground, before


def no_limit(ground: Ground) -> Iterator[Finding]:
    """Rules without any time."""
    for rule in ground.protocol.rules:
        if any(step.limits for step in rule.steps):
            continue
        yield Finding(
            "no_limit",
            f"The rule “{rule.key}” gives no time for any of its steps.",
            clauses=cited(rule.steps),
            rule=rule.key,
            title="No time is given",
            happens=(
                "The person who raised it is not told by when they will hear, and nobody is"
                " reminded when it lies."
            ),
            repair="Give a number of days in the protocol, or set a local standard beside it.",
        )


def no_start(ground: Ground) -> Iterator[Finding]:
    """Limits counted from a decision that nobody makes before them."""
    for rule, place, step in ground.steps:
        for limit in step.limits:
            if limit.start is not LimitStart.DECISION or _decided_before(rule, place):
                continue
            yield _of_limit(
                "limit_no_start",
                step,
                rule,
                limit,
                f"A limit of {names(rule, step)} is counted from a decision, and nobody decides"
                " before it.",
                blocking=True,
                title="A limit that never begins",
                happens=(
                    "The day a person is told they have until is counted from the wrong day,"
                    " because the day it should be counted from does not come."
                ),
                repair="Count it from the day it was received or the step began.",
            )


def _decided_before(rule: Rule, place: int) -> bool:
    # An appeal against a refusal of information comes with the decision it is against.
    if rule.when.matter == {Matter.ACCESS_APPEAL} or rule.when.decider:
        return True
    here = rule.steps[place]
    return here.capacity in DECIDES or any(s.capacity in DECIDES for s in before(rule, place))


def another_actor(ground: Ground) -> Iterator[Finding]:
    """Limits for somebody who does not have the step."""
    for rule, _, step in ground.steps:
        named = (*step.to, *(t for other in step.otherwise for t in other.to))
        having = ground.protocol.same_seats(target.office for target in named)
        for limit in step.limits:
            if limit.actor is None or limit.actor.office in having:
                continue
            title = ground.protocol.title_of(limit.actor.office)
            yield _of_limit(
                "limit_other_actor",
                step,
                rule,
                limit,
                f"A limit of {names(rule, step)} binds the {title}, who does not have the step.",
                blocking=False,
                title="A limit for somebody who does not have the step",
                happens=(
                    f"The {title} is held to a day for something that somebody else has to do."
                ),
                repair="Bind whoever has the step, or give the step to the person who is bound.",
            )


def _of_limit(
    code: str,
    step: Step,
    rule: Rule,
    limit: Limit,
    text: str,
    *,
    blocking: bool,
    title: str,
    happens: str,
    repair: str,
) -> Finding:
    return Finding(
        code,
        text,
        blocking=blocking,
        clauses=ids(limit.clauses) or cited((step,)),
        rule=rule.key,
        step=step.key,
        office=limit.actor.office if limit.actor else None,
        title=title,
        happens=happens,
        repair=repair,
    )


def _counted(protocol: Protocol, planned: Review) -> bool:
    """Whether a day follows from the months the protocol gives. A draft gets its first day when it
    is put in force; a document that was adopted long ago and says not when never had one."""
    months = planned.first_after or planned.every
    dated = protocol.in_force_from or protocol.adopted_on
    return months is not None and (dated is not None or protocol.status is Status.DRAFT)


def review(ground: Ground) -> Iterator[Finding]:
    """A review without a day, or whose day is past."""
    planned = ground.protocol.review
    if planned is None:
        return
    clauses = ids(planned.clauses)
    if planned.due is None and not _counted(ground.protocol, planned):
        yield Finding(
            "review_no_date",
            "The protocol is to be reviewed and gives no day from which, or by which, that is"
            " counted.",
            clauses=clauses,
            title="A review with no day",
            happens=(
                "Nobody is reminded of the review, so people go on being sent by rules that were"
                " meant to be looked at again."
            ),
            repair="Give the day by which the review is due.",
        )
    elif planned.due is not None and planned.due < ground.on:
        yield Finding(
            "review_overdue",
            f"The protocol was to be reviewed by {planned.due.day} {planned.due:%B %Y}.",
            clauses=clauses,
            title="A review whose day is past",
            happens="Somebody who reads the protocol cannot tell whether it still holds.",
            repair="Review it, or say in the new version when the next review is due.",
        )


def no_date(ground: Ground) -> Iterator[Finding]:
    """An adopted protocol that does not say since when."""
    protocol = ground.protocol
    if protocol.status in {Status.DRAFT, Status.CHECKED}:
        return
    if protocol.adopted_on is None and protocol.in_force_from is None:
        yield Finding(
            "no_date",
            f"The protocol is said to be {explain.spoken(protocol.status)}, and nothing says since"
            " when.",
            title="No day of adoption",
            happens=(
                "Somebody who wants to show which words held when something happened has no day"
                " to show."
            ),
            repair="Give the day of the meeting that adopted it.",
        )
