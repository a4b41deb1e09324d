"""Where a version begins: from nothing, or from another protocol made one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from concerns.engine.offices import Office
from concerns.engine.protocol import Nation, OfficeEntry, Protocol, Status, Tier
from concerns.protocols.loader import FORMAT


def empty(
    *, nation: Nation, tier: Tier, offices: Mapping[Office, OfficeEntry] | None = None
) -> Protocol:
    """A protocol that says nothing yet, with the safety net every council needs.

    :param offices: those of the council's register; they count before the standard ones.
    """
    clerk = Office.CLERK if tier is Tier.PARISH else Office.CHIEF_EXECUTIVE
    title = "Clerk" if tier is Tier.PARISH else "Chief Executive"
    return Protocol(
        format=FORMAT,
        council="council",
        name="Council",
        nation=nation,
        tier=tier,
        version="draft",
        title="Member and officer protocol",
        status=Status.DRAFT,
        offices={
            clerk: OfficeEntry(title),
            Office.CHAIR: OfficeEntry("Chair of the Council"),
            Office.MONITORING_OFFICER: OfficeEntry(
                "Monitoring Officer", external=tier is Tier.PARISH
            ),
            Office.EXTERNAL_ADVISER: OfficeEntry("Independent adviser", external=True),
            **(offices or {}),
        },
        safety_net=(clerk, Office.CHAIR, Office.MONITORING_OFFICER, Office.EXTERNAL_ADVISER),
        clauses=(),
        rules=(),
    )


def with_offices_of(protocol: Protocol, other: Protocol) -> Protocol:
    """The same with the offices of another version, and with whoever steps in there."""
    return replace(protocol, offices=other.offices, safety_net=other.safety_net)


def of_council(
    protocol: Protocol,
    *,
    council: str,
    name: str,
    version: str,
    title: str = "",
    authority: str = "",
) -> Protocol:
    """A protocol made a council's own new version: what it says is kept, when it held is not.

    :param council: the slug. :param title: of the document; kept where it is empty.
    :param authority: its principal authority, where the council’s own entry has it.
    """
    return replace(
        protocol,
        council=council,
        name=name,
        version=version,
        title=title or protocol.title,
        status=Status.DRAFT,
        adopted_on=None,
        in_force_from=None,
        principal_authority=authority or protocol.principal_authority,
    )


def of_another(protocol: Protocol) -> Protocol:
    """What another council's pack says, without what is true of that council only.

    Its document is not the document of whoever begins from it, nor is its principal authority
    theirs.
    """
    begun = f"Begun from a pack of {protocol.name}, version {protocol.version}."
    return replace(protocol, source=begun, principal_authority=None)
