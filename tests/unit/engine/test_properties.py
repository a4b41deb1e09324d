"""What the engine holds to, whatever the protocol, the register and the facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from concerns.engine import journey
from concerns.engine.decision import Decision, Outcome, Recipient, StepAhead
from concerns.engine.facts import Event, Facts, Matter, Nature, Party
from concerns.engine.offices import Kind, Office
from concerns.engine.plain import plain, unplain
from concerns.engine.protocol import (
    Capacity,
    Nation,
    Procedure,
    Protocol,
    Reason,
    Tier,
    When,
)
from concerns.engine.roster import Roster
from concerns.engine.routing import NOBODY_LEFT, NOT_STATED, route
from concerns.engine.seats import Filter, seat
from concerns.engine.ways import LAW_WINS, NO_RULE
from concerns.protocols import checker, loader
from tests.examples import examples
from tests.strategies import protocols, situations

Situation = tuple[Facts, Protocol, Roster, date]

LAW = loader.law()
# Being asked for in these is no conflict: the chief executive decides whether to attend.
NO_FAULT = {Matter.ATTENDANCE, Matter.MEETING, Matter.GROUP_REPORT, Matter.ACCESS_REQUEST}
many = settings(max_examples=examples(40))


def decide(situation: Situation) -> Decision:
    facts, protocol, roster, on = situation
    return route(facts, protocol, roster, on, LAW)


def people(parties: tuple[Party, ...]) -> set[str]:
    return {party.person for party in parties if party.person is not None}


def conflicted(facts: Facts, roster: Roster) -> set[str]:
    """Those who may not have any part in it."""
    subjects = set() if facts.matter in NO_FAULT else people(facts.about)
    return subjects | people(facts.raised_by) | roster.interests


def everybody(decision: Decision) -> Iterator[Recipient]:
    """All who act, are told or keep the record."""
    for step in decision.steps:
        yield from step.to
        for duty in step.duties:
            yield from duty.who
    if decision.keeper is not None:
        yield decision.keeper


@many
@given(situations())
def test_there_is_always_an_answer_and_always_the_same(situation: Situation) -> None:
    decision = decide(situation)

    assert decision == decide(situation)
    assert decision.steps
    assert decision.outcome in Outcome


@many
@given(situations())
def test_a_stored_situation_gives_the_same_answer_again(situation: Situation) -> None:
    facts, protocol, roster, on = situation
    stored = (
        unplain(plain(facts), Facts),
        replace(unplain(plain(protocol), Protocol), digest=protocol.digest),
        unplain(plain(roster), Roster),
        on,
    )

    assert decide(stored) == decide(situation)
    assert unplain(plain(decide(situation)), Decision) == decide(situation)


@many
@given(situations())
def test_nobody_with_a_conflict_acts_is_told_or_keeps_the_record(situation: Situation) -> None:
    facts, _, roster, _ = situation

    for recipient in everybody(decide(situation)):
        assert not set(recipient.people) & conflicted(facts, roster)


@many
@given(situations())
def test_nobody_acts_who_is_absent(situation: Situation) -> None:
    roster = situation[2]

    for step in decide(situation).steps:
        for recipient in step.to:
            assert not set(recipient.people) & roster.absent


@many
@given(situations())
def test_a_deputy_stands_in_for_somebody_with_a_conflict_only_where_the_protocol_says_so(
    situation: Situation,
) -> None:
    facts, protocol, roster, _ = situation
    sieve = Filter(facts, protocol, roster)
    kept_out = {Reason.SUBJECT, Reason.RAISER, Reason.INTEREST, Reason.DEPUTY_OF_EXCLUDED}

    for step in (step for rule in protocol.rules for step in rule.steps):
        seating = seat(sieve, step)
        principals = {e.office for e in seating.excluded if e.reason in kept_out}
        deputies = {roster.deputies.get(office) for office in principals}
        deputies -= {target.office for other in seating.by for target in other.to}
        assert not deputies & {recipient.office for recipient in seating.to if recipient.people}


@many
@given(situations())
def test_everyone_who_acts_holds_the_office_at_the_time(situation: Situation) -> None:
    roster = situation[2]
    related = {(r.office, person) for r in roster.related for person in r.holders}

    for recipient in everybody(decide(situation)):
        for person in recipient.people:
            held = person in roster.holders.get(recipient.office, ())
            assert held or (recipient.office, person) in related
            assert recipient.office not in roster.vacant


@many
@given(situations())
def test_a_step_cites_a_clause_of_this_version_or_its_want_is_a_stated_gap(
    situation: Situation,
) -> None:
    protocol = situation[1]
    decision = decide(situation)
    gaps = {gap.code for gap in decision.gaps}

    for step in decision.steps:
        assert step.clauses or gaps & {NO_RULE, LAW_WINS}
        for cited in step.clauses:
            clause = protocol.clause_by_id[cited.id]
            assert (cited.label, cited.heading) == (clause.label, clause.heading)
            assert cited.quote is None or cited.quote in (clause.quote or "")


@many
@given(situations())
def test_whoever_the_protocol_does_not_name_acts_only_with_a_stated_gap(
    situation: Situation,
) -> None:
    protocol = situation[1]
    decision = decide(situation)
    gaps = {gap.code for gap in decision.gaps}
    rule = next((rule for rule in protocol.rules if rule.key == decision.rule), None)

    for step in decision.steps if rule else ():
        written = next(s for s in rule.steps if s.key == step.key)  # type: ignore[union-attr]
        named = {target.office for target in written.to}
        named |= {target.office for other in written.otherwise for target in other.to}
        for recipient in step.to:
            assert recipient.office in named or NOT_STATED in gaps
        if written.to and not step.to:
            assert NOBODY_LEFT in gaps


@many
@given(situations())
def test_where_nobody_is_left_there_is_an_alarm_and_no_default(situation: Situation) -> None:
    decision = decide(situation)
    first = decision.steps[0]

    if decision.outcome is Outcome.NEEDS_HANDLER:
        assert not first.to
        assert first.procedure is None
    elif decision.outcome is not Outcome.NOT_HERE:
        assert first.to or first.procedure is not None


@many
@given(situations())
def test_everyone_passed_over_is_on_record_with_the_true_reason(situation: Situation) -> None:
    facts, _, roster, _ = situation
    true_of = {
        Reason.SUBJECT: people(facts.about),
        Reason.RAISER: people(facts.raised_by),
        Reason.ABSENT: roster.absent,
    }

    for excluded in decide(situation).excluded:
        if excluded.reason in true_of:
            assert excluded.people
            assert set(excluded.people) <= true_of[excluded.reason]
        if excluded.reason is Reason.VACANT:
            assert not excluded.people


@many
@given(situations())
def test_the_rule_used_is_the_first_that_fits_and_the_others_say_why_not(
    situation: Situation,
) -> None:
    protocol = situation[1]
    decision = decide(situation)
    tried = [t for t in decision.explanation if not t.rule.startswith("law:")]

    assert [t.rule for t in tried] == [rule.key for rule in protocol.rules[: len(tried)]]
    assert all(t.failed and t.why for t in tried if not t.matched)
    assert [t.rule for t in tried if t.matched] == [decision.rule][: decision.rule is not None]
    assert all(not t.matched for t in tried[:-1])


@settings(many, max_examples=examples(25))
@given(protocols(may_loop=True), st.data())
def test_every_route_of_a_protocol_that_may_be_adopted_ends(
    protocol: Protocol, data: st.DataObject
) -> None:
    findings = checker.blocking(protocol)
    assume(not any(finding.code == "goes_back" for finding in findings))
    assume(protocol.rules)
    rule = data.draw(st.sampled_from(protocol.rules))

    for start in rule.steps:
        assert longest(rule.steps, start.key) <= len(rule.steps)


def longest(steps: tuple, key: str) -> int:  # type: ignore[type-arg]
    """The longest way from a step, in steps; endless if it comes round again."""
    step = next(s for s in steps if s.key == key)
    return 1 + max(
        (longest(steps, following) for following in step.next.values() if following != "close"),
        default=0,
    )


@many
@given(situations(may_loop=False), st.lists(st.sampled_from(Event), max_size=6))
def test_a_journey_through_a_decision_only_goes_forward(
    situation: Situation, events: list[Event]
) -> None:
    decision = decide(situation)
    here = decision.steps[0]

    for event in events:
        onward = journey.following(decision, here.key, event)
        if onward is None:
            break
        assert onward.n > here.n
        here = onward


@many
@given(situations(may_loop=False), st.lists(st.sampled_from(Event), min_size=1, max_size=6))
def test_no_outcome_takes_a_breach_of_the_code_to_a_parishs_own_decision(
    situation: Situation, events: list[Event]
) -> None:
    facts, protocol, roster, on = situation
    breach = replace(
        facts, matter=Matter.CONCERN, code_breach=True, event=Event.FIRST,
        about=(*facts.about, Party(None, Kind.COUNCILLOR)),
    )  # fmt: skip
    parish = replace(protocol, nation=Nation.ENGLAND, tier=Tier.PARISH)
    decision = route(breach, parish, roster, on, LAW)
    here: StepAhead | None = decision.steps[0]

    for event in events:
        assert here is not None
        if is_for_the_law(here):
            return
        here = journey.following(decision, here.key, event)
        if here is None:
            return
        if event in BARRED:
            assert is_for_the_law(here) or here.capacity in HELPS


BARRED = {Event.UNRESOLVED, Event.NO_AGREEMENT, Event.RECURS, Event.UPHELD, Event.NOT_UPHELD}
HELPS = {Capacity.FACILITATE, Capacity.ADVISE}


def is_for_the_law(step: StepAhead) -> bool:
    """The law's own step, or the protocol's which is just that; seated or not."""
    return step.law is not None or (
        step.capacity not in HELPS
        and step.procedure in {None, Procedure.CODE_OF_CONDUCT}
        and {r.office for r in step.to} <= OUTSIDE
    )


OUTSIDE = {Office.MONITORING_OFFICER, Office.DEPUTY_MONITORING_OFFICER}


# ---------------------------------------------------------------- what does not matter


def answer(decision: Decision) -> tuple[object, ...]:
    """All of it but the repetition of the facts and the words of why other rules did not fit."""
    return (
        decision.outcome,
        decision.rule,
        decision.law,
        decision.steps,
        decision.excluded,
        decision.gaps,
        decision.notices,
        decision.keeper,
    )


def all_whens(protocol: Protocol) -> list[When]:
    return [
        *(rule.when for rule in protocol.rules),
        *(notice.when for notice in protocol.notices),
        *(gap.when for gap in protocol.gaps if gap.when is not None),
        *(rule.when for rule in LAW.rules),
    ]


@many
@given(situations(), st.sampled_from(Nature))
def test_a_nature_nothing_speaks_of_changes_nothing(situation: Situation, nature: Nature) -> None:
    facts, protocol, roster, on = situation
    assume(all(nature not in when.natures for when in all_whens(protocol)))
    without = replace(facts, natures=facts.natures - {nature})
    with_it = replace(facts, natures=facts.natures | {nature})

    assert answer(decide((without, protocol, roster, on))) == answer(
        decide((with_it, protocol, roster, on))
    )


@many
@given(situations(), st.none() | st.integers(0, 24))
def test_when_it_was_last_raised_changes_nothing_where_nothing_asks(
    situation: Situation, months: int | None
) -> None:
    facts, protocol, roster, on = situation
    assume(all(when.within_months is None for when in all_whens(protocol)))

    other = replace(facts, months_since_last=months)
    assert answer(decide((other, protocol, roster, on))) == answer(decide(situation))


@many
@given(situations())
def test_somebody_without_office_or_part_in_it_changes_nothing(situation: Situation) -> None:
    facts, protocol, roster, on = situation
    other = replace(
        roster,
        absent=roster.absent | {"a stranger"},
        interests=roster.interests | {"a stranger"},
        groups={**roster.groups, "a stranger": "blue"},
    )

    assert answer(decide((facts, protocol, other, on))) == answer(decide(situation))


@many
@given(situations())
def test_the_order_in_which_conditions_of_people_are_given_changes_nothing(
    situation: Situation,
) -> None:
    facts, protocol, roster, on = situation
    other = replace(
        facts, about=tuple(reversed(facts.about)), raised_by=tuple(reversed(facts.raised_by))
    )

    before, after = decide(situation), decide((other, protocol, roster, on))
    assert (after.rule, after.outcome, after.law) == (before.rule, before.outcome, before.law)


@many
@given(situations())
def test_a_new_conflict_never_lets_in_anyone_else_who_has_one(situation: Situation) -> None:
    """Taking a recipient out finds somebody new or nobody, never somebody kept out before."""
    facts, protocol, roster, on = situation
    first = decide(situation)
    acting = [person for step in first.steps for r in step.to for person in r.people]
    assume(acting)
    other = replace(roster, interests=roster.interests | {acting[0]})

    after = decide((facts, protocol, other, on))

    assert all(acting[0] not in recipient.people for recipient in everybody(after))
    assert (after.rule, after.law) == (first.rule, first.law)
