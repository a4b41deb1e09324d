"""What an author is told of a protocol that reads well and leaves somebody without a route."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings

from concerns.engine.facts import Event, Facts, Matter, Nature, Party
from concerns.engine.law import Law
from concerns.engine.matching import entry_step, failures
from concerns.engine.offices import Kind, Office
from concerns.engine.protocol import (
    Capacity,
    Citation,
    Clause,
    Doubt,
    Nation,
    OfficeEntry,
    Otherwise,
    Procedure,
    Protocol,
    Rule,
    Status,
    Step,
    Target,
    Tier,
    When,
)
from concerns.protocols import loader
from concerns.protocols.checker import Finding, blocking, check
from concerns.protocols.checking.grid import Grid, common, is_empty, left_over
from concerns.protocols.rosters import Cast
from tests.examples import examples
from tests.strategies import protocols

ON = date(2026, 1, 15)
CITED = (Citation("1"),)


def step(key: str = "receive", *to: Office, **more: object) -> Step:
    more = {"final": True, **more}
    return Step(key, Capacity.RECEIVE, CITED, tuple(map(Target, to)), **more)  # type: ignore[arg-type]


def rule(key: str, when: When, *steps: Step, **more: object) -> Rule:
    default = (step("receive", Office.CLERK),)
    return Rule(key, f"The rule {key}", when, steps or default, **more)  # type: ignore[arg-type]


def by(*offices: Office, **more: object) -> When:
    return When(raised_by=frozenset(offices), **more)  # type: ignore[arg-type]


def westbury(*rules: Rule, **more: object) -> Protocol:
    parts: dict[str, object] = {
        "format": 1,
        "council": "westbury",
        "name": "Westbury",
        "nation": Nation.ENGLAND,
        "tier": Tier.PARISH,
        "version": "1",
        "title": "Protocol",
        "status": Status.ADOPTED,
        "offices": {
            Office.CLERK: OfficeEntry("Town Clerk"),
            Office.CHAIR: OfficeEntry("Town Mayor"),
            Office.EXTERNAL_ADVISER: OfficeEntry("Adviser", external=True),
        },
        "safety_net": (Office.CHAIR, Office.EXTERNAL_ADVISER),
        "clauses": (Clause("1", "1", "Complaints", "To the clerk."),),
        "rules": rules,
    }
    return Protocol(**{**parts, **more})  # type: ignore[arg-type]


def found(protocol: Protocol, code: str, law: Law | None = None) -> list[Finding]:
    return [f for f in check(protocol, law or Law(), ON) if f.code == code]


def texts(findings: list[Finding]) -> list[str]:
    return [finding.text for finding in findings]


EVERYTHING = When(matter=frozenset())


def test_a_rule_that_an_earlier_one_always_answers_is_never_used() -> None:
    wide = rule("wide", by(Office.COUNCILLOR, Office.OFFICER))
    (finding,) = found(
        westbury(wide, rule("narrow", by(Office.OFFICER, written=True))), "unreachable"
    )

    assert finding.blocking
    assert finding.rule == "narrow"
    assert finding.clauses == ("1",)
    assert finding.text == (
        "The rule “narrow” is never used: earlier rules always answer first: “wide”."
    )


def test_a_rule_that_several_earlier_ones_answer_between_them_is_never_used() -> None:
    between = [rule(f"written {w}", When(written=w)) for w in (True, False)]
    (finding,) = found(westbury(*between, rule("last", When())), "unreachable")

    assert "“written True” and “written False”" in finding.text


def test_a_rule_whose_conditions_no_situation_meets_is_never_used() -> None:
    never = rule("never", When(about=frozenset({Office.CLERK}), nobody=True))
    (finding,) = found(westbury(never), "unreachable")

    assert "no situation meets its conditions" in finding.text


def test_a_rule_that_cannot_be_entered_is_never_used() -> None:
    late = rule(
        "late",
        When(event=frozenset({Event.FIRST})),
        step("x", Office.CLERK, on=frozenset({Event.UPHELD})),
    )

    assert texts(found(westbury(late), "unreachable"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (by(Office.COUNCILLOR), by(Office.OFFICER)),
        (When(about=frozenset({Office.CLERK})), When(about=frozenset({Office.OFFICER}))),
        (When(about_any=frozenset({Office.CLERK})), When(several=True)),
        (
            When(natures=frozenset({Nature.CONDUCT})),
            When(natures=frozenset({Nature.CONDUCT, Nature.OTHER})),
        ),
        (When(within_months=6), When(within_months=12)),
        (When(matter=frozenset({Matter.ENQUIRY})), When()),
        (When(former=True), When()),
        (
            When(decider=frozenset({Office.CHAIR})),
            When(decider=frozenset({Office.CLERK, Office.CHAIR})),
        ),
        (When(event=frozenset({Event.UPHELD})), EVERYTHING),
    ],
)
def test_a_rule_with_some_situation_of_its_own_is_used(first: When, second: When) -> None:
    first_rule = rule("first", first, step("x", Office.CLERK, on=frozenset(Event)))
    second_rule = rule("second", second, step("x", Office.CLERK, on=frozenset(Event)))

    assert found(westbury(first_rule, second_rule), "unreachable") == []


@settings(max_examples=examples(40))
@given(protocols())
def test_what_is_said_of_a_rule_agrees_with_the_engine(protocol: Protocol) -> None:
    """Every box is checked against the engine's own matching, at its example and over the grid."""
    grid = Grid(protocol, Cast(protocol))
    boxes = [grid.box(each) for each in protocol.rules]

    for place, (each, box) in enumerate(zip(protocol.rules, boxes, strict=True)):
        own = left_over(box, boxes[:place])
        for piece in own:
            facts = grid.example(piece)
            fits = [
                r
                for r in protocol.rules
                if not failures(r.when, facts) and entry_step(r, facts) is not None
            ]
            assert fits[0] is each
        for piece in own:
            assert all(is_empty(common(piece, earlier)) for earlier in boxes[:place])


