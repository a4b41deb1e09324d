"""How often a document says that it is looked at again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from concerns.engine.protocol import Clause
from concerns.protocols import confirming, loader
from concerns.protocols.importer.passages import DateOf
from concerns.protocols.importer.proposals.reviews import intervals_in
from tests.unit.protocols.importer.cases import Case
from tests.unit.protocols.importer.marking import proposed


@pytest.mark.parametrize(
    ("text", "words", "months"),
    [
        ("This protocol shall be reviewed every two years.", "every two years", 24),
        ("The protocol will be reviewed by the Council every 2 years.", "every 2 years", 24),
        ("It will be reviewed annually at the Annual Meeting.", "annually", 12),
        ("The Council will review this protocol at least once every year.", None, 12),
        ("This document is subject to review every 18 months.", "every 18 months", 18),
        ("The policy is reviewed every other year.", "every other year", 24),
    ],
)
def test_how_often_the_protocol_is_reviewed_is_read(
    text: str, words: str | None, months: int
) -> None:
    (found,) = intervals_in(text)

    assert (found.what, found.on, found.every) == (DateOf.REVIEW, None, months)
    assert words in {None, found.words}
    assert proposed(Case(text, "review")).dates == (found,)


@pytest.mark.parametrize(
    "text",
    [
        "The register of interests is updated annually.",
        "Performance is reviewed every year.",
        "Members shall read this protocol every year.",
    ],
)
def test_how_often_something_else_happens_is_not(text: str) -> None:
    assert intervals_in(text) == ()


def test_once_confirmed_it_is_how_often_the_version_is_reviewed() -> None:
    text = "This protocol shall be reviewed every two years."
    pack = replace(loader.find("banbury"), review=None)
    clause = Clause("9", "9", "Review", "A summary.", quote=text)

    review = confirming.put_date(pack, intervals_in(text)[0], clause, text, None).review

    assert review is not None
    assert (review.every, review.due, review.clauses[0].clause) == (24, None, "9")
