"""How strongly a sentence puts it."""

from __future__ import annotations

import pytest

from concerns.engine.protocol import Force
from concerns.protocols.importer.proposals.force import nearest


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("must be referred", Force.MUST),
        ("shall be referred", Force.MUST),
        ("will be referred", Force.MUST),
        ("is required to refer", Force.MUST),
        ("has to be referred", Force.MUST),
        ("are to be referred", Force.MUST),
        ("should be referred", Force.SHOULD),
        ("ought to be referred", Force.SHOULD),
        ("are expected to refer", Force.SHOULD),
        ("will always be preferable", Force.SHOULD),
        ("should normally be referred", Force.NORMALLY),
        ("would usually be referred", Force.NORMALLY),
        ("will normally be referred", Force.NORMALLY),
        ("may be referred", Force.MAY),
        ("can be referred", Force.MAY),
        ("is entitled to refer", Force.MAY),
        ("will have recourse to", Force.MAY),
        ("must not be referred", Force.MUST_NOT),
        ("cannot be referred", Force.MUST_NOT),
        ("should never refer", Force.MUST_NOT),
        ("refers it", None),
    ],
)
def test_the_force_is_that_of_the_last_such_word(text: str, force: Force | None) -> None:
    assert nearest(text, 0, len(text)) is force
