"""Where a label belongs: settled by the labels around it, in sequence, never by itself alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from concerns.protocols.importer.entries import Entry, is_capitals
from concerns.protocols.importer.labels import PARAGRAPHS, Label, Reading, Style
from concerns.protocols.importer.nodes import Node, Role, family
from concerns.protocols.importer.sequences import (
    following,
    is_all_ones,
    is_counted_on,
    is_followed,
    is_next,
    last_value,
    oddity,
)

_ORDER = ("part", "chapter", "section", "article", "rule", "clause", "paragraph", "para")
_TOP = ("appendix", "schedule", "annex")
AHEAD = 40  # entries looked at for the next label of a list


@dataclass(frozen=True, slots=True)
class Place:
    """:param parent: what the label belongs under. :param reading: how it is read there.
    :param question: what is odd about it, for a person. :param confidence: in place and reading."""

    parent: Node
    reading: Reading
    question: str = ""
    confidence: float = 1.0


def place(
    label: Label, entry: Entry, at: list[Node], later: Sequence[Entry], recent: Node | None = None
) -> Place | None:
    """Where a label belongs.

    :param at: what is open: the last passage, then what it is under, outwards.
    :param later: the entries that follow.
    :param recent: the last passage with a number of one level in the same brackets, wherever it
        is.
    :return: None if it is no label but words, as its neighbours show.
    """
    if label.name:
        return _named(label, at, later)
    if label.readings[0].under:
        return _joined(label, at)
    if label.readings[0].style is Style.NUMBER and label.levels > 1:
        return _decimal(label, at, later)
    if label.is_plain_number:
        return _number(label, entry, at, later, recent)
    if label.readings[0].style is Style.NUMBER and _runs_on(recent, label.readings[0], at[0]):
        return Place(_above(at), label.readings[0])
    return _listed(label, entry, at, later)


def _named(label: Label, at: list[Node], later: Sequence[Entry]) -> Place | None:
    reading = label.readings[0]
    for node in at:
        for last in node.last_labelled():
            if last.label and last.label.name == label.name:
                return Place(node, reading) if not label.weak or is_next(last, reading) else None
    if label.weak and not (reading.value == 1 and is_followed(label, reading, later)):
        return None
    if label.name not in (*_ORDER, *_TOP, "§"):
        return Place(_owner(at), reading)
    order = _order(label.name)
    for node in at:
        over = node.label and node.label.name and _order(node.label.name) < order
        heads = node.role is Role.HEADING and label.name in PARAGRAPHS
        if node.role is Role.ROOT or over or heads:
            return Place(node, reading)
    return Place(at[-1], reading)


def _order(name: str) -> int:
    return 0 if name in _TOP else _ORDER.index(name) if name in _ORDER else len(_ORDER)


def _joined(label: Label, at: list[Node]) -> Place:
    """`4.2 (a)`, which says itself what it is under."""
    under = label.readings[0].under
    for node in at:
        if _bears(node, under):
            for reading in label.readings:
                if any(is_next(last, reading) for last in node.last_labelled()):
                    return Place(node, reading)
            return Place(node, label.readings[0])
    return Place(_section(at, under), label.readings[0])


def _bears(node: Node, numbers: tuple[int, ...]) -> bool:
    reading = node.reading
    if node.role is not Role.CLAUSE or reading is None or node.label is None or node.label.name:
        return False
    if reading.style in (Style.LETTER, Style.ROMAN) and len(numbers) == 1:
        return False
    if reading.numbers == numbers and (len(numbers) > 1 or node.label.wrap in ("", ".", ":")):
        return True
    return bool(reading.under) and (*reading.under, *reading.numbers) == numbers


def _section(at: list[Node], numbers: tuple[int, ...]) -> Node:
    """The nearest passage whose number begins these numbers; else the nearest heading."""
    for length in range(len(numbers) - 1, 0, -1):
        for node in at:
            if _bears(node, numbers[:length]):
                return node
    for node in at:
        beside = node.reading if node.role is Role.CLAUSE else None
        same = (
            beside and len(beside.numbers) == len(numbers) and beside.numbers[:-1] == numbers[:-1]
        )
        if same and node.parent is not None:
            return node.parent
    for node in at:
        if node.role in (Role.HEADING, Role.ROOT) or (node.label is not None and node.label.name):
            return node
    return at[-1]


def _decimal(label: Label, at: list[Node], later: Sequence[Entry]) -> Place | None:
    """`5.1`: under `5`, wherever that is open."""
    reading = label.readings[0]
    parent = _section(at, reading.numbers)
    value, before = reading.value, last_value(parent, reading)
    known = _bears(parent, reading.numbers[:-1])
    if label.weak and not (
        value == before + 1 and (known or before or is_counted_on(reading, later))
    ):
        return None
    if label.garbled:
        meant = ".".join(map(str, (*reading.numbers[:-1], before + 1)))
        question = f"The number “{label.text}” is damaged. Is it {meant}?"
        sure = value == before + 1
        settled = Reading(Style.NUMBER, (*reading.numbers[:-1], before + 1))
        return Place(parent, settled, question, 0.6 if sure else 0.4)
    return Place(parent, reading, *oddity(label, before, value, first=known or before > 0))


def _number(
    label: Label, entry: Entry, at: list[Node], later: Sequence[Entry], recent: Node | None
) -> Place | None:
    """`5.`, `5`: a section, or an item of a numbered list inside one."""
    reading = label.readings[0]
    heading = entry.is_titled
    lists = [
        (node, last)
        for node in at
        for last in node.last_labelled()
        if last.label and family(last.label) == "" and last.label.levels == 1
    ]
    exact = [
        pair for pair in lists if pair[1].reading and pair[1].reading.value + 1 == reading.value
    ]
    same = [pair for pair in exact if pair[1].reading and pair[1].reading.style is Style.NUMBER]
    if exact:
        parent = _likeliest(same or exact, entry, later)[0]
        below = _above(at)
        # Clauses in one count go on under a heading without a number; sections stand beside it.
        inside = not heading and parent.role is Role.ROOT and below.role is Role.HEADING
        return Place(below if inside else parent, reading)
    if _runs_on(recent, reading, at[0]):
        return Place(_above(at), reading)
    first = reading.value == 1
    begins = is_followed(label, reading, later) or is_all_ones(label, at[0], later)
    if label.weak and not heading and not (first and begins):
        return None
    if first and at[0].is_listed and not _leads(at[0]) and lists and lists[0][1] is at[0]:
        # Lists that are numbered “1.” throughout, as Markdown allows.
        return Place(lists[0][0], reading, *oddity(label, 1, 1, first=True))
    if first:
        return Place(_over(entry, at) if heading and not _leads(at[0]) else _owner(at), reading)
    if lists:
        node, last = lists[-1 if heading else 0]
        before = last.reading.value if last.reading else 0
        if reading.value > before or heading:
            return Place(node, reading, *oddity(label, before, reading.value, first=True))
    parent = _over(entry, at) if heading else _owner(at)
    return Place(
        parent, reading, f"The list begins with “{label.text}”. Is anything left out?", 0.6
    )


def _runs_on(recent: Node | None, reading: Reading, leaf: Node) -> bool:
    """Whether one numbering goes on across headings that bear no number."""
    if recent is None or recent.reading is None or recent.parent is None:
        return False
    below = leaf.role in (Role.HEADING, Role.LEAD, Role.TEXT)
    follows = recent.reading.value + 1 == reading.value
    return follows and below and recent.parent.role is Role.HEADING


def _likeliest(
    lists: list[tuple[Node, Node]], entry: Entry, later: Sequence[Entry]
) -> tuple[Node, Node]:
    """Which of several open lists a number continues: the section's, or one inside a section."""
    value = reached = entry.label.readings[0].value if entry.label else 0
    for other in (
        e.label for e in later if e.label and e.label.is_plain_number and not e.label.weak
    ):
        first = other.readings[0].numbers[0]
        if other.levels > 1:
            return lists[-1 if value <= first <= reached else 0]
        if first != reached + 1:
            return lists[0]
        reached = first
    alike = [pair for pair in lists if _look(pair[1].entries[0]) == _look(entry)]
    if len(alike) == 1:
        return alike[0]
    return lists[-1 if entry.is_titled else 0]


