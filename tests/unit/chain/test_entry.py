"""An entry as a line, and what is no entry."""

from __future__ import annotations

import pytest

from concerns.chain import entry
from tests.unit.chain.records import an_entry


def test_a_line_is_read_as_the_entry_it_was() -> None:
    there = an_entry(4, data={"offices": ["clerk"], "was": None, "open": True})
    assert entry.from_line(there.as_line()) == there
    assert entry.from_line(there.as_line()).digest() == there.hash


@pytest.mark.parametrize("line", ["", "{", "[]", "{}", '"x"', '{"seq": 1}'])
def test_another_line_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        entry.from_line(line)


def test_every_field_is_hashed() -> None:
    there = an_entry(4)
    others = [
        an_entry(5), an_entry(4, "f" * 64), an_entry(4, council=8), an_entry(4, event=1),
        an_entry(4, linked_at="2026-06-01T11:00:00.000001Z"), an_entry(4, event_council=None),
        an_entry(4, concern=1), an_entry(4, actor=4), an_entry(4, person=1),
        an_entry(4, type="x"), an_entry(4, at="x"), an_entry(4, data={}),
    ]  # fmt: skip
    assert len({there.hash, *(other.hash for other in others)}) == 13
