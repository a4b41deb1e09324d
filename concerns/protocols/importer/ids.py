"""Ids of passages: from what is printed, or from the headings above and a count; stable.

A label gives its own id (`5.1`, `5.1.a`), so a sentence added elsewhere changes none. Only
passages without a label are counted, each under its own heading or lead.
"""

from __future__ import annotations

import re
import unicodedata

from concerns.protocols.importer.labels import Style
from concerns.protocols.importer.nodes import Node, Role

_SMALL = frozenset(
    {
        *("a", "an", "and", "are", "as", "at", "be", "by", "can", "for", "from", "in", "is", "it"),
        *("must", "of", "on", "or", "should", "shall", "term", "terms", "that", "the", "their"),
        *("they", "this", "to", "what", "when", "will", "with"),
    }
)
LONGEST = 5  # words of a heading that go into an id


class Ids:
    """Gives each passage its id, in reading order."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._of: dict[int, str] = {}
        self._counts: dict[str, int] = {}
        self._repeats: dict[str, int] = {}

    def of(self, node: Node | None) -> str:
        """The id a passage was given; empty for the root."""
        return self._of.get(id(node), "")

    def give(self, node: Node) -> str:
        """:param node: whose parent has been given its id."""
        wanted, above = self._wanted(node), self.of(node.parent)
        if wanted in self._given and above and not wanted.startswith(above):
            wanted = f"{above}/{wanted}"
        given = wanted
        while given in self._given:
            self._repeats[wanted] = self._repeats.get(wanted, 1) + 1
            given = f"{wanted}-{self._repeats[wanted]}"
        self._given.add(given)
        self._of[id(node)] = given
        return given

    def _wanted(self, node: Node) -> str:
        above = self.of(node.parent)
        match node.role:
            case Role.CLAUSE:
                return self._labelled(node, above)
            case Role.HEADING | Role.LEAD:
                part = slug(node.entries[0].words)
                return f"{above}/{part}" if above else part
            case Role.TABLE if node.titled:
                return slug(node.entries[0].words)
            case _:
                return self._counted(above or "opening")

    def _counted(self, above: str) -> str:
        self._counts[above] = self._counts.get(above, 0) + 1
        return f"{above}/{self._counts[above]}"

    def _labelled(self, node: Node, above: str) -> str:
        label, reading = node.label, node.reading
        assert label is not None
        assert reading is not None
        if label.name:
            return slug(label.text.replace("§", "section "))
        printed = re.sub(r"[^0-9A-Za-z.-]+", ".", label.text).strip(".")
        if node.quoted and node.parent is not None and node.parent.role is Role.CLAUSE:
            return f"{above}/{printed}" if printed[:1].isdigit() else f"{above}.{printed}"
        if label.levels > 1 or reading.under:
            return printed
        if reading.damaged and reading.style is Style.LETTER:
            printed = chr(96 + reading.value)
        if label.is_plain_number and node.parent is not None and _is_top(node.parent):
            return printed
        if not above:
            return printed
        inside = node.parent is not None and node.parent.role is Role.CLAUSE
        return f"{above}.{printed}" if inside and not printed[0].isdigit() else f"{above}/{printed}"


def _is_top(node: Node) -> bool:
    return node.role in (Role.ROOT, Role.HEADING) or bool(node.label and node.label.name)


def slug(text: str, most: int = LONGEST) -> str:
    """A heading as part of an id: its telling words in small letters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    telling = [word for word in words if word not in _SMALL] or words or ["part"]
    if len(telling) > most:
        # Headings of a kind often differ in their last word only: “… councillors”, “… officers”.
        telling = [*telling[: most - 1], telling[-1]]
    return "-".join(telling)