def _look(entry: Entry) -> tuple[object, ...]:
    return (
        entry.block.shape,
        entry.block.level,
        entry.block.bold,
        is_capitals(entry.words),
        entry.is_titled,
    )


def _leads(node: Node) -> bool:
    return bool(node.entries) and node.entries[-1].is_lead


def _above(at: list[Node]) -> Node:
    """What a section belongs under: the nearest heading without a number, or a named part."""
    for node in at:
        if node.role in (Role.HEADING, Role.ROOT) or (node.label is not None and node.label.name):
            return node
    return at[-1]


def _over(entry: Entry, at: list[Node]) -> Node:
    """What a section with a title belongs under: a heading that looks higher and only groups."""
    for node in at:
        if node.role is Role.ROOT or (node.label is not None and node.label.name):
            return node
        grouping = not any(child.role is Role.TEXT for child in node.children)
        if node.role is Role.HEADING and node.rank < entry.rank and grouping:
            return node
    return at[-1]


def _owner(at: list[Node]) -> Node:
    """What a list that begins here belongs under."""
    leaf = at[0]
    if leaf.role is Role.ITEM and not _leads(leaf):
        return next(n for n in at if n.role is not Role.ITEM)
    if leaf.role in (Role.TEXT, Role.TABLE, Role.OPENING):
        return leaf.parent or leaf
    return leaf


