"""The frame of every page, the components and the pages for errors."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context, Template, loader
from django.template.loader import render_to_string
from django.test import RequestFactory

from concerns.presenters.site import site
from tests.unit.templates import gallery

MARKUP = "<b>&</b>"


def request_for(path: str = "/", *, user: Any = None) -> HttpRequest:
    request = RequestFactory().get(path)
    request.user = user or SimpleNamespace(is_authenticated=False)  # type: ignore[assignment]
    return request


def page(request: HttpRequest | None = None, **context: Any) -> str:
    return render_to_string("base.html", {"nav": []} | context, request or request_for())


def drawn(source: str, request: HttpRequest | None = None, **context: Any) -> str:
    context["request"] = request or request_for()
    html: str = Template("{% load components %}" + source).render(Context(context))
    return html


def test_signing_out_is_a_button_and_offered_only_to_who_is_signed_in() -> None:
    ada = SimpleNamespace(is_authenticated=True, name="Ada Moss")

    signed_in = page(request_for(user=ada))

    assert re.search(r'<form method="post"\s+action="[^"]*logout/"', signed_in)
    assert "Ada Moss" in signed_in
    assert "Sign out" not in page()


def test_the_page_one_is_on_is_marked_in_the_navigation() -> None:
    html = page(nav=[{"text": "Queue", "href": "/queue", "current": True}])

    assert re.search(r'href="/queue"\s+aria-current="true"', html)


def test_the_demonstration_says_that_everything_is_invented() -> None:
    assert "everything here is invented" in page(demo=True)
    assert "everything here is invented" not in page(demo=False)


def test_a_council_s_page_carries_its_name() -> None:
    request = request_for()
    assert site(request)["site_name"] == "Protocol Portal"

    request.council = SimpleNamespace(name="Banbury Town Council")  # type: ignore[attr-defined]

    assert site(request)["site_name"] == "Banbury Town Council"


def test_breadcrumbs_and_a_back_link_never_stand_together() -> None:
    html = page(breadcrumbs=[{"text": "Protocol"}], back_href="/before")

    assert "govuk-breadcrumbs" in html
    assert "/before" not in html


@pytest.mark.parametrize(
    "template", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html", "503.html"]
)
def test_an_error_page_needs_neither_a_request_nor_the_database(template: str) -> None:
    html = loader.get_template(template).render()

    assert html.count("<h1") == 1
    assert "Go to" in html or "again" in html


@pytest.mark.parametrize("template", ["400.html", "403_csrf.html", "500.html", "503.html"])
def test_the_page_for_a_broken_service_asks_nothing_of_the_user(template: str) -> None:
    asked: list[str] = []

    class Broken:
        def __getattr__(self, name: str) -> Any:
            asked.append(name)
            raise AttributeError(name)

    loader.get_template(template).render(
        {"request": Broken(), "user": Broken(), "messages": Broken()}
    )

    assert asked == []


def test_no_template_has_an_inline_style_or_script_or_trusts_text() -> None:
    drawings = {"mfa/totp/activate_form.html"}  # allauth's picture of its own secret
    for path in sorted(Path(settings.BASE_DIR, "templates").rglob("*.html")):
        source = path.read_text()
        name = str(path.relative_to(Path(settings.BASE_DIR, "templates")))
        if name.startswith("emails/"):
            continue
        scripts = re.findall(r"<script(?![^>]*(?:\ssrc=|application/json))[^>]*>", source)
        assert not scripts, name
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=", source), name
        assert "|safe" not in source or name in drawings, name
        assert "autoescape off" not in source, name


def test_every_part_of_a_table_that_becomes_cards_keeps_its_role() -> None:
    roles = {
        "table": {"table"},
        "thead": {"rowgroup"},
        "tbody": {"rowgroup"},
        "tr": {"row"},
        "th": {"columnheader", "rowheader"},
        "td": {"cell"},
    }
    templates = Path(settings.BASE_DIR, "templates")
    sources = [path.read_text() for path in sorted(templates.rglob("*.html"))]
    tables = [source for source in sources if re.search(r"\bapp-table\b", source)]
    parts = [part for source in tables for part in re.findall(r"<(t[a-z]+)([^>]*)>", source)]

    assert len(tables) >= 4
    assert len(parts) > 40
    for tag, attributes in parts:
        role = re.search(r'role="(\w+)"', attributes)
        assert role is not None, (tag, attributes)
        assert role[1] in roles[tag], (tag, attributes)


def test_a_summary_row_without_an_answer_says_so() -> None:
    html = drawn('{% include "_components/summary_list.html" %}', rows=[{"key": "A", "value": ""}])

    assert "Not provided" in html


def test_a_change_link_names_what_it_changes() -> None:
    rows = [{"key": "When", "value": "Today", "href": "/w", "change": "when it happened"}]

    html = drawn('{% include "_components/summary_list.html" %}', rows=rows)

    assert re.search(r"Change<span[^>]*> when it happened</span>", html)


def test_the_words_of_a_clause_stand_as_they_are_with_their_source() -> None:
    clause = gallery.context()["clause"] | {"quote": "Stay <calm> & talk.", "lang": "cy"}

    html = drawn('{% include "_components/quote.html" %}', clause=clause)

    assert re.search(
        r"<blockquote[^>]* lang=\"cy\"[^>]*><p>Stay &lt;calm&gt; &amp; talk.</p>", html
    )
    assert "Clause 7.2, Resolving differences" in html
    assert "adopted <time" in html


def test_a_clause_without_a_number_is_called_so() -> None:
    html = drawn('{% include "_components/quote.html" %}', clause={"quote": "Be kind."})

    assert "Unnumbered clause" in html


def test_markup_in_any_component_is_shown_and_not_obeyed() -> None:
    clause = dict.fromkeys(("quote", "label", "heading", "version"), MARKUP)
    item = {"text": MARKUP, "hint": MARKUP, "href": "#", "status": MARKUP, "title": MARKUP}
    row = {"key": MARKUP, "value": MARKUP, "href": "#", "change": MARKUP}
    source = """
        {% include "_components/summary_list.html" with rows=rows %}
        {% include "_components/quote.html" %}
        {% include "_components/timeline.html" with entries=entries %}
        {% include "_components/task_list.html" %}
        {% include "_components/sub_navigation.html" %}
        {% include "_components/breadcrumbs.html" %}
        {% include "_components/tag.html" with text=text %}
        {% include "_components/warning.html" with text=text %}
        {% include "_components/notification.html" with text=text %}
        {% include "_components/empty.html" with title=text text=text link=text href="#" %}
        {% details summary=text %}{{ text }}{% enddetails %}
        {% panel title=text %}{{ text }}{% endpanel %}
        {% interruption title=text %}{{ text }}{% endinterruption %}
        {% banner title=text %}{{ text }}{% endbanner %}
        {% inset %}{{ text }}{% endinset %}
        {% sort_header text "due" %}
    """
    html = drawn(
        source,
        text=MARKUP,
        rows=[row, {"key": "K", "lines": [MARKUP]}, {"key": "K", "tag": item}],
        clause=clause,
        items=[item],
        entries=[item | {"by": MARKUP, "text": MARKUP, "quote": clause, "links": [item]}],
    )

    assert "<b>" not in html
    assert html.count("&lt;b&gt;") >= 30


def test_pages_of_a_list_keep_the_rest_of_the_address() -> None:
    listed = Paginator(range(100), 10).page(5)

    html = drawn("{% pagination page %}", request_for("/queue?list=new&page=5"), page=listed)

    assert 'href="?list=new&amp;page=6"' in html
    assert html.count("aria-current") == 1
    assert "⋯" in html


def test_one_page_needs_no_links_to_others() -> None:
    assert "<nav" not in drawn("{% pagination page %}", page=Paginator([1], 10).page(1))


@pytest.mark.parametrize(
    ("sort", "said", "following"),
    [("due", "ascending", "-due"), ("-due", "descending", "due"), ("", "none", "due")],
)
def test_a_header_says_how_the_list_is_sorted_and_turns_it_round(
    sort: str, said: str, following: str
) -> None:
    request = request_for("/queue?list=new&page=3")

    html = drawn('{% sort_header "Due" "due" %}', request, sort=sort)

    assert f'aria-sort="{said}"' in html
    assert f'href="?list=new&amp;sort={following}"' in html


def test_the_gallery_shows_every_component_that_the_guide_names() -> None:
    templates = Path(settings.BASE_DIR, "templates")
    guide = Path(settings.BASE_DIR, "docs", "look.md").read_text().partition("## Components")[2]
    sources = ("gallery.html", "base.html", "_partials/messages.html")
    shown = "".join((templates / source).read_text() for source in sources)

    included = {
        name
        for row in re.findall(r"^\| (`.*?) \|", guide, re.M)
        for name in re.findall(r"\w+", row)
    }
    tags = set(re.findall(r"{% end(\w+) %}", guide)) | {"pagination", "sort_header"}

    assert len(included) >= 10
    assert not [name for name in included if f"_components/{name}.html" not in shown]
    assert not [name for name in tags if f"{{% {name}" not in shown]
