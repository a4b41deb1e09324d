"""How sure a draft is, and what a person must settle before it can be a rule."""

from __future__ import annotations

from concerns.engine.facts import Matter
from concerns.engine.offices import RELATIVE
from concerns.engine.protocol import Combine
from concerns.protocols.importer.passages import DraftRule
from concerns.protocols.importer.proposals.recipients import Recipients

NO_RAISER = "The sentence does not say who raises this. Who may?"
NO_SUBJECT = "The sentence does not say whom this is about. Whom does it cover?"


def confidence(draft: DraftRule, list_: Recipients | None, *, assumed: bool) -> float:
    """From 0 to 1: what the sentence itself says counts, what was filled in takes away.

    :param assumed: nothing names who raises it, and only councillors do.
    """
    sure = 0.9
    if not draft.raised_by or assumed:
        sure -= 0.15
    if draft.matter is Matter.CONCERN and not draft.about:
        sure -= 0.15
    if not draft.to:
        sure -= 0.2
    if len(draft.to) > 1:
        sure -= 0.05
    if list_ is not None and (list_.beside or any(m.unsure for m in list_.mentions)):
        sure -= 0.3
    return round(max(sure, 0.1), 2)


def questions(
    draft: DraftRule, list_: Recipients | None, matter: Matter | None, *, assumed: bool
) -> tuple[str, ...]:
    """Plain sentences, each one thing for a person to settle."""
    found: list[str] = []
    if assumed:
        found.append("Who raises this is not said. Is it for councillors only?")
    if not draft.raised_by:
        found.append(NO_RAISER)
    if draft.matter is Matter.CONCERN and not draft.about:
        found.append(NO_SUBJECT)
    if matter is None:
        found.append("It is not clear what kind of matter this is. Which is it?")
    if list_ is not None:
        found.extend(_of_recipients(draft, list_))
    if not draft.to and draft.procedure is not None:
        found.append("A procedure is named and nobody to go to. Who starts it?")
    if draft.decider is not None:
        found.append("This holds only where that office made the decision. Is that so?")
    return tuple(found)


def _of_recipients(draft: DraftRule, list_: Recipients) -> list[str]:
    found = []
    if list_.beside:
        found.append("Two titles stand side by side with nothing between them. Which is meant?")
    found.extend(
        f"Which office of this council is “{mention.title}”?"
        for mention in list_.mentions
        if mention.unsure
    )
    if draft.combine is Combine.CHOICE and len(draft.to) > 1:
        found.append("Several are named and the sentence does not say who chooses. Who does?")
    found.extend(
        f"It is not said whose “{mention.title}” is meant. Whose is it?"
        for mention in list_.mentions
        if mention.office in RELATIVE and mention.of is None and mention.owner is None
    )
    return found
