"""Somebody at a browser: signs in, reads, types, presses; and examines every page on the way."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, expect

# Of the rules that pass nothing is told but that they do: that alone takes a third of the time.
WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 800}


NOBODYS = "BBBB-CCCC-DDDD"  # a reference that was never given out

# Pages examined in this run: the same page with other people's words in it is not examined twice.
_examined: set[tuple[str, ...]] = set()
_PARTICULARS = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}|\d+")


class Visitor:
    """One person at one browser.

    :param examines: run axe on every page; off where there is no JavaScript to run it with.
    """

    def __init__(self, page: Page, *, examines: bool = True) -> None:
        self.page = page
        self.examines = examines
        self.complaints: list[str] = []
        page.set_viewport_size(WIDE)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, message: ConsoleMessage) -> None:
        # A 404 that a story provokes on purpose is written to the console too.
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(message.text)

    # ------------------------------------------------------------ moving about

    def be(self, name: str, council: str) -> None:
        """Sign in as one of the demonstration's people."""
        self.open("/demo/")
        self.page.get_by_role("button", name=f"Sign in as {name}, {council}", exact=True).click()
        self.look()

    def open(self, address: str, *, status: int = 200) -> None:
        """Go to an address of the portal."""
        response = self.page.goto(address)
        assert response is not None
        assert response.status == status, (address, response.status)
        self.look()

    def follow(self, link: str) -> None:
        """Follow a link by its words."""
        self.page.get_by_role("link", name=link).first.click()
        self.look()

    def press(self, button: str) -> None:
        """Press a button by its words, or a link that looks like one."""
        self.page.get_by_role("button", name=button).first.click()
        self.look()

    # ------------------------------------------------------------ filling in

    def choose(self, *options: str) -> None:
        """Tick these radios or checkboxes."""
        for option in options:
            self.page.get_by_label(option, exact=True).check()

    def write(self, label: str, text: str) -> None:
        """Type into a field."""
        self.page.get_by_label(label).first.fill(text)

    # ------------------------------------------------------------ looking

    def look(self) -> None:
        """Examine the page, the first time: accessible, narrow enough, nothing in the console."""
        self.page.wait_for_load_state()
        where = self.page.url
        assert not self.complaints, (where, self.complaints)
        assert self.page.locator("h1").count() == 1, where
        kind = self._kind_of_page()
        if kind in _examined or not self.examines:
            return
        _examined.add(kind)
        assert self.page.title(), where
        self._examine(where)
        self.page.set_viewport_size(NARROW)
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        self.page.set_viewport_size(WIDE)
        assert wide <= NARROW["width"], f"{where} is {wide} pixels wide on a small screen"

    def _kind_of_page(self) -> tuple[str, ...]:
        """What makes a page another page: its address, its headings and its kinds of field."""
        found: list[str] = self.page.evaluate(
            "[...document.querySelectorAll('main h1, main h2, main input, main select,"
            " main textarea, main table, .govuk-error-summary')].map(e =>"
            " e.tagName + (e.type || '') + (e.tagName[0] == 'H' ? e.textContent.trim() : ''))"
        )
        path = self.page.url.split("/", 3)[3]
        return (_PARTICULARS.sub("*", path), *(_PARTICULARS.sub("*", part) for part in found))

    def _examine(self, where: str) -> None:
        results = Axe().run(self.page, options=WCAG)
        found = [
            f"{violation['id']}: {node['html'][:200]}"
            for violation in results.response["violations"]
            for node in violation["nodes"]
        ]
        assert not found, (where, found)

    def sees(self, text: str) -> None:
        """The page says so."""
        expect(self.page.locator("body")).to_contain_text(text)

    def does_not_see(self, text: str) -> None:
        """Nothing of the sort stands anywhere on the page."""
        expect(self.page.locator("body")).not_to_contain_text(text)

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text().strip()

    def finds_no_trace_of(self, reference: str, *, council: str, words: str) -> None:
        """Nothing on any page they can reach gives the concern away.

        :param council: the slug. :param words: something written in the concern.
        """
        for address in (
            "/",
            "/concerns/",
            "/queue/",
            "/queue/?list=closed",
            "/reviews/",
            f"/c/{council}/register/",
            f"/c/{council}/register/changes/",
            f"/c/{council}/protocol/",
        ):
            self.open(address)
            html = self.page.content()
            assert reference not in html, address
            assert words not in html, address
        for address in ("/queue/?reference={}", "/queue/?list=closed&reference={}"):
            assert self._answer(address, reference) == self._answer(address, NOBODYS), address
        for address in (f"/concerns/{reference}/", f"/concerns/{reference}/do/acknowledge/"):
            self.open(address, status=404)

    def _answer(self, address: str, reference: str) -> str:
        """What a page says about a reference, with the reference itself taken out."""
        self.open(address.format(reference))
        return self.page.inner_text("main").replace(reference, "")
