"""A saved test holds a version to who has it first, and to what follows where that is asked."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from concerns.engine import protocol as engine
from concerns.engine.deadlines import Unit
from concerns.engine.facts import Event, Matter
from concerns.engine.offices import Office
from concerns.engine.plain import plain, unplain
from concerns.engine.protocol import Capacity, Citation, Limit, LimitOf, Protocol, Source, Target
from concerns.presenters import trials as words
from concerns.protocols import loader, trials
from concerns.protocols.onward import landing, whole
from concerns.protocols.trying import Question, answer
from tests.unit.protocols.ashby import ashby
from tests.unit.protocols.test_trying import ON, ordinary


def test_a_test_passes_on_the_answer_it_was_saved_with() -> None:
    protocol, question = ordinary("langport")
    expected = trials.expected_of(answer(question, protocol, ON))

    result = trials.run(question, expected, protocol, ON)
    assert (result.differs, result.renamed) == ((), False)


def test_a_rule_of_another_key_is_no_other_answer() -> None:
    protocol, question = ordinary("langport")
    expected = trials.expected_of(answer(question, protocol, ON))
    renamed = replace(
        protocol,
        rules=tuple(
            replace(rule, key="new") if rule.key == expected.rule else rule
            for rule in protocol.rules
        ),
    )

    result = trials.run(question, expected, renamed, ON)

    assert (result.differs, result.renamed) == ((), True)
    assert "another key" in words.result_words(renamed, result)


def with_first_step(protocol: engine.Protocol, key: str | None, **changes: Any) -> engine.Protocol:
    """The protocol with one rule's first step changed."""
    return replace(
        protocol,
        rules=tuple(
            replace(rule, steps=(replace(rule.steps[0], **changes), *rule.steps[1:]))
            if rule.key == key
            else rule
            for rule in protocol.rules
        ),
    )


@pytest.mark.parametrize(
    ("changes", "differs", "said"),
    [
        ({"to": (Target(Office.CHAIR),)}, trials.Differs.PEOPLE, "The Town Clerk"),
        ({"capacity": Capacity.HEAR}, trials.Differs.CAPACITY, "They hear it"),
        ({"clauses": (Citation("2.1"),)}, trials.Differs.CLAUSES, "“2.1”"),
        (
            {"limits": (Limit(LimitOf.REPLY, 9, Unit.WORKING_DAYS, Source.LOCAL),)},
            trials.Differs.TIMES,
            "within 9 working days",
        ),
    ],
)
def test_a_test_tells_what_a_person_would_notice(
    changes: dict[str, Any], differs: trials.Differs, said: str
) -> None:
    protocol, question = ordinary("langport")
    expected = trials.expected_of(answer(question, protocol, ON))
    other = with_first_step(protocol, expected.rule, **changes)

    result = trials.run(question, expected, other, ON)

    assert result.differs == (differs,)
    assert result.passes is (differs is trials.Differs.CLAUSES)
    assert ("by another clause" in words.result_words(other, result)) is result.passes
    [side] = words.sides(other, result)
    assert said in side.expected + side.actual


def test_a_test_tells_a_rule_from_the_councils_own_arrangements() -> None:
    protocol, question = ordinary("langport")
    expected = trials.expected_of(answer(question, protocol, ON))
    none = replace(protocol, rules=(), safety_net=expected.offices)

    assert trials.Differs.AUTHORITY in trials.run(question, expected, none, ON).differs


def test_a_test_saved_without_clauses_and_times_is_not_held_to_them() -> None:
    protocol, question = ordinary("langport")
    kept = trials.expected_of(answer(question, protocol, ON))
    old = replace(kept, capacity=None, clauses=None, limits=None)

    assert trials.run(question, old, protocol, ON).differs == ()


def test_what_is_expected_comes_back_from_plain_data() -> None:
    protocol, question = ordinary("rushcliffe")
    kept = trials.expected_of(answer(question, protocol, ON))

    assert unplain(plain(kept), trials.Expected) == kept


# ------------------------------------------------------------ what follows

UNRESOLVED = (Event.UNRESOLVED,)


def with_second_step(protocol: Protocol, question: Question, **changes: Any) -> Protocol:
    """The protocol with the step that follows an unresolved first one changed."""
    decision = answer(question, protocol, ON)
    onward = landing(decision, UNRESOLVED)
    assert onward is not None
    return replace(
        protocol,
        rules=tuple(
            replace(
                rule,
                steps=tuple(
                    replace(step, **changes) if step.key == onward.key else step
                    for step in rule.steps
                ),
            )
            if rule.key == decision.rule
            else rule
            for rule in protocol.rules
        ),
    )


