"""What a document proposes is put in words that lose nothing of what it says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from concerns.engine.offices import Office
from concerns.engine.protocol import NoticeKind, Rule, When
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


def _rule(key: str, by: Office, about: Office) -> Rule:
    general = about in {Office.OFFICER, Office.COUNCILLOR}
    side = {"about" if general else "about_any": frozenset({about})}
    return replace(LANGPORT.rules[0], key=key, when=When(raised_by=frozenset({by}), **side))


def _keys(*rules: Rule) -> list[str]:
    """In what order rules stand that were confirmed one after the other."""
    protocol = replace(LANGPORT, rules=())
    for rule in rules:
        protocol = confirming.put_rule(protocol, rule)
    return [rule.key for rule in protocol.rules]


def test_a_rule_about_one_seat_is_tried_before_the_one_about_everybody() -> None:
    everybody = _rule("officers", Office.COUNCILLOR, Office.OFFICER)
    clerk = _rule("clerk", Office.COUNCILLOR, Office.CLERK)
    members = _rule("members", Office.OFFICER, Office.COUNCILLOR)

    assert _keys(everybody, members, clerk) == ["clerk", "officers", "members"]
    assert _keys(clerk, everybody) == ["clerk", "officers"]
    assert _keys(members, everybody) == ["members", "officers"]
