"""What a council’s own document seems to say, and what was decided on it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from concerns.engine.plain import unplain
from concerns.engine.protocol import Clause
from concerns.engine.protocol import Protocol as Draft
from concerns.models import Passage, Protocol
from concerns.protocols.importer.passages import (
    DraftDate,
    DraftDuty,
    DraftNotice,
    DraftRule,
    DraftTime,
)

USED, SET_ASIDE = "used", "set_aside"  # what was decided
RULE, DUTY, TIME, NOTICE, DATE = ALL = ("rule", "duty", "time", "notice", "date")
_LISTS: dict[str, tuple[str, Any]] = {
    RULE: ("rules", DraftRule),
    DUTY: ("duties", DraftDuty),
    TIME: ("times", DraftTime),
    NOTICE: ("notices", DraftNotice),
    DATE: ("dates", DraftDate),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing proposed. :param what: a rule, a duty, a notice or a date of the protocol.

    :param place: among those of its kind in its passage.
    :param clause: the clause its passage became.
    :param other: the clause of another passage it hangs on: the lead line that begins a rule, or
        the one whose rule a duty, a time or a next step belongs to.
    """

    passage: Passage
    place: int
    draft: Any
    clause: Clause
    what: str = RULE
    other: Clause | None = None

    @property
    def sentence(self) -> str:
        """The words it was read from; a date alone would not tell what it is the date of."""
        if self.what == DATE:
            return self.passage.text.strip()
        return self.passage.text[self.draft.span.start : self.draft.span.end].strip()


@dataclass(frozen=True, slots=True)
class Decided:
    """:param how: used or set aside. :param by: the account; None where that was not kept."""

    how: str
    by: int | None


def waiting(
    version: Protocol, protocol: Draft, *, what: Collection[str] = (RULE,)
) -> list[Proposal]:
    """What nobody has decided on yet, in reading order. :param what: of which kinds."""
    return _proposed(version, protocol, what, None)


def set_aside(version: Protocol, protocol: Draft) -> list[Proposal]:
    """What somebody said is not so, of all kinds, in reading order."""
    return _proposed(version, protocol, ALL, SET_ASIDE)


def one(
    version: Protocol, protocol: Draft, *, passage: int, place: int, what: str = RULE
) -> Proposal | None:
    """One that is still to be decided on."""
    if what not in _LISTS:
        return None
    found = waiting(version, protocol, what=(what,))
    return next((p for p in found if (p.passage.pk, p.place) == (passage, place)), None)


def decided(version: Protocol, *, passage: int, place: int, what: str = RULE) -> Decided | None:
    """What became of one; None where nothing was decided, or there is none."""
    row = Passage.objects.filter(pk=passage, document__protocol=version).only("proposal").first()
    how = row.proposal.get("decided", {}).get(key(what, place)) if row is not None else None
    if row is None or how is None:
        return None
    return Decided(how, row.proposal.get("decided_by", {}).get(key(what, place)))


def key(what: str, place: int) -> str:
    """What a decision on a proposal is kept under, with its passage."""
    return str(place) if what == RULE else f"{what}-{place}"


def _proposed(
    version: Protocol, protocol: Draft, what: Collection[str], how: str | None
) -> list[Proposal]:
    rows = (
        Passage.objects.select_related("document")
        .defer("raw", "marks", "questions")
        .filter(
            document__protocol=version,
            document__finished_at__isnull=False,
            state=Passage.State.ACCEPTED,
        )
        .order_by("document", "position")
    )
    became = _Became(list(rows), protocol)
    return [
        found
        for passage in became.rows
        for each in what
        for found in _of_passage(passage, became, each, how)
    ]


class _Became:
    """The clause that each accepted passage became."""

    def __init__(self, rows: list[Passage], protocol: Draft) -> None:
        self.rows = rows
        self._by_quote: dict[str, list[Clause]] = {}
        for clause in protocol.clauses:
            self._by_quote.setdefault(clause.quote or "", []).append(clause)
        self._by_key = {(row.document_id, row.key): row for row in rows}

    def clause(self, passage: Passage) -> Clause | None:
        """Of its key, or of its key and a number, with its words; None if that changed since."""
        for clause in self._by_quote.get(passage.text, ()):
            if clause.id == passage.key or clause.id.startswith(f"{passage.key}/"):
                return clause
        return None

    def of_key(self, passage: Passage, key: str) -> Clause | None:
        """The clause of another passage of the same document."""
        row = self._by_key.get((passage.document_id, key))
        return self.clause(row) if row is not None else None


def _of_passage(
    passage: Passage, became: _Became, what: str, how: str | None
) -> Iterator[Proposal]:
    name, kind = _LISTS[what]
    plains = passage.proposal.get(name, ())
    clause = became.clause(passage) if plains else None
    if clause is None:  # the clause was left out or reworded since, and nothing can rest on it
        return
    decided = passage.proposal.get("decided", {})
    for place, plain in enumerate(plains):
        if decided.get(key(what, place)) == how:
            draft = unplain(plain, kind)
            hangs_on = getattr(draft, "stem", "") or getattr(draft, "follows", "")
            other = became.of_key(passage, hangs_on) if hangs_on else None
            yield Proposal(passage, place, draft, clause, what, other)
