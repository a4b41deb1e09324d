"""Clauses are moved, divided, renamed and settled, and what rests on them follows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from concerns.engine.protocol import Citation, Clause, Doubt, Protocol, Rule
from concerns.protocols import editing, editing_clauses, loader, marked_words
from concerns.protocols.editing import CannotEdit

BANBURY = loader.find("banbury")
DISTRICT = loader.find("district-draft")


def ids(protocol: Protocol) -> list[str]:
    return [clause.id for clause in protocol.clauses]


def cited(protocol: Protocol, key: str) -> list[tuple[str, str | None]]:
    rule = next(rule for rule in protocol.rules if rule.key == key)
    return [(c.clause, c.quote) for step in rule.steps for c in step.clauses]


# ---------------------------------------------------------------- place


def test_a_clause_goes_anywhere_with_its_parts_and_takes_the_heading_there() -> None:
    family = editing_clauses.family(BANBURY, "2.2")
    assert [clause.id for clause in family][:2] == ["2.2", "2.2.a"]
    moved = editing_clauses.move_clauses(
        BANBURY, {clause.id for clause in family}, before="1.1", heading="First of all"
    )
    assert ids(moved)[: len(family) + 1] == [*(c.id for c in family), "1.1"]
    assert {c.heading for c in moved.clauses[: len(family)]} == {"First of all"}
    assert sorted(ids(moved)) == sorted(ids(BANBURY))
    assert loader.problems(moved) == ()


def test_the_end_is_a_place_and_its_own_parts_are_none() -> None:
    assert ids(editing_clauses.move_clauses(BANBURY, {"1.1"}, before=None))[-1] == "1.1"
    with pytest.raises(CannotEdit, match="not moved itself"):
        editing_clauses.move_clauses(BANBURY, {"2.2", "2.2.a"}, before="2.2.a")


def test_a_heading_is_renamed_for_all_that_stands_under_it() -> None:
    was = BANBURY.clauses[0].heading
    under = [clause.id for clause in BANBURY.clauses if clause.heading == was]
    renamed = editing_clauses.rename_heading(BANBURY, was, "Otherwise")
    assert [c.id for c in renamed.clauses if c.heading == "Otherwise"] == under


def test_a_rule_is_tried_right_before_another_or_last() -> None:
    first, second, third, *_ = (rule.key for rule in BANBURY.rules)
    moved = editing.move_rule_before(BANBURY, third, first)
    assert [rule.key for rule in moved.rules][:3] == [third, first, second]
    assert editing.move_rule_before(BANBURY, first, None).rules[-1].key == first


# ---------------------------------------------------------------- divided


def halves(protocol: Protocol, clause: str, at: str) -> list[str]:
    words = protocol.clause_by_id[clause].quote or ""
    place = words.index(at)
    return [words[:place], words[place:]]


def test_what_rests_on_some_of_the_words_follows_them() -> None:
    before = cited(BANBURY, "councillor-about-clerk")
    parts = halves(BANBURY, "5.2", "Where the employee concerned is the Town Clerk")
    draft = editing_clauses.split_clause(BANBURY, "5.2", parts)

    place = ids(draft).index("5.2")
    assert ids(draft)[place : place + 2] == ["5.2", "5.2/2"]
    assert draft.clause_by_id["5.2/2"].label is None
    assert cited(draft, "councillor-about-clerk")[0] == ("5.2/2", before[0][1])
    assert cited(draft, "councillor-about-officer")[0][0] == "5.2"
    assert loader.problems(draft) == ()


def test_words_that_are_relied_on_are_not_divided() -> None:
    with pytest.raises(CannotEdit, match="which would be divided"):
        editing_clauses.split_clause(BANBURY, "5.2", halves(BANBURY, "5.2", "is dissatisfied"))


@pytest.mark.parametrize(
    ("parts", "said"),
    [(["All of it"], "Put an empty line"), (["Other", "words"], "are not the words of the clause")],
)
def test_dividing_neither_loses_nor_adds_a_word(parts: list[str], said: str) -> None:
    with pytest.raises(CannotEdit, match=said):
        editing_clauses.split_clause(BANBURY, "5.2", parts)


# ---------------------------------------------------------------- settled


MARKED = "The ~~Chief Executive~~ **Clerk** decides , ~~alone~~ [in writing](#)."


def test_marks_are_read_both_ways() -> None:
    assert marked_words.changed(MARKED) == "The Clerk decides, in writing."
    assert marked_words.unchanged(MARKED) == "The Chief Executive decides, alone."
    assert marked_words.has_marks(MARKED)
    assert not marked_words.has_marks("Plain words.")


def marked(confirmed: str | None) -> Protocol:
    """Banbury with tracked changes in the clause that a rule rests on, whose doubt says so."""
    rule = BANBURY.rules[0]
    step = replace(rule.steps[0], clauses=(Citation("x", "The ~~Chief Executive~~ **Clerk**"),))
    doubt = Doubt("Who?", "The Clerk.", (Citation("x"),), confirmed)
    clause = Clause("x", "9", "New", "Ours.", MARKED, unresolved=True)
    rules: tuple[Rule, ...] = (replace(rule, steps=(step, *rule.steps[1:]), doubt=doubt),)
    return replace(BANBURY, clauses=(*BANBURY.clauses, clause), rules=rules)


def test_settled_words_are_relied_on_as_they_read_now() -> None:
    draft = editing_clauses.settle_clause(
        marked(None),
        "x",
        words=marked_words.changed(MARKED),
        unresolved=False,
        clear=("councillor-about-clerk",),
    )
    assert draft.rules[0].steps[0].clauses == (Citation("x", "The Clerk"),)
    assert draft.rules[0].doubt is None
    assert not draft.clause_by_id["x"].unresolved


def test_a_doubt_is_kept_where_nobody_clears_it() -> None:
    draft = editing_clauses.settle_clause(marked("Ann"), "x", words=MARKED, unresolved=True)
    assert draft == marked("Ann")


def test_words_that_are_not_settled_carry_no_rule_until_somebody_confirms_it() -> None:
    with pytest.raises(CannotEdit, match="nobody has confirmed how it reads them"):
        editing_clauses.settle_clause(marked(None), "x", words=MARKED, unresolved=True)
    with pytest.raises(CannotEdit, match="rests on clause 9, whose words are not settled"):
        editing.put_rule(marked(None), marked(None).rules[0], key=marked(None).rules[0].key)


def test_words_that_something_relies_on_are_not_settled_away() -> None:
    with pytest.raises(CannotEdit, match="would no longer be in this clause"):
        editing_clauses.settle_clause(marked("Ann"), "x", words="Other.", unresolved=False)


def test_every_unsettled_clause_of_the_district_can_be_settled_either_way() -> None:
    for reading in (marked_words.changed, marked_words.unchanged):
        draft = DISTRICT
        for clause in DISTRICT.clauses:
            if clause.unresolved:
                words = reading(clause.quote) or clause.quote if clause.quote else None
                draft = editing_clauses.settle_clause(
                    draft, clause.id, words=words, unresolved=False
                )
        assert not any(clause.unresolved for clause in draft.clauses)
        assert loader.problems(draft) == ()


# ---------------------------------------------------------------- joined


def test_what_rests_on_either_clause_rests_on_the_joined_one_and_nothing_is_lost() -> None:
    parts = halves(BANBURY, "5.2", "Where the employee concerned is the Town Clerk")
    divided = editing_clauses.split_clause(BANBURY, "5.2", parts)
    joined = editing_clauses.join_clauses(divided, "5.2")
    assert ids(joined) == ids(BANBURY)
    assert joined.clause_by_id["5.2"].label == "5.2"
    assert "".join(joined.clause_by_id["5.2"].quote.split()) == "".join(  # type: ignore[union-attr]
        BANBURY.clause_by_id["5.2"].quote.split()  # type: ignore[union-attr]
    )
    assert joined.rules == BANBURY.rules
    assert loader.problems(joined) == ()


def test_a_step_that_rests_on_both_rests_on_the_joined_clause_once() -> None:
    rule = BANBURY.rules[0]
    step = replace(rule.steps[0], clauses=(Citation("5.1"), Citation("5.2")))
    both = replace(BANBURY, rules=(replace(rule, steps=(step, *rule.steps[1:])),))
    joined = editing_clauses.join_clauses(both, "5.1")
    assert cited(joined, rule.key).count(("5.1", None)) == 1
    assert not any(clause == "5.2" for clause, _ in cited(joined, rule.key))
    kinds = joined.clause_by_id["5.1"].kinds
    assert kinds == BANBURY.clause_by_id["5.1"].kinds | BANBURY.clause_by_id["5.2"].kinds


def test_clauses_are_not_joined_where_something_of_them_would_be_lost() -> None:
    last = marked("Ann").clauses[-2].id
    with pytest.raises(CannotEdit, match="clause 9 are not settled"):
        editing_clauses.join_clauses(marked("Ann"), last)
    with pytest.raises(CannotEdit, match="nothing follows it"):
        editing_clauses.join_clauses(BANBURY, BANBURY.clauses[-1].id)
    bare = editing.put_clause(BANBURY, replace(BANBURY.clauses[0], quote=None))
    with pytest.raises(CannotEdit, match="own words of clause 1"):
        editing_clauses.join_clauses(bare, "1.1")
