"""`manage.py import_score`: how well the importer does on documents whose packs a person made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from concerns.engine.protocol import ClauseKind
from concerns.management.documents import imported
from concerns.management.pack_command import PackCommand, pack
from concerns.protocols.importer.proposals.propose import propose
from concerns.protocols.importer.score import structure
from concerns.protocols.importer.score_kinds import KindScore, score_kinds
from concerns.protocols.importer.score_rules import (
    FlagScore,
    RuleScore,
    clauses_of,
    routing_clauses,
    routing_sentences,
    score_flags,
    score_rules,
)

# The five documents lie beside the checkout, never in it (design section 3).
SHARED = Path(settings.BASE_DIR).parent / "shared"
FIVE = (
    ("banbury-town-council.txt", "banbury", "A1"),
    ("farnham-town-council.txt", "farnham", "A2"),
    ("langport-town-council.txt", "langport", "A3"),
    ("district-council-draft-2008.txt", "district-draft", "A4"),
    ("rushcliffe-borough-council.txt", "rushcliffe", "A5"),
)


@dataclass(frozen=True, slots=True)
class Scored:
    """One document's score. :param flags: None where nobody wrote its routing sentences down."""

    name: str
    clauses: int
    split: int
    lost: tuple[str, ...]
    rules: RuleScore
    flags: FlagScore | None
    kinds: dict[ClauseKind, KindScore]


class Command(PackCommand):
    help = (
        "Imports documents and compares what is proposed with the packs a person made of them:"
        " clauses found, routing sentences flagged, draft rules and kinds of clause found and"
        " right."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "pairs",
            nargs="*",
            metavar="FILE PACK",
            help="a document and its pack, and so on; left out: the five of ../shared/protocols",
        )
        parser.add_argument("--misses", action="store_true", help="print each miss as well")

    def handle(self, **options: Any) -> None:
        pairs = options["pairs"]
        scores = _given(pairs) if pairs else self._five()
        if not scores:
            return
        self._table(scores)
        self._kinds(scores)
        if options["misses"]:
            self._misses(scores)

    def _five(self) -> list[Scored]:
        """The five documents, each left out with a sentence where it is absent."""
        notes = SHARED / "routing.md"
        said = routing_sentences(notes.read_text(encoding="utf-8")) if notes.is_file() else {}
        if not said:
            self.stdout.write(f"There is no {notes}, so routing sentences are not counted.")
        found = []
        for name, council, section in FIVE:
            path = SHARED / "protocols" / name
            if path.is_file():
                found.append(_score(path, council, said.get(section)))
            else:
                self.stdout.write(f"There is no {path}, so {council} is left out.")
        return found

    def _table(self, scores: list[Scored]) -> None:
        self.stdout.write(
            f"{'document':<18}{'clauses':>16}{'flagged':>10}{'rules found':>16}"
            f"{'side left open':>16}{'drafts right':>16}"
        )
        for scored in scores:
            self._row(scored.name, scored.split, scored.clauses, scored.flags, scored.rules)
        if len(scores) > 1:
            flags = [scored.flags for scored in scores if scored.flags is not None]
            self._row(
                "in all",
                sum(scored.split for scored in scores),
                sum(scored.clauses for scored in scores),
                sum(flags, FlagScore()) if flags else None,
                sum((scored.rules for scored in scores), RuleScore()),
            )

    def _row(
        self, name: str, split: int, clauses: int, flags: FlagScore | None, rules: RuleScore
    ) -> None:
        flagged = "-" if flags is None else f"{flags.flagged} of {flags.sentences}"
        self.stdout.write(
            f"{name:<18}{_share(split, clauses):>16}{flagged:>10}"
            f"{_share(rules.found, rules.said):>16}"
            f"{_share(rules.lenient, rules.said):>16}{_share(rules.right, rules.drafted):>16}"
        )

    def _kinds(self, scores: list[Scored]) -> None:
        """Over all the documents, since one has only a clause or two of most kinds."""
        self.stdout.write(f"\n{'kind of clause':<18}{'found':>16}{'right':>16}")
        for kind in ClauseKind:
            score = sum((scored.kinds[kind] for scored in scores), KindScore())
            found = _share(score.right, score.said)
            right = _share(score.right, score.proposed)
            self.stdout.write(f"{kind.value:<18}{found:>16}{right:>16}")

    def _misses(self, scores: list[Scored]) -> None:
        for scored in scores:
            lines = [
                *(f"clause not found: {miss}" for miss in scored.lost),
                *(f"not flagged: {miss}" for miss in (scored.flags or FlagScore()).missed),
                *(f"rule not found: {miss}" for miss in scored.rules.missed),
                *(f"draft the pack has not: {wrong}" for wrong in scored.rules.wrong),
            ]
            for line in lines:
                self.stdout.write(f"{scored.name}: {line}")


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} {100 * part / whole:.0f}%" if whole else "-"


def _given(pairs: list[str]) -> list[Scored]:
    if len(pairs) % 2:
        raise CommandError("Give each document its pack: FILE PACK, FILE PACK and so on.")
    return [
        _score(Path(file), council, routing_clauses(pack(council)))
        for file, council in zip(pairs[::2], pairs[1::2], strict=True)
    ]


def _score(path: Path, council: str, routing: tuple[str, ...] | None) -> Scored:
    protocol = pack(council)
    document = imported(str(path))
    passages = propose(document.passages)
    found = structure(document, protocol)
    clause_of = clauses_of(passages, protocol)
    return Scored(
        name=protocol.council,
        clauses=found.of,
        split=found.found,
        lost=tuple(f"{miss.clause} ({miss.why})" for miss in found.misses),
        rules=score_rules(passages, protocol, clause_of),
        flags=None if routing is None else score_flags(passages, routing),
        kinds=score_kinds(passages, protocol, clause_of),
    )
