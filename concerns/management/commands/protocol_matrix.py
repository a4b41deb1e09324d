"""`manage.py protocol_matrix`: who gets what first, situation by situation."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from concerns.engine.explain import MATTER_WORDS
from concerns.engine.facts import Matter
from concerns.engine.plain import plain
from concerns.management.pack_command import PackCommand, code, pack
from concerns.protocols import loader
from concerns.protocols.matrix import Matrix, matrix
from concerns.protocols.matrix_table import (
    Table,
    csv_text,
    form_words,
    nature_words,
    person_words,
    table,
)


class Command(PackCommand):
    help = (
        "Prints who is the first to get each kind of matter by a council's protocol, by who raises"
        " it, whom it is about, its nature and how it is put. Every office is filled."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--csv", action="store_true", help="print CSV, for a spreadsheet")
        parser.add_argument(
            "--matter", action="append", default=[], type=code(Matter), help="only this; repeatable"
        )

    def handle(self, **options: Any) -> None:
        whole = matrix(pack(options["pack"]), loader.law(), timezone.localdate())
        matters = options["matter"] or tuple(Matter)
        whole = Matrix(
            whole.protocol, {c: a for c, a in whole.cells.items() if c.matter in matters}
        )
        if options["csv"]:
            self.stdout.write(csv_text(whole), ending="")
        elif options["json"]:
            self.print_json([plain(table(whole, matter)) for matter in matters])
        else:
            self.stdout.write("\n".join(_said(whole, table(whole, m)) for m in matters))


def _said(whole: Matrix, shown: Table) -> str:
    protocol = whole.protocol
    lines = [MATTER_WORDS[shown.matter].capitalize()]
    for row in shown.rows:
        raiser, subject = (person_words(protocol, o) for o in (row.raiser, row.subject))
        put = form_words(protocol, row.forms, shown.forms)
        lines.append(f"  {raiser}; about: {subject}; {put[0].lower()}{put[1:]}")
        for column, answer in zip(shown.columns, row.cells, strict=True):
            at = f" (clauses: {', '.join(answer.clauses)})" if answer.clauses else ""
            lines.append(f"    {nature_words(column)}: {answer.text}{at}")
    return "\n".join(lines)
