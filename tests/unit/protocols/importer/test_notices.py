"""A notice about the form of something is told only to whoever raises such a thing."""

from __future__ import annotations

import pytest

from concerns.engine.facts import Matter
from concerns.protocols.importer.passages import DraftNotice, Passage
from concerns.protocols.importer.proposals.propose import propose


def _notices(words: str) -> tuple[DraftNotice, ...]:
    passage = Passage(id="1", label=None, heading="", text=words, raw=words)
    return propose((passage,))[0].notices


@pytest.mark.parametrize(
    ("words", "matter", "code"),
    [
        (
            "A councillor wishing to inspect a document shall apply in writing to the Clerk.",
            Matter.ACCESS_REQUEST,
            None,
        ),
        (
            "Requests by members for access to files must be made to the Clerk in writing.",
            Matter.ACCESS_REQUEST,
            None,
        ),
        (
            "Allegations that a councillor has failed to comply with the Code of Conduct must be"
            " sent in writing to the Monitoring Officer.",
            Matter.CONCERN,
            True,
        ),
        (
            "A complaint that a member has breached the Code of Conduct shall be made to the"
            " Monitoring Officer in writing.",
            Matter.CONCERN,
            True,
        ),
        (
            "A complaint about an officer must be made in writing to the Clerk.",
            Matter.CONCERN,
            None,
        ),
    ],
)
def test_in_writing_is_asked_of_what_the_clause_is_about(
    words: str, matter: Matter, code: bool | None
) -> None:
    (notice,) = _notices(words)

    assert (notice.matter, notice.code_breach) == (matter, code)


def test_reasons_in_writing_are_no_form() -> None:
    assert _notices("If the Clerk refuses a document the Clerk must say why in writing.") == ()