def _listed(label: Label, entry: Entry, at: list[Node], later: Sequence[Entry]) -> Place | None:
    """`(a)`, `iv.`, `1)`: the next of an open list, or the first of a new one."""
    matches = _matches(label, at)
    firsts = [reading for reading in label.readings if reading.value == 1 and not reading.damaged]
    if matches and firsts and _begins_anew(label, matches, firsts, at, later):
        matches = []
    if label.weak and not matches:
        # A capital and a full stop may be somebody's initial.
        firsts = [r for r in firsts if entry.is_titled or is_followed(label, r, later)]
        if not firsts:
            return None
    if matches:
        return _matched(label, *matches[0])
    if firsts and not _is_inside_its_like(label, firsts, at):
        followed = [reading for reading in firsts if is_followed(label, reading, later)]
        return Place(
            _over(entry, at) if _is_top(label, entry, at) else _owner(at), (followed or firsts)[0]
        )
    return _out_of_sequence(label, at)


def _is_inside_its_like(label: Label, firsts: list[Reading], at: list[Node]) -> bool:
    """Whether a list of the same make is open: nobody puts an (a) inside an (a)."""
    return any(
        last.label is not None
        and last.reading is not None
        and family(last.label) == family(label)
        and any(last.reading.style is first.style for first in firsts)
        for node in at
        for last in node.last_labelled()
    )


def _is_top(label: Label, entry: Entry, at: list[Node]) -> bool:
    """`I. Introduction`: a section's number in letters."""
    return label.wrap == "." and entry.is_titled and not _leads(at[0]) and label.text.isupper()


def _matches(label: Label, at: list[Node]) -> list[tuple[Node, Node, Reading]]:
    """The open lists that a label continues: the likeliest first."""
    found = [
        (node, last, reading)
        for node in at
        for last in node.last_labelled()
        for reading in label.readings
        if last.label is not None and last.label.levels == 1 and is_next(last, reading)
    ]
    alike = [m for m in found if m[1].label and family(m[1].label) == family(label)]
    return sorted(alike or found, key=lambda match: match[2].damaged)


def _begins_anew(
    label: Label,
    matches: list[tuple[Node, Node, Reading]],
    firsts: list[Reading],
    at: list[Node],
    later: Sequence[Entry],
) -> bool:
    """Whether an `(i)` after `(h)` begins a list of roman numbers: what follows it shows."""
    after = following(label, later)
    if after is not None:
        on = any(
            r.style is m[2].style and r.value == m[2].value + 1
            for m in matches
            for r in after.readings
        )
        anew = any(
            r.style is first.style and r.value == 2 for first in firsts for r in after.readings
        )
        if on != anew:
            return anew
    return _leads(at[0])


def _matched(label: Label, node: Node, last: Node, reading: Reading) -> Place:
    if reading.damaged:
        meant = chr(96 + reading.value) if reading.style is Style.LETTER else str(reading.value)
        question = f"The label “{label.text}” stands where “{meant}” is due. Is it meant so?"
        return Place(node, reading, question, 0.8)
    return Place(node, reading)


def _out_of_sequence(label: Label, at: list[Node]) -> Place:
    """No list waits for this label: a list with a gap, or one that begins late."""
    for node in at:
        for last in node.last_labelled():
            if last.label is None or last.reading is None or family(last.label) != family(label):
                continue
            for reading in label.readings:
                if reading.style is last.reading.style and last.label.levels == 1:
                    odd = oddity(label, last.reading.value, reading.value, first=True)
                    return Place(node, reading, *odd)
    sure = [reading for reading in label.readings if not reading.damaged]
    question = f"The list begins with “{label.text}”. Is anything left out?"
    return Place(_owner(at), (sure or list(label.readings))[0], question, 0.6)
