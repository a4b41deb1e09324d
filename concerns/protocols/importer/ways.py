"""The full way to a passage: “9.3 a)” for the item that is only labelled “a)”."""

from __future__ import annotations

import re
from collections.abc import Callable

# Numbers that say by themselves where they stand: “9.3”, “9.3.1”, “B2”, “2(b)”.
_WHOLE = re.compile(r"^\W*(?:\w{1,6}[.\-])+\w|^\W*[A-Za-z]+\d|^\W*\d+\s?\(")
_DEEPEST = 12


def way(label: str, parent: str, above: Callable[[str], tuple[str, str] | None]) -> str:
    """The labels from the top down to a passage, as a person would name it.

    :param label: as printed; an empty one gives an empty way. :param parent: the key above it.
    :param above: the label of a key and the key above that; None where there is no such passage.
    """
    parts = [label.strip()] if label.strip() else []
    while parts and not _WHOLE.match(parts[0]) and len(parts) < _DEEPEST:
        found = above(parent)
        if found is None or not found[0].strip():
            break
        parts.insert(0, found[0].strip().rstrip("."))
        parent = found[1]
    return " ".join(parts)
