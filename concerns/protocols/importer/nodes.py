"""A passage while the tree is being built: what is in it, what it is under, what is under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from concerns.protocols.importer.entries import Entry
from concerns.protocols.importer.labels import Label, Reading, Style
from concerns.protocols.importer.pages import joined
from concerns.protocols.importer.source import Shape


class Role(StrEnum):
    ROOT = "root"
    HEADING = "heading"  # names what follows and bears no number
    CLAUSE = "clause"  # bears a label, a section's included
    LEAD = "lead"  # leads into a list and bears no number
    ITEM = "item"  # of a list, without a label
    TEXT = "text"  # a paragraph without a label
    TABLE = "table"
    OPENING = "opening"  # a line before the text begins


@dataclass(eq=False, slots=True)
class Node:
    """:param entries: its blocks: the first, and those that carry it on.
    :param titled: the first of them is only its title. :param reading: how its label is read.
    :param rank: of a heading: how deep, the smaller the higher. :param level: of a bullet."""

    role: Role
    parent: Node | None
    entries: list[Entry] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    label: Label | None = None
    reading: Reading | None = None
    titled: bool = False
    rank: int = 0
    level: int = 0
    confidence: float = 1.0
    questions: list[str] = field(default_factory=list)
    latest: dict[tuple[str, Style, int], Node] = field(
        default_factory=dict
    )  # last of each kind of label

    def add(self, role: Role, entry: Entry) -> Node:
        child = Node(role, self, [entry])
        self.children.append(child)
        return child

    @property
    def is_bare_name(self) -> bool:
        """`PART 2` alone on its line: its title may be on the next."""
        named = self.label is not None and bool(self.label.name)
        return named and not self.children and not any(e.words.strip() for e in self.entries)

    def name(self, entry: Entry) -> None:
        """Take the words of an entry for its title."""
        bare = self.entries[0].block
        title = joined(bare, entry.block)
        self.entries = [replace(self.entries[0], block=title, start=len(bare.text) + 1)]
        self.titled = True

    def ask(self, question: str, confidence: float) -> None:
        self.questions.append(question)
        self.confidence = min(self.confidence, confidence)

    def upwards(self) -> Iterator[Node]:
        """Itself, then what it is under, to the root."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def add_labelled(self, entry: Entry, label: Label, reading: Reading) -> Node:
        child = self.add(Role.CLAUSE, entry)
        child.label, child.reading = label, reading
        kind = (family(label), reading.style, label.levels)
        self.latest.pop(kind, None)
        self.latest[kind] = child
        return child

    def last_labelled(self) -> Iterator[Node]:
        """Of each kind of label among its children, the last, the newest first."""
        return reversed(self.latest.values())

    @property
    def quoted(self) -> bool:
        return bool(self.entries) and self.entries[0].quoted

    @property
    def is_row(self) -> bool:
        """A row of a table, which no paragraph carries on."""
        return bool(self.entries) and self.entries[0].block.shape is Shape.ROW

    @property
    def is_section(self) -> bool:
        """A clause whose number has one level and that stands above others: `5. Complaints`."""
        return (
            self.role is Role.CLAUSE
            and self.label is not None
            and self.label.levels == 1
            and self.label.wrap in ("", ".", ":")
        )

    @property
    def is_listed(self) -> bool:
        """An item of a list, with or without a label: `(a)`, `iv.`, a bullet."""
        if self.role is not Role.CLAUSE or self.label is None or self.reading is None:
            return self.role is Role.ITEM
        if self.label.levels > 1 or self.label.name or self.reading.under or self.titled:
            return False
        small = self.reading.style in (Style.LETTER, Style.ROMAN)
        return small or self.label.wrap in ("()", ")") or not _is_top(self.parent)


def _is_top(node: Node | None) -> bool:
    """Whether what stands under it is a section and no item of a list."""
    if node is None or node.role in (Role.ROOT, Role.HEADING):
        return True
    return node.label is not None and bool(node.label.name)


def family(label: Label) -> str:
    """What labels of one list have in common around their numbers; a final dot counts not."""
    return (
        "named " + label.name if label.name else "" if label.wrap in ("", ".", ":") else label.wrap
    )
