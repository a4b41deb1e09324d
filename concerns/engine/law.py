"""What the law says over every protocol: dated, by nation and tier, from data.

None of it is legal advice; each rule carries its source and how sure we are (`law.md`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from concerns.engine.protocol import Nation, NoticeKind, Step, Tier, When


class Effect(StrEnum):
    TAKES_OVER = "takes_over"  # the matter leaves the protocol's hands
    LIFTS_INFORMAL = "lifts_informal"  # an informal stage may not hold it back
    NOTICE = "notice"  # the person must be told


@dataclass(frozen=True, slots=True)
class LawRule:
    """One rule of law.

    :param nations: where it holds.
    :param tiers: for which councils; empty means every tier.
    :param since: in force from (inclusive). :param until: no longer in force from (exclusive).
    :param step: who then receives it, for `takes_over`.
    :param outside: the body is outside the council and the portal cannot deliver to it.
    :param sure: whether the source was read or it is general knowledge to be checked.
    """

    key: str
    effect: Effect
    nations: frozenset[Nation]
    since: date
    when: When
    text: str
    source: str
    sure: bool
    tiers: frozenset[Tier] = frozenset()
    until: date | None = None
    step: Step | None = None
    outside: bool = False
    notice: NoticeKind = NoticeKind.LAW

    def in_force(self, *, nation: Nation, tier: Tier, on: date) -> bool:
        """Whether the rule holds for such a council on that day."""
        return (
            nation in self.nations
            and (not self.tiers or tier in self.tiers)
            and self.since <= on
            and (self.until is None or on < self.until)
        )


@dataclass(frozen=True, slots=True)
class Law:
    """The overlay: every rule of law known, and the digest of the files it came from."""

    rules: tuple[LawRule, ...] = ()
    digest: str = field(default="", compare=False, metadata={"in_pack": False})
