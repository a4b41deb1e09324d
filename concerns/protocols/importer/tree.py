"""The tree as passages: words, headings, ids, changes read, and what a person must settle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from concerns.protocols.importer import changes
from concerns.protocols.importer.damage import Suspicions
from concerns.protocols.importer.entries import HEADING_LENGTH, Entry, title_of
from concerns.protocols.importer.ids import Ids
from concerns.protocols.importer.nodes import Node, Role
from concerns.protocols.importer.passages import Passage
from concerns.protocols.importer.source import Mark, Remark

# “Procedure for officers: From time to time …”: a heading in the clause's own first line.
_RUN_IN = re.compile(r"([A-Z][\w’'/& -]{2,60}): (?=[A-Z])")
# A lead that says whose conduct the list is about, and so names it: “Officers must”.
_NAMES = re.compile(
    r"\bexpects?\b|\b(?:must|should|shall|will|may|to|from)(?: not)?$", re.IGNORECASE
)
_DAMAGED = 0.6  # the most that a passage can be trusted whose words are in doubt


@dataclass(frozen=True, slots=True)
class Tools:
    """What reads the words of one document."""

    changes: changes.Reader
    suspicions: Suspicions


def passages(root: Node, title: str, tools: Tools) -> tuple[tuple[Passage, ...], list[Remark]]:
    """All passages of a tree in reading order, and what is odd about their labels."""
    ids = Ids()
    found, remarks = [], []
    for node, heading in _walk(root, title):
        found.append(_passage(node, heading, ids, tools))
        remarks += [Remark("label", question, ids.of(node)) for question in node.questions]
    return tuple(found), remarks


def _walk(root: Node, title: str) -> Iterator[tuple[Node, str]]:
    """Every node before those under it, with the heading it stands under or bears."""
    stack: list[tuple[Node, str]] = [(child, title) for child in reversed(root.children)]
    running = {id(root): ""}  # the heading that a bare titled clause gives those after it
    while stack:
        node, above = stack.pop()
        parent = id(node.parent)
        own = _own_heading(node)
        if own is None:
            heading = running.get(parent) or above
        else:
            heading = own
            bare = node.role is Role.CLAUSE and node.titled and not _has_body(node)
            running[parent] = own if (bare or _parts_section(node)) and not node.children else ""
        yield node, heading
        stack.extend((child, heading) for child in reversed(node.children))


def _parts_section(node: Node) -> bool:
    """Whether it is a heading without a number between the clauses of a section."""
    within = node.parent is not None and node.parent.role is Role.CLAUSE
    return node.role is Role.HEADING and within


def _own_heading(node: Node) -> str | None:
    first = node.entries[0]
    if node.role in (Role.HEADING, Role.LEAD) or node.titled:
        return title_of(first.words)
    if _names_list(node):
        return title_of(first.words)
    if node.role in (Role.CLAUSE, Role.TEXT) and not node.is_listed and not node.quoted:
        run_in = _RUN_IN.match(first.words)
        return run_in[1] if run_in and len(run_in[1].split()) <= 6 else None
    return None


def _names_list(node: Node) -> bool:
    """Whether a clause is a lead that says whose conduct its list is about."""
    first = node.entries[0]
    if node.role is not Role.CLAUSE or node.is_listed or not (first.is_lead and node.children):
        return False
    title = title_of(first.words)
    return len(title) <= HEADING_LENGTH and bool(_NAMES.search(title))


def _has_body(node: Node) -> bool:
    return len(node.entries) > 1


def _passage(node: Node, heading: str, ids: Ids, tools: Tools) -> Passage:
    raw, marks, texts = "", list[Mark](), list[str]()
    for n, entry in enumerate(node.entries):
        words, judged = _words(entry, tools)
        shift = len(raw) + (1 if n else 0)
        raw += ("\n" if n else "") + words
        marks += [replace(m, start=m.start + shift, end=m.end + shift) for m in judged]
        if n or not (node.titled and _has_body(node)):
            texts.append(changes.readings(words, judged).replace("\t", " ").strip())
    text = "\n".join(part for part in texts if part)
    questions = list(node.questions)
    if (asked := changes.question(raw, tuple(marks))) is not None:
        questions.append(asked)
    doubts = tools.suspicions.of(text)
    questions += doubts
    sure = min((m.confidence for m in marks if m.keep is not None), default=1.0)
    if asked is not None or doubts:
        sure = min(sure, _DAMAGED)
    return Passage(
        id=ids.give(node),
        label=node.label.text if node.label else None,
        heading=heading,
        text=text,
        raw=raw,
        parent=ids.of(node.parent) or None,
        quoted=node.quoted,
        is_heading=_is_heading(node),
        marks=tuple(marks),
        confidence=min(node.confidence, sure),
        questions=tuple(questions),
    )


def _is_heading(node: Node) -> bool:
    """Whether it only names what follows."""
    if node.role in (Role.HEADING, Role.LEAD):
        return True
    return not _has_body(node) and (node.titled or _names_list(node))


def _words(entry: Entry, tools: Tools) -> tuple[str, tuple[Mark, ...]]:
    """The words of one block after its label, with its changes read."""
    text = entry.block.text
    judged = tools.changes.judge(text, entry.block.marks)
    moved = tuple(
        replace(mark, start=max(0, mark.start - entry.start), end=mark.end - entry.start)
        for mark in judged
        if mark.end > entry.start
    )
    return text[entry.start :], moved
