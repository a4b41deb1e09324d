"""The proposals for whole extracts: what clauses take from each other and from their lists."""

from __future__ import annotations

import pytest

from concerns.engine.protocol import Citation, DutyKind, DutyWhen
from concerns.protocols.importer.passages import Passage
from concerns.protocols.importer.proposals.propose import propose
from concerns.protocols.importer.rules import as_rule
from tests.unit.protocols.importer.extracts import Extract
from tests.unit.protocols.importer.marking import wanted
from tests.unit.protocols.importer.marking_extracts import (
    duties_of,
    duties_wanted,
    keys,
    proposed_by_clause,
)
from tests.unit.protocols.importer.reading import by_id, read
from tests.unit.protocols.importer.seen_extracts import SEEN_EXTRACTS

_SECTION = "1. Complaints\n\n"


def _proposed(words: str) -> dict[str, Passage]:
    imported = read(words)
    return {passage.id: passage for passage in propose(imported.passages)}


@pytest.mark.parametrize("extract", SEEN_EXTRACTS, ids=lambda extract: extract.style)
def test_the_extract_is_proposed_as_a_person_would(extract: Extract) -> None:
    found = proposed_by_clause(extract)

    for says in extract.says:
        passage = found[says.begins]
        assert {kind.value for kind in passage.kinds} == set(says.kinds.split()), says.begins
        drafted = sorted(k for draft in passage.rules for k in keys(draft))
        assert drafted == sorted(wanted(route) for route in says.routes), says.begins
        assert sorted(duties_of(passage, found)) == sorted(duties_wanted(says)), says.begins


def test_a_rule_of_a_stem_and_an_item_rests_on_both_clauses() -> None:
    found = _proposed(
        f"{_SECTION}1.1 A complaint about an officer must be made to:\n\n(a) the Clerk; or\n\n"
        "(b) the Chairman, where it is about the Clerk.\n"
    )

    (draft,) = found["1.1.b"].rules
    rule = as_rule(draft, "1.1.b", found["1.1.b"].text, Citation("1.1"))

    assert draft.stem == "1.1"
    assert [citation.clause for citation in rule.steps[0].clauses] == ["1.1", "1.1.b"]
    assert found["1.1.b"].text[draft.to[0].span.start : draft.to[0].span.end] == "Chairman"


def test_whoever_has_it_by_one_sentence_passes_it_on_by_the_next() -> None:
    text = (
        "An officer with a complaint about a councillor should tell the Town Clerk. The Town Clerk"
        " must refer it to the Monitoring Officer."
    )
    (passage,) = propose((Passage(id="1", label=None, heading="", text=text, raw=text),))

    (draft,) = passage.rules
    first, second = as_rule(draft, "1", text).steps

    assert [target.office.value for target in first.to] == ["clerk"]
    assert [target.office.value for target in second.to] == ["monitoring_officer"]
    assert (first.force.value, second.force.value) == ("should", "must")
    assert second.clauses[0].quote == "The Town Clerk must refer it to the Monitoring Officer."


def test_a_duty_in_its_own_clause_says_when_it_falls() -> None:
    found = _proposed(
        f"{_SECTION}1.1 Complaints about an officer must be made to the Clerk.\n\n"
        "1.2 The Clerk shall inform the Chairman of any such complaint.\n\n"
        "1.3 The Clerk shall inform the Chairman of the outcome.\n\n"
        "1.4 The Clerk shall give written reasons.\n"
    )

    duties = [duty for key in ("1.2", "1.3", "1.4") for duty in found[key].duties]

    assert [(duty.kind, duty.when) for duty in duties] == [
        (DutyKind.INFORM, DutyWhen.ON_RECEIPT),
        (DutyKind.INFORM, DutyWhen.AFTER_DECISION),
        (DutyKind.REASONS, DutyWhen.WITH_DECISION),
    ]
    assert {duty.follows for duty in duties} == {"1.1"}
    assert not any(found[key].rules for key in ("1.2", "1.3", "1.4"))


def test_what_is_taken_from_an_earlier_clause_is_asked_about() -> None:
    found = _proposed(
        f"{_SECTION}1.1 Councillors with a complaint about an officer must tell the Clerk.\n\n"
        "1.2 If the complaint cannot be settled it may be referred to the Chairman.\n"
    )

    (draft,) = found["1.2"].rules

    assert [office.value for office in draft.about] == ["officer"]
    assert "is taken from an earlier clause. Is that right?" in " ".join(draft.questions)
    assert draft.confidence < found["1.1"].rules[0].confidence


def test_a_new_section_takes_nothing_from_the_one_before() -> None:
    found = _proposed(
        f"{_SECTION}1.1 Councillors with a complaint about an officer must tell the Clerk.\n\n"
        "2. Other things\n\n2.1 The Clerk shall inform the Chairman of any such complaint.\n"
    )

    assert found["2.1"].duties == ()


def test_reading_a_document_keeps_every_passage_in_its_place() -> None:
    for extract in SEEN_EXTRACTS:
        imported = read(extract.words)
        assert list(by_id(imported)) == [p.id for p in propose(imported.passages)]


def test_whoever_had_it_before_it_was_passed_on_may_still_have_a_duty() -> None:
    found = _proposed(
        f"{_SECTION}1.1 An officer with a complaint about a councillor must tell the Clerk. The"
        " Clerk must refer it to the Monitoring Officer.\n\n"
        "1.2 The Clerk shall inform the Chairman of any such complaint.\n"
    )

    (duty,) = found["1.2"].duties

    assert (duty.follows, found["1.2"].rules) == ("1.1", ())
    assert "Another sentence passes it on." in found["1.1"].rules[0].questions[-1]


def test_a_lead_line_and_a_forbidden_forum_are_not_asked_who_takes_it() -> None:
    found = _proposed(
        f"{_SECTION}1.1 A complaint about an officer must be made to:\n\n(a) the Clerk.\n\n"
        "1.2 Complaints must not be raised at a council meeting.\n"
    )

    assert found["1.1"].questions == ()
    assert found["1.2"].questions == ()
