"""A rule reads as sentences, whatever it says."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concerns.engine.deadlines import Unit
from concerns.engine.facts import Event, Nature
from concerns.engine.offices import Office
from concerns.engine.protocol import (
    Capacity,
    Citation,
    Combine,
    Duty,
    DutyKind,
    DutyWhen,
    Limit,
    LimitOf,
    Otherwise,
    Procedure,
    Reason,
    Rule,
    Source,
    Step,
    Target,
    Track,
    When,
)
from concerns.presenters.rule_page import RulePage
from concerns.protocols import loader, rule_sentences, rule_terms, rule_words
from tests.examples import examples
from tests.strategies import protocols

BANBURY = loader.find("banbury")
CITED = (Citation("5.1"),)
CLERK, CHAIR = Target(Office.CLERK), Target(Office.CHAIR)
WHEN = When(raised_by=frozenset({Office.OFFICER}), about_any=frozenset({Office.COUNCILLOR}))
START = "When an officer raises a concern about a councillor, "


def said(*steps: Step, when: When = WHEN) -> str:
    return rule_sentences.sentence(BANBURY, Rule("key", "Summary", when, steps))


def step(*to: Target, **more: object) -> Step:
    return Step("first", Capacity.RECEIVE, CITED, to, **more)  # type: ignore[arg-type]


def test_of_several_a_stand_in_is_said_to_take_the_place_of_one() -> None:
    other = Otherwise((CLERK,), CITED, frozenset({Reason.SUBJECT}), Office.CHAIR)

    assert rule_words.otherwise_words(BANBURY, other) == (
        "if it is about them, the Town Clerk takes it in place of the Chairman of the Council"
    )


@pytest.mark.parametrize(
    ("given", "goes"),
    [
        (step(CLERK), "it goes to the Town Clerk, who receives it."),
        (
            step(CLERK, CHAIR, combine=Combine.ALL),
            "it goes to the Town Clerk and the Chairman of the Council, who receive it together.",
        ),
        (
            step(CLERK, CHAIR, combine=Combine.FIRST),
            "it goes to the Town Clerk or, if they cannot act, the Chairman of the Council, who"
            " receives it.",
        ),
        (
            step(CLERK, combine=Combine.CHOICE, procedure=Procedure.GRIEVANCE),
            "it goes to the Town Clerk or the grievance procedure (as whoever raises it chooses),"
            " who receives it.",
        ),
        (step(procedure=Procedure.STANDING_ORDERS), "the standing orders follow."),
        (
            step(CLERK, final=True, not_alone=True),
            "it goes to the Town Clerk, who receives it, but does not decide it alone, and that is"
            " final.",
        ),
        (step(CLERK, condition="If they ask"), "if they ask, it goes to the Town Clerk, who"
         " receives it."),
    ],
)  # fmt: skip
def test_a_step_is_told_in_a_sentence(given: Step, goes: str) -> None:
    assert said(given) == START + goes


def test_a_later_step_says_what_leads_to_it() -> None:
    first = step(CLERK, next={Event.UNRESOLVED: "then"})
    then = replace(step(CHAIR), key="then", capacity=Capacity.HEAR)
    assert said(first, then).endswith(
        "If it is not resolved, it goes to the Chairman of the Council, who hears it."
    )


def test_duties_and_times_are_said_with_their_step_and_an_appeal_as_one() -> None:
    ask = Duty(DutyKind.CONSULT, DutyWhen.BEFORE_DECISION, CITED, (CHAIR,))
    time = Limit(LimitOf.DECIDE, 20, Unit.WORKING_DAYS, Source.PROTOCOL)
    first = step(CLERK, duties=(ask,), limits=(time,), next={Event.NOT_UPHELD: "then"})
    then = replace(step(CHAIR), key="then", track=Track.APPEAL)
    assert said(first, then) == (
        f"{START}it goes to the Town Clerk, who receives it. The Chairman of the Council must be"
        " asked for a view before the decision. Decide within 20 working days of receiving it."
        " If it is not upheld and whoever raised it asks, it goes on appeal to the Chairman of the"
        " Council, who receives it."
    )


def test_most_natures_are_said_by_those_that_are_missing() -> None:
    most = frozenset(Nature) - {Nature.CONDUCT}
    assert rule_terms.natures(most) == "something other than conduct"
    assert rule_terms.natures({Nature.CONDUCT}) == "conduct"


@settings(max_examples=examples(60))
@given(protocol=protocols().filter(lambda p: p.rules), data=st.data())
def test_every_rule_has_words_and_no_codes(protocol: object, data: st.DataObject) -> None:
    rules = protocol.rules  # type: ignore[attr-defined]
    rule = replace(data.draw(st.sampled_from(rules)), summary="Summary")
    words = rule_sentences.situation(protocol, rule.when)  # type: ignore[arg-type]
    page = RulePage(protocol, rule, None)  # type: ignore[arg-type]
    lines = [str(line) for row in page.when() for line in row.get("lines", ())]
    assert rule_sentences.sentence(protocol, rule)  # type: ignore[arg-type]
    assert len(page.steps()) == len(rule.steps)
    titles = [re.escape(entry.title) for entry in protocol.offices.values()]  # type: ignore[attr-defined]
    for text in (words, *lines):
        bare = re.sub("|".join(titles), "", text) if titles else text
        assert not re.search(r"[a-z]_[a-z]", bare), text
