"""How well draft rules and routing flags do against what a person made of the same document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from concerns.engine.facts import Matter
from concerns.engine.offices import KIND_OF, Kind, Office
from concerns.engine.protocol import ClauseKind, Force, Procedure, Protocol, Step, Track
from concerns.protocols.importer.passages import DraftRule, Passage


@dataclass(frozen=True, slots=True)
class Said:
    """One thing a clause says of where a matter goes, as drafts and packs are compared by.

    :param by: the kind of whoever raises it; None for anybody. :param to: the first recipient, or
        the procedure where it names nobody.
    """

    clause: str
    by: Kind | None
    about: Kind | None
    matter: Matter
    to: Office | Procedure | None
    force: Force

    def __str__(self) -> str:
        by = self.by.value if self.by else "anybody"
        about = self.about.value if self.about else "nobody named"
        to = self.to.value if self.to else "nobody"
        return f"{self.clause}: {by} about {about}, {self.matter.value}, {self.force.value} to {to}"


@dataclass(frozen=True, slots=True)
class RuleScore:
    """:param lenient: of the pack's, those found with who raises or whom it is about left open.

    :param said: what the pack says; `found`: of that, what a draft says as well.
    :param drafted: the drafts made; `right`: of them, those the pack says as well.
    """

    said: int = 0
    found: int = 0
    lenient: int = 0
    drafted: int = 0
    right: int = 0
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    def __add__(self, other: RuleScore) -> RuleScore:
        return RuleScore(
            self.said + other.said,
            self.found + other.found,
            self.lenient + other.lenient,
            self.drafted + other.drafted,
            self.right + other.right,
            (*self.missed, *other.missed),
            (*self.wrong, *other.wrong),
        )


@dataclass(frozen=True, slots=True)
class FlagScore:
    """Routing sentences that stand in a passage flagged as routing."""

    sentences: int = 0
    flagged: int = 0
    missed: tuple[str, ...] = field(default=())

    def __add__(self, other: FlagScore) -> FlagScore:
        return FlagScore(
            self.sentences + other.sentences,
            self.flagged + other.flagged,
            (*self.missed, *other.missed),
        )


def score_rules(
    passages: tuple[Passage, ...], pack: Protocol, clause_of: Mapping[str, str] | None = None
) -> RuleScore:
    """Recall and precision of the drafts of a document against its pack.

    What counts is the clause, the kinds of raiser and subject, the matter, the first recipient
    and the force. A rule of the pack is looked for in every clause a step of it rests on, and is
    found where any of them gives it; a step without a clause of its own counts for nothing.

    :param clause_of: the pack's clause for the id of a passage, where they differ.
    """
    gold = {said for step in _steps(pack) for said in step}
    groups = list(_steps(pack))
    drafts = [
        tuple(_of_draft(draft, (clause_of or {}).get(passage.id, passage.id)))
        for passage in passages
        for draft in passage.rules
    ]
    drafted = {said for draft in drafts for said in draft}
    found = [group for group in groups if group & drafted]
    lenient = [
        group
        for group in groups
        if any(_agrees(said, other) for said in group for other in drafted)
    ]
    wrong = [draft for draft in drafts if not set(draft) & gold]
    return RuleScore(
        said=len(groups),
        found=len(found),
        lenient=len(lenient),
        drafted=len(drafts),
        right=len(drafts) - len(wrong),
        missed=tuple(str(min(group, key=str)) for group in groups if group not in found),
        wrong=tuple(str(draft[0]) for draft in wrong),
    )


def _agrees(said: Said, draft: Said) -> bool:
    """The same but for a side that the draft leaves open."""
    return (
        (said.clause, said.matter, said.to, said.force)
        == (draft.clause, draft.matter, draft.to, draft.force)
        and draft.by in {None, said.by}
        and draft.about in {None, said.about}
    )


def _steps(pack: Protocol) -> Iterator[frozenset[Said]]:
    """What each step of a pack's rules says, in every clause it rests on; each once."""
    seen: set[frozenset[Said]] = set()
    for rule in pack.rules:
        when = rule.when
        sides = list(product(_kinds(when.raised_by), _kinds(when.about | when.about_any)))
        for step in rule.steps:
            group = frozenset(
                Said(citation.clause, by, about, matter, to, step.force)
                for citation in step.clauses
                for to in _ends(step)
                for by, about in sides
                for matter in _matters(step, when.matter)
            )
            if group and group not in seen:
                seen.add(group)
                yield group


def _matters(step: Step, matters: frozenset[Matter]) -> frozenset[Matter]:
    """The matters of a step: where a request is refused, the next step is an appeal as well."""
    if step.track is Track.APPEAL and Matter.ACCESS_REQUEST in matters:
        return matters | {Matter.ACCESS_APPEAL}
    return matters


