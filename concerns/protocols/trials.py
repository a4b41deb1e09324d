"""A question somebody saved with the answer it ought to have: a test of every version.

An answer is compared by what a person would notice: who has it first and in what capacity, whether
the protocol or the law says so, and by when. The keys of rules are no part of it: a rule that is
written anew may say the very same. Nor do the numbers of clauses fail a test, which change with
every document; that they changed is told. A test may be held to what follows as well: to
who has it after certain outcomes, or to the whole way. Steps are found by what came of those
before them, because their keys are no more to anybody than those of rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from concerns.engine.deadlines import Unit
from concerns.engine.decision import Cited, Decision, StepAhead
from concerns.engine.facts import Event
from concerns.engine.law import Law
from concerns.engine.offices import Office
from concerns.engine.protocol import Capacity, LimitOf, LimitStart, Procedure, Protocol
from concerns.engine.routing import NO_LAW
from concerns.protocols.onward import Outcomes, landing, whole
from concerns.protocols.trying import Question, answer, destination, is_together


@dataclass(frozen=True, slots=True, order=True)
class Within:
    """A time limit of the first step, as far as it makes a date."""

    what: LimitOf
    n: int
    unit: Unit
    start: LimitStart


@dataclass(frozen=True, slots=True)
class Has:
    """Who has a step, and on what that rests.

    What is None was not kept when the test was saved, and is not held against a version.

    :param rule: the key of the rule that is followed; None where none is.
    :param law: the key of the rule of law that takes it over; None where none does.
    :param offices: who has the step, sorted by code.
    :param clauses: the labels of the clauses it rests on, or their headings, sorted.
    :param together: all of the offices have it, for the words alone.
    """

    rule: str | None = None
    law: str | None = None
    offices: tuple[Office, ...] = ()
    procedure: Procedure | None = None
    capacity: Capacity | None = None
    clauses: tuple[str, ...] | None = None
    limits: tuple[Within, ...] | None = None
    together: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Then:
    """:param after: what came of the steps before it. :param has: None where it has ended."""

    after: tuple[Event, ...]
    has: Has | None = None


@dataclass(frozen=True, slots=True)
class Expected(Has):
    """What is to be answered first, and what follows as far as the test is held to it.

    :param then: who has it later. :param whole: that is all there is, and any other way on is
        another answer.
    """

    then: tuple[Then, ...] = ()
    whole: bool = False


class Differs(StrEnum):
    """How an answer is not the one expected."""

    PEOPLE = "people"  # somebody else has it
    AUTHORITY = "authority"  # the protocol, the law or neither says so, and did not before
    CAPACITY = "capacity"  # they have it to do something else
    CLAUSES = "clauses"  # it rests on others
    TIMES = "times"  # by another day


@dataclass(frozen=True, slots=True)
class Onward:
    """Who has it after some outcomes, where that is not what was expected; None: it has ended."""

    after: Outcomes
    expected: Has | None
    actual: Has | None
    differs: tuple[Differs, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """:param differs: in what the first step does; empty where it is the expected one.

    :param renamed: the rule has another key, and that is nothing by itself.
    :param onward: what follows otherwise than expected.
    """

    expected: Expected
    actual: Has
    differs: tuple[Differs, ...]
    renamed: bool
    onward: tuple[Onward, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether everything the test is held to is as expected."""
        later = (each for onward in self.onward for each in onward.differs)
        return not _weighty([*self.differs, *later])

    @property
    def recited(self) -> bool:
        """Whether it is as expected, by another clause."""
        return self.passes and bool(self.differs or self.onward)


def expected_of(
    decision: Decision, *, outcomes: Outcomes = (), everything: bool = False
) -> Expected:
    """What a decision answers, as far as a test holds it to that.

    :param outcomes: hold it to who has it after these, too. :param everything: to the whole way.
    """
    then: tuple[Then, ...] = ()
    if everything:
        then = tuple(Then(after, _has(decision, step)) for after, step in whole(decision).items())
    elif outcomes:
        then = (_then(decision, outcomes),)
    first = first_of(decision)
    return Expected(
        first.rule,
        first.law,
        first.offices,
        first.procedure,
        first.capacity,
        first.clauses,
        first.limits,
        first.together,
        then,
        everything,
    )


def first_of(decision: Decision) -> Has:
    """Who has it first."""
    if not decision.steps:
        to = destination(decision)
        return Has(decision.rule, decision.law, to.offices, to.procedure, together=to.together)
    return replace(_has(decision, decision.steps[0]), law=decision.law)


def _then(decision: Decision, outcomes: Outcomes) -> Then:
    step = landing(decision, outcomes)
    return Then(outcomes, None if step is None else _has(decision, step))


def _has(decision: Decision, step: StepAhead) -> Has:
    return Has(
        decision.rule,
        step.law.key if step.law is not None else None,
        tuple(sorted({recipient.office for recipient in step.to})),
        step.procedure,
        step.capacity,
        tuple(sorted(set(_labels(step.clauses)))),
        tuple(sorted({Within(each.what, each.n, each.unit, each.start) for each in step.limits})),
        is_together(step),
    )


def _labels(clauses: Iterable[Cited]) -> Iterable[str]:
    return (cited.label or cited.heading for cited in clauses)


def run(
    question: Question, expected: Expected, protocol: Protocol, on: date, law: Law = NO_LAW
) -> Result:
    """Ask the question of a version, and compare."""
    decision = answer(question, protocol, on, law)
    actual = first_of(decision)
    return Result(
        expected,
        actual,
        tuple(_differences(expected, actual)),
        (actual.rule, actual.law) != (expected.rule, expected.law),
        tuple(_onward(expected, decision)),
    )


def _onward(expected: Expected, decision: Decision) -> Iterable[Onward]:
    was = {then.after: then.has for then in expected.then}
    ways = {**was, **dict.fromkeys(whole(decision))} if expected.whole else was
    other: set[Outcomes] = set()
    for after in sorted(ways, key=lambda after: (len(after), after)):
        if any(after[:n] in other for n in range(1, len(after))):
            continue  # what comes after another step is another matter, and told by that step
        before, now = was.get(after), _then(decision, after).has
        differs = tuple(_differs(before, now))
        if differs:
            if _weighty(differs):
                other.add(after)
            yield Onward(after, before, now, differs)


def _weighty(differs: Iterable[Differs]) -> bool:
    """Whether more differs than the clauses it rests on."""
    return any(each is not Differs.CLAUSES for each in differs)


def _differs(expected: Has | None, actual: Has | None) -> Iterable[Differs]:
    """The same where either may have ended."""
    if expected is None or actual is None:
        return () if expected is actual else (Differs.PEOPLE,)
    return _differences(expected, actual)


def _differences(expected: Has, actual: Has) -> Iterable[Differs]:
    if (actual.offices, actual.procedure) != (expected.offices, expected.procedure):
        yield Differs.PEOPLE
    if _authority(actual) != _authority(expected):
        yield Differs.AUTHORITY
    if expected.capacity not in {None, actual.capacity}:
        yield Differs.CAPACITY
    if expected.clauses not in {None, actual.clauses}:
        yield Differs.CLAUSES
    if expected.limits not in {None, actual.limits}:
        yield Differs.TIMES


def _authority(has: Has) -> tuple[bool, bool]:
    return has.law is not None, has.rule is not None
