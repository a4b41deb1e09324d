"""Two versions side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings

from concerns.engine.deadlines import Unit
from concerns.engine.facts import Event, Matter, Nature
from concerns.engine.offices import Office
from concerns.engine.protocol import (
    Citation,
    Clause,
    ClauseKind,
    Duty,
    DutyKind,
    DutyWhen,
    Limit,
    LimitOf,
    Notice,
    NoticeKind,
    OfficeEntry,
    Protocol,
    Rule,
    Source,
    Step,
    Target,
    When,
)
from concerns.protocols import loader
from concerns.protocols.comparing import Comparison, compare
from concerns.protocols.comparing_cells import csv_text, reach
from concerns.protocols.comparing_clauses import Change, ClauseChange, pairs
from concerns.protocols.comparing_rules import Part, RuleChange
from concerns.protocols.comparing_words import Fate
from concerns.protocols.matrix import Cell, matrix
from tests.examples import examples
from tests.strategies import protocols

ON = date(2026, 1, 15)


@cache
def banbury() -> Protocol:
    return loader.find("banbury")


def against(after: Protocol, before: Protocol | None = None) -> Comparison:
    return compare(before or banbury(), after, loader.law(), ON)


def clauses(*changed: Clause, without: str = "") -> Protocol:
    new = {clause.id: clause for clause in changed}
    kept = [new.pop(c.id, c) for c in banbury().clauses if c.id != without]
    return replace(banbury(), clauses=(*kept, *new.values()))


def clause_of(found: Comparison, name: str) -> ClauseChange:
    return next(
        c for c in found.clauses if name in {c.before and c.before.id, c.after and c.after.id}
    )


def rule_of(found: Comparison, key: str) -> RuleChange:
    return next(r for r in found.rules if key in {r.before, r.after})


def with_step(**more: object) -> Protocol:
    """The first rule of Banbury, its first step changed."""
    first, *others = banbury().rules
    step, *rest = first.steps
    changed = replace(first, steps=(replace(step, **more), *rest))  # type: ignore[arg-type]
    return replace(banbury(), rules=(changed, *others))


@pytest.mark.parametrize("council", loader.shipped())
def test_a_version_differs_in_nothing_from_itself(council: str) -> None:
    found = compare(loader.find(council), loader.find(council), loader.law(), ON)
    assert found.nothing
    assert len(found.clauses) == len(loader.find(council).clauses)


@settings(max_examples=examples(15), deadline=None)
@given(protocols(), protocols())
def test_everything_of_both_versions_is_told_once(before: Protocol, after: Protocol) -> None:
    found = compare(before, after, loader.law(), ON)
    assert sorted(c.before.id for c in found.clauses if c.before) == sorted(before.clause_by_id)
    assert [c.after.id for c in found.clauses if c.after] == [c.id for c in after.clauses]
    assert sorted(r.before for r in found.rules if r.before) == sorted(r.key for r in before.rules)
    assert [r.after for r in found.rules if r.after] == [r.key for r in after.rules]
    for clause in found.clauses:
        old = clause.before and " ".join((clause.before.quote or clause.before.summary).split())
        told = " ".join(p.words for p in clause.words if p.fate is not Fate.ADDED)
        assert told == (old or "")


# ------------------------------------------------------------ clauses


def test_changed_words_are_told_word_by_word() -> None:
    old = banbury().clause_by_id["5.2"]
    new = replace(old, quote=(old.quote or "").replace("Chairman of the Council", "Leader"))
    change = clause_of(against(clauses(new)), "5.2")
    assert change.change is Change.CHANGED
    assert not change.moved
    assert "Leader." in [piece.words for piece in change.words if piece.fate is Fate.ADDED]


def test_a_clause_that_came_and_one_that_went_are_told() -> None:
    new = Clause("9.1", "9.1", "New", "Something quite different from the others.")
    found = against(clauses(new, without="2.2.b"))
    assert clause_of(found, "9.1").change is Change.ADDED
    assert clause_of(found, "2.2.b").change is Change.REMOVED


def test_a_removed_clause_stands_where_it_stood() -> None:
    found = against(clauses(without="2.2.a"))
    names = [(c.before or c.after).id for c in found.clauses]  # type: ignore[union-attr]
    assert names == [clause.id for clause in banbury().clauses]


def test_a_clause_with_a_new_number_is_moved_and_its_rules_keep_their_authority() -> None:
    renumbered = {"5.1": "6.1", "5.2": "6.2"}

    def cited(citation: Citation) -> Citation:
        return replace(citation, clause=renumbered.get(citation.clause, citation.clause))

    def stepped(step: Step) -> Step:
        return replace(
            step,
            clauses=tuple(map(cited, step.clauses)),
            duties=tuple(replace(d, clauses=tuple(map(cited, d.clauses))) for d in step.duties),
        )

    after = replace(
        banbury(),
        clauses=tuple(
            replace(c, id=renumbered[c.id], label=renumbered[c.id]) if c.id in renumbered else c
            for c in banbury().clauses
        ),
        rules=tuple(
            replace(rule, steps=tuple(map(stepped, rule.steps))) for rule in banbury().rules
        ),
        gaps=(),
    )
    found = against(after, replace(banbury(), gaps=()))
    assert clause_of(found, "6.2").change is Change.MOVED
    assert clause_of(found, "6.2").before == banbury().clause_by_id["5.2"]
    assert {rule.change for rule in found.rules} == {Change.SAME}
    assert found.moved == ()


def test_numbers_that_all_shift_by_one_follow_the_words_not_the_numbers() -> None:
    old = [Clause(f"1.{n}", f"1.{n}", "H", f"{w} " * 6) for n, w in enumerate("abcd", start=1)]
    new = [
        Clause("1.1", "1.1", "H", "quite new words stand here"),
        *(replace(c, id=f"1.{n}", label=f"1.{n}") for n, c in enumerate(old, start=2)),
    ]
    before = replace(banbury(), clauses=tuple(old), rules=(), notices=(), gaps=())
    found = pairs(before, replace(before, clauses=tuple(new)))
    assert found == {"1.1": "1.2", "1.2": "1.3", "1.3": "1.4", "1.4": "1.5"}


def test_a_clause_put_elsewhere_is_moved() -> None:
    first, *rest = banbury().clauses
    change = clause_of(against(replace(banbury(), clauses=(*rest, first))), first.id)
    assert (change.change, change.moved) == (Change.MOVED, True)


def test_what_a_clause_is_for_can_change_without_its_words() -> None:
    new = replace(banbury().clause_by_id["1.2"], kinds=frozenset({ClauseKind.TEXT}))
    change = clause_of(against(clauses(new)), "1.2")
    assert change.change is Change.CHANGED
    assert change.marks == ("What it is for: pointer, now text.",)


# ------------------------------------------------------------ rules


@pytest.mark.parametrize(
    ("change", "part", "after"),
    [
        (
            {"to": (Target(Office.LEADER),)},
            Part.RECIPIENTS,
            "Step 1: the Leader of the Council receives it (informal step)",
        ),
        (
            {
                "duties": (
                    Duty(DutyKind.INFORM, DutyWhen.AFTER_DECISION, (), (Target(Office.LEADER),)),
                )
            },
            Part.DUTIES,
            "Step 1: the Leader of the Council must be told after the decision",
        ),
        (
            {"limits": (Limit(LimitOf.REPLY, 1, Unit.MONTHS, Source.LOCAL),)},
            Part.LIMITS,
            "Step 1: Reply within 1 month of receiving it. This is the council’s own standard, not"
            " the protocol’s.",
        ),
        (
            {"next": {Event.NO_AGREEMENT: "close"}},
            Part.NEXT,
            "Step 1: if there is no agreement, it ends here",
        ),
        ({"clauses": (Citation("1.1"),)}, Part.CITATIONS, "Step 1: clause 1.1"),
    ],
)
def test_a_changed_part_of_a_rule_is_told_in_words(
    change: dict[str, object], part: Part, after: str
) -> None:
    found = rule_of(against(with_step(**change)), "councillor-about-clerk")
    assert found.change is Change.CHANGED
    (only,) = found.parts
    assert only.part is part
    assert after in only.after


def test_changed_conditions_are_told_in_words() -> None:
    first, *others = banbury().rules
    new = replace(first, when=replace(first.when, written=True))
    found = rule_of(against(replace(banbury(), rules=(new, *others))), first.key)
    assert [part.part for part in found.parts] == [Part.WHEN]
    assert found.parts[0].after == ("It is a formal complaint in writing",)


def test_rules_in_another_order_are_told_because_the_first_that_fits_decides() -> None:
    first, second, *others = banbury().rules
    found = against(replace(banbury(), rules=(second, first, *others)))
    moved = [rule for rule in found.rules if rule.change is Change.CHANGED]
    assert [[part.part for part in rule.parts] for rule in moved] == [[Part.ORDER]]
    assert found.moved


def test_a_rule_that_came_and_one_that_went_are_told_with_all_they_say() -> None:
    new = Rule("new", "New", When(matter=frozenset({Matter.ENQUIRY})), banbury().rules[-1].steps)
    found = against(replace(banbury(), rules=(*banbury().rules[1:], new)))
    assert rule_of(found, "new").change is Change.ADDED
    gone = rule_of(found, "councillor-about-clerk")
    assert (gone.change, gone.after) == (Change.REMOVED, None)
    assert Part.RECIPIENTS in [part.part for part in gone.parts]


def test_a_rule_with_a_new_key_is_the_same_rule() -> None:
    first, *others = banbury().rules
    found = rule_of(against(replace(banbury(), rules=(replace(first, key="k"), *others))), "k")
    assert (found.before, found.change) == ("councillor-about-clerk", Change.SAME)


def test_a_step_with_a_new_key_is_the_same_step() -> None:
    first, *others = banbury().rules
    [old, *rest] = first.steps
    new = replace(first, steps=(replace(old, key="k"), *rest))
    found = rule_of(against(replace(banbury(), rules=(new, *others))), first.key)
    assert found.change is Change.SAME


# ------------------------------------------------------------ offices, the whole, cells


def test_offices_are_told_in_words() -> None:
    offices = {**banbury().offices, Office.DEPUTY_CLERK: OfficeEntry("Deputy Clerk")}
    offices[Office.CLERK] = OfficeEntry("Clerk", deputy=Office.DEPUTY_CLERK)
    del offices[Office.RFO]
    changes = {c.office: c for c in against(replace(banbury(), offices=offices)).offices}
    assert changes[Office.DEPUTY_CLERK].change is Change.ADDED
    assert changes[Office.RFO].change is Change.REMOVED
    assert changes[Office.CLERK].before == "Town Clerk"
    assert changes[Office.CLERK].after == "Clerk; deputy: the Deputy Clerk"
    assert changes[Office.CHAIR].change is Change.SAME


def test_the_whole_is_told_too() -> None:
    notice = Notice(NoticeKind.FORM, "Put it in writing.")
    after = replace(banbury(), owner=None, adopted_on=ON, notices=(notice,))
    told = {(d.what, d.before, d.after) for d in against(after).details}
    assert ("Owner", "Town Clerk", None) in told
    assert ("Adopted on", None, "15 January 2026") in told
    assert ("Notice", None, "Put it in writing.") in told


def test_situations_that_change_alike_are_told_in_one_line_before_and_after() -> None:
    found = against(with_step(to=(Target(Office.LEADER),))).moved
    [line] = [each for each in found if Office.COUNCILLOR in each.raisers]
    assert len(found) == 3  # the leader and the chairman cannot get what they raise
    assert {Office.COUNCILLOR, Office.VICE_CHAIR} <= set(line.raisers)
    assert Office.CLERK not in line.raisers  # who would be raising it about themselves
    assert (line.matter, line.subjects) == (Matter.CONCERN, (Office.CLERK,))
    assert line.before
    assert line.before.text == "It goes to the Chairman of the Council."
    assert line.after
    assert line.after.text == "It goes to the Leader of the Council."
    assert set(line.natures) == set(Nature)
    assert line.forms == line.forms_among


def opened(found: Comparison, every: Iterable[Cell]) -> list[Cell]:
    """The cells that the lines stand for, of all there are."""
    return [
        cell
        for line in found.moved
        for each in product(line.raisers, line.subjects, line.natures, line.forms)
        if (cell := Cell(line.matter, *each)) in every
    ]


def test_the_lines_are_just_the_cells_in_which_the_two_matrices_differ() -> None:
    after = with_step(to=(Target(Office.LEADER),))
    old, new = (matrix(p, loader.law(), ON).cells for p in (banbury(), after))
    differ = {cell for cell in new if old[cell].text != new[cell].text}

    told = opened(against(after), new)

    assert len(told) == len(set(told))
    assert set(told) == differ


def test_the_file_has_a_line_for_each_cell_and_no_other() -> None:
    after = loader.find("rushcliffe")
    old, new = (matrix(p, loader.law(), ON) for p in (banbury(), after))
    found = against(after)

    told = opened(found, {*old.cells, *new.cells})

    assert sum(line.size for line in found.moved) == len(set(told)) == reach(old, new).moved
    assert len(csv_text(old, new).splitlines()) == 1 + len(told)
    assert len(found.moved) * 20 < len(told)


def test_a_rule_that_tells_natures_apart_changes_nothing_of_the_others() -> None:
    """What the older version did not look at, it answered whatever it was."""
    report = next(r for r in banbury().rules if Matter.GROUP_REPORT in r.when.matter)
    fine = replace(
        report,
        key="fine",
        when=replace(report.when, natures=frozenset({Nature.EMPLOYMENT})),
    )
    assert against(replace(banbury(), rules=(fine, *banbury().rules))).moved == ()
