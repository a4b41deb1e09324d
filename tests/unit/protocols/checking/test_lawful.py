"""What the law does not let a protocol do, and what it does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from concerns.engine.law import Law
from concerns.protocols import loader
from concerns.protocols.checker import Finding, blocking, check
from tests.unit.protocols.ashby import ashby
from tests.unit.protocols.test_planted_faults import ON

CLERK_DECIDES = {"rules/code/steps/district/to": ["clerk"]}


def told(law: Law | None = None, on: date = ON, **changes: Any) -> list[Finding]:
    found = check(ashby(**changes), loader.law() if law is None else law, on)
    return [f for f in found if f.code == "forbidden"]


def test_what_the_overlay_catches_is_told_and_what_it_would_not_blocks() -> None:
    written = {**CLERK_DECIDES, "rules/code/when/written": True}

    assert [f.blocking for f in told(**CLERK_DECIDES)] == [True]
    assert [f.blocking for f in told(**written)] == [False]
    assert [f.blocking for f in told(Law(), **written)] == [True]


def test_a_principal_council_in_england_may_decide_on_the_code() -> None:
    assert told(**CLERK_DECIDES, tier="district") == []


def test_a_community_council_in_scotland_is_under_no_code() -> None:
    assert told(**CLERK_DECIDES, nation="scotland") == []


def test_a_standards_committee_in_wales_may_decide_what_is_referred_to_it() -> None:
    committee = {
        "nation": "wales",
        "offices/standards_committee": {"title": "Standards Committee"},
        "rules/code/steps/district/to": ["standards_committee"],
    }

    assert told(**committee) == []
    assert told(nation="wales", **CLERK_DECIDES) != []


def test_what_was_lawful_before_its_day_is_not_told() -> None:
    assert told(on=date(2012, 6, 30), **CLERK_DECIDES) == []


def test_a_concern_about_officers_is_no_matter_of_the_code() -> None:
    assert told(**CLERK_DECIDES, **{"rules/code/when/about": ["officer"]}) == []


@pytest.mark.parametrize("capacity", ["receive", "facilitate", "advise", "investigate"])
def test_taking_it_in_is_not_deciding_it(capacity: str) -> None:
    assert told(**CLERK_DECIDES, **{"rules/code/steps/district/capacity": capacity}) == []


def test_an_officers_grievance_may_be_heard_and_is_told() -> None:
    heard = {
        "rules/code/steps/district/to": ["hr_panel"],
        "rules/code/steps/district/capacity": "hear",
        "rules/code/steps/district/procedure": "grievance",
    }

    assert [f.blocking for f in told(**heard)] == [False]


def test_the_quick_look_knows_the_law_that_comes_with_the_portal() -> None:
    written = {**CLERK_DECIDES, "rules/code/when/written": True}

    assert blocking(ashby(**written)) == ()
    assert [f.code for f in blocking(ashby(**written), Law(), ON)] == ["forbidden"]
