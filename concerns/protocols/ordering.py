"""Where a new rule of a draft is tried: the first rule that fits is used, so its place counts."""

from __future__ import annotations

from concerns.engine.protocol import Protocol, Rule
from concerns.protocols import editing
from concerns.protocols.checking.grid import Box, Grid, common, is_empty, left_over
from concerns.protocols.rosters import Cast


def put_where_used(protocol: Protocol, rule: Rule) -> tuple[Protocol, Rule | None]:
    """Add a rule last, or before the rule that would keep it from ever being used.

    :return: the draft, and the rule it was put above; None if it is the last.
    :raises CannotEdit: as `editing.put_rule` does.
    """
    last = editing.put_rule(protocol, rule)
    above = _hiding(last)
    if above is None:
        return last, None
    return editing.move_rule_before(last, rule.key, above.key), above


def _hiding(protocol: Protocol) -> Rule | None:
    """The rule after which no situation is left for the last one, if that rule can spare them.

    Plain situations count, if it has any: a rule about the Clerk is no better for being used only
    where a concern is about the Clerk and a councillor at once. Where the last one would in turn
    hide the other, neither place is better, and the author has to say.
    """
    grid = Grid(protocol, Cast(protocol))
    whole = [grid.box(rule) for rule in protocol.rules]
    plain = [common(box, grid.plain) for box in whole]
    *boxes, own = whole if is_empty(plain[-1]) else plain
    if is_empty(own):
        return None
    for place, box in enumerate(boxes):
        if not left_over(own, boxes[: place + 1]):
            return protocol.rules[place] if _spares(box, boxes[:place], own) else None
    return None


def _spares(box: Box, earlier: list[Box], own: Box) -> bool:
    """Whether a rule is still used once another one is tried before it."""
    return bool(left_over(box, [*earlier, own])) or not left_over(box, earlier)
