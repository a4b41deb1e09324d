"""What the raiser put beside their answers: who may have seen it, and that the route is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from concerns.engine.protocol import Protocol
from concerns.engine.states import Act, State
from concerns.presenters import acts
from concerns.presenters import case as words

if TYPE_CHECKING:
    from concerns.selectors.cases import Case


@dataclass(frozen=True, slots=True)
class Disputed:
    """That somebody thinks the route is wrong. :param lead: who thinks so; the rest is theirs."""

    lead: str
    why: str
    instead_lead: str
    instead: str


def disputed(case: Case) -> Disputed | None:
    """What the raiser said against the route; None if they said nothing."""
    concern = case.concern
    if not concern.route_wrong:
        return None
    whose, they = ("You think", "You think") if case.raised else (
        "The person who raised it thinks", "They think",
    )  # fmt: skip
    return Disputed(
        lead=f"{whose} that it should have gone elsewhere.",
        why=concern.route_wrong,
        instead_lead=f"What {they.lower()} should happen instead:",
        instead=concern.route_instead,
    )


def witnesses(case: Case, protocol: Protocol) -> list[str]:
    """Each who may have seen it, with the offices they held then."""
    return [words.person(each, protocol) for each in case.witnesses]


@dataclass(frozen=True, slots=True)
class NamedHere:
    """Whoever deals with it may have seen it. :param href: to say so; empty once it is closed."""

    href: str


def named_here(case: Case) -> NamedHere | None:
    """What somebody who deals with it and is named as a witness is told; None for anybody else."""
    if not case.handles or not case.is_witness:
        return None
    may = case.mine.acts(State(case.concern.state))
    return NamedHere(acts.href(Act.DECLARE_INTEREST, case) if Act.DECLARE_INTEREST in may else "")
