"""Blocks into a tree: each is placed under what is open, by its label, its markup, its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from concerns.protocols.importer.entries import PLAIN, Entry, unlabelled
from concerns.protocols.importer.front import Front
from concerns.protocols.importer.labels import Style
from concerns.protocols.importer.nodes import Node, Role, family
from concerns.protocols.importer.placing import AHEAD, place
from concerns.protocols.importer.source import Shape

# A paragraph that begins so speaks of the one before it and cannot stand alone.
_LEANS_BACK = re.compile(
    r"(?:it|its|they|their|he|she|his|her|those|however|otherwise|similarly|likewise|equally|also|"
    r"and|but|or|nor|therefore|accordingly|thus|unless|except|provided|if (?:so|not)|nb|note|"
    r"for example|examples?|(?:\w+ ){0,3}(?:this|these|such|same|above|former|latter))\b",
    re.IGNORECASE,
)

# A note at the foot, or a line to sign on.
_AT_FOOT = re.compile(
    r"[¹²³⁴-⁹]|\[\d{1,2}\]\s|(?:signed|dated?)\b.{0,60}$|.*(?:\.{6}|_{4}|…{3})", re.IGNORECASE
)


def outline(entries: list[Entry], front: Front) -> Node:
    """The tree of a document; the root itself holds no words."""
    builder = _Builder(entries, front.end)
    for n, entry in enumerate(entries):
        if n < front.end:
            if n != front.at:
                builder.opening(n, unlabelled(entry))
        else:
            builder.take(n, entry)
    return builder.root


class _Builder:
    def __init__(self, entries: list[Entry], end: int) -> None:
        """:param end: the first entry after the front."""
        self.entries = entries
        self.end = end
        self.root = Node(Role.ROOT, None)
        self.leaf = self.root
        # The last passage with a number of one level, by what is around its number.
        self.recent: dict[str, Node] = {}
        self.anchor: Node | None = None  # what a quotation that is open stands under
        self.rows_apart = False  # whether the rows of the open table are passages each
        self.starts_over = _starts_over(entries)

    @property
    def at(self) -> list[Node]:
        """What is open, outwards; inside a quotation no further than what it stands under."""
        nodes = []
        for node in self.leaf.upwards():
            nodes.append(node)
            if node is self.anchor:
                break
        return nodes

    def _later(self, n: int) -> list[Entry]:
        return self.entries[n + 1 : n + 1 + AHEAD]

    def opening(self, n: int, entry: Entry) -> None:
        if entry.block.shape is Shape.ROW:
            self._row(n, entry)
        else:
            self.leaf = self.root.add(Role.OPENING, entry)
            self.leaf.titled = entry.is_short
            self.leaf = self.root

    def take(self, n: int, entry: Entry) -> None:
        self._quote(entry)
        later = self._later(n)
        if entry.label is not None and self._labelled(n, entry, later):
            return
        entry = unlabelled(entry)
        if entry.block.shape is Shape.ROW:
            self._row(n, entry)
        elif entry.is_item:
            self._item(entry)
        elif entry.quoted:
            self.leaf = self._holder().add(Role.TEXT, entry)
        elif self._is_lead(entry, later):
            self._lead(n, entry)
        elif self._is_heading(entry, later):
            self._heading(n, entry, later)
        else:
            self._text(n, entry, later)

    def _quote(self, entry: Entry) -> None:
        if entry.quoted and self.anchor is None:
            self.anchor = self._holder()
            self.leaf = self.anchor
        elif not entry.quoted and self.anchor is not None:
            self.leaf, self.anchor = self.anchor, None

    def _holder(self) -> Node:
        """The nearest passage that unlabelled text can stand under."""
        for node in self.at:
            if node is self.anchor or node.role in (Role.ROOT, Role.HEADING):
                return node
            if node.role is Role.CLAUSE and not node.is_listed and not node.is_row:
                return node
        return self.at[-1]

    # -- with a label

    def _labelled(self, n: int, entry: Entry, later: Sequence[Entry]) -> bool:
        label = entry.label
        assert label is not None
        found = place(label, entry, self.at, later, self.recent.get(family(label)))
        if found is None:
            return False
        node = found.parent.add_labelled(entry, label, found.reading)
        node.titled = self._is_title(node, entry, later)
        if found.question and not entry.quoted:
            node.ask(found.question, found.confidence)
        if found.reading.style is Style.NUMBER and label.levels == 1 and not entry.quoted:
            self.recent[family(label)] = node
        self.leaf = node
        return True

    @staticmethod
    def _is_title(node: Node, entry: Entry, later: Sequence[Entry]) -> bool:
        """Whether the words beside a label are a title, and what follows is the clause."""
        if node.label is not None and node.label.name:
            return entry.is_short and not node.label.weak
        if entry.is_marked_heading:
            return entry.is_short
        if not entry.is_short or node.is_listed:
            return False
        if node.is_section:
            return not entry.is_lead
        after = later[0] if later else None
        return entry.is_titled and (
            after is not None and (after.label is not None or after.is_item or not entry.is_lead)
        )

    # -- without one

    def _row(self, n: int, entry: Entry) -> None:
        """Rows that say something are passages each; others are one table together."""
        table = self.leaf if self.leaf.role is Role.TABLE else None
        if table is not None and not self.rows_apart:
            table.entries.append(entry)
            return
        if table is None or table.parent is None:
            holder, rows = self._holder(), _rows(self.entries[n : n + AHEAD])
            self.rows_apart = n >= self.end and 2 * sum(row.is_telling for row in rows) >= len(rows)
        else:
            holder = table.parent
        self.leaf = holder.add(Role.TABLE, entry)
        cells = {"\t", "|"} & set(entry.block.text)
        names = self.rows_apart and table is None and entry.is_name_of_columns
        self.leaf.titled = names or not cells

    def _item(self, entry: Entry) -> None:
        level = entry.block.level or 1
        parent = None
        for node in self.at:
            if node.role is Role.ITEM and node.level >= level:
                continue
            if node.role in (Role.TEXT, Role.TABLE, Role.OPENING) and not node.entries[-1].is_lead:
                continue
            parent = node
            break
        node = (parent or self.at[-1]).add(Role.ITEM, entry)
        node.level = level
        self.leaf = node

    def _is_lead(self, entry: Entry, later: Sequence[Entry]) -> bool:
        """Words that a list follows and that lead into it, with a colon or without."""
        if entry.is_name:
            return False
        after = later[0] if later else None
        if after is None or not (after.is_item or after.label is not None):
            return False
        if after.label is not None and after.label.is_plain_number:
            return entry.is_lead and _begins_list(later)
        return entry.is_lead or (
            entry.is_short and not entry.is_titled and not entry.is_marked_heading
        )

    def _lead(self, n: int, entry: Entry) -> None:
        holder = self._holder()
        leaf = self.leaf
        if leaf.is_listed and entry.is_side_name and self._goes_on(n, leaf):
            self._heading(n, entry, self._later(n))
            return
        if holder.parent is not None and _ends_before(holder, self._later(n)):
            holder = holder.parent
        if leaf.role is Role.CLAUSE and leaf.is_listed and self._goes_on(n, leaf):
            leaf.entries.append(entry)
        elif holder.role is Role.CLAUSE and self._is_only_lead(n, holder):
            holder.entries.append(entry)
            self.leaf = holder
        else:
            self.leaf = holder.add(Role.LEAD, entry)

    def _is_only_lead(self, n: int, holder: Node) -> bool:
        """Whether a clause has one list and this leads into it; each of several stands alone."""
        if holder.children or holder.entries[-1].is_lead:
            return False
        for m in range(n + 1, min(n + 1 + AHEAD, len(self.entries))):
            other = self.entries[m]
            if (other.label and other.label.is_plain_number) or other.is_marked_heading:
                break
            if other.label is None and not other.is_item and self._is_lead(other, self._later(m)):
                return False
        return True

    def _goes_on(self, n: int, node: Node) -> bool:
        """Whether the list that a labelled item is of goes on after the n-th entry."""
        label, reading = node.label, node.reading
        if label is None or reading is None:
            return False
        for other in self._later(n):
            if other.label is None:
                if other.is_marked_heading:
                    return False
                continue
            same = other.label.wrap == label.wrap and other.label.levels == label.levels
            if same:
                return any(
                    r.style is reading.style and r.value == reading.value + 1
                    for r in other.label.readings
                )
            if other.label.is_plain_number:
                return False
        return False

    def _is_heading(self, entry: Entry, later: Sequence[Entry]) -> bool:
        if entry.is_marked_heading:
            return True
        if not entry.is_titled or not later or entry.block.shape is not Shape.PARAGRAPH:
            return False
        return not later[0].words[:1].islower() or later[0].is_item or later[0].label is not None

    def _heading(self, n: int, entry: Entry, later: Sequence[Entry]) -> None:
        if self.leaf.is_bare_name:
            self.leaf.name(entry)
            return
        rank = entry.rank
        parent = self._open_section(later)
        if parent is None:
            for node in self.at:
                outranks = node.role is Role.HEADING and node.rank < rank
                named = node.label is not None and node.label.name
                if node.role is Role.ROOT or outranks or named:
                    parent = node
                    break
        self.leaf = (parent or self.root).add(Role.HEADING, entry)
        self.leaf.rank = rank
        if rank == PLAIN:
            self.leaf.confidence = 0.8

    def _open_section(self, later: Sequence[Entry]) -> Node | None:
        """The numbered section that goes on below a heading without a number, if one does."""
        following = next(
            (e.label for e in later if e.label and e.label.is_plain_number and not e.label.weak),
            None,
        )
        if following is None or following.levels == 1:
            return None
        numbers = following.readings[0].numbers
        for node in self.at:
            section = node.reading if node.is_section else None
            if section and section.numbers == numbers[:1]:
                return node
        return None

    def _text(self, n: int, entry: Entry, later: Sequence[Entry]) -> None:
        leaf = self.leaf
        if (around := self._item_around(entry)) is not None:
            around.entries.append(entry)
            self.leaf = around
            return
        if leaf.is_listed and (entry.words[:1].islower() or self._goes_on(n, leaf)):
            leaf.entries.append(entry)
            return
        holder = self._holder()
        if holder.parent is not None and self._stands_apart(holder, entry, later):
            self.leaf = holder.parent.add(Role.TEXT, entry)
        elif self._carries_on(n, holder, entry):
            holder.entries.append(entry)
            self.leaf = holder
        else:
            self.leaf = holder.add(Role.TEXT, entry)

    def _item_around(self, entry: Entry) -> Node | None:
        """The open list item that the file itself puts a paragraph into."""
        if not entry.block.level or entry.block.shape is not Shape.PARAGRAPH:
            return None
        for node in self.at:
            block = node.entries[0].block if node.entries else None
            if block and block.shape is Shape.ITEM and block.level <= entry.block.level:
                return node
        return None

    def _stands_apart(self, holder: Node, entry: Entry, later: Sequence[Entry]) -> bool:
        """Whether a paragraph without a label is one of those the clause above is one of.

        It is where it stands in the place of a number left out, and where each heading has a short
        list of paragraphs of its own, numbered or not, unless it leans on the one before it.
        """
        label, reading = holder.label, holder.reading
        if holder.titled or holder.children or label is None or reading is None or label.name:
            return False
        if _AT_FOOT.match(entry.words):
            return True
        if entry.words[:1].islower() or holder.entries[-1].is_lead:
            return False
        if reading.style is Style.NUMBER and _leaves_out_one(holder, later):
            return True
        listed = holder.parent is not None and holder.parent.role is Role.HEADING
        if not self.starts_over or not listed or label.levels > 1:
            return False
        return not _LEANS_BACK.match(entry.words)

    def _carries_on(self, n: int, holder: Node, entry: Entry) -> bool:
        """Whether a paragraph without a label belongs to the clause above, as its further words."""
        if holder.role is not Role.CLAUSE or any(c.role is Role.LEAD for c in holder.children):
            return False
        if not holder.is_section or not holder.titled:
            return True
        # A section with a title only: one paragraph is its words, several are passages of it.
        if holder.children or len(holder.entries) > 1:
            return False
        after = self.entries[n + 1] if n + 1 < len(self.entries) else None
        return after is None or after.label is not None or after.is_item or after.is_titled


def _begins_list(later: Sequence[Entry]) -> bool:
    """Whether what follows is the first of a numbered list, and no section with clauses."""
    first = later[0].label
    after = later[1].label if len(later) > 1 else None
    if first is None or first.levels > 1 or first.readings[0].value != 1:
        return False
    return not later[0].is_marked_heading and (after is None or after.levels == 1)


def _ends_before(node: Node, later: Sequence[Entry]) -> bool:
    """Whether the numbers of a clause's list end where a new list begins with one."""
    label = node.label
    if label is None or label.levels > 1 or not label.is_plain_number or node.titled:
        return False
    if node.reading is None or not later or not _begins_list(later):
        return False
    reached, own = 0, node.reading.value
    for entry in later:
        other = entry.label
        if other is None or not other.is_plain_number or other.levels > 1:
            continue
        value = other.readings[0].value
        if value != reached + 1:
            return value != own + 1
        reached = value
    return True


def _rows(entries: list[Entry]) -> list[Entry]:
    """Those at the head that are rows of one table."""
    return list(takewhile(lambda entry: entry.block.shape is Shape.ROW, entries))


def _starts_over(entries: list[Entry]) -> bool:
    """Whether the paragraphs below each heading are numbered from one."""
    firsts = 0
    for above, entry in pairwise(entries):
        reading = entry.label.readings[0] if entry.label and not entry.label.name else None
        if reading is not None and reading.style is Style.NUMBER and reading.numbers == (1,):
            firsts += above.label is None and above.is_marked_heading
    return firsts > 1


def _leaves_out_one(node: Node, later: Sequence[Entry]) -> bool:
    """Whether the next label of a clause's list is one too high."""
    assert node.label is not None
    assert node.reading is not None
    for entry in later:
        label = entry.label
        if label is None:
            if entry.is_marked_heading:
                return False
            continue
        reading = label.readings[0]
        alike = label.levels == node.label.levels and label.wrap == node.label.wrap
        if alike and reading.style is Style.NUMBER and not reading.under:
            beside = reading.numbers[:-1] == node.reading.numbers[:-1]
            return beside and reading.value == node.reading.value + 2
    return False
