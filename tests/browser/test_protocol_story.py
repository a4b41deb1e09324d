"""A council brings its own protocol: from its Word document to a concern that goes by it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone

from tests.browser.filing import Answers, answer_all, begin, send
from tests.browser.visitor import Visitor
from tests.unit.protocols.importer.readers.word import deleted, docx_with, inserted, p, r

# One demonstration serves them all, so they run in one worker.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demonstration")]

COUNCIL = "Tidemere Town Council"
AT = "/c/tidemere-town-council/protocols/"
STRUCK = "<w:strike/>"  # by hand, so that nobody knows whether it is old or new

DOCUMENT = docx_with(
    "".join(
        [
            p(r("Protocol on Councillor and Officer Relations")),
            p(r("1 Purpose")),
            p(r("1.1 This protocol is about how councillors and officers work together.")),
            p(r(f"1.2 It is published at https://www.example.org/{'councillors' * 20}.")),
            p(r("2 Raising a concern")),
            p(
                r("2.1 A councillor who is dissatisfied with the conduct of an officer should"),
                r(" raise the matter with the "),
                deleted("Town Manager"),
                inserted("Clerk"),
                r("."),
            ),
            p(
                r("2.2 Where the officer concerned is the Clerk, the matter should be raised with"),
                r(" the Chair of the Council."),
            ),
            p(
                r("2.3 An officer who has a concern about the conduct of a councillor should"),
                r(" report it to the Clerk"),
                r(" in confidence", STRUCK),
                r("."),
            ),
        ]
    )
)
CLAUSE = "A councillor who is dissatisfied with the conduct of an officer should raise the matter"


def test_a_council_brings_its_own_protocol(visitor: Callable[..., Visitor], tmp_path: Path) -> None:
    file = tmp_path / "ours.docx"
    file.write_bytes(DOCUMENT)
    clerk = visitor()
    _make_the_council(clerk)
    clerk.be("Morwenna Tull", COUNCIL)

    _read_the_document(clerk, file)
    _write_three_rules(clerk)
    _mend_what_is_found(clerk)
    _try_it(clerk)
    clerk.follow("It is ready")
    clerk.press("Yes, it is ready")
    clerk.sees("says that this version is ready")
    second = visitor()
    second.be("Jonas Abara", COUNCIL)
    _put_in_force(second, "2026-05")

    raiser = visitor()
    raiser.be("Felix Oduya", COUNCIL)
    begin(raiser, "tidemere-town-council")
    answer_all(
        raiser,
        Answers(kind="An officer", person="Greer Dalby", what="Nobody answered me for weeks."),
    )
    raiser.sees("Your concern goes to Morwenna Tull")
    raiser.sees(f"{CLAUSE} with the Clerk.")
    reference = send(raiser)

    _begin_from_the_one_in_force(clerk)
    clerk.follow("It is ready")
    clerk.press("Yes, it is ready")
    _put_in_force(second, "2026-06")
    raiser.open(f"/concerns/{reference}/route/")
    raiser.sees("Clause 2.1")
    raiser.open("/c/tidemere-town-council/protocol/2026-05/")
    raiser.sees("no longer in force")


def _make_the_council(visitor: Visitor) -> None:
    visitor.open("/demo/council/")
    visitor.press("Make this council")
    visitor.sees("There is a problem")
    visitor.write("What is the council called?", COUNCIL)
    visitor.choose("England", "A town, parish or community council")
    visitor.press("Make this council")
    visitor.sees(f"{COUNCIL} is made")


def _read_the_document(clerk: Visitor, file: Path) -> None:
    clerk.open(AT)
    clerk.follow("Begin a new version")
    clerk.page.get_by_label("Our own document").check()
    clerk.write("Name of the version", "2026-05")
    clerk.press("Continue")
    clerk.page.set_input_files("input[type=file]", file)
    clerk.press("Read it")
    clerk.sees("passages were found")
    clerk.follow("that leave no question")
    clerk.press("Accept them")
    clerk.follow("Look at the next one")
    asked = False  # after the passages that leave no question and carry marked changes
    for _ in range(9):
        if "/passages/" not in clerk.page.url:
            break
        asked |= clerk.page.get_by_text("What you have to settle").count() > 0
        if "in confidence" in clerk.page.locator("textarea").first.input_value():
            text = clerk.page.locator("textarea").first.input_value()
            clerk.page.locator("textarea").first.fill(text.replace(" in confidence", ""))
        clerk.press("Accept as a clause")
    assert asked
    clerk.follow("Make clauses of them")
    clerk.press("Make them clauses")
    clerk.sees(f"{CLAUSE} with the Clerk.")
    clerk.does_not_see("Town Manager")
    clerk.does_not_see("in confidence")
    clerk.open(_hub(clerk))


def _hub(visitor: Visitor) -> str:
    found = re.search(r"/c/[\w-]+/protocols/\d+/", visitor.page.url)
    assert found, visitor.page.url
    return found[0]


def _write_three_rules(clerk: Visitor) -> None:
    hub = _hub(clerk)
    for raised_by, about, to, label in (
        ("councillor", "officer", "clerk", "2.1"),
        ("councillor", "clerk", "chair", "2.2"),
        ("officer", "councillor", "clerk", "2.3"),
    ):
        clerk.open(f"{hub}rules/add/")
        page = clerk.page
        page.select_option("#id_raised_by", raised_by)
        page.select_option("#id_about", about)
        page.select_option("#id_to_1", to)
        clerk.press("Save")
        clerk.sees("This cannot be saved without one")
        option = page.locator("#id_clause_1 option").filter(has_text=re.compile(f"^{label}")).first
        page.select_option("#id_clause_1", option.get_attribute("value"))
        clerk.press("Save")
        if label == "2.2":
            clerk.sees("which would otherwise have answered first")
    clerk.open(f"{hub}rules/")
    assert clerk.page.locator(".govuk-summary-card").count() == 3


def _mend_what_is_found(clerk: Visitor) -> None:
    """Below the rule about every officer, the one about the Clerk is never used."""
    hub = _hub(clerk)
    clerk.open(f"{hub}rules/")
    clerk.page.locator(".govuk-summary-card").nth(0).get_by_role("button", name="Move down").click()
    clerk.look()
    clerk.open(f"{hub}checks/")
    clerk.sees("is never used")
    clerk.open(f"{hub}rules/")
    clerk.page.locator(".govuk-summary-card").nth(1).get_by_role("button", name="Move up").click()
    clerk.look()
    clerk.open(f"{hub}checks/")
    clerk.does_not_see("is never used")
    clerk.open(hub)
    clerk.sees("Nothing that stops it")


def _try_it(clerk: Visitor) -> None:
    hub = _hub(clerk)
    clerk.open(f"{hub}try/")
    clerk.page.select_option("#id_raised_by", "councillor")
    clerk.page.select_option("#id_about_1", "clerk")
    clerk.press("See where it goes")
    clerk.sees("Chair of the Council")
    clerk.open(f"{hub}coverage/")
    clerk.sees("The protocol does not say")
    clerk.open(f"{hub}pictures/")
    assert clerk.page.locator(".app-picture").count() == 4
    clerk.open(hub)


def _put_in_force(second: Visitor, version: str) -> None:
    second.open(AT)
    second.page.get_by_role("link", name=f"Open version {version}").click()
    second.look()
    second.follow("Put this version in force")
    today = timezone.localdate()
    for name in ("adopted_on", "in_force_from"):
        for part in ("day", "month", "year"):
            second.page.locator(f"#id_{name}_{part}").fill(str(getattr(today, part)))
    second.write("Where is that minuted?", "Full Council, item 9")
    second.press("Put it in force")
    second.sees(f"Version {version} is in force from")


def _begin_from_the_one_in_force(clerk: Visitor) -> None:
    clerk.open(AT)
    clerk.follow("Begin a new version")
    clerk.page.get_by_label("The version in force now").check()
    clerk.write("Name of the version", "2026-06")
    clerk.press("Continue")
    hub = _hub(clerk)
    clerk.open(f"{hub}compare/")
    clerk.sees("The two versions say the same")
    clerk.open(f"{hub}rules/")
    clerk.page.get_by_role("link", name="Change").last.click()
    clerk.look()
    clerk.follow("Leave this rule out")
    clerk.press("Leave it out")
    clerk.open(f"{hub}compare/")
    clerk.sees("Gone")
    clerk.open(hub)
