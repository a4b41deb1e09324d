"""Somebody asks for a copy of what is held about them: one reads and decides, another agrees."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.visitor import Visitor

# One demonstration serves them all, so they run in one worker.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demonstration")]

DISTRICT = "District council (unnamed draft)"
REQUESTS = "/c/district-draft/access-requests/"
MOST = 60  # items; more than the demonstration holds of anybody


def decide(who: Visitor, *, first: bool = False) -> None:
    """Go through everything that is theirs to decide."""
    for _ in range(MOST):
        if who.page.get_by_role("button", name="Save the decision").count() == 0:
            return
        if first:
            who.press("Save the decision")
            who.sees("Select what becomes of it")
            who.choose("Give it without some of it")
            who.write("What to give instead", "Their name and their office.")
        else:
            who.choose("Give it as it is")
        first = False
        who.press("Save the decision")
    pytest.fail("there was always one more")


def test_a_copy_is_given_by_two_people(visitor: Callable[..., Visitor]) -> None:
    keeper = visitor()
    keeper.be("Constance Arkwright", DISTRICT)
    keeper.open(REQUESTS)
    keeper.follow("Record a request")
    keeper.page.get_by_label("Who asks?").select_option(label="Harriet Songhurst")
    for part, text in (("day", "1"), ("month", "6"), ("year", "2026")):
        keeper.page.locator(f"#id_received_on_{part}").fill(text)
    keeper.press("Record and gather")
    keeper.sees("1 July 2026")
    keeper.sees("not decided")
    second = keeper.page.locator("dt:has-text('Second person') + dd").inner_text().split(",")[0]
    here = keeper.page.url
    keeper.follow("Their entry on the register")
    decide(keeper, first=True)
    keeper.open(here)
    keeper.follow(f"Ask {second} to agree")
    keeper.press(f"Ask {second}")
    keeper.sees("is asked to agree")

    other = visitor()
    other.be(second, DISTRICT)
    other.open(here)
    if other.page.get_by_text("for you to decide, and not for").count():
        other.page.locator("dt a").first.click()
        decide(other)
        other.open(here)
    other.follow("Agree")
    other.press("I agree")
    other.sees("You agreed.")

    keeper.open(here)
    keeper.follow("Make the pack")
    keeper.press("Make the pack")
    keeper.sees("It is kept nowhere")
    with keeper.page.expect_download() as downloaded:
        keeper.page.get_by_role("button", name="Download the pack").or_(
            keeper.page.get_by_role("link", name="Download the pack")
        ).first.click()
    assert downloaded.value.suggested_filename == "copy.zip"
    keeper.open(here)
    keeper.sees("You made it on")
