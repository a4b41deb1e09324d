"""Whether a record is still what it was: link by link, and against what was signed or remembered.

A chain alone tells of edits, deletions and insertions. It cannot tell that its end was cut off, nor
that it was written anew as a whole; for that it is held against heads kept outside the database.
What was added after the last of these can still be cut.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from concerns.chain.entry import GENESIS, NO_COUNCIL, Entry
from concerns.chain.heads import Heads


@dataclass(frozen=True, slots=True)
class Known:
    """Heads that the record must still hold. :param what: in words, as “the anchor of …”."""

    what: str
    heads: Heads


@dataclass(slots=True)
class Report:
    """What a check found. :param alarms: sentences; none if nothing is wrong.

    :param count: entries read. :param after: of them, those that no known heads cover.
    """

    alarms: list[str] = field(default_factory=list)
    count: int = 0
    after: int = 0
    heads: dict[int, tuple[int, str]] = field(default_factory=dict)

    def as_heads(self, at: str) -> Heads:
        return Heads(at, tuple((c, *self.heads[c]) for c in sorted(self.heads)))


def check(entries: Iterable[Entry], known: Iterable[Known] = ()) -> Report:
    """Check a record.

    :param entries: of each council in the order of their places; events without a link anywhere.
    :param known: what was signed or remembered, the earliest first.
    """
    report = Report()
    expected = _by_place(known)
    covered = _furthest(expected)
    for entry in entries:
        report.count += 1
        report.alarms += _entry_alarms(entry, report.heads)
        if entry.council is None or entry.seq is None:
            continue
        for what, its_hash in expected.pop((entry.council, entry.seq), {}).items():
            if its_hash != entry.hash:
                place = _place(entry.council, entry.seq)
                report.alarms.append(f"{place} is not the one that {what} holds.")
        report.after += entry.seq > covered.get(entry.council, 0)
        report.heads[entry.council] = (entry.seq, entry.hash or "")
    report.alarms += _missing(expected, report.heads)
    return report


def _entry_alarms(entry: Entry, heads: dict[int, tuple[int, str]]) -> Iterator[str]:
    if entry.council is None or entry.seq is None:
        yield f"Event {entry.event} was put into the record without a link."
        return
    place = _place(entry.council, entry.seq)
    last, last_hash = heads.get(entry.council, (0, GENESIS))
    if entry.seq > last + 1:
        yield f"{_chain(entry.council)}: entries {last + 1} to {entry.seq - 1} are missing."
    elif entry.seq <= last:
        yield f"{place} is there twice or out of its order."
    elif entry.prev_hash != last_hash:
        yield f"{place} does not follow the one before it."
    if entry.type is None:
        yield f"{place}: its event, {entry.event}, is gone."
    elif entry.digest() != entry.hash or (entry.event_council or NO_COUNCIL) != entry.council:
        yield f"{place} was changed (event {entry.event})."


Expected = dict[tuple[int, int], dict[str, str]]


def _by_place(known: Iterable[Known]) -> Expected:
    """The hashes that a place must have; where several say the same, the last that says so."""
    expected: Expected = defaultdict(dict)
    for each in known:
        for council, seq, its_hash in each.heads.links:
            there = expected[council, seq]
            for what in [what for what, same in there.items() if same == its_hash]:
                del there[what]
            there[each.what] = its_hash
    return expected


def _furthest(expected: Expected) -> dict[int, int]:
    furthest: dict[int, int] = {}
    for council, seq in expected:
        furthest[council] = max(seq, furthest.get(council, 0))
    return furthest


def _missing(expected: Expected, heads: dict[int, tuple[int, str]]) -> Iterator[str]:
    """Known places that were not met: the chain is shorter than it was. One sentence a council."""
    for council, seq in _furthest(expected).items():
        last, _ = heads.get(council, (0, GENESIS))
        if seq > last:
            what = " and ".join(expected[council, seq])
            yield (
                f"{_chain(council)} is shorter than it was: it ends at entry {last},"
                f" and {what} holds entry {seq}."
            )


def _place(council: int, seq: int) -> str:
    return f"{_chain(council)}: entry {seq}"


def _chain(council: int) -> str:
    return f"Council {council}" if council != NO_COUNCIL else "What belongs to no council"
