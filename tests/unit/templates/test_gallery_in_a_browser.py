"""The gallery in a real browser: accessible, narrow enough, clean under the strictest policy.

No server is needed: the page and the built files are handed to the browser as it asks for them.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.template.loader import render_to_string
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, Route, expect

from tests import chromium
from tests.browser.visitor import WCAG
from tests.unit.templates import gallery

# In the worker that has a browser open for the stories.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demonstration")]

SITE = "http://portal.test"
POLICY = "; ".join(
    f"{directive} 'self'"
    for directive in (
        "script-src",
        "style-src",
        "img-src",
        "font-src",
        "connect-src",
        "form-action",
    )
)


def rendered(*, wrong: bool) -> str:
    typed = {"when_day": "3", "when_month": "x", "when_year": "2026", "tried": "yes"}
    request = RequestFactory().get("/")
    request.user = SimpleNamespace(is_authenticated=True, name="Ada Moss")  # type: ignore[assignment]
    form = gallery.EveryField(typed, {}) if wrong else None
    return render_to_string("gallery.html", gallery.context(form), request)


def answer(route: Route) -> None:
    path = route.request.url.removeprefix(SITE).partition("?")[0]
    if path.startswith("/static/"):
        file = Path(settings.BASE_DIR, "static", path.removeprefix("/static/"))
        kind = mimetypes.guess_type(file.name)[0] or ""
        route.fulfill(body=file.read_bytes(), content_type=kind)
    else:
        headers = {"Content-Security-Policy": f"default-src 'none'; base-uri 'none'; {POLICY}"}
        body = rendered(wrong=path == "/wrong")
        route.fulfill(body=body, content_type="text/html; charset=utf-8", headers=headers)


@pytest.fixture(params=[1280, 320], ids=["wide", "narrow"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    with browser.new_context(viewport={"width": request.param, "height": 900}) as context:
        context.route("**/*", answer)
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page
        assert complaints == []


@pytest.mark.parametrize("path", ["/", "/wrong"])
def test_the_gallery_breaks_no_rule_of_accessibility(page: Page, path: str) -> None:
    page.goto(SITE + path)

    found = Axe().run(page, options=WCAG)

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", ["/", "/wrong"])
def test_the_gallery_does_not_scroll_sideways(page: Page, path: str) -> None:
    page.goto(SITE + path)

    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


def test_at_no_width_between_does_the_gallery_scroll_sideways(page: Page) -> None:
    page.goto(SITE + "/")
    wide = []
    for width in (320, 400, 640, 660, 768, 800, 990, 1010, 1100):
        page.set_viewport_size({"width": width, "height": 900})
        wide += [width] * page.evaluate("document.documentElement.scrollWidth > innerWidth")

    assert not wide


def test_a_table_is_cards_on_a_small_screen_and_a_table_to_whoever_hears_it(page: Page) -> None:
    page.goto(SITE + "/")
    narrow = page.evaluate("innerWidth") < 640
    table = page.get_by_role("table", name="Concerns")
    row = table.get_by_role("row").nth(1)
    label = row.get_by_text("Due:", exact=True)

    expect(table.get_by_role("columnheader")).to_have_count(4)
    expect(row.get_by_role("rowheader")).to_have_count(1)
    expect(row.get_by_role("cell")).to_have_count(3)
    expect(row.get_by_role("cell").last).to_have_accessible_name("4 December 2026")
    assert label.is_visible() is narrow
    assert table.evaluate("e => e.scrollWidth <= e.parentElement.clientWidth")
    page.emulate_media(media="print")
    assert not label.is_visible()


def test_a_filter_is_folded_where_it_stands_above_a_list_and_never_beside_one(page: Page) -> None:
    page.goto(SITE + "/")
    beside = page.evaluate("innerWidth") >= 1000
    fold = page.locator("summary", has_text="Filter")
    button = page.get_by_role("button", name="Apply filters")

    expect(button).to_be_visible()  # it is in use, and so it is open
    expect(page.get_by_role("heading", name="Filter", exact=True)).to_have_count(1)
    assert fold.is_visible() is not beside
    if not beside:
        fold.click()
        expect(button).to_be_hidden()
        page.set_viewport_size({"width": 1280, "height": 900})
        expect(button).to_be_visible()


def test_after_a_mistake_the_summary_has_focus_and_leads_to_each_field(page: Page) -> None:
    page.goto(SITE + "/wrong")
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    links = page.locator(".govuk-error-summary a")
    targets = [link.get_attribute("href") for link in links.all()]

    assert "#id_when_month" in targets
    for index, target in enumerate(targets):
        links.nth(index).click()
        expect(page.locator(str(target))).to_be_focused()


def test_what_an_option_reveals_is_shown_with_it_and_hidden_without_it(page: Page) -> None:
    page.goto(SITE + "/")
    revealed = page.get_by_label("Who did you speak to?")
    expect(revealed).to_be_hidden()

    page.get_by_label("Yes").first.check()

    expect(revealed).to_be_visible()


def test_none_of_these_clears_the_other_boxes(page: Page) -> None:
    page.goto(SITE + "/")
    group = page.get_by_role("group", name="What is it about?")
    group.get_by_label("Conduct").check()

    group.get_by_label("None of these").check()

    expect(group.get_by_label("Conduct")).not_to_be_checked()


def test_without_scripts_every_field_can_still_be_reached(browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        context.route("**/*", answer)
        page = context.new_page()
        page.goto(SITE + "/")
        page.get_by_label("Yes").first.check()

        expect(page.get_by_label("Who did you speak to?")).to_be_visible()
        expect(page.get_by_role("link", name="Queue")).to_be_visible()
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    quiet = ["background-networking", "component-update", "sync", "gpu"]
    flags = ["--no-sandbox", "--no-first-run", *(f"--disable-{each}" for each in quiet)]
    return browser_type_launch_args | {"args": flags, "executable_path": chromium.find()}
