"""Rules that never come to be used, and rules that meet."""

from __future__ import annotations

from collections.abc import Iterator

from concerns.engine import explain
from concerns.protocols.checking.finding import Finding, cited
from concerns.protocols.checking.grid import common, is_empty, left_over
from concerns.protocols.checking.ground import Ground, said


def unreachable(ground: Ground) -> Iterator[Finding]:
    """Rules no situation is left for."""
    rules, boxes = ground.protocol.rules, ground.boxes
    for place, (rule, box) in enumerate(zip(rules, boxes, strict=True)):
        if is_empty(box):
            why = "no situation meets its conditions"
        elif not left_over(box, boxes[:place]):
            earlier = [
                f"“{other.key}”"
                for other, theirs in zip(rules[:place], boxes, strict=False)
                if not is_empty(common(box, theirs))
            ]
            why = f"earlier rules always answer first: {explain.join(earlier, 'and')}"
        else:
            continue
        yield Finding(
            "unreachable",
            f"The rule “{rule.key}” is never used: {why}.",
            blocking=True,
            clauses=cited(rule.steps),
            rule=rule.key,
            title="A rule that is never used",
            happens="Somebody whose concern this rule was written for is sent another way.",
            repair="Move the rule above the ones that answer first, or change what it waits for.",
        )


def overlaps(ground: Ground) -> Iterator[Finding]:
    """Two rules for the same situation: the order decides, and the author should mean it."""
    rules, boxes = ground.protocol.rules, ground.boxes
    for later, rule in enumerate(rules):
        for earlier in range(later):
            meeting = common(common(boxes[earlier], boxes[later]), ground.grid.plainly_raised)
            if is_empty(meeting):
                continue
            first = rules[earlier]
            yield Finding(
                "overlap",
                f"The rules “{first.key}” and “{rule.key}” both fit"
                f" {said(ground.grid.example(meeting))}. “{first.key}” comes first and is used.",
                clauses=cited((*first.steps, *rule.steps)),
                rule=rule.key,
                title="Two rules for one situation",
                happens=(
                    f"Where both rules fit, a person is sent by “{first.key}”, and nothing tells"
                    f" them that “{rule.key}” fitted too."
                ),
                repair=(
                    f"Leave the order if it is meant; otherwise move “{rule.key}” up, or say in"
                    " one of them what it is not for."
                ),
            )
