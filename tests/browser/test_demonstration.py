"""The demonstration's own pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.visitor import Visitor

# One demonstration serves them all, so they run in one worker.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demonstration")]


def test_a_visitor_can_choose_who_to_be(visitor: Callable[..., Visitor]) -> None:
    somebody = visitor()
    somebody.be("Hazel Whitlock", "Banbury Town Council")
    somebody.open("/demo/")
    somebody.sees("Everybody here is invented.")


def test_the_sent_mail_can_be_read(visitor: Callable[..., Visitor]) -> None:
    somebody = visitor()
    somebody.open("/demo/mail/")


def test_what_anybody_may_read_can_be_read_by_anybody(visitor: Callable[..., Visitor]) -> None:
    stranger = visitor()
    for address in ("/", "/help/", "/accessibility/", "/privacy/", "/account/login/"):
        stranger.open(address)
