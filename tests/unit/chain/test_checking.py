"""What a check of the record says, in plain sentences."""

from __future__ import annotations

from dataclasses import replace

from concerns.chain.checking import Known, check
from concerns.chain.entry import Entry
from concerns.chain.heads import Heads
from tests.unit.chain.records import a_chain, an_entry


def anchored(chain: list[Entry], seq: int) -> Known:
    at = "2026-06-01T12:00:00.000000Z"
    return Known("the anchor", Heads(at, ((7, seq, str(chain[seq - 1].hash)),)))


def test_a_record_as_it_was_written_raises_no_alarm() -> None:
    chain = [*a_chain(3, council=0), *a_chain(5)]
    report = check(chain, [anchored(chain[3:], 4)])
    assert report.alarms == []
    assert (report.count, report.after) == (8, 4)  # the other chain, and one after the anchor


def test_each_fault_is_told_where_it_is() -> None:
    chain = a_chain(5)
    changed = [*chain[:2], replace(chain[2], actor=4), *chain[3:]]
    assert check(changed).alarms == ["Council 7: entry 3 was changed (event 703)."]
    cut = [*chain[:1], *chain[3:]]
    assert check(cut).alarms == ["Council 7: entries 2 to 3 are missing."]
    emptied = [replace(chain[0], type=None), *chain[1:]]
    assert check(emptied).alarms == ["Council 7: entry 1: its event, 701, is gone."]
    forged = [*chain, replace(chain[0], council=None, seq=None, event=9, hash=None)]
    assert check(forged).alarms == ["Event 9 was put into the record without a link."]
    twice = [*chain, chain[4]]
    assert check(twice).alarms == ["Council 7: entry 5 is there twice or out of its order."]
    spliced = [*chain[:2], an_entry(3, "f" * 64), *chain[3:]]
    assert "Council 7: entry 3 does not follow the one before it." in check(spliced).alarms


def test_an_event_moved_to_another_council_was_changed() -> None:
    (entry,) = a_chain(1)
    moved = replace(entry, event_council=8)
    moved = replace(moved, hash=moved.digest())  # even when hashed anew
    assert check([moved]).alarms == ["Council 7: entry 1 was changed (event 701)."]


def test_only_what_was_kept_outside_tells_of_a_cut_end_and_a_new_whole() -> None:
    chain = a_chain(5)
    assert check(chain[:3]).alarms == []
    assert check(chain[:3], [anchored(chain, 4)]).alarms == [
        "Council 7 is shorter than it was: it ends at entry 3, and the anchor holds entry 4."
    ]
    assert check([], [anchored(chain, 4)]).alarms == [
        "Council 7 is shorter than it was: it ends at entry 0, and the anchor holds entry 4."
    ]
    anew = [an_entry(1, actor=9)]
    anew += [an_entry(2, str(anew[0].hash))]
    assert check(anew).alarms == []
    assert check(anew, [anchored(chain, 2)]).alarms == [
        "Council 7: entry 2 is not the one that the anchor holds."
    ]


def test_what_was_added_after_the_last_anchor_can_be_cut_unseen() -> None:
    chain = a_chain(5)
    assert check(chain[:4], [anchored(chain, 4)]).alarms == []
