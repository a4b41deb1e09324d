"""Acts in words: complete, and of a request as a request."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from concerns.engine.facts import Matter
from concerns.engine.states import Act
from concerns.presenters import acts

PAGES = sorted(set(Act) - acts.NOT_ON_PAGES)


def case(matter: Matter, *, handles: bool = True) -> Any:
    concern = SimpleNamespace(
        matter=matter.value, written=True, raiser=SimpleNamespace(kind="officer"), state="in_hand"
    )
    return SimpleNamespace(concern=concern, handles=handles)


def said(words: acts.Words) -> str:
    return " ".join((words.link, words.title, *words.will, words.button, words.done))


@pytest.mark.parametrize("matter", Matter)
@pytest.mark.parametrize("act", PAGES)
def test_the_words_of_an_act_are_filled_in_and_use_the_right_noun(act: Act, matter: Matter) -> None:
    for handles in (True, False):
        words = said(acts.words(act, case(matter, handles=handles)))
        assert not set("{}") & set(words)
        assert matter is Matter.CONCERN or "concern" not in words.lower()


def test_a_concern_is_settled_and_a_request_dealt_with() -> None:
    assert acts.words(Act.CLOSE, case(Matter.CONCERN)).title == "Close this concern as settled"
    assert acts.words(Act.CLOSE, case(Matter.ENQUIRY)).link == "Close it as dealt with"
    assert acts.words(Act.WITHDRAW, case(Matter.ACCESS_APPEAL)).title == "Withdraw your appeal"


def test_what_is_said_before_anybody_reads_it_has_nothing_to_fill_in() -> None:
    assert not set("{}") & set(said(acts.WORDS[Act.DECLARE_INTEREST]))
