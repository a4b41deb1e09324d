"""A page of HTML as blocks: what a browser would show of its body, less what is around it.

Where a page says which part is its main content, only that is read.

Scripts, styles, forms, navigation, hidden elements, and headers and footers of the page are left
out. Nothing is fetched and nothing is run. The tree is walked and never recursed into, so that
depth costs nothing.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from concerns.protocols.importer.readers import html_elements as elements
from concerns.protocols.importer.readers.html_elements import Style
from concerns.protocols.importer.readers.html_page import Page
from concerns.protocols.importer.readers.html_sheet import Sheet, sheet_of
from concerns.protocols.importer.source import CannotRead, Remark, Source

_NOTHING = "The page has no words in it that could be read."
_TOO_DEEP = (
    "The page is nested more deeply than can be read. Copy its words into a new document and try "
    "again."
)


def read(text: str) -> Source:
    """:raises CannotRead: if there are no words in it, or more than can be worked with."""
    body, sheet, warnings = _parsed(text)
    body = elements.content(body)
    page = Page()
    waiting: list[tuple[Any, bool]] = [(body, False)]
    while waiting:
        element, is_over = waiting.pop()
        if is_over:
            _end(page, element)
        elif not isinstance(element.tag, str) or (element is not body and page.leaves_out(element)):
            page.text(element.tail)
        else:
            _start(page, element, sheet.style_of(element))
            page.text(element.text)
            waiting.append((element, True))
            waiting.extend((child, False) for child in reversed(element))
    blocks = page.finish()
    if not blocks:
        raise CannotRead(_TOO_DEEP if warnings else _NOTHING)
    if page.hidden:
        warnings.append(Remark("hidden", "Words that the page hides were left out."))
    warnings.extend(sheet.remarks)
    return Source("html", tuple(blocks), tuple(warnings))


def _parsed(text: str) -> tuple[Any, Sheet, list[Remark]]:
    """The body of a page and its style sheet. Broken markup is mended, much as a browser would."""
    # The text is decoded already; a declaration inside it must not decode it again.
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if _out_of_memory(parser):
            raise MemoryError from error
        raise CannotRead(_NOTHING) from error
    if _out_of_memory(parser):  # the tree then ends somewhere, and nothing says so
        raise MemoryError
    if root is None:
        raise CannotRead(_NOTHING)
    warnings = []
    if any("depth" in (entry.message or "").lower() for entry in parser.error_log):
        warnings.append(
            Remark("depth", "The page is nested more deeply than can be read, and ends there.")
        )
    body = root.find("body")
    return (root if body is None else body), sheet_of(root), warnings


def _out_of_memory(parser: Any) -> bool:
    return any(entry.type == etree.ErrorTypes.ERR_NO_MEMORY for entry in parser.error_log)


def _start(page: Page, element: Any, style: Style) -> None:
    tag = element.tag
    page.enter(element, style)
    match tag:
        case "br":
            page.words.line_break()
        case "q":
            page.text("“")
        case "pre":
            page.flush()
            page.preformatted += 1
        case "ol" | "ul" | "menu" | "dir":
            page.begin_list(element, style)
        case "li":
            page.begin_item(element, style)
        case "table":
            page.begin_table()
        case "tr":
            page.begin_row()
        case "td" | "th":
            page.begin_cell()
        case "blockquote":
            page.flush()
            page.quotes += 1
        case _ if elements.draws_a_label(style):
            page.drawing += 1
        case _ if (level := elements.heading_of(element)) > 0:
            page.flush()
            page.heading = level
        case _ if tag in elements.BLOCKS:
            page.flush()
            page.word_level = elements.word_level(style)


def _end(page: Page, element: Any) -> None:
    tag, style = element.tag, elements.style_of(element)
    match tag:
        case "br":
            pass
        case "q":
            page.text("”")
        case "pre":
            page.flush()
            page.preformatted -= 1
        case "ol" | "ul" | "menu" | "dir":
            page.end_list()
        case "li":
            page.end_item()
        case "table":
            page.end_table()
        case "td" | "th":
            page.end_cell()
        case "blockquote":
            page.flush()
            page.quotes -= 1
        case _ if elements.draws_a_label(style):
            page.drawing -= 1
        case _ if elements.heading_of(element) > 0:
            page.flush()
            page.heading = 0
        case _ if tag in elements.BLOCKS:
            page.flush()
            page.word_level = 0
    page.leave()
    page.text(element.tail)