@settings(max_examples=examples(25))
@given(protocols())
def test_whatever_the_loader_accepts_is_checked_and_told_in_full(protocol: Protocol) -> None:
    findings = check(protocol, loader.law(), ON, held=frozenset())

    assert blocking(protocol, loader.law(), ON) == tuple(f for f in findings if f.blocking)
    assert len(findings) == len(set(findings))
    for finding in findings:
        assert finding.text
        assert finding.title
        assert finding.happens
        assert finding.repair
        rules = {rule.key: rule for rule in protocol.rules}
        assert finding.rule is None or finding.rule in rules
        if finding.step is not None:
            assert finding.rule is not None
            assert finding.step in {step.key for step in rules[finding.rule].steps}
        assert set(finding.clauses) <= set(protocol.clause_by_id)


def test_two_rules_for_one_situation_are_told_with_an_example() -> None:
    pair = (
        rule("clerk", by(Office.COUNCILLOR, about=frozenset({Office.CLERK}))),
        rule("all", by(Office.COUNCILLOR)),
    )
    (finding,) = found(westbury(*pair), "overlap")

    assert not finding.blocking
    assert finding.text == (
        "The rules “clerk” and “all” both fit a concern, raised by a councillor, about a clerk."
        " “clerk” comes first and is used."
    )


def test_cells_without_a_rule_are_told_together_with_what_happens() -> None:
    only = rule("officers", by(Office.OFFICER))
    said = texts(found(westbury(only), "no_rule"))

    assert [text for text in said if text.startswith("A concern")] == [
        "A concern raised by a councillor about any officer or a councillor: there is no rule."
        " By the council's own arrangement it goes to the Town Mayor.",
        "A concern raised by a councillor about the Town Mayor: there is no rule."
        " By the council's own arrangement it goes to the Adviser.",
        "A concern raised by the Town Mayor about any officer or a councillor: there is no rule."
        " By the council's own arrangement it goes to the Adviser.",
    ]


