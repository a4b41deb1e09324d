"""What a document proposes is put in words that lose nothing of what it says."""

from __future__ import annotations

import pytest

from concerns.engine.protocol import NoticeKind
from concerns.protocols import confirming


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
