"""How strongly a statement sends something to somebody."""

from __future__ import annotations

import re

from concerns.engine.protocol import Force
from concerns.protocols.importer.passages import Span
from concerns.protocols.importer.proposals import force as forces
from concerns.protocols.importer.proposals.arrivals import Way
from concerns.protocols.importer.proposals.recipients import Recipients
from concerns.protocols.importer.proposals.setting import Setting


def strength(text: str, span: Span, list_: Recipients, place: Setting) -> Force:
    """The force of the verb that sends it, or of the lead line where the verb has none."""
    if place.force is None and _commands(text, span, list_):
        return Force.SHOULD
    end = max(list_.at, span.start)
    if list_.way is Way.TAKES and list_.at == list_.mentions[0].span.start:
        end = min(span.end, list_.mentions[0].span.end + 40)
    before = [
        found
        for start, _, found in forces.all_in(text, span.start, span.end)
        if start < end and found is not Force.MUST_NOT
    ]
    own: Force | None = before[-1] if before else None
    if own is None and list_.way is Way.TAKES:
        own = forces.nearest(text, span.start, list_.mentions[0].span.start)
    if place.force not in {None, Force.MUST_NOT} and not _has_subject(text, span, end):
        own = place.force
    if own is None:
        own = forces.outside_conditions(text, span.start, span.end)
    rest = _WHO_DOES.split(text[end : span.end])[0]
    if own in {Force.MUST, Force.SHOULD} and _WHERE_POSSIBLE.search(rest):
        return Force.NORMALLY
    return Force.SHOULD if own is None or own is Force.MUST_NOT else own


_WHERE_POSSIBLE = re.compile(
    r"(?<!by e-mail )(?<!by email )(?<!in writing )(?<!in person )(?<!in private )\b(?:wherever"
    r"|where|whenever|if) (?:at all )?(?:possible|practicable)\b|\bnormally\b",
    re.IGNORECASE,
)


# “Please tell the Clerk”: the verb that sends is the first of its clause.
def _commands(text: str, span: Span, list_: Recipients) -> bool:
    return (
        list_.way is not Way.TAKES
        and _COMMANDS.match(text[span.start : list_.at]) is not None
        and _PLURAL.match(text, list_.at) is None
    )


_PLURAL = re.compile(r"(?!address|discuss)[\w-]+s\b", re.IGNORECASE)


_COMMANDS = re.compile(
    r"^\W*(?:[^.?]{3,120}\?\s)?(?:(?:if|where|when|should)\b[^,]{3,200},\s)?(?:please |do |then "
    r"|first |just |instead )*$",
    re.IGNORECASE,
)


# “who will normally reply” is said of the taker.
_WHO_DOES = re.compile(r",? (?:who|which)\b|\band (?:it|they|that) will\b", re.IGNORECASE)


_SUBJECT_FIRST = re.compile(
    r"^(?:any|all|a|an|the|if|where|when|should|in|such|this|it|complaints?|concerns?|requests?)\b",
    re.IGNORECASE,
)


def _has_subject(text: str, span: Span, end: int) -> bool:
    """Whether a statement has a subject of its own, and is no item that its lead begins."""
    first = text[span.start : span.start + 1]
    return first.isupper() and (
        bool(forces.all_in(text, span.start, end))
        or _SUBJECT_FIRST.match(text[span.start : span.end]) is not None
    )
