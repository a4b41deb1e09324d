"""What a page's own style sheet strikes or makes bold.

Read are the rules of a `<style>` for an element, a class, an element of a class, or an id. Rules
that depend on where an element stands, and sheets in other files, are not; the page's warnings
say so where it may matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from concerns.protocols.importer.readers.html_elements import Style, declarations, style_of
from concerns.protocols.importer.source import Remark

_READ = ("text-decoration", "text-decoration-line", "font-weight")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_SELECTOR = re.compile(
    r"(?P<tag>[a-z][a-z0-9]*)?(?:\.(?P<cls>[\w-]+)|#(?P<id>[\w-]+))?", re.IGNORECASE
)
_LONGEST = 500_000  # characters of style sheets; what is longer is no document's own
_MOST_CLASSES = 30

_NOT_READ = Remark(
    "style",
    "The page strikes words or makes them bold by styles that could not be read. Compare it with"
    " what you see in a browser.",
)


@dataclass(slots=True)
class Sheet:
    """:param unread: a rule that strikes words or makes them bold could not be followed."""

    unread: bool = False
    _rules: dict[str, list[tuple[int, int, Style]]] = field(default_factory=dict)

    def style_of(self, element: Any) -> Style:
        """What holds for an element: the more exact rule wins, then the later, then its own."""
        found = [rule for key in _keys(element) for rule in self._rules.get(key, ())]
        if not found:
            return style_of(element)
        style: dict[str, str] = {}
        for _, _, said in sorted(found, key=lambda rule: rule[:2]):
            style.update(said)
        return {**style, **style_of(element)}

    @property
    def remarks(self) -> tuple[Remark, ...]:
        return (_NOT_READ,) if self.unread else ()

    def add(self, selectors: str, said: Style, place: int) -> None:
        for selector in selectors.split(","):
            match = _SELECTOR.fullmatch(selector.strip())
            if match is None or not selector.strip():
                # Bold by such a rule is mostly a heading's or a menu's; what is struck matters.
                self.unread = self.unread or _strikes(said)
                continue
            tag = (match["tag"] or "").lower()
            exact = (1 if tag else 0) + (10 if match["cls"] else 0) + (100 if match["id"] else 0)
            key = f"{tag}.{match['cls']}" if match["cls"] else tag
            key = f"{tag}#{match['id']}" if match["id"] else key
            self._rules.setdefault(key, []).append((exact, place, said))


def sheet_of(root: Any) -> Sheet:
    """The sheet of a page. :param root: the whole of it, its head included."""
    found = Sheet()
    text = "".join("".join(element.itertext()) for element in root.iter("style"))
    if len(text) > _LONGEST:
        found.unread = True
        return found
    for place, (selectors, body) in enumerate(_rules_in(_COMMENT.sub("", text))):
        said = {name: value for name, value in declarations(body).items() if name in _READ}
        if said:
            found.add(selectors, said, place)
    return found


def _rules_in(text: str) -> Iterator[tuple[str, str]]:
    """Each rule's selectors and declarations; those inside `@media` count as well."""
    for part in text.split("}"):
        before, _, body = part.rpartition("{")
        selectors = before.rsplit("{", 1)[-1].rsplit(";", 1)[-1].strip()
        if selectors and not selectors.startswith("@"):
            yield selectors, body


def _strikes(said: Style) -> bool:
    return "line-through" in "".join(said.values())


def _keys(element: Any) -> Iterator[str]:
    """The selectors that fit an element: `p`, `.old`, `p.old`, `#note`, `p#note`."""
    tag = str(element.tag)
    yield tag
    for name in (element.get("class") or "").split()[:_MOST_CLASSES]:
        yield f".{name}"
        yield f"{tag}.{name}"
    own = element.get("id")
    if own:
        yield f"#{own}"
        yield f"{tag}#{own}"
