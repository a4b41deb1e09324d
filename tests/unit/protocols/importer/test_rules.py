"""A confirmed draft as a rule, and the rule as a pack would hold it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from concerns.engine.deadlines import Unit
from concerns.engine.facts import Event, Matter, Nature
from concerns.engine.offices import Office
from concerns.engine.protocol import (
    Capacity,
    Clause,
    Combine,
    Force,
    OfficeEntry,
    Procedure,
    Rule,
    Track,
    Whose,
)
from concerns.protocols import loader
from concerns.protocols.importer.passages import DraftRule, DraftTarget, Span
from concerns.protocols.importer.rules import NotARule, as_rule
from tests.unit.protocols.importer.cases import Case
from tests.unit.protocols.importer.marking import proposed
from tests.unit.protocols.importer.seen import SEEN


def rule_of(text: str) -> Rule:
    passage = proposed(Case(text, "routing"))
    return as_rule(passage.rules[0], "7.1", passage.text)


def test_a_rule_rests_on_the_sentence_it_was_read_from() -> None:
    text = "Officers advise. If a member is unhappy with an officer they must tell the Clerk."

    rule = rule_of(text)

    (step,) = rule.steps
    assert step.clauses[0].clause == "7.1"
    assert (
        step.clauses[0].quote == "If a member is unhappy with an officer they must tell the Clerk."
    )
    assert (rule.key, step.force) == ("councillor-about-officer", Force.MUST)


def test_everybody_of_a_kind_is_about_and_one_seat_is_about_any() -> None:
    general = rule_of("Concerns about an officer should be raised with the Clerk.").when
    seat = rule_of("Concerns about the Clerk should be raised with the Chairman.").when

    assert (general.about, general.about_any) == ({Office.OFFICER}, frozenset())
    assert (seat.about, seat.about_any) == (frozenset(), {Office.CLERK})


def test_a_form_asked_for_does_not_narrow_the_rule_and_a_written_complaint_does() -> None:
    asked = rule_of("Complaints about an officer must be made in writing to the Clerk.")
    waited = rule_of("A formal written complaint about an officer must be made to the Clerk.")

    assert (asked.when.written, waited.when.written) == (None, True)


def test_natures_that_every_concern_has_do_not_narrow_the_rule() -> None:
    conduct = rule_of("Concerns about the conduct of an officer should be raised with the Clerk.")
    bullying = rule_of("Bullying of an officer by a councillor should be reported to the Clerk.")

    assert conduct.when.natures == frozenset()
    assert bullying.when.natures == {Nature.BULLYING_HARASSMENT}


def test_what_was_not_settled_or_was_upheld_enters_its_step_then() -> None:
    unresolved = rule_of("If the matter is not resolved it may be referred to the Clerk.")
    upheld = rule_of("Where the complaint is upheld it will be reported to the Clerk.")

    assert unresolved.steps[0].on == {Event.UNRESOLVED}
    assert unresolved.steps[0].condition == "if it cannot be resolved informally"
    assert upheld.when.event == {Event.UPHELD}


def test_a_time_in_the_condition_is_said_there_and_limits_nobody() -> None:
    text = (
        "If the matter is not resolved within 10 working days, it shall be referred to the"
        " Chairman, who shall reply within 5 working days."
    )
    (draft,) = proposed(Case(text, "routing")).rules
    (step,) = as_rule(draft, "7.1", text).steps

    assert step.condition == "if it is not resolved within 10 working days"
    assert [limit.n for limit in step.limits] == [5]
    assert any("“10 working days” is when this holds" in asked for asked in draft.questions)


def test_those_told_and_asked_become_duties() -> None:
    rule = rule_of(
        "A complaint about a member shall be referred to the Clerk, who, having advised the"
        " Leader, shall decide what to do, following consultation with the Chairman and the"
        " Vice-Chairman."
    )

    told, asked = rule.steps[0].duties
    assert (told.kind.value, told.when.value) == ("inform", "before_decision")
    assert told.text == "Tell the Leader."
    assert [target.office for target in asked.who] == [Office.CHAIR, Office.VICE_CHAIR]
    assert asked.text == "Ask the Chairman and the Vice-Chairman before you decide."


def test_who_comes_after_is_a_second_step() -> None:
    rule = rule_of("Concerns should be raised with the Leader, and then reported to the Clerk.")

    assert [step.to[0].office for step in rule.steps] == [Office.LEADER, Office.CLERK]
    assert rule.steps[0].next == {Event.UNRESOLVED: "then"}


def test_an_appeal_is_on_its_own_track_with_its_limit() -> None:
    rule = rule_of(
        "If access to a document is refused the Member may appeal to the Chief Executive within"
        " five (5) clear working days, whose decision is final."
    )

    (step,) = rule.steps
    assert (step.track, step.capacity, step.final) == (Track.APPEAL, Capacity.DECIDE, True)
    assert rule.when.matter == {Matter.ACCESS_APPEAL}
    (limit,) = step.limits
    assert (limit.n, limit.unit) == (5, Unit.CLEAR_WORKING_DAYS)


def test_a_draft_that_names_nobody_is_no_rule() -> None:
    with pytest.raises(NotARule, match="names nobody to go to"):
        as_rule(DraftRule(Span(0, 4)), "7.1", "Text")


def test_a_procedure_alone_makes_a_rule() -> None:
    draft = DraftRule(Span(0, 4), procedure=Procedure.GRIEVANCE)

    assert as_rule(draft, "7.1", "Text").steps[0].procedure is Procedure.GRIEVANCE


def test_a_relative_office_keeps_whose_it_is() -> None:
    target = DraftTarget(Office.LINE_MANAGER, "line manager", Span(0, 4), Whose.RAISER)
    draft = DraftRule(Span(0, 4), to=(target,), combine=Combine.ONE)

    assert as_rule(draft, "7.1", "Text").steps[0].to[0].of is Whose.RAISER


def test_every_rule_made_of_what_was_seen_is_read_back_from_a_pack() -> None:
    banbury = loader.find("banbury")
    offices = {office: OfficeEntry(office.value) for office in Office}
    made = 0
    for case in SEEN:
        passage = proposed(case)
        for draft in passage.rules:
            rule = as_rule(draft, "7.1", passage.text)
            clause = Clause("7.1", "7.1", "A heading", "A summary.", quote=passage.text)
            pack = replace(
                banbury, clauses=(clause,), rules=(rule,), notices=(), gaps=(), offices=offices
            )
            assert loader.load(loader.dumps(pack), file="made.yaml").rules == (rule,)
            made += 1
    assert made >= 50
