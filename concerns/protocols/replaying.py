"""The past again by another version: kinds of concern that came often, and never a concern.

What is shown must not let anybody find out that a concern about them, or about somebody they know,
exists (ADR 0008). So the kinds are made from the past alone, whatever the draft says; only those
that many people raised about many people are kept; and each is routed as a kind, with invented
people, so that a draft written on purpose cannot ask a question about a single concern.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import count, pairwise

from concerns.engine.facts import Facts, Party
from concerns.engine.law import Law
from concerns.engine.offices import Kind, Office
from concerns.engine.plain import plain
from concerns.engine.protocol import Protocol
from concerns.engine.routing import NO_LAW, route
from concerns.protocols.rosters import Cast
from concerns.protocols.trying import Destination, destination

# Of one kind: at least so many concerns, raised by so many people, about so many.
LEAST = 5
# Among whom that may be: with twice as many people of that sort, nobody is more likely meant than
# not.
CROWD = 2 * LEAST


class Band(StrEnum):
    """How often a kind came, as closely as it is told."""

    FEW = "5 to 9"
    SOME = "10 to 19"
    MANY = "20 to 49"
    MOST = "50 or more"


_BANDS = ((50, Band.MOST), (20, Band.MANY), (10, Band.SOME))


@dataclass(frozen=True, slots=True)
class Often:
    """A kind of concern that came often. :param facts: of that kind, without anybody's id."""

    facts: Facts
    band: Band


@dataclass(frozen=True, slots=True)
class Replayed:
    """Where a kind goes by one version, and by another."""

    often: Often
    before: Destination
    after: Destination

    @property
    def moved(self) -> bool:
        """Whether somebody else has it first."""
        one, other = self.before, self.after
        return (one.offices, one.procedure) != (other.offices, other.procedure)


def often(
    past: Iterable[Facts], register: Iterable[Party], *, left_out: Collection[str]
) -> tuple[Often, ...]:
    """The kinds of concern that came often enough to be spoken of, the most frequent first.

    :param past: the facts of each concern, as it was sent.
    :param register: everybody on the council's register now, with the offices they hold.
    :param left_out: ids of all who may read the answer: what is about any of them counts for
        nobody, so that every reader sees the same page, whether or not there is such a concern.
    """
    people = tuple(register)
    kinds: dict[Facts, list[Facts]] = {}
    for facts in past:
        if all(party.person is not None and party.person not in left_out for party in facts.about):
            kinds.setdefault(_kind(facts), []).append(facts)
    found = [
        (len(each), Often(kind, _band(len(each))))
        for kind, each in kinds.items()
        if _is_many(each) and _is_among_many(kind, people)
    ]
    found.sort(key=lambda pair: (-_rank(pair[1].band), str(plain(pair[1].facts))))
    return tuple(kind for _, kind in found)


def too_few(register: Iterable[Party]) -> tuple[Kind, ...]:
    """The kinds of person of whom so few are on the register that none is ever spoken of.

    It is told from the register alone, so that it says nothing of what was raised.
    """
    people = tuple(register)
    kinds = (Kind.COUNCILLOR, Kind.OFFICER)
    return tuple(kind for kind in kinds if sum(p.kind is kind for p in people) < CROWD)


def replay(
    kinds: Iterable[Often], before: Protocol, after: Protocol, on: date, law: Law = NO_LAW
) -> tuple[Replayed, ...]:
    """Each kind by two versions, on one day and by one law."""
    return tuple(
        Replayed(
            kind,
            _goes(kind.facts, before, on, law),
            _goes(kind.facts, after, on, law),
        )
        for kind in kinds
    )


def _goes(kind: Facts, protocol: Protocol, on: date, law: Law) -> Destination:
    """Where a kind goes, with everybody in post and an invented person for each it names."""
    parties = (*kind.raised_by, *kind.about)
    same = [pair for party in parties for pair in pairwise(sorted(party.offices))]
    cast = Cast(protocol, same_person=same)
    numbers = count(1)
    facts = replace(
        kind,
        raised_by=tuple(_invented(cast, party, numbers) for party in kind.raised_by),
        about=tuple(_invented(cast, party, numbers) for party in kind.about),
    )
    roster = cast.roster(parties=(*facts.raised_by, *facts.about))
    return destination(route(facts, protocol, roster, on, law))


def _invented(cast: Cast, party: Party, numbers: count[int]) -> Party:
    if not party.offices or party.former:
        return replace(party, person=f"{party.kind.value} {next(numbers)}")
    person = cast.person(min(party.offices))
    return replace(party, person=person, offices=party.offices | cast.offices_of(person))


def _kind(facts: Facts) -> Facts:
    """The same without anybody's id, whoever is named first."""
    return replace(facts, raised_by=_nameless(facts.raised_by), about=_nameless(facts.about))


def _nameless(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    bare = (replace(party, person=None) for party in parties)
    return tuple(sorted(bare, key=_order))


def _order(party: Party) -> tuple[str, tuple[Office, ...], bool]:
    return party.kind.value, tuple(sorted(party.offices)), party.former


def _is_many(each: list[Facts]) -> bool:
    """Enough concerns, from enough people, about enough people or about nobody at all."""
    raisers = {party.person for facts in each for party in facts.raised_by}
    subjects = {party.person for facts in each for party in facts.about}
    named = bool(each[0].about)
    return len(each) >= LEAST and len(raisers) >= LEAST and (not named or len(subjects) >= LEAST)


def _is_among_many(kind: Facts, register: tuple[Party, ...]) -> bool:
    """Whether of every sort of person it names there are so many that none is singled out."""
    return all(_crowd(party, register) >= CROWD for party in (*kind.raised_by, *kind.about))


def _crowd(party: Party, register: tuple[Party, ...]) -> int:
    return sum(each.kind is party.kind and party.offices <= each.offices for each in register)


def _band(number: int) -> Band:
    return next((band for least, band in _BANDS if number >= least), Band.FEW)


def _rank(band: Band) -> int:
    return list(Band).index(band)
