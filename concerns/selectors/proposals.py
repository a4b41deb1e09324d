"""Rules proposed from a council’s own document that nobody has decided on yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from concerns.engine.plain import unplain
from concerns.engine.protocol import Clause
from concerns.engine.protocol import Protocol as Draft
from concerns.models import Passage, Protocol
from concerns.protocols.importer.passages import DraftRule


@dataclass(frozen=True, slots=True)
class Proposal:
    """A draft of a rule. :param place: among the drafts of its passage.

    :param clause: the clause its passage became.
    """

    passage: Passage
    place: int
    draft: DraftRule
    clause: Clause

    @property
    def sentence(self) -> str:
        """The words it was read from."""
        return self.passage.text[self.draft.span.start : self.draft.span.end].strip()


def waiting(version: Protocol, protocol: Draft) -> list[Proposal]:
    """What is proposed for a version, in reading order."""
    rows = (
        Passage.objects.select_related("document")
        .filter(
            document__protocol=version,
            document__finished_at__isnull=False,
            state=Passage.State.ACCEPTED,
        )
        .exclude(proposal__rules=[])
        .order_by("document", "position")
    )
    return [found for passage in rows for found in _of_passage(passage, protocol)]


def one(version: Protocol, protocol: Draft, *, passage: int, place: int) -> Proposal | None:
    """One that is still to be decided on."""
    found = (p for p in waiting(version, protocol) if (p.passage.pk, p.place) == (passage, place))
    return next(found, None)


def _of_passage(passage: Passage, protocol: Draft) -> Iterator[Proposal]:
    clause = _clause(passage, protocol)
    if clause is None:  # the clause was left out or reworded since, and nothing can rest on it
        return
    decided = passage.proposal.get("decided", {})
    for place, plain in enumerate(passage.proposal.get("rules", ())):
        if str(place) not in decided:
            yield Proposal(passage, place, unplain(plain, DraftRule), clause)


def _clause(passage: Passage, protocol: Draft) -> Clause | None:
    """The clause a passage became: of its key, or of its key and a number, with its words."""
    for clause in protocol.clauses:
        base = clause.id == passage.key or clause.id.startswith(f"{passage.key}/")
        if base and clause.quote == passage.text:
            return clause
    return None
