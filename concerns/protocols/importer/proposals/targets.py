"""A mention as a recipient: which office, and whose where the office is somebody's."""

from __future__ import annotations

from concerns.engine.offices import KIND_OF, RELATIVE, Kind, Office
from concerns.engine.protocol import Whose
from concerns.protocols.importer.passages import DraftRule, DraftTarget
from concerns.protocols.importer.proposals.offices import Mention
from concerns.protocols.importer.proposals.recipients import Recipients


def targets(list_: Recipients, draft: DraftRule) -> tuple[DraftTarget, ...]:
    """A list of recipients as the draft's targets."""
    return tuple(target(mention, draft.raised_by, draft.about) for mention in list_.mentions)


def target(mention: Mention, by: tuple[Office, ...], about: tuple[Office, ...]) -> DraftTarget:
    """A mention as a recipient, with whose it is where the office is somebody's."""
    return DraftTarget(mention.office, mention.title, mention.span, _of(mention, by, about))


def _of(mention: Mention, by: tuple[Office, ...], about: tuple[Office, ...]) -> Whose | None:
    if mention.office not in RELATIVE:
        return mention.of if mention.of is Whose.OTHER_GROUPS else None
    if mention.owner is not None:
        raisers = {KIND_OF[office] for office in by}
        subjects = {KIND_OF[office] for office in about}
        if mention.owner in subjects or mention.owner not in raisers:
            return Whose.SUBJECT
        return Whose.RAISER
    if mention.of is Whose.SUBJECT and not mention.said:
        return _whose_kind(mention, by, about)
    if mention.of is not None:
        return mention.of
    if mention.office is Office.LINE_MANAGER or (
        mention.office is Office.SENIOR_MANAGER and {KIND_OF[o] for o in by} == {Kind.OFFICER}
    ):
        return Whose.RAISER
    if mention.office is Office.DIRECTOR and {KIND_OF[o] for o in by} == {Kind.OFFICER}:
        return Whose.RAISER
    return Whose.SUBJECT


def _whose_kind(mention: Mention, by: tuple[Office, ...], about: tuple[Office, ...]) -> Whose:
    """“The relevant manager” is the manager of whichever side has managers."""
    kind = Kind.COUNCILLOR if mention.office is Office.GROUP_LEADER else Kind.OFFICER
    raisers = {KIND_OF[office] for office in by}
    subjects = {KIND_OF[office] for office in about}
    return Whose.RAISER if subjects and kind not in subjects and kind in raisers else Whose.SUBJECT
