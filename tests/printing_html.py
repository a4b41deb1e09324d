"""Items as a web page. An `ol` draws `1.`, `a.`, `A.`, `i.` and `I.`; other labels are typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from tests.printing_items import Item, Numbered, taken_apart

_TYPES = {
    "decimal": "1",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}


@dataclass(slots=True)
class _Open:
    depth: int
    form: str
    last: int


def html_of(items: Iterable[Item]) -> bytes:
    """A page in UTF-8 that a browser shows with the labels of the items."""
    out: list[str] = []
    lists: list[_Open] = []
    for item in items:
        drawn = _drawn(item, lists)
        if drawn is None:
            _close(out, lists, -1)
            tag = f"h{min(item.depth + 1, 6)}" if item.heading else "p"
            out.append(f"<{tag}>{escape(item.typed)}</{tag}>")
            continue
        _close(out, lists, item.depth)
        n = drawn.numbers[0]
        if lists and lists[-1].depth == item.depth and lists[-1].form != drawn.form:
            _close(out, lists, item.depth - 1)
        if lists and lists[-1].depth == item.depth:
            value = "" if n == lists[-1].last + 1 else f' value="{n}"'
            out.append(f"</li>\n<li{value}>{escape(item.text)}")
            lists[-1].last = n
        else:
            start = "" if n == 1 else f' start="{n}"'
            out.append(f'<ol type="{_TYPES[drawn.form]}"{start}>\n<li>{escape(item.text)}')
            lists.append(_Open(item.depth, drawn.form, n))
    _close(out, lists, -1)
    body = "\n".join(out)
    head = '<html lang="en-GB"><head><meta charset="utf-8"><title>Printed</title></head>'
    page = f"<!DOCTYPE html>\n{head}\n<body>\n{body}\n</body></html>\n"
    return page.encode("utf-8")


def _drawn(item: Item, lists: list[_Open]) -> Numbered | None:
    if not item.auto or item.heading or item.label is None:
        return None
    last = next((one for one in reversed(lists) if one.depth == item.depth), None)
    after_h = last is not None and last.form.endswith("Letter") and last.last == 8
    found = taken_apart(item.label, after_h=after_h)
    simple = found and found.before == "" and found.after == "." and len(found.numbers) == 1
    return found if simple else None


def _close(out: list[str], lists: list[_Open], depth: int) -> None:
    """End the lists deeper than a depth."""
    while lists and lists[-1].depth > depth:
        lists.pop()
        out.append("</li></ol>")
