"""How the proposals do on passages nobody tuned them to.

Scored once, when the proposals were finished: of 23 draft rules to expect 21 were found, and of
23 drafts made 21 were right; of 32 passages 28 were given the right kinds. They were written
before the proposals were, by somebody who had read the five documents, so a stranger's protocol
may well do worse. These figures may rise and must not fall; nothing may be tuned to them.

The extracts were written later, before the proposals were bettered, and scored before and after.
Before: 13 of 44 rules found and 13 of 36 drafts right, 1 of 10 duties found, 72 of 104 kinds found
and 72 of 112 right. After: 28 of 44 and 28 of 41, 5 of 10, 86 of 104 and 86 of 101.
Since headings say the matter and both sides: 33 of 44 and 33 of 43, 6 of 10, 88 of 104 and 88 of
101. Since stand-ins are read as such: 34 of 44 and 34 of 43, 8 of 10, 88 of 104 and 88 of 100.

The passages on matters were written after the proposals for them were bettered. Before: 3 of 20
rules found and 3 of 16 drafts right. After, when they were first read: 13 of 20 and 13 of 16.
"""

from __future__ import annotations

from tests.unit.protocols.importer.held_out import HELD_OUT
from tests.unit.protocols.importer.held_out_extracts import HELD_OUT_EXTRACTS
from tests.unit.protocols.importer.held_out_matters import HELD_OUT_MATTERS
from tests.unit.protocols.importer.marking import score
from tests.unit.protocols.importer.marking_extracts import score_extracts


def test_what_was_held_out_is_read_as_well_as_when_it_was_first_scored() -> None:
    got = score(HELD_OUT)

    assert (got.expected, got.cases) == (23, 32)
    assert got.found >= 21
    assert got.found / got.drafted >= 0.91
    assert got.kinds_right >= 28


def test_the_held_out_passages_on_matters_are_read_as_well_as_when_they_were_first_scored() -> None:
    got = score(HELD_OUT_MATTERS)

    assert (got.expected, got.cases) == (20, 24)
    assert got.found >= 13
    assert got.found / got.drafted >= 0.81


def test_the_held_out_extracts_are_read_as_well_as_when_they_were_last_scored() -> None:
    got = score_extracts(HELD_OUT_EXTRACTS)
    kinds = got.kinds.values()

    assert (got.rules.wanted, got.duties.wanted, len(got.lost)) == (44, 10, 1)
    assert got.rules.right >= 34
    assert got.rules.right / got.rules.proposed >= 0.76
    assert got.duties.right >= 8
    assert sum(tally.right for tally in kinds) >= 88
    assert sum(tally.right for tally in kinds) / sum(t.proposed for t in kinds) >= 0.87
