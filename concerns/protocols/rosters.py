"""An invented roster and facts for trying a pack without a database (design section 10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from concerns.engine.facts import Party
from concerns.engine.offices import DEPUTY_OF, GENERAL, KIND_OF, RELATIVE, Kind, Office
from concerns.engine.protocol import Protocol
from concerns.engine.roster import Related, Roster

# Officers at the top of the paid service: nobody manages them.
TOP = frozenset({Office.CLERK, Office.CHIEF_EXECUTIVE, Office.HEAD_OF_PAID_SERVICE})
_MANAGED = frozenset(
    {Office.LINE_MANAGER, Office.DIRECTOR, Office.ASSISTANT_DIRECTOR, Office.SENIOR_MANAGER}
)

OTHER_LEADER = "leader of another group"


class Cast:
    """One invented person for every seat of a pack, with seats that are one person merged."""

    def __init__(
        self, protocol: Protocol, *, same_person: Iterable[tuple[Office, Office]] = ()
    ) -> None:
        self.protocol = protocol
        self._seat: dict[Office, str] = {}
        pairs = [
            (office, other) for office, entry in protocol.offices.items() for other in entry.same_as
        ]
        for office in Office:
            self._seat[office] = office.value
        for left, right in (*pairs, *same_person):
            kept, merged = self._seat[left], self._seat[right]
            for office, seat in self._seat.items():
                if seat == merged:
                    self._seat[office] = kept

    def person(self, office: Office) -> str:
        return self._seat[office]

    def offices_of(self, person: str) -> frozenset[Office]:
        """The seats of one person, general ones left out."""
        return frozenset(
            office
            for office, seat in self._seat.items()
            if seat == person and office not in GENERAL
        )

    def party(self, office: Office, *, nth: int = 1) -> Party:
        """Somebody as raiser or subject: a plain councillor or officer, or the holder of a seat.

        :param nth: for several plain councillors or officers, which of them.
        """
        if office in GENERAL:
            return Party(f"{office.value} {nth}", Kind(office.value))
        person = self.person(office)
        return Party(person, KIND_OF[office], self.offices_of(person))

    def roster(
        self,
        *,
        parties: Iterable[Party] = (),
        vacant: Iterable[Office] = (),
        absent: Iterable[Office] = (),
    ) -> Roster:
        """Every office the pack names, filled, but for those said to be vacant.

        :param parties: raisers and subjects, whose managers and group leaders are wanted.
        """
        empty = frozenset(vacant)
        named = [o for o in self.protocol.offices if o not in empty and o not in GENERAL]
        holders: dict[Office, tuple[str, ...]] = {o: (self.person(o),) for o in named}
        groups: dict[str, str] = {}
        if Office.GROUP_LEADER in holders:
            # Every protocol that names group leaders speaks of the *other* groups too.
            own = self.person(Office.GROUP_LEADER)
            holders[Office.GROUP_LEADER] = (own, OTHER_LEADER)
            groups = {own: "one", OTHER_LEADER: "two"}
        return Roster(
            holders=holders,
            groups=groups,
            deputies=deputies(self.protocol),
            absent=frozenset(self.person(office) for office in absent),
            related=tuple(self._related(parties, empty)),
            external=frozenset(o for o, entry in self.protocol.offices.items() if entry.external),
            vacant=empty,
        )

    def _related(self, parties: Iterable[Party], empty: frozenset[Office]) -> list[Related]:
        related = []
        for party in parties:
            for office in RELATIVE:
                if office not in self.protocol.offices or party.person is None:
                    continue
                kind = KIND_OF[office]
                nobody = office in empty or (office in _MANAGED and party.offices & TOP)
                if kind is party.kind or nobody:
                    holders = () if nobody else (self.person(office),)
                    related.append(Related(office, party.person, holders))
        return related


def deputies(protocol: Protocol) -> Mapping[Office, Office]:
    """Who deputises for whom: the pack's word, else the custom where the pack has both seats."""
    found: dict[Office, Office] = {}
    for office, entry in protocol.offices.items():
        deputy = entry.deputy or DEPUTY_OF.get(office)
        if deputy is not None and deputy in protocol.offices:
            found[office] = deputy
    return found
