"""Every situation a protocol can tell apart, and which of them a rule answers to.

The conditions of a rule look at separate things: the matter, who raises it, whom it is about
and so on. So the situations a rule answers to are a box: one set of values for each of those
things. Whether a rule can ever be reached, and which two rules meet, is then a question about
boxes, answered exactly over the grid and without trying its millions of points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import combinations
from typing import Any

from concerns.engine.facts import Event, Facts, Matter, Nature, Party
from concerns.engine.matching import entry_step, failures
from concerns.engine.offices import GENERAL, KIND_OF, Kind, Office
from concerns.engine.protocol import Protocol, Rule, When
from concerns.protocols.rosters import Cast

# For each dimension: the field of the facts, and the conditions that look at it.
_CONDITIONS = {
    "matter": {"matter"},
    "raised_by": {"raised_by", "raised_by_not"},
    "about": {"about", "about_any", "about_not", "nobody", "several", "former"},
    "natures": {"natures"},
    "written": {"written"},
    "code_breach": {"code_breach"},
    "event": {"event"},
    "decider": {"decider"},
    "months_since_last": {"within_months"},
}
DIMENSIONS = tuple(_CONDITIONS)

Box = tuple[int, ...]  # for each dimension, the values in it as the bits of a number


class Grid:
    """The situations one protocol can tell apart, plain ones before odd ones."""

    def __init__(self, protocol: Protocol, cast: Cast) -> None:
        self.protocol = protocol
        self.cast = cast

    @cached_property
    def kinds(self) -> tuple[Office, ...]:
        """Who can raise something or be complained of here: everyone of a kind, or a seat."""
        people = {Kind.COUNCILLOR, Kind.OFFICER}
        seats: dict[str, Office] = {}
        for office, entry in self.protocol.offices.items():
            if office not in GENERAL and KIND_OF[office] in people and not entry.external:
                seats.setdefault(self.cast.person(office), office)  # several may be one seat
        return (Office.COUNCILLOR, Office.OFFICER, *seats.values())

    def party(self, office: Office, nth: int) -> Party:
        return self.cast.party(office, nth=nth)

    @cached_property
    def values(self) -> dict[str, tuple[Any, ...]]:
        whens = [rule.when for rule in self.protocol.rules]
        return {
            "matter": tuple(Matter),
            "raised_by": tuple(self._sides(first=1)),
            "about": (*self._sides(first=3), (), *self._former()),
            "natures": tuple(self._natures(whens)),
            "written": (False, True),
            "code_breach": (False, True),
            "event": tuple(Event),
            "decider": (None, *Office),
            "months_since_last": (None, *sorted(self._months(whens))),
        }

    def _sides(self, first: int) -> Iterator[tuple[Party, ...]]:
        """One person of each kind, then two of every two kinds."""
        for office in self.kinds:
            yield (self.party(office, first),)
        for one, other in (*((k, k) for k in GENERAL), *combinations(self.kinds, 2)):
            yield self.party(one, first), self.party(other, first + 1)

    def _former(self) -> Iterator[tuple[Party, ...]]:
        for side in self._sides(first=3):
            yield (replace(side[0], former=True), *side[1:])

    @staticmethod
    def _natures(whens: Iterable[When]) -> Iterator[frozenset[Nature]]:
        used = {nature for when in whens for nature in when.natures} | {Nature.OTHER}
        yield frozenset()
        for count in (1, 2):
            yield from map(frozenset, combinations(sorted(used), count))

    @staticmethod
    def _months(whens: Iterable[When]) -> set[int]:
        return {when.within_months for when in whens if when.within_months is not None}

    # ------------------------------------------------------------ boxes

    def box(self, rule: Rule) -> Box:
        """The situations in which the rule's conditions hold and it can be entered."""
        return tuple(self._bits(rule, dimension) for dimension in DIMENSIONS)

    def _bits(self, rule: Rule, dimension: str) -> int:
        bits = 0
        for place, value in enumerate(self.values[dimension]):
            facts = Facts(**{dimension: value})
            failed = _CONDITIONS[dimension].intersection(failures(rule.when, facts))
            if not failed and (dimension != "event" or entry_step(rule, facts) is not None):
                bits |= 1 << place
        return bits

    def around(self, **fixed: Any) -> Box:
        """The box of all situations with these values."""
        return tuple(
            1 << self.values[dimension].index(fixed[dimension])
            if dimension in fixed
            else (1 << len(self.values[dimension])) - 1
            for dimension in DIMENSIONS
        )

    def within(self, box: Box, **bits: int) -> Box:
        """The part of a box with these of the values, as bits."""
        return tuple(
            old & bits.get(dimension, old) for dimension, old in zip(DIMENSIONS, box, strict=True)
        )

    @cached_property
    def plainly_raised(self) -> Box:
        """The situations that one person raises."""
        return self.within(self.around(), raised_by=self._few("raised_by"))

    @cached_property
    def plain(self) -> Box:
        """The situations that one person raises, about one other at most."""
        return self.within(self.plainly_raised, about=self._few("about"))

    def _few(self, dimension: str) -> int:
        """The values with no more than one person, as bits."""
        values = enumerate(self.values[dimension])
        return sum(1 << place for place, side in values if len(side) <= 1)

    def example(self, box: Box) -> Facts:
        """The plainest situation in a box."""
        return Facts(
            **{
                dimension: self.values[dimension][(bits & -bits).bit_length() - 1]
                for dimension, bits in zip(DIMENSIONS, box, strict=True)
            }
        )


def is_empty(box: Box) -> bool:
    return 0 in box


def common(one: Box, other: Box) -> Box:
    """The situations in both."""
    return tuple(a & b for a, b in zip(one, other, strict=True))


def left_over(box: Box, others: Iterable[Box]) -> list[Box]:
    """What of a box is in none of the others, as boxes that do not meet."""
    left = [] if is_empty(box) else [box]
    for other in others:
        left = [piece for whole in left for piece in _minus(whole, other)]
    return left


def _minus(box: Box, other: Box) -> Iterator[Box]:
    meeting = common(box, other)
    if is_empty(meeting):
        yield box
        return
    # Dimension by dimension: the part outside there, inside the other in those before.
    rest = list(box)
    for place, (mine, shared) in enumerate(zip(box, meeting, strict=True)):
        outside = mine & ~shared
        if outside:
            yield (*rest[:place], outside, *rest[place + 1 :])
        rest[place] = shared