def test_a_cell_with_a_rule_for_some_natures_says_which() -> None:
    only = rule("conduct", When(natures=frozenset({Nature.CONDUCT})))
    said = texts(found(westbury(only), "no_rule"))

    assert any("there is no rule, unless it is about conduct. " in text for text in said)


def test_a_cell_that_the_law_takes_over_needs_no_rule() -> None:
    with_law = texts(found(westbury(), "no_rule", loader.law()))
    without = texts(found(westbury(), "no_rule"))

    assert any("unless in writing with a breach of the code alleged" in text for text in with_law)
    assert not any("unless in writing" in text for text in without)
    assert not any("councillor, in writing" in text for text in with_law)


def test_a_matter_without_a_rule_is_told() -> None:
    said = texts(found(westbury(rule("all", When())), "no_rule"))

    assert (
        "There is no rule for a casework enquiry. It goes to the Town Mayor, by the council's own"
        " arrangement."
    ) in said


def test_a_step_whose_people_are_all_involved_is_told_with_who_acts_instead() -> None:
    first, second, _ = found(westbury(rule("all", When())), "conflict")

    assert first.text == (
        "A concern raised by a councillor or an officer about the Town Clerk: the rule “all” names"
        " the Town Clerk, who may not act here, and the protocol names nobody else."
        " By the council's own arrangement it goes to the Town Mayor."
    )
    assert (first.rule, first.clauses, first.blocking) == ("all", ("1",), False)
    assert second.text.startswith(
        "A concern raised by the Town Clerk about a councillor or an officer: the rule “all” names"
    )


def test_a_step_whose_alternative_the_protocol_names_is_no_conflict() -> None:
    named = (
        Otherwise((Target(Office.CHAIR),), CITED),
        Otherwise((Target(Office.EXTERNAL_ADVISER),), CITED),
    )
    stated = rule("all", When(), step("receive", Office.CLERK, otherwise=named))

    assert found(westbury(stated), "conflict") == []


def test_a_concern_that_reaches_nobody_is_told() -> None:
    inside = westbury(safety_net=(Office.CHAIR,))
    said = texts(found(inside, "needs_handler"))

    assert any("An alarm asks the council to name somebody." in text for text in said)


def test_a_safety_net_that_ends_inside_blocks_adoption() -> None:
    for net in ((), (Office.EXTERNAL_ADVISER, Office.CHAIR)):
        (finding,) = found(westbury(safety_net=net), "net_ends_inside")
        assert finding.blocking
    assert found(westbury(), "net_ends_inside") == []
    offices = {Office.OMBUDSMAN: OfficeEntry("Ombudsman")}  # never part of any council
    outside = westbury(offices=offices, safety_net=(Office.OMBUDSMAN,))
    assert found(outside, "net_ends_inside") == []


def test_a_route_that_goes_back_blocks_adoption() -> None:
    back = rule(
        "back",
        When(),
        step("one", Office.CLERK, next={Event.UNRESOLVED: "two"}),
        step("two", Office.CHAIR, next={Event.UNRESOLVED: "one"}),
    )
    (finding,) = found(westbury(back), "goes_back")

    assert finding.blocking
    assert "the step “two” of the rule “back” goes back to step 1" in finding.text


def test_a_step_nothing_leads_to_is_told() -> None:
    lost = rule("lost", When(), step("one", Office.CLERK), step("two", Office.CHAIR))
    (finding,) = found(westbury(lost), "step_unreached")

    assert finding.text.startswith("Nothing leads to the step “two” of the rule “lost”")


