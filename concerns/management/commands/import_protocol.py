"""`manage.py import_protocol`: the clauses the importer proposes for a council's document."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from concerns.management.documents import imported
from concerns.management.pack_command import PackCommand
from concerns.protocols.importer.passages import Imported, Passage
from concerns.protocols.importer.source import Mark

WIDTH = 100  # characters of a passage shown in the tree


class Command(PackCommand):
    help = (
        "Reads a council's document and prints the clauses it seems to have, as a tree. Nothing is"
        " written: what is printed is a proposal."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="the document")
        parser.add_argument("--json", action="store_true", help="print JSON, for other programs")

    def handle(self, **options: Any) -> None:
        document = imported(options["file"])
        if options["json"]:
            self.print_json(_shown(document))
        else:
            self.stdout.write("\n".join(_told(document)))


def _shown(document: Imported) -> dict[str, Any]:
    return {
        "title": document.title,
        "clauses": [_clause(passage) for passage in document.passages],
        "warnings": [
            {"code": remark.code, "text": remark.text, "at": remark.at}
            for remark in document.warnings
        ],
    }


def _clause(passage: Passage) -> dict[str, Any]:
    return {
        "id": passage.id,
        "label": passage.label,
        "heading": passage.heading,
        "text": passage.text,
        "raw": passage.raw,
        "parent": passage.parent,
        "is_heading": passage.is_heading,
        "quoted": passage.quoted,
        "marks": [_mark(mark, passage.raw) for mark in passage.marks],
        "confidence": passage.confidence,
        "questions": list(passage.questions),
        "kinds": sorted(kind.value for kind in passage.kinds),
    }


def _mark(mark: Mark, raw: str) -> dict[str, Any]:
    return {
        "start": mark.start,
        "end": mark.end,
        "text": raw[mark.start : mark.end],
        "change": mark.change.value,
        "author": mark.author,
        "on": mark.on.isoformat() if mark.on else None,
        "keep": mark.keep,
        "confidence": mark.confidence,
    }


def _told(document: Imported) -> list[str]:
    """The tree as a person reads it: indented, each passage on a line, questions below it."""
    lines = [document.title, ""] if document.title else []
    depth: dict[str | None, int] = {None: -1}
    for passage in document.passages:
        depth[passage.id] = depth.get(passage.parent, -1) + 1
        indent = "  " * depth[passage.id]
        label = f"{passage.label}  " if passage.label else ""
        quoted = " (quoted)" if passage.quoted else ""
        lines.append(f"{indent}{label}{_short(passage)}{quoted}")
        lines += [f"{indent}    ? {question}" for question in passage.questions]
    if document.warnings:
        lines += ["", *(_warned(remark.text, remark.at) for remark in document.warnings)]
    return lines


def _short(passage: Passage) -> str:
    words = " ".join(passage.text.split())
    shown = words if len(words) <= WIDTH else words[: WIDTH - 2].rsplit(" ", 1)[0] + " …"
    title = passage.heading if passage.label and not passage.is_heading else ""
    if not title or words.startswith(title) or not _is_own(passage):
        return shown
    return f"{title}: {shown}"


def _is_own(passage: Passage) -> bool:
    """Whether the heading is the passage's own and not that of a section above it."""
    return passage.raw.startswith(passage.heading) and passage.raw != passage.text


def _warned(text: str, at: str) -> str:
    return f"Note: {text} ({at})" if at else f"Note: {text}"
