"""What a document proposes is put in words that lose nothing of what it says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from concerns.engine.facts import Event
from concerns.engine.protocol import NoticeKind
from concerns.protocols import confirming, loader


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "Anybody may use the grievance or\nwhistleblowing procedure.",
            "grievance procedure or whistleblowing procedure",
        ),
        ("Use the confidential reporting policy.", "whistleblowing procedure"),
        (
            "If your grievance is about fraud use the whistleblowing policy.",
            "whistleblowing procedure",
        ),
    ],
)
def test_another_way_to_go_names_every_procedure_that_is_offered(sentence: str, said: str) -> None:
    assert confirming.notice_words(NoticeKind.ALTERNATIVE, sentence) == (
        f"You may be able to use the council’s {said} instead."
    )


LANGPORT = loader.find("langport")


def test_an_appeal_comes_after_either_decision_of_the_last_step() -> None:
    first = replace(LANGPORT.rules[0], key="first", steps=(LANGPORT.rules[0].steps[0],))
    either = frozenset({Event.UPHELD, Event.NOT_UPHELD})
    appeal = replace(first, when=replace(first.when, event=either))

    protocol = confirming.put_next(replace(LANGPORT, rules=(first,)), appeal, "first")

    before, added = protocol.rules[0].steps
    assert before.next.items() >= dict.fromkeys(either, added.key).items()
    assert added.on >= either


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "They are not to be aired in the council chamber, in the newspapers or on Facebook.",
            "in the council chamber, in the newspapers or on Facebook",
        ),
        (
            "It must never be brought up at a meeting where the public are present.",
            "at a meeting where the public are present",
        ),
        (
            "Members must not criticise staff on social media, but should tell the Clerk.",
            "on social media",
        ),
        ("Nobody shall publicly criticise another.", "in public or at a meeting"),
    ],
)
def test_a_notice_keeps_the_places_the_clause_names(sentence: str, said: str) -> None:
    assert confirming.notice_words(NoticeKind.FORUM, sentence) == f"Do not raise it {said}."