@pytest.mark.parametrize(
    "two",
    [
        step("two", Office.CHAIR, on=frozenset({Event.UPHELD})),
    ],
)
def test_a_step_entered_at_an_event_is_reached(two: Step) -> None:
    entered = rule("entered", When(), step("one", Office.CLERK), two)

    assert found(westbury(entered), "step_unreached") == []


def test_a_step_with_no_way_on_is_told_unless_the_route_may_end_there() -> None:
    stuck = rule("stuck", When(), step("one", Office.CLERK, final=False))
    ends = (
        step("one", Office.CLERK, final=True),
        step("one", Office.CLERK, final=False, procedure=Procedure.GRIEVANCE),
        step("one", Office.CLERK, final=False, next={Event.UNRESOLVED: "close"}),
        Step("one", Capacity.DECIDE, CITED, (Target(Office.CLERK),)),
    )

    assert len(found(westbury(stuck), "no_way_on")) == 1
    for end in ends:
        assert found(westbury(rule("ends", When(), end)), "no_way_on") == []


def test_words_that_are_not_settled_block_until_a_reading_is_confirmed() -> None:
    clauses = (Clause("1", "1", "Complaints", "To whom?", unresolved=True),)

    def protocol(doubt: Doubt | None) -> Protocol:
        return westbury(rule("all", When(), doubt=doubt), clauses=clauses)

    for doubt in (None, Doubt("Unclear.", "Read so.")):
        (finding,) = found(protocol(doubt), "unresolved")
        assert finding.blocking
    confirmed = protocol(Doubt("Unclear.", "Read so.", confirmed_by="the Town Clerk"))
    assert found(confirmed, "unresolved") == []
    assert "Confirmed by the Town Clerk." in texts(found(confirmed, "doubt"))[0]


def test_an_office_nothing_names_is_told() -> None:
    offices = {
        Office.CLERK: OfficeEntry("Town Clerk"),
        Office.EXTERNAL_ADVISER: OfficeEntry("Adviser", external=True),
        Office.RFO: OfficeEntry("Finance Officer"),
        Office.HEAD_OF_PAID_SERVICE: OfficeEntry("Head", same_as=(Office.CLERK,)),
    }
    unused = westbury(rule("all", When()), offices=offices, safety_net=(Office.EXTERNAL_ADVISER,))

    assert texts(found(unused, "office_unused")) == [
        "No rule sends anything to the Finance Officer or is about them."
    ]


def test_what_blocks_comes_first_and_can_be_asked_for_alone() -> None:
    protocol = westbury(rule("one", When()), rule("two", When()))
    findings = check(protocol, Law(), ON)

    weights = [finding.blocking for finding in findings]
    assert weights == sorted(weights, reverse=True)
    assert blocking(protocol) == tuple(f for f in findings if f.blocking)
    assert len(blocking(protocol)) == 1


@pytest.mark.parametrize("council", loader.shipped())
def test_a_shipped_pack_may_be_adopted_and_is_checked_in_a_second(council: str) -> None:
    protocol, law = loader.find(council), loader.law()
    begun = time.process_time()

    findings = check(protocol, law, ON)

    assert time.process_time() - begun < 1
    assert [finding for finding in findings if finding.blocking] == []
    assert findings


def test_the_situations_of_a_grid_are_told_apart() -> None:
    grid = Grid(westbury(rule("all", When())), Cast(westbury()))
    everything = grid.around()
    councillor = Party("councillor 1", Kind.COUNCILLOR)
    one = grid.around(raised_by=(councillor,), written=True)

    facts = grid.example(one)

    assert facts == Facts(
        raised_by=(councillor,), about=(Party("councillor 3", Kind.COUNCILLOR),), written=True
    )
    assert left_over(one, [everything]) == []
    rest = left_over(everything, [one])
    assert rest
    assert all(is_empty(common(piece, one)) for piece in rest)
    assert all(is_empty(common(a, b)) for n, a in enumerate(rest) for b in rest[:n])
