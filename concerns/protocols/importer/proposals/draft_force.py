"""How strongly a draft sends a matter: by the verb that sends it, or the lead line above it."""

from __future__ import annotations

import re

from concerns.engine.protocol import Force
from concerns.protocols.importer.passages import Span
from concerns.protocols.importer.proposals import force as forces
from concerns.protocols.importer.proposals.recipients import Recipients
from concerns.protocols.importer.proposals.setting import Setting
from concerns.protocols.importer.proposals.verbs import Way

# “Write to the Clerk”, “if you are unhappy, tell the Clerk”.
_ASKS_YOU = re.compile(
    r"\W{0,3}(?:[^.?]{3,120}\?\s)?(?:(?:if|where|when|should)\b[^,]{3,120},\s)?(?:please |do "
    r"|first,? |instead,? )*"
    r"(?:ask|tell|write|speak|talk|go|take|raise|contact|bring|have a|let|report|send|see|use"
    r"|put|make)\b",
    re.IGNORECASE,
)
_WHO_DOES = re.compile(r",\s(?:who|which)\b|\band (?:it|they|that) will\b", re.IGNORECASE)
_WHERE_POSSIBLE = re.compile(
    r"(?<!by e-mail )(?<!by email )(?<!in writing )(?<!in person )(?<!in private )\b(?:wherever"
    r"|where|whenever|if) (?:at all )?(?:possible|practicable)\b|\bnormally\b",
    re.IGNORECASE,
)
_SUBJECT_FIRST = re.compile(
    r"^(?:any|all|a|an|the|if|where|when|should|in|such|this|it|complaints?|concerns?|requests?)\b",
    re.IGNORECASE,
)


def force_of(text: str, span: Span, list_: Recipients, place: Setting) -> Force:
    """The force of the verb that sends it, or of the lead line where the verb has none."""
    end = max(list_.at, span.start)
    if list_.way is Way.TAKES and list_.at == list_.mentions[0].span.start:
        end = min(span.end, list_.mentions[0].span.end + 40)
    asks_you = _ASKS_YOU.match(text[span.start : span.end])
    floor = span.start + (asks_you.end() if asks_you else 0)
    before = [
        found
        for start, _, found in forces.all_in(text, floor, span.end)
        if start < end and found is not Force.MUST_NOT
    ]
    own: Force | None = before[-1] if before else None
    if own is None and list_.way is Way.TAKES:
        own = forces.nearest(text, span.start, list_.mentions[0].span.start)
    if place.force not in {None, Force.MUST_NOT} and not _has_subject(text, span, end):
        own = place.force
    if own is None and asks_you is not None:
        own = Force.SHOULD
    if own is None:
        own = forces.outside_conditions(text, span.start, span.end)
    said = _WHO_DOES.split(text[end : span.end])[0]
    if own in {Force.MUST, Force.SHOULD} and _WHERE_POSSIBLE.search(said):
        return Force.NORMALLY
    return Force.SHOULD if own is None or own is Force.MUST_NOT else own


def any_force(text: str, span: Span) -> Force:
    said = forces.nearest(text, span.start, span.end)
    return Force.SHOULD if said is None or said is Force.MUST_NOT else said


def _has_subject(text: str, span: Span, end: int) -> bool:
    """Whether a statement has a subject of its own, and is no item that its lead begins."""
    first = text[span.start : span.start + 1]
    return first.isupper() and (
        bool(forces.all_in(text, span.start, end))
        or _SUBJECT_FIRST.match(text[span.start : span.end]) is not None
    )
