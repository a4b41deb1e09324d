"""The proposals for each passage that was learnt from."""

from __future__ import annotations

import pytest

from tests.unit.protocols.importer.cases import Case
from tests.unit.protocols.importer.marking import wrongs
from tests.unit.protocols.importer.seen import SEEN


@pytest.mark.parametrize("case", SEEN, ids=lambda case: case.text[:60])
def test_the_passage_is_proposed_as_a_person_would(case: Case) -> None:
    assert wrongs(case) == []
