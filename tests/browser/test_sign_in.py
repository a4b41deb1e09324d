"""The real way in, in a real browser: first with an app, with a passkey, and when time runs out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests import factors
from tests.browser import filing
from tests.browser.visitor import Visitor

# One demonstration serves them all, so they run in one worker.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demonstration")]

BANBURY = "Banbury Town Council"
PASSWORD = "correct horse battery staple"
TYPED = "It was said in the corridor, and loudly."


def invited(visitor: Callable[..., Visitor], name: str) -> str:
    """Put somebody on the register and invite them. :return: the link in their mail."""
    email = f"{name.lower().replace(' ', '.')}@demo.example"
    keeper = visitor()
    keeper.be("Hazel Whitlock", BANBURY)
    keeper.open("/c/banbury/register/people/add/")
    keeper.write("Name", name)
    keeper.write("Email", email)
    keeper.choose("Councillor")
    keeper.press("Save")
    keeper.follow("Invite")
    keeper.press("Send the invitation")
    keeper.open("/demo/mail/")
    said = keeper.page.inner_text("main")
    assert email in said
    (link,) = re.findall(r"http://localhost:\d+(/account/password/reset/key/\S+)", said)[:1]
    return str(link)


def with_password(visitor: Visitor, link: str, name: str) -> None:
    """From the mail to having signed in by password."""
    visitor.open(link)
    visitor.page.get_by_label("New password", exact=True).fill(PASSWORD)
    visitor.page.get_by_label("New password again").fill(PASSWORD)
    visitor.press("Save new password")
    visitor.follow("Sign in")
    enter_password(visitor, name)


def enter_password(visitor: Visitor, name: str) -> None:
    visitor.write("Email address", f"{name.lower().replace(' ', '.')}@demo.example")
    visitor.page.get_by_label("Password", exact=True).fill(PASSWORD)
    visitor.page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    visitor.look()


def test_a_first_sign_in_sets_up_an_app(visitor: Callable[..., Visitor]) -> None:
    name = "Iris Bellamy"
    link = invited(visitor, name)
    iris = visitor()
    with_password(iris, link, name)
    assert iris.heading == "Set up a second step"
    iris.open("/concerns/")
    assert iris.heading == "Set up a second step"
    iris.follow("Set up an authenticator app")
    secret = iris.page.locator(".app-key").inner_text()
    iris.write("Code", "000000")
    iris.press("Finish setting up")
    iris.sees("The code is not right")
    secret = iris.page.locator(".app-key").inner_text()
    iris.write("Code", factors.code(secret))
    iris.press("Finish setting up")
    assert iris.heading == "Your recovery codes"
    codes = iris.page.locator(".app-codes li").all_inner_texts()
    assert len(codes) == 10
    iris.press("I have kept my codes")
    iris.open("/account/")
    iris.sees("Here.")
    iris.press("Sign out")

    iris.open("/account/login/")
    enter_password(iris, name)
    assert iris.heading == "Enter your code"
    iris.write("Code", codes[0])
    iris.page.locator("main").get_by_role("button", name="Sign in").first.click()
    iris.look()
    iris.open("/concerns/")
    assert "account" not in iris.page.url


def test_a_first_sign_in_sets_up_a_passkey(visitor: Callable[..., Visitor]) -> None:
    name = "Ivor Penrose"
    link = invited(visitor, name)
    ivor = visitor()
    with_a_key(ivor)
    with_password(ivor, link, name)
    ivor.follow("Add a passkey or security key")
    ivor.page.get_by_role("button", name="Add it").click()
    ivor.page.wait_for_url(re.compile("recovery-codes"))
    ivor.look()
    ivor.press("I have kept my codes")
    ivor.open("/concerns/")
    ivor.press("Sign out")

    ivor.open("/account/login/")
    enter_password(ivor, name)
    ivor.page.get_by_role("button", name="Use my passkey or key").click()
    ivor.page.wait_for_url(lambda url: "/account/" not in url)
    ivor.open("/concerns/")
    assert "account" not in ivor.page.url


def with_a_key(visitor: Visitor) -> None:
    """Chromium's own virtual authenticator, which says yes to everything."""
    devtools = visitor.page.context.new_cdp_session(visitor.page)
    devtools.send("WebAuthn.enable")
    options: dict[str, Any] = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_before_the_time_runs_out_one_is_warned_and_what_was_typed_comes_back(
    visitor: Callable[..., Visitor],
) -> None:
    writer = visitor()
    writer.page.clock.install()
    writer.be("Hazel Whitlock", BANBURY)
    filing.begin(writer, "banbury")
    while filing.question(writer) != "what":
        _go_on(writer)
    address = writer.page.url
    writer.page.locator("main textarea").first.fill(TYPED)
    dialog = writer.page.locator("#time-out")
    expect(dialog).to_be_hidden()

    writer.page.clock.fast_forward("25:01")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("5 minutes")
    for _ in range(2):
        writer.page.keyboard.press("Escape")
    expect(dialog).to_be_visible()
    writer.look()
    writer.page.get_by_role("button", name="Stay signed in").click()
    expect(dialog).to_be_hidden()

    writer.page.clock.fast_forward("30:01")
    writer.page.wait_for_url(re.compile("/account/login/"))
    writer.sees("You were signed out because nothing was done for a while")
    kept = writer.page.evaluate("JSON.stringify(sessionStorage)")
    assert "typed" in kept
    assert "corridor" not in kept
    writer.be("Hazel Whitlock", BANBURY)
    writer.open(address)
    writer.sees("What you had typed before you were signed out is back on this page")
    expect(writer.page.locator("main textarea").first).to_have_value(TYPED)
    assert writer.page.evaluate("sessionStorage.length") == 0


def _go_on(visitor: Visitor) -> None:
    filing._ANSWERED.get(filing.question(visitor), filing._nothing)(
        visitor,
        filing.Answers(person="Gareth Pole", kind="A councillor", what=TYPED),
    )
    visitor.press("Continue")
