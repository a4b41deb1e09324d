"""Somebody at a browser: signs in, reads, types, presses; and examines every page on the way."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, expect

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 800}


class Visitor:
    """One person at one browser.

    :param examines: run axe on every page; off where there is no JavaScript to run it with.
    """

    def __init__(self, page: Page, *, examines: bool = True) -> None:
        self.page = page
        self.examines = examines
        self.complaints: list[str] = []
        self.seen: set[str] = set()
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
        """Examine the page once: accessible, narrow enough, no complaint in the console."""
        self.page.wait_for_load_state()
        content = self.page.locator("main").inner_html()
        if content in self.seen:
            return
        self.seen.add(content)
        where = self.page.url
        assert self.page.title(), where
        assert self.page.locator("h1").count() == 1, where
        self._examine(where)
        self.page.set_viewport_size(NARROW)
        wide = self.page.evaluate("document.documentElement.scrollWidth") if self.examines else 320
        self.page.set_viewport_size(WIDE)
        assert wide <= NARROW["width"], f"{where} is {wide} pixels wide on a small screen"
        assert not self.complaints, (where, self.complaints)

    def _examine(self, where: str) -> None:
        if not self.examines:
            return
        results = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": WCAG}})
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
            f"/queue/?reference={reference}",
            "/reviews/",
            f"/c/{council}/register/",
            f"/c/{council}/protocol/",
        ):
            self.open(address)
            html = self.page.content().replace(f"reference={reference}", "")
            html = html.replace(f'value="{reference}"', "")
            assert reference not in html, address
            assert words not in html, address
        for address in (f"/concerns/{reference}/", f"/concerns/{reference}/do/acknowledge/"):
            self.open(address, status=404)
