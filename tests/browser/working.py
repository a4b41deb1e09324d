"""Working a concern in a browser: the acts a story needs, as somebody would do them."""

from __future__ import annotations

from tests.browser.visitor import Visitor


def open_from_queue(visitor: Visitor, reference: str) -> None:
    """Find it in one's own queue, as a clerk would, and open it."""
    visitor.open("/queue/")
    visitor.follow(reference)
    visitor.sees(reference)


def open_as_review(visitor: Visitor, reference: str) -> None:
    """Open what was taken further to one: whichever way, the interests are asked first."""
    visitor.open(f"/concerns/{reference}/")
    assert visitor.page.url.endswith(f"/reviews/{reference}/interest/"), visitor.page.url
    visitor.choose("No, I have none")
    _submit(visitor)
    visitor.sees("You said that you have no interest in this matter.")


def acknowledge(visitor: Visitor, reference: str) -> None:
    """Take it on."""
    _do(visitor, reference, "acknowledge")


def decide(visitor: Visitor, reference: str, decision: str, reasons: str) -> None:
    """Decide with reasons. :param decision: the words of the option."""
    visitor.open(f"/concerns/{reference}/do/decide/")
    visitor.page.get_by_label(decision, exact=True).check()
    visitor.write("What are your reasons?", reasons)
    _submit(visitor)
    while "/do/decide/" in visitor.page.url:  # a page to check, where there is one
        _submit(visitor)


def say_what_will_be_done(visitor: Visitor, reference: str, what: str) -> None:
    """After it was upheld: what is left to decide is what follows."""
    visitor.open(f"/concerns/{reference}/do/decide/")
    assert not visitor.page.get_by_label("Not upheld", exact=True).count()
    visitor.write("What will be done?", what)
    _submit(visitor)
    while "/do/decide/" in visitor.page.url:  # a page to check
        _submit(visitor)


def record_every_duty(visitor: Visitor, reference: str, *, expected: int) -> None:
    """Do what the protocol wants done before the decision, one by one."""
    address = f"/concerns/{reference}/do/record_duty/"
    for left in range(expected, 0, -1):
        visitor.open(address)
        duties = visitor.page.locator("main input[type=radio]")
        assert duties.count() == left, "the duties still to be done"
        duties.first.check()
        visitor.write("How did you do it?", "In person, this morning.")
        _submit(visitor)


def advance(visitor: Visitor, reference: str, *, outcome: str, note: str) -> None:
    """Go on to the next step, the raiser having agreed."""
    visitor.open(f"/concerns/{reference}/do/advance/")
    visitor.page.get_by_label(outcome).first.check()
    agreed = visitor.page.get_by_label("The person who raised it has agreed to go on")
    if agreed.count():
        agreed.first.check()
    visitor.write("What was tried, and how did it end?", note)
    _submit(visitor)
    _submit(visitor)  # what was answered, once more


def close(visitor: Visitor, reference: str, how: str) -> None:
    """Close it as settled informally, the raiser having agreed."""
    visitor.open(f"/concerns/{reference}/do/close/")
    visitor.page.get_by_label("The person who raised it agrees that it is settled").check()
    visitor.write("How was it settled?", how)
    _submit(visitor)


def withdraw(visitor: Visitor, reference: str, why: str) -> None:
    """The raiser takes it back."""
    visitor.open(f"/concerns/{reference}/do/withdraw/")
    visitor.write("Why do you withdraw it?", why)
    _submit(visitor)


def _do(visitor: Visitor, reference: str, act: str) -> None:
    visitor.open(f"/concerns/{reference}/do/{act}/")
    _submit(visitor)


def _submit(visitor: Visitor) -> None:
    visitor.page.locator("main form button[type=submit]").first.click()
    visitor.look()
    assert not visitor.page.locator(".govuk-error-summary").count(), visitor.page.locator(
        ".govuk-error-summary"
    ).inner_text()
