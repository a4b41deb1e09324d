"""Filing a concern in a browser, question by question, in whatever order they are asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import FilePayload

from tests.browser.visitor import Visitor

LONGEST = 30  # questions; a journey that asks more goes round in circles


@dataclass(frozen=True)
class Answers:
    """What somebody answers.

    :param kind: the words of the first question about whom it is about.
    :param pick: the words of the recipient chosen, where the protocol gives a choice.
    :param witness: who else saw it. :param file: what there is to add.
    :param withhold: they ask for their name to be withheld.
    """

    person: str
    kind: str
    what: str
    nature: str = "Conduct"
    formal: bool = False
    breach: bool = False
    tried: str | None = "We met twice and it went on."
    pick: str | None = None
    witness: str | None = None
    file: FilePayload | None = None
    withhold: bool = False


def question(visitor: Visitor) -> str:
    """Which question the page asks: the last part of its address."""
    return urlsplit(visitor.page.url).path.rstrip("/").rpartition("/")[2]


def begin(visitor: Visitor, council: str) -> None:
    """From the start page to the first question."""
    visitor.open(f"/c/{council}/raise/")
    visitor.press("Start now")


def answer_all(visitor: Visitor, answers: Answers) -> None:
    """Answer every question until the page that shows where it will go."""
    for _ in range(LONGEST):
        asked = question(visitor)
        if asked == "route":
            return
        _ANSWERED.get(asked, _nothing)(visitor, answers)
        visitor.press("Continue")
    raise AssertionError(f"the questions never ended: {visitor.page.url}")


def send(visitor: Visitor) -> str:
    """From the route to the sent page. :return: the reference."""
    visitor.press("Continue")
    assert visitor.heading.startswith("Check your answers")
    visitor.press("Send concern")
    assert question(visitor) == "sent"
    found = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}\b", visitor.page.inner_text("main"))
    assert found
    return found[0]


def file(visitor: Visitor, council: str, answers: Answers) -> str:
    """The whole journey. :return: the reference."""
    begin(visitor, council)
    answer_all(visitor, answers)
    return send(visitor)


# ---------------------------------------------------------------- one function a question


def _nothing(visitor: Visitor, answers: Answers) -> None:
    """Pages to read, and questions one may leave."""


def _matter(visitor: Visitor, answers: Answers) -> None:
    visitor.page.get_by_label("Raise a concern").first.check()


def _suitable(visitor: Visitor, answers: Answers) -> None:
    visitor.page.get_by_label("How a councillor and an officer").check()


def _who(visitor: Visitor, answers: Answers) -> None:
    visitor.choose(answers.kind)


def _person(visitor: Visitor, answers: Answers) -> None:
    visitor.page.get_by_label(answers.person).first.check()


def _first_option(visitor: Visitor, answers: Answers) -> None:
    visitor.page.locator("main input[type=radio], main input[type=checkbox]").first.check()


def _when(visitor: Visitor, answers: Answers) -> None:
    visitor.choose("It is still going on")


def _what(visitor: Visitor, answers: Answers) -> None:
    visitor.page.locator("textarea").first.fill(answers.what)


def _witnesses(visitor: Visitor, answers: Answers) -> None:
    if answers.witness is not None:
        visitor.choose("Yes")
        visitor.press("Continue")
        visitor.page.get_by_label(answers.witness).first.check()
        visitor.press("Add this person")
        visitor.sees("You have named 1 person")
    visitor.choose("No")


def _nature(visitor: Visitor, answers: Answers) -> None:
    visitor.page.get_by_label(answers.nature).first.check()


def _written(visitor: Visitor, answers: Answers) -> None:
    visitor.choose("Yes, make it formal" if answers.formal else "No, not now")


def _code(visitor: Visitor, answers: Answers) -> None:
    visitor.choose("Yes" if answers.breach else "No, or I am not sure")


def _informal(visitor: Visitor, answers: Answers) -> None:
    if answers.tried is None:
        visitor.choose("No")
    else:
        visitor.choose("Yes")
        visitor.write("What did you try?", answers.tried)


def _outcome(visitor: Visitor, answers: Answers) -> None:
    visitor.choose("An apology")


def _evidence(visitor: Visitor, answers: Answers) -> None:
    if answers.file is not None and not visitor.page.locator("main dl").count():
        visitor.choose("Yes")
        visitor.press("Continue")
        visitor.page.get_by_label("Choose a file").set_input_files(answers.file)
        visitor.write("What does it show?", "The email of 3 May.")
        visitor.press("Upload the file")
        visitor.sees("You have added 1 file")
    visitor.choose("No")


def _identity(visitor: Visitor, answers: Answers) -> None:
    if answers.withhold:
        visitor.choose("Yes, I ask for it", "They manage me, or decide about my work")
    else:
        visitor.choose("No")


def _choose(visitor: Visitor, answers: Answers) -> None:
    visitor.page.get_by_label(answers.pick or "").first.check()


_ANSWERED: dict[str, Callable[[Visitor, Answers], None]] = {
    "matter": _matter,
    "suitable": _suitable,
    "who": _who,
    "person": _person,
    "capacity": _first_option,
    "when": _when,
    "what": _what,
    "witnesses": _witnesses,
    "nature": _nature,
    "written": _written,
    "code": _code,
    "informal": _informal,
    "outcome": _outcome,
    "expectations": _first_option,
    "evidence": _evidence,
    "identity": _identity,
    "choose": _choose,
}
