"""Who works for whom: an alternative under somebody excluded is no alternative."""

from __future__ import annotations

from collections.abc import Mapping

from concerns.engine.offices import Office
from concerns.engine.protocol import Protocol
from concerns.protocols.rosters import deputies

_MANAGED = frozenset(
    {
        Office.DIRECTOR,
        Office.ASSISTANT_DIRECTOR,
        Office.SENIOR_MANAGER,
        Office.LINE_MANAGER,
        Office.DEPUTY_CHIEF_EXECUTIVE,
        Office.DEPUTY_CLERK,
        Office.RFO,
    }
)
# A monitoring officer has duties of their own in law, so that they may hear a concern about the
# head of the paid service; their own deputy may not hear one about them.
_UNDER: Mapping[Office, frozenset[Office]] = {
    Office.CLERK: _MANAGED,
    Office.CHIEF_EXECUTIVE: _MANAGED,
    Office.HEAD_OF_PAID_SERVICE: _MANAGED,
    Office.DIRECTOR: frozenset(
        {Office.ASSISTANT_DIRECTOR, Office.SENIOR_MANAGER, Office.LINE_MANAGER}
    ),
    Office.ASSISTANT_DIRECTOR: frozenset({Office.SENIOR_MANAGER, Office.LINE_MANAGER}),
    Office.MONITORING_OFFICER: frozenset({Office.DEPUTY_MONITORING_OFFICER}),
    Office.CHAIR: frozenset({Office.VICE_CHAIR}),
    Office.LEADER: frozenset({Office.DEPUTY_LEADER}),
}


class Ranks:
    """Who is over whom in one council."""

    def __init__(self, protocol: Protocol) -> None:
        self._over: dict[Office, frozenset[Office]] = {}
        deputising = deputies(protocol)
        for office in Office:
            over = {chief for chief, under in _UNDER.items() if office in under}
            over |= {chief for chief, deputy in deputising.items() if deputy is office}
            # One seat is not over itself: a clerk who is the finance officer too.
            self._over[office] = protocol.same_seats(over) - protocol.same_seats([office])

    def over(self, office: Office) -> frozenset[Office]:
        """The offices whose holders the holder of this one works for or stands in for."""
        return self._over[office]
