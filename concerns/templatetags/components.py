"""The parts of pages that hold other content or have to compute something.

The plain ones are `{% include "_components/….html" with … %}`; `docs/look.md` lists them all.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.core.paginator import Page
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_block_tag
def details(content: SafeString, summary: str, open: bool = False) -> SafeString:
    """Something to open and read; closed at first."""
    return _draw("details", content=content, summary=summary, open=open)


@register.simple_block_tag
def inset(content: SafeString) -> SafeString:
    """Words set apart from the text around them."""
    return _draw("inset", content=content)


@register.simple_block_tag
def panel(content: SafeString, title: str) -> SafeString:
    """The confirmation at the end of a task; its title is the page's h1."""
    return _draw("panel", content=content, title=title)


@register.simple_block_tag
def interruption(content: SafeString, title: str) -> SafeString:
    """Stop and think. Its title is the page's h1; end it with a `govuk-panel__actions` block."""
    return _draw("interruption", content=content, title=title)


@register.simple_block_tag
def banner(content: SafeString, title: str = "Important", kind: str = "") -> SafeString:
    """A notification banner with any content. `kind="success"` announces itself."""
    return _draw("banner", content=content, title=title, kind=kind)


@register.inclusion_tag("_components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], label: str = "Pages") -> dict[str, Any]:
    """Links to the pages of a list, keeping every other part of the address."""
    return {
        "query": context["request"].GET,
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "ellipsis": page.paginator.ELLIPSIS,
        "label": label,
    }


@register.inclusion_tag("_components/sort_header.html", takes_context=True)
def sort_header(context: Context, text: str, key: str, numeric: bool = False) -> dict[str, Any]:
    """A table header that sorts by asking the server: `?sort=due`, then `?sort=-due`.

    The view says what the list is sorted by as `sort` in the context.
    """
    sort = str(context.get("sort", ""))
    return {
        "query": context["request"].GET,
        "text": text,
        "numeric": numeric,
        "direction": {key: "ascending", f"-{key}": "descending"}.get(sort, "none"),
        "next": f"-{key}" if sort == key else key,
    }


def _draw(name: str, **context: Any) -> SafeString:
    return render_to_string(f"_components/{name}.html", context)
