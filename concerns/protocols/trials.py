"""A question somebody saved with the answer it ought to have: a test of every version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from concerns.engine.decision import Decision
from concerns.engine.law import Law
from concerns.engine.offices import Office
from concerns.engine.protocol import Procedure, Protocol
from concerns.engine.routing import NO_LAW
from concerns.protocols.trying import Question, answer, destination


@dataclass(frozen=True, slots=True)
class Expected:
    """What is to be answered.

    :param rule: the key of the rule that is followed; None where none is.
    :param law: the key of the rule of law that takes it over; None where none does.
    :param offices: who has the first step, sorted by code.
    """

    rule: str | None = None
    law: str | None = None
    offices: tuple[Office, ...] = ()
    procedure: Procedure | None = None


class Differs(StrEnum):
    """How an answer is not the one expected."""

    PEOPLE = "people"  # somebody else has it first
    RULE = "rule"  # the same people, by another rule


@dataclass(frozen=True, slots=True)
class Result:
    """:param differs: None where the answer is the expected one."""

    expected: Expected
    actual: Expected
    differs: Differs | None


def expected_of(decision: Decision) -> Expected:
    """What a decision answers, as far as a test holds it to that."""
    to = destination(decision)
    return Expected(decision.rule, decision.law, to.offices, to.procedure)


def run(
    question: Question, expected: Expected, protocol: Protocol, on: date, law: Law = NO_LAW
) -> Result:
    """Ask the question of a version, and compare."""
    actual = expected_of(answer(question, protocol, on, law))
    if (actual.offices, actual.procedure) != (expected.offices, expected.procedure):
        return Result(expected, actual, Differs.PEOPLE)
    if (actual.rule, actual.law) != (expected.rule, expected.law):
        return Result(expected, actual, Differs.RULE)
    return Result(expected, actual, None)
