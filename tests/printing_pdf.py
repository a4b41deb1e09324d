"""Items as a PDF, set by WeasyPrint. A label that is `auto` is drawn apart from its words."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from weasyprint import HTML

from tests.printing_items import Item

_STYLE = """
@page { size: A4; margin: 25mm; %s }
body { font: 11pt serif; margin: 0 }
p { margin: 0 0 8pt 0 }
p.drawn { display: list-item; list-style-position: outside }
h1 { font-size: 18pt } h2 { font-size: 15pt } h3, h4, h5, h6 { font-size: 13pt }
"""


def pdf_of(items: Iterable[Item], *, head: str = "", foot: str = "", style: str = "") -> bytes:
    """A PDF of as many pages as it takes.

    :param head: CSS content of the running head, as `"Anytown Council"`. :param foot: likewise, as
        `"Page " counter(page)`. :param style: more CSS.
    """
    margins = ""
    if head:
        margins += f"@top-center {{ content: {head} }} "
    if foot:
        margins += f"@bottom-center {{ content: {foot} }}"
    body = "\n".join(_one(item) for item in items)
    page = f'<html lang="en-GB"><style>{_STYLE % margins}{style}</style><body>{body}</body></html>'
    printed = HTML(string=page).write_pdf()
    assert printed is not None
    return bytes(printed)


def _one(item: Item) -> str:
    if item.heading:
        tag = f"h{min(item.depth + 1, 6)}"
        return f"<{tag}>{escape(item.typed)}</{tag}>"
    indent = f"margin-left: {item.depth * 18}pt"
    if item.auto and item.label:
        marker = item.label.replace("\\", "").replace('"', "")
        style = f"margin-left: {item.depth * 18 + 30}pt; list-style-type: '{escape(marker)}  '"
        return f'<p class="drawn" style="{style}">{escape(item.text)}</p>'
    return f'<p style="{indent}">{escape(item.typed)}</p>'
