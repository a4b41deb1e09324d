"""Where a matter goes: rules in order, the law over them, and what the answer says of itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from concerns.engine.deadlines import Unit
from concerns.engine.decision import ENGINE_VERSION, Cited, GapFound, Outcome
from concerns.engine.facts import Event, Facts, Matter, Nature
from concerns.engine.law import Effect, Law, LawRule
from concerns.engine.offices import Office
from concerns.engine.protocol import (
    Capacity,
    Citation,
    Doubt,
    Duty,
    DutyKind,
    DutyWhen,
    Gap,
    Limit,
    LimitOf,
    Nation,
    Notice,
    NoticeKind,
    Procedure,
    Source,
    Step,
    Target,
    Tier,
    Track,
    When,
)
from concerns.engine.routing import NOBODY_LEFT, NOT_STATED, route
from concerns.engine.ways import INFORMAL_LIFTED, LAW_WINS, NO_RULE
from tests.unit.engine.westbury import (
    AT,
    CITED,
    councillor,
    decide,
    holder,
    officer,
    protocol,
    roster,
    rule,
    step,
)

CLERK, CHAIR, ADVISER = Office.CLERK, Office.CHAIR, Office.EXTERNAL_ADVISER
OFFICERS = frozenset({Office.OFFICER})
COUNCILLORS = frozenset({Office.COUNCILLOR})
PLAIN = Facts(raised_by=(councillor(),), about=(officer(),))
CLAUSE = Cited("3.1", "3.1", "Complaints", "Complaints go to the Clerk.")


def codes(decision: Any) -> list[str]:
    return [gap.code for gap in decision.gaps]


# ---------------------------------------------------------------- rules


def test_the_first_rule_that_fits_decides() -> None:
    decision = decide(
        PLAIN, rule("officers", raised_by=OFFICERS), rule("first"), rule("second", step(CHAIR))
    )

    assert (decision.outcome, decision.rule) == (Outcome.ROUTED, "first")
    assert [t.rule for t in decision.explanation] == ["officers", "first"]
    assert decision.explanation[0].failed == ("raised_by",)
    assert decision.explanation[0].why == (
        "This rule is for something raised by an officer; this is raised by a councillor."
    )
    assert decision.explanation[1].matched


def test_the_answer_says_what_it_was_made_from() -> None:
    decision = decide(PLAIN, rule("first"))

    assert (decision.council, decision.version, decision.digest) == ("westbury", "1", "d" * 64)
    assert (decision.on, decision.engine, decision.facts) == (AT, ENGINE_VERSION, PLAIN)


def test_a_step_carries_its_clause_duties_and_limits() -> None:
    duty = Duty(DutyKind.CONSULT, DutyWhen.BEFORE_DECISION, CITED, (Target(CHAIR),), "Ask.")
    limit = Limit(
        LimitOf.REPLY, 5, Unit.WORKING_DAYS, Source.PROTOCOL, actor=Target(CLERK), clauses=CITED
    )
    (ahead,) = decide(PLAIN, rule("x", step(CLERK, duties=(duty,), limits=(limit,)))).steps

    assert ahead.clauses == (CLAUSE,)
    assert [r.people for r in ahead.duties[0].who] == [("Charles",)]
    assert ahead.duties[0].clauses == (CLAUSE,)
    assert (ahead.limits[0].n, ahead.limits[0].actor, ahead.limits[0].clauses) == (
        5,
        CLERK,
        (CLAUSE,),
    )


def test_a_citation_may_quote_less_than_the_whole_clause() -> None:
    part = step(CLERK, clauses=(Citation("3.1", "to the Clerk"), Citation("3.2")))
    (ahead,) = decide(PLAIN, rule("x", part)).steps

    assert [(c.id, c.quote) for c in ahead.clauses] == [("3.1", "to the Clerk"), ("3.2", None)]


def test_an_event_enters_further_on_and_only_what_follows_is_ahead() -> None:
    steps = (step(CLERK), step(CHAIR, key="decide", on=frozenset({Event.UPHELD})))

    assert [s.key for s in decide(PLAIN, rule("x", *steps)).steps] == ["receive", "decide"]
    upheld = Facts(raised_by=PLAIN.raised_by, about=PLAIN.about, event=Event.UPHELD)
    decision = decide(upheld, rule("x", *steps))
    assert [(s.n, s.key) for s in decision.steps] == [(1, "decide")]


def test_a_rule_silent_about_the_event_does_not_fit() -> None:
    refused = Facts(raised_by=PLAIN.raised_by, event=Event.REFUSED)
    decision = decide(refused, rule("x"))

    assert decision.outcome is Outcome.NO_RULE
    assert decision.explanation[0].why == (
        "This rule does not say what happens when it was refused."
    )


# ---------------------------------------------------------------- outcomes


def test_without_a_rule_the_safety_net_receives_it_and_that_is_a_gap() -> None:
    decision = decide(PLAIN)

    assert (decision.outcome, codes(decision)) == (Outcome.NO_RULE, [NO_RULE])
    assert [r.office for r in decision.steps[0].to] == [CHAIR]
    assert decision.steps[0].clauses == ()


def test_an_informal_attempt_comes_first_where_the_protocol_asks_for_one() -> None:
    attempt = step(CLERK, track=Track.INFORMAL, capacity=Capacity.FACILITATE)

    assert decide(PLAIN, rule("x", attempt)).outcome is Outcome.INFORMAL_FIRST
    received = step(CLERK, track=Track.INFORMAL)
    assert decide(PLAIN, rule("x", received)).outcome is Outcome.ROUTED


def test_where_nobody_is_left_an_alarm_is_raised() -> None:
    about_clerk = Facts(raised_by=(councillor(),), about=(holder(CLERK),))
    decision = decide(about_clerk, rule("x"), safety_net=())

    assert (decision.outcome, codes(decision)) == (Outcome.NEEDS_HANDLER, [NOBODY_LEFT])
    assert decision.steps[0].to == ()


def test_a_later_step_without_a_taker_is_a_gap_and_no_alarm() -> None:
    about_chair = Facts(raised_by=(councillor(),), about=(holder(CHAIR),))
    steps = (step(CLERK), step(CHAIR, key="then"))
    decision = decide(about_chair, rule("x", *steps), safety_net=())

    assert (decision.outcome, codes(decision)) == (Outcome.ROUTED, [NOBODY_LEFT])


def test_a_fallback_the_protocol_does_not_name_is_told_as_one() -> None:
    about_clerk = Facts(raised_by=(councillor(),), about=(holder(CLERK),))
    decision = decide(about_clerk, rule("x"))

    assert decision.gaps == (
        GapFound(
            NOT_STATED,
            "The protocol names the Town Clerk and does not say who acts instead."
            " The council's own arrangements give the Town Mayor.",
            (CLAUSE,),
        ),
    )


def test_the_record_of_a_bare_procedure_is_kept_by_the_owner_or_the_net() -> None:
    procedure = step(procedure=Procedure.GRIEVANCE)

    owned = decide(PLAIN, rule("x", procedure), owner=CLERK)
    unowned = decide(PLAIN, rule("x", procedure))
    about_owner = Facts(raised_by=(councillor(),), about=(holder(CLERK),))
    conflicted = decide(about_owner, rule("x", procedure), owner=CLERK)

    assert [d.keeper.office for d in (owned, unowned, conflicted) if d.keeper] == [
        CLERK,
        CHAIR,
        CHAIR,
    ]
    assert owned.outcome is Outcome.ROUTED


# ---------------------------------------------------------------- notices, gaps, doubts


def test_gaps_and_notices_are_shown_to_whom_they_matter() -> None:
    parts: dict[str, Any] = {
        "gaps": (
            Gap("W-1", "For officers.", CITED, When(raised_by=OFFICERS)),
            Gap("W-2", "For councillors.", CITED, When(raised_by=COUNCILLORS)),
            Gap("W-3", "For readers only."),
        ),
        "notices": (
            Notice(NoticeKind.FORUM, "Not in public.", CITED),
            Notice(NoticeKind.FORM, "In writing.", (), When(matter=frozenset({Matter.ENQUIRY}))),
        ),
    }
    decision = decide(PLAIN, rule("x"), **parts)

    assert codes(decision) == ["W-2"]
    assert decision.gaps[0].clauses == (CLAUSE,)
    assert [(n.kind, n.text) for n in decision.notices] == [(NoticeKind.FORUM, "Not in public.")]


def test_a_doubtful_reading_is_shown_with_the_rule() -> None:
    doubtful = rule("x", doubt=Doubt("Unclear.", "Read so.", CITED))

    assert decide(PLAIN, doubtful).gaps == (GapFound("doubt", "Unclear. Read so.", (CLAUSE,)),)


# ---------------------------------------------------------------- the law

OUTSIDE = Step("law", Capacity.DECIDE, (), (Target(Office.MONITORING_OFFICER),))


def law(effect: Effect, **more: Any) -> Law:
    parts: dict[str, Any] = {
        "key": "a-law",
        "effect": effect,
        "nations": frozenset({Nation.ENGLAND}),
        "since": date(2012, 7, 1),
        "when": When(written=True),
        "text": "The law says so.",
        "source": "An Act 2011",
        "sure": True,
        "step": OUTSIDE if effect is Effect.TAKES_OVER else None,
    }
    return Law((LawRule(**{**parts, **more}),), "l" * 64)


WRITTEN = Facts(raised_by=(officer(),), about=(councillor(),), written=True)


def test_the_law_takes_a_matter_over_and_says_so() -> None:
    decision = decide(WRITTEN, rule("x"), law=law(Effect.TAKES_OVER))

    assert (decision.outcome, decision.rule, decision.law) == (Outcome.ROUTED, None, "a-law")
    assert [r.office for r in decision.steps[0].to] == [Office.MONITORING_OFFICER]
    assert decision.gaps[0] == GapFound(
        LAW_WINS, "The law takes this out of the protocol's hands. The law says so."
    )
    assert decision.notices[0].text == "The law says so. (An Act 2011)"
    assert [(t.rule, t.matched) for t in decision.explanation] == [
        ("law:a-law", True),
        ("x", False),
    ]
    assert decision.law_digest == "l" * 64


def test_a_body_outside_means_that_it_is_not_for_here() -> None:
    outside = law(Effect.TAKES_OVER, outside=True)

    assert decide(WRITTEN, rule("x"), law=outside).outcome is Outcome.NOT_HERE


def test_the_law_fills_the_silence_of_a_protocol() -> None:
    decision = decide(WRITTEN, law=law(Effect.TAKES_OVER))

    assert decision.gaps[0].text == "The protocol is silent; the law decides. The law says so."


def test_where_the_protocol_sends_it_just_where_the_law_does_the_protocol_is_cited() -> None:
    decision = decide(
        WRITTEN, rule("x", step(Office.MONITORING_OFFICER)), law=law(Effect.TAKES_OVER)
    )

    assert (decision.rule, decision.law, codes(decision)) == ("x", None, [])
    assert decision.steps[0].clauses == (CLAUSE,)


def test_what_the_law_takes_away_never_comes_back_into_the_council() -> None:
    gone = roster(vacant=frozenset({Office.MONITORING_OFFICER}))
    decision = decide(WRITTEN, rule("x"), people=gone, law=law(Effect.TAKES_OVER))

    assert [r.office for r in decision.steps[0].to] == [ADVISER]


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"nations": frozenset({Nation.WALES})},
        {"tiers": frozenset({Tier.COUNTY})},
        {"since": date(2026, 1, 16)},
        {"until": date(2026, 1, 15)},
        {"when": When(written=False)},
    ],
)
def test_law_of_another_place_day_or_case_does_not_count(elsewhere: dict[str, Any]) -> None:
    decision = decide(WRITTEN, rule("x"), law=law(Effect.TAKES_OVER, **elsewhere))

    assert (decision.rule, decision.notices) == ("x", ())


@pytest.mark.parametrize(
    "here",
    [
        {"tiers": frozenset({Tier.PARISH, Tier.COUNTY})},
        {"since": date(2026, 1, 15)},
        {"until": date(2026, 1, 16)},
    ],
)
def test_law_counts_from_its_first_day_to_the_day_before_its_last(here: dict[str, Any]) -> None:
    assert decide(WRITTEN, rule("x"), law=law(Effect.TAKES_OVER, **here)).law == "a-law"


ATTEMPT = step(CLERK, key="try", track=Track.INFORMAL, capacity=Capacity.FACILITATE)


def test_the_law_passes_over_an_informal_stage() -> None:
    formal = step(CHAIR, key="hear")
    decision = decide(WRITTEN, rule("x", ATTEMPT, formal), law=law(Effect.LIFTS_INFORMAL))

    assert (decision.outcome, codes(decision)) == (Outcome.ROUTED, [INFORMAL_LIFTED])
    assert [(s.n, s.key) for s in decision.steps] == [(1, "hear")]
    assert decision.rule == "x"


def test_an_informal_stage_with_nothing_after_it_stays() -> None:
    decision = decide(WRITTEN, rule("x", ATTEMPT), law=law(Effect.LIFTS_INFORMAL))

    assert [s.key for s in decision.steps] == ["try"]
    assert codes(decision) == []


def test_a_notice_of_law_changes_no_route() -> None:
    decision = decide(WRITTEN, rule("x"), law=law(Effect.NOTICE))

    assert decision.rule == "x"
    assert [n.kind for n in decision.notices] == [NoticeKind.LAW]


def test_sexual_harassment_is_never_held_back_by_an_informal_stage() -> None:
    from concerns.protocols import loader

    facts = Facts(
        raised_by=(officer(),),
        about=(councillor(),),
        natures=frozenset({Nature.SEXUAL_HARASSMENT}),
    )
    formal = step(CHAIR, key="hear")

    decision = route(facts, protocol(rule("x", ATTEMPT, formal)), roster(), AT, loader.law())

    assert [s.key for s in decision.steps] == ["hear"]
