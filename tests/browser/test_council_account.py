"""Signing in with the council's own account, in a real browser, at a real provider.

The page policy holds what a form leads on to; a link may lead anywhere, as this shows.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.test_sign_in import invited
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demonstration")]

BUTTON = "Sign in with your council account"


def at_the_council(visitor: Visitor, login: str) -> None:
    """At the provider's page, which is not ours to examine."""
    expect(visitor.page.locator("h1")).to_have_text("Example Council")
    visitor.page.get_by_label("Account").fill(login)
    visitor.page.get_by_role("button", name="Sign in").click()


def test_somebody_invited_signs_in_with_their_council_account_and_out_of_both(
    visitor: Callable[..., Visitor],
) -> None:
    link = invited(visitor, "Noor Asante")
    noor = visitor()
    noor.open(link)
    noor.sees("You need no password here")
    noor.page.get_by_role("link", name=BUTTON).click()
    at_the_council(noor, "somebody.else@demo.example")
    noor.look()
    assert noor.heading == "You could not be signed in with your council account"

    stranger = visitor()  # who was never at the council, and is not invited
    stranger.open("/account/login/")
    stranger.page.get_by_role("button", name=BUTTON).click()
    at_the_council(stranger, "noor.asante@demo.example")
    stranger.look()
    assert stranger.heading == "You could not be signed in with your council account"

    noor = visitor()
    noor.open(link)
    noor.page.get_by_role("link", name=BUTTON).click()
    at_the_council(noor, "noor.asante@demo.example")
    noor.look()
    noor.open("/concerns/")  # no second step here: the council's counts
    noor.open("/account/")
    noor.does_not_see("Change your password")

    noor.open("/account/logout/")
    noor.page.locator("main").get_by_role("button", name="Sign out").click()
    noor.look()
    assert noor.heading == "You are signed out"
    noor.page.get_by_role("button", name="Sign out of your council account").click()
    noor.page.get_by_role("button", name="Sign out there").click()
    noor.page.wait_for_url("http://localhost:*/")

    noor.open("/account/login/?next=/concerns/")
    noor.page.get_by_role("button", name=BUTTON).click()
    at_the_council(noor, "noor.asante@demo.example")
    noor.page.wait_for_url("**/concerns/")
    noor.look()
