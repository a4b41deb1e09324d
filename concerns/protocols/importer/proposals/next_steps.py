"""Whether a draft is what comes next after the rule of an earlier sentence or clause."""

from __future__ import annotations

from dataclasses import replace

from concerns.engine.offices import KIND_OF, Office
from concerns.protocols.importer.passages import DraftRule
from concerns.protocols.importer.proposals.earlier import goes_back
from concerns.protocols.importer.proposals.parts import Part
from concerns.protocols.importer.proposals.setting import Setting
from concerns.protocols.importer.proposals.statements import Read


def going_on(words: str, got: Read, earlier: str, said: Setting) -> tuple[DraftRule, ...]:
    """The drafts of a statement, those that only go on from an earlier rule tied to it.

    :param earlier: the id of the passage whose rule came last; empty where none did.
    :param said: what that rule's sentence says of who raises, about whom and what.
    """
    if not earlier:
        return got.drafts
    return tuple(
        replace(draft, follows=earlier) if _goes_on(words, got, draft, said) else draft
        for draft in got.drafts
    )


def _goes_on(words: str, got: Read, draft: DraftRule, said: Setting) -> bool:
    """Where it is passed on by whoever has it, or was not settled and is not told anew."""
    if draft.matter is not said.matter:
        return False
    if not (_fits(draft.raised_by, said.by) and _fits(draft.about, said.about)):
        return False
    if any(role.part is Part.HAS for role in got.roles):
        return True
    anew = {role.part for role in got.roles} >= {Part.RAISER, Part.SUBJECT}
    return draft.unresolved and (goes_back(words) or not anew)


def _fits(own: tuple[Office, ...], earlier: tuple[Office, ...]) -> bool:
    """Whether those of a draft are among those said before, where both are known."""
    kinds = {KIND_OF[office] for office in own}
    return not earlier or kinds <= {KIND_OF[office] for office in earlier}
