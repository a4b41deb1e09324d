"""A draft as its author's pages need it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from concerns.engine import asking
from concerns.engine.asking import Asks
from concerns.engine.facts import Matter
from concerns.engine.offices import Kind
from concerns.engine.protocol import Clause, Protocol
from concerns.models import Concern, Evidence, Party, Person, User
from concerns.selectors import concerns, evidence, protocols, refusals, register
from concerns.selectors.refusals import Refused


@dataclass(frozen=True, slots=True)
class Draft:
    """Somebody's draft, or what became of it.

    :param author: who types it; the raiser, or somebody filing for them.
    :param subjects: whom it is about so far.
    :param protocol: the version in force, from which its questions come.
    :param on: today, in the council's calendar.
    :param is_newer: that version was adopted after the draft was begun.
    :param witnesses: who may have seen it. :param refused: of an appeal, the requests that it can
        be about. :param files: what goes with it.
    """

    concern: Concern
    author: Person
    subjects: tuple[Party, ...]
    protocol: Protocol
    on: date
    is_newer: bool
    witnesses: tuple[Party, ...] = ()
    refused: tuple[Refused, ...] = ()
    files: tuple[Evidence, ...] = ()

    @property
    def matter(self) -> Matter:
        return Matter(self.concern.matter)

    @property
    def is_for_somebody(self) -> bool:
        """Whether its author types what somebody else told them."""
        return self.concern.filed_by_id is not None

    @property
    def asks(self) -> Asks:
        return asking.asks(self.protocol, self.matter)

    @property
    def kinds(self) -> frozenset[Kind]:
        """What kinds of people it is about."""
        return frozenset(Kind(party.kind) for party in self.subjects)

    @property
    def expectations(self) -> tuple[Clause, ...]:
        return asking.expectations(self.protocol, self.kinds)

    @property
    def appealed(self) -> Refused | None:
        """The request that an appeal is about, while it stands refused."""
        return next((r for r in self.refused if r.pk == self.concern.appeal_of_id), None)

    @property
    def happened_on(self) -> date:
        """The day whose offices count: the first day it happened, else today."""
        return self.concern.happened_from or self.on


def draft_of(*, user: User, council_slug: str, reference: str, on: date) -> Draft | None:
    """What this user began under that reference; None for anything else there may be.

    Three queries, one more for an appeal, and one more where the protocol changed since.
    """
    concern = concerns.by_reference(user=user, reference=reference, on=on)
    if concern is None or concern.council.slug != council_slug:
        return None
    author = concern.filed_by or concern.raiser
    if author.user_id != user.pk or not register.is_active(author, on):
        return None
    day, version = concern.received_on or on, concern.protocol
    if version is None or not protocols.holds(version, day):
        version = protocols.in_force(concern.council, day) or version
    if version is None:
        return None
    named = concerns.parties(concern)
    # Whoever files for somebody else does not read what that person was refused.
    may_appeal = concern.matter == Matter.ACCESS_APPEAL.value and author == concern.raiser
    began_under, concern.protocol = concern.protocol_id, version
    return Draft(
        concern=concern,
        author=author,
        subjects=tuple(party for party in named if party.role != Party.Role.WITNESS),
        protocol=protocols.engine_protocol(version),
        on=on,
        is_newer=began_under != version.pk,
        witnesses=tuple(party for party in named if party.role == Party.Role.WITNESS),
        refused=tuple(refusals.of_raiser(concern.raiser)) if may_appeal else (),
        files=tuple(evidence.of(concern)),
    )