@pytest.mark.parametrize("pack", ["banbury", "farnham", "district-draft", "rushcliffe"])
def test_the_whole_way_is_every_step_once_gone_on_from(pack: str) -> None:
    protocol = loader.find(pack)
    for rule in protocol.rules:
        question = Question(
            matter=next(iter(sorted(rule.when.matter))),
            raised_by=(Office.OFFICER,),
            about=(Office.COUNCILLOR,),
        )
        decision = answer(question, protocol, ON)
        ways = whole(decision)

        assert all(landing(decision, after) is step for after, step in ways.items())
        assert len(ways) == sum(
            following != engine.CLOSE
            for step in decision.steps
            for following in step.next.values()
            if step is decision.steps[0] or step in ways.values()
        )


def test_the_whole_way_has_the_appeal_that_only_the_raiser_can_ask_for() -> None:
    concern = Question(raised_by=(Office.COUNCILLOR,), about=(Office.CLERK,))
    protocol = ashby()
    ways = whole(answer(concern, protocol, ON))
    assert ways[Event.UNRESOLVED, Event.NOT_UPHELD].track is engine.Track.APPEAL

    # Of information it stands open at every step that refuses, named there or not.
    request = replace(concern, matter=Matter.ACCESS_REQUEST, about=())
    first = next(r for r in protocol.rules if Matter.ACCESS_REQUEST in r.when.matter)
    appeal = replace(
        first.steps[0], key="again", track=engine.Track.APPEAL, to=(Target(Office.CHAIR),)
    )
    with_it = replace(
        protocol,
        rules=tuple(
            replace(r, steps=(replace(r.steps[0], next={}), appeal)) if r is first else r
            for r in protocol.rules
        ),
    )
    assert whole(answer(request, with_it, ON))[(Event.REFUSED,)].key == "again"


def test_a_test_of_the_first_step_does_not_look_further() -> None:
    protocol, question = ordinary("banbury")
    expected = trials.expected_of(answer(question, protocol, ON))
    other = with_second_step(protocol, question, to=(Target(Office.CHAIR),))

    assert trials.run(question, expected, other, ON).passes


@pytest.mark.parametrize("held", [{"outcomes": UNRESOLVED}, {"everything": True}])
def test_a_test_of_what_follows_tells_who_has_it_then(held: dict[str, Any]) -> None:
    protocol, question = ordinary("banbury")
    kept = plain(trials.expected_of(answer(question, protocol, ON), **held))
    expected = unplain(json.loads(json.dumps(kept)), trials.Expected)
    other = with_second_step(protocol, question, to=(Target(Office.CHAIR),))

    same = trials.run(question, expected, protocol, ON)
    assert same.passes
    assert "follows as expected too" in words.result_words(protocol, same)
    result = trials.run(question, expected, other, ON)

    assert not result.passes
    assert result.differs == ()
    assert UNRESOLVED in [each.after for each in result.onward]
    [side] = words.sides(other, result)  # outcomes with one end are told together
    assert side.when.endswith("it was not resolved")
    assert "Chairman of the Council" in side.actual
    assert "Monitoring Officer" in side.expected


def test_a_way_that_is_gone_has_ended() -> None:
    protocol, question = ordinary("banbury")
    decision = answer(question, protocol, ON)
    expected = trials.expected_of(decision, everything=True)
    other = with_first_step(protocol, decision.rule, next={})

    result = trials.run(question, expected, other, ON)

    assert {each.actual for each in result.onward} == {None}
    assert all(len(each.after) == 1 for each in result.onward)  # and nothing of what came after
    assert [side.actual for side in words.sides(other, result)] == [words.ENDED]


def test_only_a_test_of_the_whole_way_tells_a_new_way_on() -> None:
    protocol, question = ordinary("banbury")
    decision = answer(question, protocol, ON)
    short = with_first_step(protocol, decision.rule, next={})
    before = answer(question, short, ON)

    one = trials.expected_of(before, outcomes=(Event.UPHELD,))
    everything = trials.expected_of(before, everything=True)

    assert trials.run(question, one, protocol, ON).passes
    assert not trials.run(question, everything, protocol, ON).passes


def test_a_test_saved_before_tests_looked_further_still_runs() -> None:
    protocol, question = ordinary("banbury")
    kept = plain(trials.expected_of(answer(question, protocol, ON)))

    assert not {"then", "whole"} & set(kept)
    assert trials.run(question, unplain(kept, trials.Expected), protocol, ON).passes
