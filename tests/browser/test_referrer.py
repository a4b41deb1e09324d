"""Why the referrer policy is `same-origin`: what a browser sends with a form under each."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demonstration")]

PAGE = b"<!doctype html><title>x</title><form method=post action=/sent><button>Send</button></form>"


class Site(ThreadingHTTPServer):
    """One page with a form, under the policy its address names."""

    posted: dict[str, str | None]


class Answers(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self._answer(PAGE, self.path.rpartition("/")[2])

    def do_POST(self) -> None:
        self.server.posted = {name: self.headers.get(name) for name in ("Origin", "Referer")}
        self._answer(b"<!doctype html><title>sent</title>", "same-origin")

    def _answer(self, body: bytes, policy: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Referrer-Policy", policy)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    with Site(("127.0.0.1", 0), Answers) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.mark.parametrize(
    ("policy", "origin_is_told", "page_is_told"),
    [("same-origin", True, True), ("no-referrer", False, False)],
)
def test_under_no_referrer_a_browser_does_not_say_where_a_form_came_from(
    browser: Browser, site: Site, policy: str, origin_is_told: bool, page_is_told: bool
) -> None:
    """Django refuses a form whose Origin is "null"; the page's address stays with the site."""
    address = f"http://127.0.0.1:{site.server_port}"
    page = browser.new_page()
    page.goto(f"{address}/{policy}")
    page.get_by_role("button", name="Send").click()
    page.wait_for_load_state()
    page.close()
    assert site.posted["Origin"] == (address if origin_is_told else "null")
    assert bool(site.posted["Referer"]) is page_is_told
