"""What has to be done beside a rule, where a clause of its own says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from concerns.engine.protocol import DutyKind, DutyWhen, Force
from concerns.protocols.importer.passages import DraftDuty, DraftTarget
from concerns.protocols.importer.proposals import force as forces
from concerns.protocols.importer.proposals import signs
from concerns.protocols.importer.proposals.parts import Part
from concerns.protocols.importer.proposals.statements import Read
from concerns.protocols.importer.proposals.targets import target

_BEFORE = re.compile(r"\b(?:before|prior to|having first)\b", re.IGNORECASE)
_OUTCOME = re.compile(r"\b(?:outcome|decision|result|decided|determin\w+)\b", re.IGNORECASE)


def duties_in(text: str, got: Read, follows: str, *, acting: bool) -> tuple[DraftDuty, ...]:
    """The duties of a statement that itself sends nothing anywhere.

    :param follows: the passage whose rule they belong to.
    :param acting: the lead line names who does it.
    """
    words = text[got.span.start : got.span.end]
    force = forces.nearest(text, got.span.start, got.span.end) or Force.MUST
    if force is Force.MUST_NOT:
        return ()
    return tuple(
        DraftDuty(kind, got.span, follows, who, when, force)
        for kind, who, when in _of(words, got, acting=acting)
    )


def _of(
    words: str, got: Read, *, acting: bool
) -> Iterator[tuple[DutyKind, tuple[DraftTarget, ...], DutyWhen]]:
    first = DutyWhen.BEFORE_DECISION if _BEFORE.search(words) else None
    later = DutyWhen.AFTER_DECISION if _OUTCOME.search(words) else DutyWhen.ON_RECEIPT
    for part, kind, when in (
        (Part.TOLD, DutyKind.INFORM, first or later),
        (Part.ASKED, DutyKind.CONSULT, DutyWhen.BEFORE_DECISION),
    ):
        who = tuple(
            target(role.mention, got.setting.by, got.setting.about)
            for role in got.roles
            if role.part is part and not role.mention.general
        )
        if who:
            yield kind, who, when
    does = acting or any(not role.mention.general for role in got.roles)
    if does and signs.REASONS.search(words):
        yield DutyKind.REASONS, (), DutyWhen.WITH_DECISION
    elif does and signs.NOTE.search(words):
        yield DutyKind.NOTE, (), DutyWhen.ON_RECEIPT
