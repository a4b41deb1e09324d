"""What elements of HTML mean by themselves: shown or not, heading, changed, bold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import unquote

from concerns.protocols.importer.readers.words import Tracked
from concerns.protocols.importer.source import Change

BLOCKS = frozenset(
    {
        *("address", "article", "aside", "body", "caption", "center", "dd", "details", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"),
        *("h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "main", "nav", "p"),
        *("section", "summary", "tbody", "tfoot", "thead", "tr"),
    }
)
_NEVER = frozenset(
    {
        *("script", "style", "template", "noscript", "nav", "head", "title", "iframe"),
        *("object", "embed", "applet", "svg", "canvas", "audio", "video", "map", "select"),
        *("button", "input", "textarea", "datalist", "dialog", "frameset", "noframes"),
    }
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt")
_AROUND = frozenset({"breadcrumb", "breadcrumbs", "govuk-breadcrumbs", "pagination", "skip-link"})
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search"})
_WORD_ASIDES = frozenset({"header", "footer", "comment-list", "comment"})

Style = Mapping[str, str]


def style_of(element: Any) -> Style:
    """The declarations of its `style` attribute."""
    text = element.get("style")
    return declarations(text) if text else {}


def declarations(text: str) -> dict[str, str]:
    """What a `style` attribute, or the body of a rule, declares."""
    pairs = (declaration.partition(":") for declaration in text.lower().split(";"))
    return {
        name.strip(): value.removesuffix("!important").strip() for name, _, value in pairs if value
    }


def left_out(element: Any) -> bool:
    """Whether it is around the document and not in it."""
    if element.tag == "button" and next(element.iterancestors(*_HEADINGS), None) is not None:
        return False  # the heading of a part that opens and closes
    if element.tag in _NEVER or element.get("role") in _ROLES:
        return True
    if set((element.get("class") or "").lower().split()) & _AROUND:
        return True
    if element.tag in ("header", "footer"):
        # those of an article hold its title; those of the page its banner and its small print
        return next(element.iterancestors("main", "article"), None) is None
    if (element.get("class") or "").startswith("MsoToc"):
        return True
    return style_of(element).get("mso-element") in _WORD_ASIDES


def content(body: Any) -> Any:
    """The part of a page that it calls its main content; the whole where it says of none, of
    several, or of one that holds little of what is there."""
    mains = [e for e in body.iter() if e.tag == "main" or e.get("role") == "main"]
    if len(mains) != 1:
        return body
    held, whole = (sum(map(len, e.itertext())) for e in (mains[0], body))
    return mains[0] if held * 2 >= whole else body


def is_hidden(element: Any) -> bool:
    """Whether a browser would not show it."""
    if element.get("hidden") is not None:
        return True
    style = style_of(element)
    return (
        style.get("display", "").startswith("none")
        or style.get("visibility", "").startswith("hidden")
        or style.get("mso-hide", "").startswith("all")
    )


def heading_of(element: Any) -> int:
    """The level of a heading from 1, or 0."""
    if re.fullmatch(r"h[1-6]", element.tag):
        return int(element.tag[1])
    if element.get("role") == "heading":
        level = element.get("aria-level") or "2"
        return int(level) if re.fullmatch(r"[1-9]", level) else 2
    return 1 if element.get("class") == "MsoTitle" else 0


def change_of(element: Any, style: Style, inside: Tracked | None) -> Tracked | None:
    """The change its words are marked with. What is deleted stays so, whatever is in it."""
    if inside is not None and inside.change is Change.DELETED:
        return inside
    if element.tag == "del":
        return _tracked(Change.DELETED, element)
    if element.tag == "ins":
        return _tracked(Change.INSERTED, element)
    decoration = style.get("text-decoration", "") + style.get("text-decoration-line", "")
    if element.tag in ("s", "strike") or "line-through" in decoration:
        return Tracked(Change.UNSURE)
    return inside


def _tracked(change: Change, element: Any) -> Tracked:
    cite = element.get("cite") or ""
    # how Word writes the author of a change
    author = unquote(cite[len("mailto:") :]) if cite.lower().startswith("mailto:") else None
    try:
        on = date.fromisoformat((element.get("datetime") or "")[:10])
    except ValueError:
        on = None
    return Tracked(change, author or None, on)


def is_bold(element: Any, style: Style, inside: bool) -> bool:
    weight = style.get("font-weight", "")
    if weight:
        return weight in ("bold", "bolder") or (weight.isdigit() and int(weight[:5]) >= 600)
    return inside or element.tag in ("b", "strong", "dt", "th")


def draws_a_label(style: Style) -> bool:
    """Word writes the number of a list item into a span that it marks so."""
    return style.get("mso-list", "").startswith("ignore")


def word_level(style: Style) -> int:
    """The depth of a paragraph that Word has in a list, from 1; else 0."""
    match = re.search(r"\blevel([1-9])\b", style.get("mso-list", ""))
    return int(match[1]) if match else 0
