"""Somebody at risk: support, a way out, and a name that is withheld and then to be revealed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser import working
from tests.browser.filing import Answers, answer_all, begin, send
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demonstration")]

Visitors = Callable[..., Visitor]

BANBURY = "Banbury Town Council"
HARMLESS = "https://www.bbc.co.uk/weather"
ABOUT = Answers(
    kind="A councillor",
    person="Gareth Pole",
    nature="Bullying or harassment",
    what="Shouted at on the stairs.",
    pick="The Monitoring Officer",
    withhold=True,
)


def test_a_name_is_asked_to_be_withheld_refused_and_can_be_withdrawn_first(
    visitor: Visitors,
) -> None:
    raiser = visitor()
    raiser.be("Tam Okonjo", BANBURY)
    begin(raiser, "banbury")
    answer_all(raiser, ABOUT)
    raiser.sees("Exit this page")
    reference = send(raiser)
    there = f"/concerns/{reference}/"
    raiser.open(there)
    raiser.sees("It is withheld until that is answered.")
    raiser.sees("Where to find support")

    monitoring = visitor()
    monitoring.be("Marianne Keogh", BANBURY)
    working.open_as_review(monitoring, reference)
    monitoring.sees("left out here")
    monitoring.does_not_see("Tam Okonjo")
    monitoring.open(there)
    monitoring.sees("Tam Okonjo")
    monitoring.does_not_see("Exit this page")
    monitoring.follow("Decide whether the name is withheld")
    monitoring.choose("No")
    monitoring.write("Why not?", "It cannot be looked into without it.")
    monitoring.press("Continue")
    monitoring.sees("nobody can reveal it yet")
    monitoring.sees("Nobody can reveal it before")
    assert monitoring.page.get_by_label("It is revealed to those it is about").count() == 0

    raiser.open(f"{there}name/")
    raiser.sees("It cannot be looked into without it.")
    raiser.follow("Withdraw your concern instead")
    assert raiser.heading == "Withdraw your concern"


@pytest.mark.parametrize("how", ["the keyboard", "the button", "no scripts"])
def test_one_leaves_at_once_and_is_signed_out(visitor: Visitors, how: str) -> None:
    raiser = visitor(javascript=how != "no scripts")
    raiser.be("Tam Okonjo", BANBURY)
    begin(raiser, "banbury")
    answer_all(raiser, ABOUT)
    with raiser.page.expect_response("**/account/exit/") as left:
        if how == "the keyboard":
            for _ in range(3):
                raiser.page.keyboard.press("Shift")
        else:
            raiser.page.get_by_role("button", name="Exit this page").first.click()
    assert left.value.header_value("location") == HARMLESS
    assert not raiser.complaints
    # A page of its own: the one that left is on its way to a site that no test may ask.
    again = raiser.page.context.new_page()
    again.goto("/concerns/")
    assert "/concerns/" not in again.url.split("?")[0]
