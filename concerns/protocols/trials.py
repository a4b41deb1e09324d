"""A question somebody saved with the answer it ought to have: a test of every version.

An answer is compared by what a person would notice: who has it first and in what capacity, whether
the protocol or the law says so, in which clauses, and by when. The keys of rules are no part of it:
a rule that is written anew may say the very same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from concerns.engine.deadlines import Unit
from concerns.engine.decision import Cited, Decision
from concerns.engine.law import Law
from concerns.engine.offices import Office
from concerns.engine.protocol import Capacity, LimitOf, LimitStart, Procedure, Protocol
from concerns.engine.routing import NO_LAW
from concerns.protocols.trying import Question, answer, destination


@dataclass(frozen=True, slots=True, order=True)
class Within:
    """A time limit of the first step, as far as it makes a date."""

    what: LimitOf
    n: int
    unit: Unit
    start: LimitStart


@dataclass(frozen=True, slots=True)
class Expected:
    """What is to be answered.

    What is None was not kept when the test was saved, and is not held against a version.

    :param rule: the key of the rule that is followed; None where none is.
    :param law: the key of the rule of law that takes it over; None where none does.
    :param offices: who has the first step, sorted by code.
    :param clauses: the labels of the clauses it rests on, or their headings, sorted.
    """

    rule: str | None = None
    law: str | None = None
    offices: tuple[Office, ...] = ()
    procedure: Procedure | None = None
    capacity: Capacity | None = None
    clauses: tuple[str, ...] | None = None
    limits: tuple[Within, ...] | None = None


class Differs(StrEnum):
    """How an answer is not the one expected."""

    PEOPLE = "people"  # somebody else has it first
    AUTHORITY = "authority"  # the protocol, the law or neither says so, and did not before
    CAPACITY = "capacity"  # they have it to do something else
    CLAUSES = "clauses"  # it rests on others
    TIMES = "times"  # by another day


@dataclass(frozen=True, slots=True)
class Result:
    """:param differs: in what; empty where the answer is the expected one.

    :param renamed: the rule has another key, and that is nothing by itself.
    """

    expected: Expected
    actual: Expected
    differs: tuple[Differs, ...]
    renamed: bool


def expected_of(decision: Decision) -> Expected:
    """What a decision answers, as far as a test holds it to that."""
    to = destination(decision)
    if not decision.steps:
        return Expected(decision.rule, decision.law, to.offices, to.procedure)
    first = decision.steps[0]
    return Expected(
        decision.rule,
        decision.law,
        to.offices,
        to.procedure,
        first.capacity,
        tuple(sorted(set(_labels(first.clauses)))),
        tuple(sorted({Within(each.what, each.n, each.unit, each.start) for each in first.limits})),
    )


def _labels(clauses: Iterable[Cited]) -> Iterable[str]:
    return (cited.label or cited.heading for cited in clauses)


def run(
    question: Question, expected: Expected, protocol: Protocol, on: date, law: Law = NO_LAW
) -> Result:
    """Ask the question of a version, and compare."""
    actual = expected_of(answer(question, protocol, on, law))
    return Result(
        expected,
        actual,
        tuple(_differences(expected, actual)),
        (actual.rule, actual.law) != (expected.rule, expected.law),
    )


def _differences(expected: Expected, actual: Expected) -> Iterable[Differs]:
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


def _authority(expected: Expected) -> tuple[bool, bool]:
    return expected.law is not None, expected.rule is not None
