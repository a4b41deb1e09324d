"""`manage.py compare_protocols`: what changed from one version to another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from concerns.engine.explain import MATTER_WORDS
from concerns.engine.plain import plain
from concerns.engine.protocol import Protocol
from concerns.management.pack_command import PackCommand, pack
from concerns.protocols import loader
from concerns.protocols.comparing import Comparison, compare
from concerns.protocols.comparing_cells import NO_SUCH, Moved, naming
from concerns.protocols.comparing_clauses import Change, ClauseChange
from concerns.protocols.comparing_rules import RuleChange
from concerns.protocols.comparing_words import Fate, Piece
from concerns.protocols.matrix import Answer
from concerns.protocols.matrix_lines import any_of, natures_words
from concerns.protocols.matrix_table import form_words

_SIGNS = {Fate.KEPT: "{}", Fate.REMOVED: "[-{}-]", Fate.ADDED: "[+{}+]"}


class Command(PackCommand):
    help = (
        "Prints what changed from one version of a protocol to another: clauses word by word,"
        " rules part by part, offices, and the situations in which somebody else gets it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("other", metavar="PACK", help="the later version, named likewise")

    def handle(self, **options: Any) -> None:
        before, after = pack(options["pack"]), pack(options["other"])
        found = compare(before, after, loader.law(), timezone.localdate())
        if options["json"]:
            self.print_json(plain(found))
        else:
            self.stdout.write("\n".join(_said(found, before, after)))


def _said(found: Comparison, before: Protocol, after: Protocol) -> Iterator[str]:
    yield f"From {before.title} ({found.before}) to {after.title} ({found.after})"
    if found.nothing:
        yield "Nothing changed."
    for detail in found.details:
        yield f"{detail.what}: {detail.before or 'nothing'}, now {detail.after or 'nothing'}"
    for clause in found.clauses:
        if clause.change is not Change.SAME:
            yield from _clause(clause)
    for rule in found.rules:
        if rule.change is not Change.SAME:
            yield from _rule(rule)
    for office in found.offices:
        if office.change is not Change.SAME:
            was, now = office.before or "not there", office.after or "not there"
            yield f"Office {office.office} {office.change}: {was}, now {now}"
    named = naming(before, after)
    for each in found.moved:
        yield from _moved(each, named)


def _clause(clause: ClauseChange) -> Iterator[str]:
    here = clause.after or clause.before
    yield f"Clause {here.id if here else ''} {clause.change}: {_pieces(clause.heading)}"
    if clause.change is not Change.MOVED:
        yield f"  {_pieces(clause.words)}"
        if clause.summary != clause.words and any(p.fate is not Fate.KEPT for p in clause.summary):
            yield f"  In our words: {_pieces(clause.summary)}"
    yield from (f"  {mark}" for mark in clause.marks)


def _pieces(pieces: tuple[Piece, ...]) -> str:
    return " ".join(_SIGNS[piece.fate].format(piece.words) for piece in pieces)


def _rule(rule: RuleChange) -> Iterator[str]:
    yield f"Rule {rule.after or rule.before} {rule.change}: {rule.summary}"
    for part in rule.parts:
        yield from (f"  {part.part}: - {text}" for text in part.before)
        yield from (f"  {part.part}: + {text}" for text in part.after)


def _moved(each: Moved, named: Protocol) -> Iterator[str]:
    raisers, subjects = any_of(named, each.raisers), any_of(named, each.subjects)
    put = form_words(named, each.forms, each.forms_among)
    natures = natures_words(each.natures, each.natures_among)
    what = MATTER_WORDS[each.matter].capitalize()
    yield f"{what}; raised by {raisers}; about {subjects}; {put}; {natures} ({each.size})"
    yield f"  - {_answer(each.before)}"
    yield f"  + {_answer(each.after)}"


def _answer(answer: Answer | None) -> str:
    if answer is None:
        return NO_SUCH
    return f"{answer.text} ({', '.join(answer.clauses)})" if answer.clauses else answer.text