def _ends(step: Step) -> list[Office | Procedure]:
    """The first recipient, and the procedure: a sentence often names only one of them."""
    found: list[Office | Procedure] = [step.to[0].office] if step.to else []
    return found + ([step.procedure] if step.procedure else [])


def _of_draft(draft: DraftRule, clause: str) -> Iterator[Said]:
    """What a draft says, for each side it covers; what comes after is a thing said as well."""
    first: Office | Procedure | None = draft.to[0].office if draft.to else draft.procedure
    ends = [(first, draft.force)]
    if draft.then:
        ends.append((draft.then[0].office, draft.then_force or draft.force))
    for by, about, end in product(_kinds(draft.raised_by), _kinds(draft.about), ends):
        yield Said(clause, by, about, draft.matter, *end)


def _kinds(offices: frozenset[Office] | tuple[Office, ...]) -> list[Kind | None]:
    kinds = sorted({KIND_OF[office] for office in offices})
    return [*kinds] if kinds else [None]


_SECTION = re.compile(r"^## (A[1-5]) ", re.MULTILINE)
_PART = re.compile(r"^### ", re.MULTILINE)
_MARKS = re.compile(r"~~|\*\*|\[([^\]]{0,80})\]\(#\)")


def routing_sentences(notes: str) -> dict[str, tuple[str, ...]]:
    """The quotations under “Routing” of each document's section of the reading notes.

    :param notes: Markdown with sections “## A1 …” to “## A5 …”. :return: by section.
    """
    parts = _SECTION.split(notes)
    found: dict[str, tuple[str, ...]] = {}
    for name, body in zip(parts[1::2], parts[2::2], strict=False):
        section = body.split("\n## ")[0]
        for part in _PART.split(section)[1:]:
            if part.startswith("Routing"):
                found[name] = tuple(
                    line[2:].strip() for line in part.splitlines() if line.startswith("> ")
                )
    return found


def routing_clauses(pack: Protocol) -> tuple[str, ...]:
    """The words of the clauses that a person said are routing."""
    return tuple(
        clause.quote
        for clause in pack.clauses
        if clause.quote and ClauseKind.ROUTING in clause.kinds
    )


def score_flags(passages: tuple[Passage, ...], sentences: tuple[str, ...]) -> FlagScore:
    """How many of the routing sentences stand in a passage flagged as routing."""
    flagged = [passage for passage in passages if ClauseKind.ROUTING in passage.kinds]
    missed = tuple(
        sentence
        for sentence in sentences
        if not any(_holds(passage, sentence) for passage in flagged)
    )
    return FlagScore(len(sentences), len(sentences) - len(missed), missed)


def _holds(passage: Passage, sentence: str) -> bool:
    """Whether a passage holds a sentence, marks aside; nine words in ten do for a damaged one."""
    wanted = _plain(sentence)
    texts = (_plain(passage.text), _plain(passage.raw))
    if any(wanted in text for text in texts):
        return True
    words = wanted.split()
    if len(words) < 6:
        return False
    return any(
        sum(word in held for word in words) >= 0.9 * len(words)
        for held in (set(text.split()) for text in texts)
    )


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub(r"\1", text).casefold().split())


def clauses_of(passages: tuple[Passage, ...], pack: Protocol) -> dict[str, str]:
    """The pack's clause for each passage that answers to one, by id, label and quotation.

    A passage and a clause answer to each other if they bear the same id or label and the passage
    holds the words quoted, or if it is the only one left that holds them.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    held = {passage.id: _plain(f"{passage.text} {passage.raw}") for passage in passages}
    for strict in (True, False):
        for clause in pack.clauses:
            if clause.id in taken:
                continue
            quote = _plain(clause.quote or "")
            for passage in passages:
                named = passage.id == clause.id or (
                    passage.label is not None and passage.label == clause.label
                )
                holds = bool(quote) and quote in held[passage.id]
                fits = (named and (holds or not quote)) if strict else holds
                if fits and passage.id not in found:
                    found[passage.id] = clause.id
                    taken.add(clause.id)
                    break
    return found


def passages_of_pack(pack: Protocol) -> tuple[Passage, ...]:
    """Passages made of a pack's own quotations, for trying proposals without a document."""
    ids = {clause.id for clause in pack.clauses}
    return tuple(
        Passage(
            id=clause.id,
            label=clause.label,
            heading=clause.heading,
            text=_MARKS.sub(r"\1", clause.quote or f"{clause.heading}:"),
            raw=clause.quote or f"{clause.heading}:",
            parent=_parent(clause.id, ids),
        )
        for clause in pack.clauses
    )


def _parent(id_: str, ids: set[str]) -> str | None:
    for mark in ("/", "."):
        above = id_.rpartition(mark)[0]
        if above in ids:
            return above
    return None
