"""The law where a step ends: what it bars, what it leaves alone, and that it is told beforehand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from concerns.engine import journey
from concerns.engine.decision import Decision, LawCited, Outcome
from concerns.engine.facts import Event, Facts
from concerns.engine.law import Effect, Law, LawRule
from concerns.engine.offices import Office
from concerns.engine.protocol import (
    Capacity,
    Combine,
    Nation,
    NoticeKind,
    Procedure,
    Rule,
    Step,
    Target,
    Track,
    When,
)
from concerns.engine.states import Closing
from concerns.engine.ways import INFORMAL_LIFTED, LAW_LATER, LAW_WINS, NO_RULE
from tests.unit.engine.westbury import CITED, councillor, decide, officer, rule, step

OFFICER, CHAIR, CLERK = Office.MONITORING_OFFICER, Office.CHAIR, Office.CLERK
BREACH = Facts(raised_by=(officer(),), about=(councillor(),), code_breach=True)
BY_LAW = Step(
    "outside", Capacity.DECIDE, (), (Target(OFFICER),), procedure=Procedure.CODE_OF_CONDUCT
)
OUTCOMES = frozenset({Event.UNRESOLVED, Event.NO_AGREEMENT, Event.UPHELD, Event.NOT_UPHELD})
FINDING = LawRule(
    "finding", Effect.TAKES_OVER, frozenset({Nation.ENGLAND}), date(2012, 7, 1),
    When(code_breach=True, event=OUTCOMES), "The law says so.", "A case", True, step=BY_LAW,
)  # fmt: skip
LIFTS = LawRule(
    "lifts", Effect.LIFTS_INFORMAL, frozenset({Nation.ENGLAND}), date(2012, 7, 1),
    When(), "Nothing waits.", "A code", True,
)  # fmt: skip


def attempt(key: str = "try", **more: Any) -> Step:
    return step(CLERK, key=key, track=Track.INFORMAL, capacity=Capacity.FACILITATE, **more)


def panel(key: str = "panel", **more: Any) -> Step:
    return step(CHAIR, key=key, capacity=Capacity.DECIDE, **more)


def under(*rules: Rule, law: tuple[LawRule, ...] = (FINDING,), facts: Facts = BREACH) -> Decision:
    return decide(facts, *rules, law=Law(law))


def keys(decision: Decision) -> list[str]:
    return [ahead.key for ahead in decision.steps]


def test_an_attempt_stays_and_what_is_not_settled_leaves_the_council() -> None:
    decision = under(
        rule("x", attempt(next={Event.UNRESOLVED: "panel"}), panel(next={Event.UPHELD: "clerk"}),
             step(CLERK, key="clerk"))
    )  # fmt: skip

    assert (decision.outcome, decision.rule, decision.law) == (Outcome.INFORMAL_FIRST, "x", None)
    assert keys(decision) == ["try", "outside"]
    onward = journey.following(decision, "try", Event.UNRESOLVED)
    assert onward is not None
    assert [r.office for r in onward.to] == [OFFICER]
    assert (onward.law, onward.condition) == (
        LawCited("finding", "The law says so.", "A case"),
        "if it was not resolved",
    )


def test_it_is_told_before_with_the_clauses_it_passes_by_and_its_source() -> None:
    decision = under(rule("x", attempt(next={Event.UNRESOLVED: "panel"}), panel()))

    (gap,) = decision.gaps
    assert (gap.code, [c.id for c in gap.clauses]) == (LAW_LATER, ["3.1"])
    assert [(n.kind, n.text) for n in decision.notices] == [
        (NoticeKind.LAW, "The law says so. (A case)")
    ]


@pytest.mark.parametrize("event", [Event.UPHELD, Event.NOT_UPHELD])
def test_what_the_council_decides_first_does_not_end_it(event: Event) -> None:
    decision = under(rule("x", panel()))

    onward = journey.following(decision, "panel", event)
    assert onward is not None
    assert onward.key == "outside"


def test_who_has_it_by_law_is_not_bound_by_what_the_council_found() -> None:
    decision = under(rule("x", panel()))

    assert journey.finding(decision, "outside", [("panel", Closing.UPHELD.value)]) is None


def test_a_further_attempt_to_settle_it_is_left_alone() -> None:
    more = attempt("mediate", next={Event.UNRESOLVED: "panel"})
    decision = under(rule("x", attempt(next={Event.UNRESOLVED: "mediate"}), more, panel()))

    assert keys(decision) == ["try", "mediate", "outside"]


def test_a_further_attempt_is_left_alone_too_where_that_outcome_is_asked_about() -> None:
    more = attempt("mediate", on=frozenset({Event.UNRESOLVED}))
    unresolved = Facts(
        raised_by=BREACH.raised_by, about=BREACH.about, code_breach=True, event=Event.UNRESOLVED
    )
    decision = under(rule("x", attempt(), more, panel()), facts=unresolved)

    assert (decision.law, keys(decision)) == (None, ["mediate", "outside"])
    assert len(decision.notices) == 1


def test_a_step_that_is_the_laws_own_and_what_follows_it_stay() -> None:
    theirs = step(OFFICER, key="theirs", capacity=Capacity.DECIDE, next={Event.UPHELD: "panel"})
    decision = under(rule("x", attempt(next={Event.UNRESOLVED: "theirs"}), theirs, panel()))

    assert keys(decision) == ["try", "theirs", "panel"]
    assert LAW_LATER not in [gap.code for gap in decision.gaps]


def test_a_choice_of_a_procedure_of_the_councils_own_is_another_way() -> None:
    choice = step(
        OFFICER, key="choice", capacity=Capacity.HEAR, combine=Combine.CHOICE,
        procedure=Procedure.GRIEVANCE,
    )  # fmt: skip
    decision = under(rule("x", attempt(next={Event.UNRESOLVED: "choice"}), choice))

    assert keys(decision) == ["try", "outside"]


def test_where_the_protocol_is_silent_whoever_receives_it_passes_it_on() -> None:
    decision = under()

    assert [gap.code for gap in decision.gaps][:2] == [NO_RULE, LAW_LATER]
    onward = journey.following(decision, "safety_net", Event.UNRESOLVED)
    assert onward is not None
    assert onward.key == "outside"


def test_an_attempt_that_is_passed_over_counts_as_one_that_failed() -> None:
    decision = under(
        rule("x", attempt(next={Event.UNRESOLVED: "panel"}), panel()), law=(LIFTS, FINDING)
    )

    assert (decision.law, keys(decision)) == ("finding", ["outside"])
    assert [gap.code for gap in decision.gaps] == [INFORMAL_LIFTED, LAW_WINS]


def test_the_laws_step_never_takes_the_key_of_another() -> None:
    decision = under(rule("x", panel("outside")))

    assert keys(decision) == ["outside", "law_outside"]


def test_what_is_no_such_case_goes_as_the_protocol_says() -> None:
    plain = Facts(raised_by=BREACH.raised_by, about=BREACH.about)
    decision = under(rule("x", attempt(next={Event.UNRESOLVED: "panel"}), panel()), facts=plain)

    assert keys(decision) == ["try", "panel"]
    assert (decision.gaps, decision.notices) == ((), ())


def test_an_outcome_the_rule_does_not_wait_for_leads_where_it_led() -> None:
    first = attempt(next={Event.WITHDRAWN: "record", Event.UNRESOLVED: "panel"}, clauses=CITED)
    decision = under(rule("x", first, step(CLERK, key="record"), panel()))

    onward = journey.following(decision, "try", Event.WITHDRAWN)
    assert onward is not None
    assert onward.key == "record"
