"""Which matter words speak of, and what the headings above them promise."""

from __future__ import annotations

import pytest

from concerns.engine.facts import Matter
from concerns.protocols.importer.proposals.matters import matter_of, topic_of


@pytest.mark.parametrize(
    ("headings", "topic"),
    [
        (("Stage 2", "Complaints about officers"), Matter.CONCERN),
        (("Seeing papers", "Complaints"), Matter.ACCESS_REQUEST),
        (("Members’ access to information",), Matter.ACCESS_REQUEST),
        (("Confidential information",), None),
        (("Support for political groups",), Matter.ATTENDANCE),
        (("Interests and friendships",), Matter.DECLARATION),
        (("Ward work and casework",), Matter.ENQUIRY),
        (("Introduction", "Part B"), None),
    ],
)
def test_the_nearest_heading_that_says_anything_promises_the_matter(
    headings: tuple[str, ...], topic: Matter | None
) -> None:
    assert topic_of(headings) is topic


@pytest.mark.parametrize(
    ("words", "topic", "matter"),
    [
        ("If the member is unhappy", Matter.ACCESS_REQUEST, Matter.ACCESS_APPEAL),
        ("If the member is unhappy", Matter.CONCERN, Matter.CONCERN),
        ("If the member is unhappy", None, Matter.CONCERN),
        ("A complaint about an officer", Matter.ACCESS_REQUEST, Matter.CONCERN),
        ("Residents’ complaints", None, Matter.ENQUIRY),
        ("He may speak to the leader of the group", Matter.CONCERN, None),
        ("He must tell the Clerk of any family tie", None, Matter.DECLARATION),
    ],
)
def test_a_word_of_complaint_weighs_less_under_another_heading(
    words: str, topic: Matter | None, matter: Matter | None
) -> None:
    assert matter_of(words, topic) is matter
