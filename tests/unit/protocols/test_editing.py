"""A draft is changed in small steps, and is a protocol the engine can read after each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concerns.engine.deadlines import Unit
from concerns.engine.facts import Event
from concerns.engine.offices import Office
from concerns.engine.protocol import (
    CLOSE,
    Capacity,
    Citation,
    Clause,
    Limit,
    LimitOf,
    OfficeEntry,
    Protocol,
    Rule,
    Source,
    Step,
    Target,
)
from concerns.protocols import editing, editing_rules, loader
from concerns.protocols.editing import DOWN, UP, CannotEdit
from tests.examples import examples
from tests.strategies import protocols

BANBURY = loader.find("banbury")
FARNHAM = loader.find("farnham")


def rule_of(protocol: Protocol, key: str) -> Rule:
    return next(rule for rule in protocol.rules if rule.key == key)


STRAINED = rule_of(BANBURY, "officer-strained-relationship")
FIRST, SECOND, THIRD = STRAINED.steps


# ---------------------------------------------------------------- whatever is changed


def _first_rule(change: Callable[[Rule], Rule]) -> Callable[[Protocol], Protocol]:
    def changed(protocol: Protocol) -> Protocol:
        rule = protocol.rules[0]
        return editing.put_rule(protocol, change(rule), key=rule.key)

    return changed


_NEW = Step("new", Capacity.HEAR, (), ())


def _add_step(protocol: Protocol) -> Protocol:
    rule = protocol.rules[0]
    cited = (Citation(protocol.clauses[0].id),)
    step = replace(
        _NEW,
        key=editing_rules.new_step_key(rule, "new"),
        clauses=cited,
        to=(Target(next(iter(protocol.offices))),),
    )
    after = rule.steps[-1].key
    rule = editing_rules.follow(rule, step, after=after, outcome=Event.UNRESOLVED)
    return editing.put_rule(protocol, rule, key=rule.key)


CHANGES: dict[str, Callable[[Protocol], Protocol]] = {
    "move a rule down": lambda p: editing.move_rule(p, p.rules[0].key, DOWN),
    "leave a rule out": lambda p: editing.remove_rule(p, p.rules[-1].key),
    "copy a rule": lambda p: editing.put_rule(
        p, replace(p.rules[0], key=editing_rules.new_rule_key(p, p.rules[0].summary))
    ),
    "move a step down": _first_rule(lambda r: editing_rules.move_step(r, r.steps[0].key, DOWN)),
    "leave the first step out": _first_rule(lambda r: editing_rules.remove_step(r, r.steps[0].key)),
    "leave the last step out": _first_rule(lambda r: editing_rules.remove_step(r, r.steps[-1].key)),
    "add a step": _add_step,
    "move a clause down": lambda p: editing.move_clause(p, p.clauses[0].id, DOWN),
    "leave a clause out": lambda p: editing.remove_clause(p, p.clauses[0].id),
    "add a clause": lambda p: editing.put_clause(
        p, Clause(editing.new_clause_id(p, p.clauses[0].id), None, "New", "New words.")
    ),
    "leave an office out": lambda p: editing.remove_office(p, next(iter(p.offices))),
    "turn the safety net round": lambda p: editing.set_safety_net(p, p.safety_net[::-1]),
}


@pytest.mark.parametrize("name", CHANGES)
@settings(max_examples=examples(15))
@given(data=st.data())
def test_a_changed_draft_holds_together_or_the_change_is_refused(
    name: str, data: st.DataObject
) -> None:
    protocol = data.draw(protocols().filter(lambda p: p.rules and p.clauses and p.offices))
    try:
        changed = CHANGES[name](protocol)
    except CannotEdit:
        changed = protocol  # refused, so it stays as it is
    assert loader.problems(changed) == ()


@settings(max_examples=examples(40))
@given(data=st.data())
def test_what_goes_down_comes_up_again(data: st.DataObject) -> None:
    protocol = data.draw(protocols().filter(lambda p: len(p.rules) > 1 and len(p.clauses) > 1))
    place = data.draw(st.integers(0, len(protocol.rules) - 2))
    key = protocol.rules[place].key
    down = editing.move_rule(protocol, key, DOWN)
    assert [rule.key for rule in down.rules].index(key) == place + 1
    assert editing.move_rule(down, key, UP) == protocol

    clause = protocol.clauses[0].id
    down = editing.move_clause(protocol, clause, DOWN)
    assert down.clauses[1].id == clause
    assert editing.move_clause(down, clause, UP) == protocol


def test_the_first_goes_no_further_up_and_the_last_no_further_down() -> None:
    first, last = BANBURY.rules[0].key, BANBURY.rules[-1].key
    assert editing.move_rule(BANBURY, first, UP) == BANBURY
    assert editing.move_rule(BANBURY, last, DOWN) == BANBURY
    assert editing_rules.move_step(STRAINED, FIRST.key, UP) == STRAINED
    assert editing_rules.move_step(STRAINED, THIRD.key, DOWN) == STRAINED


# ---------------------------------------------------------------- what cannot be


def test_two_offices_are_not_called_alike() -> None:
    with pytest.raises(CannotEdit, match="called “Town Clerk” already"):
        editing.put_office(BANBURY, Office.HR_PANEL, OfficeEntry("town  clerk"))


def test_nobody_is_their_own_deputy_in_another_seat() -> None:
    rfo, clerk = BANBURY.offices[Office.RFO], BANBURY.offices[Office.CLERK]
    for wrong in (
        replace(rfo, same_as=(Office.CLERK,), deputy=Office.CLERK),
        replace(rfo, same_as=(Office.CHAIR, Office.CLERK), deputy=Office.CHAIR),
    ):
        with pytest.raises(CannotEdit, match="are the same person here"):
            editing.put_office(BANBURY, Office.RFO, wrong)
    alike = editing.put_office(BANBURY, Office.RFO, replace(rfo, same_as=(Office.CLERK,)))
    with pytest.raises(CannotEdit, match="are the same person here"):
        editing.put_office(alike, Office.CLERK, replace(clerk, deputy=Office.RFO))


def test_a_step_has_one_time_for_one_thing() -> None:
    limit = Limit(LimitOf.REPLY, 5, Unit.WORKING_DAYS, Source.LAW)
    editing_rules.check_limits((limit, replace(limit, what=LimitOf.DECIDE)))
    with pytest.raises(CannotEdit, match="a time for this already"):
        editing_rules.check_limits((limit, replace(limit, n=10)))


# ---------------------------------------------------------------- rules


def test_a_rule_without_a_clause_is_refused() -> None:
    bare = replace(STRAINED, steps=(replace(FIRST, clauses=()), SECOND, THIRD))
    with pytest.raises(CannotEdit, match="Choose the clause that says so"):
        editing.put_rule(BANBURY, bare, key=STRAINED.key)
    with pytest.raises(CannotEdit, match="Choose the clause that says so"):
        editing.put_rule(BANBURY, replace(STRAINED, key="new", steps=()))


def test_two_rules_never_have_one_key() -> None:
    with pytest.raises(CannotEdit, match="There is already a rule"):
        editing.put_rule(BANBURY, replace(BANBURY.rules[0], summary="Other"))


def test_a_changed_rule_stays_in_its_place() -> None:
    named = replace(STRAINED, summary="Another name")
    changed = editing.put_rule(BANBURY, named, key=STRAINED.key)
    assert changed.rules.index(named) == BANBURY.rules.index(STRAINED)


@pytest.mark.parametrize(
    ("wanted", "key"),
    [
        ("An officer’s concern goes to the Clerk", "an-officers-concern-goes-to-the-clerk"),
        ("  ", "rule"),
        ("…", "rule"),
        ("Officer about councillor", "officer-about-councillor-2"),
    ],
)
def test_a_key_is_made_of_the_words_and_is_free(wanted: str, key: str) -> None:
    assert editing_rules.new_rule_key(BANBURY, wanted) == key


def test_a_step_is_never_called_what_ends_a_route() -> None:
    assert editing_rules.new_step_key(STRAINED, CLOSE) == f"{CLOSE}-2"


# ---------------------------------------------------------------- steps


def test_where_a_step_was_led_to_that_is_left_out_it_ends() -> None:
    (led,) = editing_rules.leading(STRAINED, SECOND.key)
    assert led[0] == 1
    left = editing_rules.remove_step(STRAINED, SECOND.key)
    assert [step.key for step in left.steps] == [FIRST.key, THIRD.key]
    assert {left.steps[0].next[event] for event in led[1]} == {CLOSE}


def test_the_only_step_of_a_rule_stays() -> None:
    (only,) = rule_of(BANBURY, "group-report").steps
    with pytest.raises(CannotEdit, match="A rule needs a step"):
        editing_rules.remove_step(rule_of(BANBURY, "group-report"), only.key)


def test_a_step_that_leads_to_itself_can_be_left_out() -> None:
    loop = editing_rules.put_step(STRAINED, replace(THIRD, next={Event.RECURS: THIRD.key}))
    alone = editing_rules.put_step(loop, replace(SECOND, next={}))
    assert THIRD.key not in [s.key for s in editing_rules.remove_step(alone, THIRD.key).steps]


def test_a_step_names_somebody_or_a_procedure() -> None:
    with pytest.raises(CannotEdit, match="Choose who it goes to"):
        editing_rules.put_step(STRAINED, replace(FIRST, to=(), procedure=None))
    assert editing_rules.put_step(STRAINED, replace(SECOND, to=())).steps[1].to == ()


def test_a_step_that_follows_is_led_to_and_entered() -> None:
    step = replace(_NEW, key="panel", clauses=FIRST.clauses, to=(Target(Office.CHAIR),))
    rule = editing_rules.follow(STRAINED, step, after=THIRD.key, outcome=Event.REFUSED)
    assert editing_rules.step_of(rule, THIRD.key).next[Event.REFUSED] == "panel"
    assert rule.steps[-1].on == {Event.REFUSED}


def test_a_matter_begins_at_one_step_only() -> None:
    """Where another step is entered at that outcome already, the new one is only led to."""
    step = replace(_NEW, key="panel", clauses=FIRST.clauses, to=(Target(Office.CHAIR),))
    rule = editing_rules.follow(STRAINED, step, after=SECOND.key, outcome=Event.NO_AGREEMENT)
    assert Event.NO_AGREEMENT in SECOND.on
    assert rule.steps[-1].on == frozenset()


def test_a_part_is_added_replaced_and_left_out() -> None:
    parts = THIRD.duties
    assert editing_rules.put_at(parts, None, parts[0]) == (*parts, parts[0])
    assert editing_rules.put_at(parts, 1, parts[0]) == (parts[0], parts[0])
    assert editing_rules.without(parts, 0) == (parts[1],)


# ---------------------------------------------------------------- words and clauses


@pytest.mark.parametrize(
    ("quote", "there"),
    [(None, True), ("the words", True), ("the \n  words", True), ("other words", False)],
)
def test_words_are_looked_for_whatever_the_line_breaks(quote: str | None, there: bool) -> None:
    clause = Clause("9", "9", "New", "Ours.", "These are the\nwords.")
    draft = editing.put_clause(BANBURY, clause)
    assert editing_rules.has_words(draft, Citation("9", quote)) is there


def test_words_of_a_clause_without_words_are_never_there() -> None:
    draft = editing.put_clause(BANBURY, Clause("9", "9", "New", "Ours."))
    assert editing_rules.has_words(draft, Citation("9"))
    assert not editing_rules.has_words(draft, Citation("9", "Ours"))
    assert not editing_rules.has_words(draft, Citation("none", "Ours"))


def test_a_clause_that_something_rests_on_stays_and_keeps_the_words_relied_on() -> None:
    cited = next(c for _, c in editing.citations(FARNHAM) if c.quote)
    with pytest.raises(CannotEdit, match="on this clause"):
        editing.remove_clause(FARNHAM, cited.clause)
    clause = FARNHAM.clause_by_id[cited.clause]
    with pytest.raises(CannotEdit, match="which would no longer be in this clause"):
        editing.put_clause(FARNHAM, replace(clause, quote="Other words."))


def test_an_office_that_a_rule_names_stays() -> None:
    with pytest.raises(CannotEdit, match="this office"):
        editing.remove_office(BANBURY, Office.CLERK)
