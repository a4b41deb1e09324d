"""What comes next in a count, and what is odd where something else does."""

from __future__ import annotations

from collections.abc import Sequence

from concerns.protocols.importer.entries import Entry
from concerns.protocols.importer.labels import Label, Reading
from concerns.protocols.importer.nodes import Node, family


def is_counted_on(reading: Reading, later: Sequence[Entry]) -> bool:
    """Whether the next number of the same section comes later."""
    following = (*reading.numbers[:-1], reading.value + 1)
    return any(e.label is not None and e.label.readings[0].numbers == following for e in later)


def last_value(parent: Node, reading: Reading) -> int:
    """The last number already under the same section; nought if there is none."""
    for node in parent.last_labelled():
        if node.reading is None:
            continue
        numbers = node.reading.under or node.reading.numbers
        if len(numbers) == len(reading.numbers) and numbers[:-1] == reading.numbers[:-1]:
            return numbers[-1]
    return 0


def oddity(label: Label, before: int, value: int, *, first: bool) -> tuple[str, float]:
    """What is odd about a number after the one before it, and how sure it then is."""
    if value == before + 1 or not first:
        return "", 1.0
    if value == before:
        return f"The number “{label.text}” is printed twice. Which of them is meant?", 0.7
    if value < before:
        return f"The number “{label.text}” comes after a higher one. Is it right?", 0.6
    missing = "a number is" if value - before == 2 else f"{value - before - 1} numbers are"
    return f"Before “{label.text}” {missing} missing. Is anything left out?", 0.8


def is_next(last: Node, reading: Reading) -> bool:
    """Whether a reading is the next after the last label of a list."""
    return (
        last.reading is not None
        and last.reading.style is reading.style
        and last.reading.numbers[:-1] == reading.numbers[:-1]
        and last.reading.value + 1 == reading.value
    )


def following(label: Label, later: Sequence[Entry]) -> Label | None:
    """The next label of the same make."""
    for entry in later:
        other = entry.label
        if other is None:
            if entry.is_marked_heading:
                return None
        elif family(other) == family(label) and other.levels == 1 and not other.readings[0].under:
            return other
        elif other.is_plain_number and not other.weak:
            return None
    return None


def is_followed(label: Label, reading: Reading, later: Sequence[Entry]) -> bool:
    other = following(label, later)
    return other is not None and any(
        r.style is reading.style and r.value == reading.value + 1 for r in other.readings
    )


def is_all_ones(label: Label, leaf: Node, later: Sequence[Entry]) -> bool:
    """Whether every item of the list is numbered 1, as Markdown allows."""
    beside = (leaf.label, following(label, later))
    return any(
        other and other.wrap == label.wrap and other.readings[0] == label.readings[0]
        for other in beside
    )
