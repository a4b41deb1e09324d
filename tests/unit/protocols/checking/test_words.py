"""What is told of the words themselves, and what is left alone."""

from __future__ import annotations

import pytest

from concerns.protocols import loader
from concerns.protocols.checker import check
from tests.unit.protocols.ashby import ashby
from tests.unit.protocols.test_planted_faults import ON, PLUS_CLAUSE, clause


def told(code: str, words: str) -> list[str]:
    protocol = ashby(**{PLUS_CLAUSE: clause(words)})
    return [f.text for f in check(protocol, loader.law(), ON) if f.code == code]


@pytest.mark.parametrize(
    "words",
    [
        "As paragraph 3 says.",
        "See clauses 3 and 4.",
        "Within the meaning of section 28(4) of the Localism Act 2011.",
        "As section 100F of the Local Government Act 1972 provides.",
        "Under paragraph 12 of the Council's Code of Conduct.",
        "As Part 4, section 33 of the Equality Act 2006 defines.",
        "~~Subject to paragraph 77.~~ Nothing else.",
        "It costs 12.50 pounds.",
    ],
)
def test_a_reference_that_leads_somewhere_is_left_alone(words: str) -> None:
    assert told("dangling", words) == []


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("See paragraph 7.4.", "7.4"),
        ("as clause 12 says", "12"),
        ("subject to 2.6 below", "2.6"),
        ("under section 19 above", "19"),
        ("See 33.1 for more.", "33.1"),
    ],
)
def test_a_reference_to_no_clause_is_told(words: str, number: str) -> None:
    assert told("dangling", words) == [f"Clause 9 points to {number}, and there is no such clause."]


def test_a_schedule_whose_words_are_kept_may_be_pointed_to() -> None:
    protocol = ashby(
        **{
            "clauses/7/quote": "~~The Clerk.~~ A schedule of officers is kept.",
            PLUS_CLAUSE: clause("Ask those in the schedule referred to at paragraph 7."),
        }
    )

    assert [f for f in check(protocol, loader.law(), ON) if f.code == "dangling"] == []


def test_a_label_that_says_nothing_by_itself_is_told_by_its_id() -> None:
    protocol = ashby(**{PLUS_CLAUSE: {**clause("See paragraph 77."), "id": "9.a", "label": "(a)"}})
    (finding,) = [f for f in check(protocol, loader.law(), ON) if f.code == "dangling"]

    assert finding.text.startswith("Clause 9.a points")


def test_words_narrowed_by_a_citation_are_all_that_is_looked_at() -> None:
    """A rule that rests on the plain half of a clause is not told of the loose one."""
    loose = {"clauses/3/quote": "To the Town Clerk. Others are told as appropriate."}
    narrowed = {"clause": "3", "quote": "To the Town Clerk."}
    rests = {
        "rules/others/steps/settle/clauses": [narrowed],
        "rules/asked/steps/answer/clauses": [narrowed],
        "rules/asked/steps/answer/otherwise/0/clauses": [narrowed],
    }

    whole = check(ashby(**loose), loader.law(), ON)
    assert [(f.code, f.rule) for f in whole] == [("no_test", "others")]
    assert "“others” and “asked” rest on it." in whole[0].text
    assert check(ashby(**loose, **rests), loader.law(), ON) == ()


def test_what_a_clause_is_about_is_no_unnamed_procedure() -> None:
    assert told("unnamed", "By the Council's grievance procedure.") == []
    assert told("unnamed", "By its agreed procedures.") != []
