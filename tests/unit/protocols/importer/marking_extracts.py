"""What was proposed for whole extracts, against what a person would make of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from concerns.protocols.importer.passages import DraftRule, DraftTarget, Passage
from concerns.protocols.importer.proposals.propose import propose
from tests.unit.protocols.importer.extracts import Extract, Says
from tests.unit.protocols.importer.marking import key, wanted
from tests.unit.protocols.importer.reading import read

Duty = tuple[str, str, str]  # of which clause, inform or consult, whom


@dataclass(slots=True)
class Tally:
    """How many there are to find, how many are proposed, and how many of those are right."""

    wanted: int = 0
    proposed: int = 0
    right: int = 0

    def add(self, wants: Iterable[object], proposes: Iterable[object]) -> None:
        wanted_, proposed_ = Counter(wants), Counter(proposes)
        self.wanted += wanted_.total()
        self.proposed += proposed_.total()
        self.right += (wanted_ & proposed_).total()

    def __str__(self) -> str:
        return f"found {self.right} of {self.wanted}, right {self.right} of {self.proposed}"


@dataclass(slots=True)
class ExtractScore:
    """:param lost: clauses that no passage answers to."""

    rules: Tally = field(default_factory=Tally)
    duties: Tally = field(default_factory=Tally)
    kinds: dict[str, Tally] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)


def score_extracts(extracts: Iterable[Extract]) -> ExtractScore:
    total = ExtractScore()
    for extract in extracts:
        found = proposed_by_clause(extract)
        for says in extract.says:
            passage = found.get(says.begins)
            if passage is None:
                total.lost.append(says.begins)
            _add(total, says, passage, found)
    return total


def _add(
    total: ExtractScore, says: Says, passage: Passage | None, found: dict[str, Passage]
) -> None:
    drafts = passage.rules if passage else ()
    total.rules.add(map(wanted, says.routes), (k for draft in drafts for k in keys(draft)))
    total.duties.add(duties_wanted(says), duties_of(passage, found) if passage else ())
    wants = set(says.kinds.split())
    proposes = {kind.value for kind in passage.kinds} if passage else set()
    for kind in wants | proposes:
        total.kinds.setdefault(kind, Tally()).add({kind} & wants, {kind} & proposes)


def keys(draft: DraftRule) -> Iterator[tuple[str, str, str, str, str]]:
    """A draft, and where it sends the matter next, as things a person would make rules of."""
    yield key(draft)
    if draft.then:
        yield key(replace(draft, to=draft.then, force=draft.then_force or draft.force))


def proposed_by_clause(extract: Extract) -> dict[str, Passage]:
    """The passage for each clause of an extract, by the clause's first words."""
    passages = propose(read(extract.words).passages)
    return {
        says.begins: passage
        for says in extract.says
        for passage in passages
        if passage.text.startswith(says.begins)
    }


def duties_wanted(says: Says) -> Iterator[Duty]:
    for words in filter(None, says.duties.split("; ")):
        kind, _, office = words.partition(" ")
        yield (says.follows or says.begins, kind, office)


def duties_of(passage: Passage, found: dict[str, Passage]) -> Iterator[Duty]:
    """What has to be told and asked, within the drafts of a passage and on its own."""
    begins = {each.id: first for first, each in found.items()}
    own = begins[passage.id]
    seen = {
        (own, kind, target.office.value)
        for draft in passage.rules
        for kind, targets in (("inform", draft.told), ("consult", draft.asked))
        for target in targets
    }
    yield from sorted(seen)
    for duty in passage.duties:
        for office in _offices(duty.who):
            if duty.kind.value in {"inform", "consult"}:
                yield (begins.get(duty.follows, "?"), duty.kind.value, office)


def _offices(targets: Iterable[DraftTarget]) -> Iterator[str]:
    yield from (target.office.value for target in targets)
