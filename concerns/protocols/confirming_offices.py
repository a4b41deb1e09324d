"""The offices that a proposal names and a draft does not have yet: added when it is used."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from concerns.engine.offices import ALWAYS_OUTSIDE, GENERAL, Office, plain_title
from concerns.engine.protocol import OfficeEntry, Protocol, Tier
from concerns.protocols.importer.passages import (
    DraftDate,
    DraftDuty,
    DraftNotice,
    DraftRule,
    DraftTarget,
    DraftTime,
)
from concerns.protocols.rule_terms import capital

Entries = Mapping[Office, OfficeEntry]
Draft = DraftRule | DraftDuty | DraftTime | DraftNotice | DraftDate


def missing(protocol: Protocol, offices: Collection[Office]) -> list[Office]:
    """The offices among these that the draft does not have yet."""
    return sorted(set(offices) - protocol.offices.keys() - GENERAL)


def added(
    protocol: Protocol, draft: Draft, offices: Collection[Office], known: Entries
) -> dict[Office, OfficeEntry]:
    """The entries that the draft needs for what is proposed.

    :param offices: all that it names. :param known: those of the council's register, whose title
        counts where the words of the clause give none.
    """
    called = {target.office: target.title for target in _targets(draft)}
    taken = {entry.title.casefold() for entry in protocol.offices.values()}
    found: dict[Office, OfficeEntry] = {}
    for office in missing(protocol, offices):
        entry = known.get(office) or _standard(protocol, office)
        title = capital(called.get(office) or entry.title)
        if title.casefold() in taken:  # two seats in the same words: each by its own name
            title = entry.title
        taken.add(title.casefold())
        found[office] = replace(entry, title=title)
    return found


def put(protocol: Protocol, entries: Entries) -> Protocol:
    """The draft with these offices as well."""
    return replace(protocol, offices={**protocol.offices, **entries})


def _targets(draft: Draft) -> Iterable[DraftTarget]:
    if isinstance(draft, DraftRule):
        return (*draft.to, *draft.then, *draft.told, *draft.asked)
    return draft.who if isinstance(draft, DraftDuty) else ()


def _standard(protocol: Protocol, office: Office) -> OfficeEntry:
    elsewhere = office is Office.MONITORING_OFFICER and protocol.tier is Tier.PARISH
    return OfficeEntry(plain_title(office), external=elsewhere or office in ALWAYS_OUTSIDE)
