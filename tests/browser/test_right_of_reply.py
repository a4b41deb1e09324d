"""A handler shares something with the person it is about, who sees only that and replies to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import FilePayload

from concerns.engine.working_days import LONDON
from tests.browser import working
from tests.browser.filing import Answers, file
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demonstration")]

Visitors = Callable[..., Visitor]

BANBURY = "Banbury Town Council"
CANARY = "Pressed on the stairs about the stall list."
TOLD = "It is said that you pressed a member of staff about a list on 3 May."
REPLY = "I asked once, and left it there."
ABOUT = Answers(
    kind="A councillor",
    person="Gareth Pole",
    nature="Undue pressure",
    what=CANARY,
    pick="The Monitoring Officer",
)
NOTES: FilePayload = {
    "name": "diary.txt", "mimeType": "text/plain", "buffer": b"3 May: asked once.",
}  # fmt: skip


def share(handler: Visitor, reference: str) -> None:
    """Fill the form in; where the office is closed that day, take the next."""
    handler.open(f"/concerns/{reference}/")
    handler.follow("Share with the person it is about")
    handler.press("Check what they will see")
    handler.sees("Enter what they are told")
    handler.write("What are they told?", TOLD)
    handler.choose("Yes")
    day = datetime.now(tz=LONDON).date() + timedelta(days=12)
    for _ in range(10):
        for label, part in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            handler.page.get_by_label(label, exact=True).fill(str(part))
        handler.press("Check what they will see")
        if not handler.page.locator(".govuk-error-summary").count():
            break
        handler.sees("The date must be a day the council works")
        day += timedelta(days=1)
    handler.sees("Nobody can take this back.")
    handler.sees(TOLD)
    handler.does_not_see(CANARY)
    handler.press("Share it")
    handler.sees("It was shared with them. They can see it now.")


def test_a_handler_shares_the_subject_replies_with_a_file_and_the_handler_reads_it(
    visitor: Visitors,
) -> None:
    officer, monitoring, subject = visitor(), visitor(), visitor()
    officer.be("Tam Okonjo", BANBURY)
    reference = file(officer, "banbury", ABOUT)
    subject.be("Gareth Pole", BANBURY)
    subject.finds_no_trace_of(reference, council="banbury", words=CANARY)

    monitoring.be("Marianne Keogh", BANBURY)
    working.open_as_review(monitoring, reference)
    working.acknowledge(monitoring, reference)
    share(monitoring, reference)
    monitoring.open("/queue/")
    monitoring.sees("Reply due")

    subject.open("/")
    subject.follow(f"Shared with you: {reference}")
    subject.sees(TOLD)
    for hidden in (CANARY, "Tam Okonjo", "Acknowledged", "Step"):
        subject.does_not_see(hidden)
    for page in ("route", "messages", "evidence", "timeline", "respondents", "do/decide"):
        subject.open(f"/concerns/{reference}/{page}/", status=404)
    subject.open(f"/concerns/{reference}/")
    subject.follow("Add a file")
    subject.write("What does it show?", "My diary of that day.")
    subject.page.get_by_label("Choose a file").set_input_files(NOTES)
    subject.press("Upload the file")
    subject.sees("The file was added.")
    subject.press("Reply")
    subject.press("Send your reply")
    subject.sees("Enter your reply")
    subject.write("Your reply", REPLY)
    subject.press("Send your reply")
    subject.sees("Your reply was sent.")
    subject.sees(REPLY)
    subject.follow("Write to the person dealing with it")
    subject.write("Your message", "Will there be a meeting?")
    subject.press("Send the message")

    monitoring.open(f"/concerns/{reference}/")
    monitoring.sees("Replied on")
    monitoring.follow("Read what was shared, the replies and the messages")
    monitoring.sees(REPLY)
    monitoring.sees("Will there be a meeting?")
    monitoring.sees("1 file added by Gareth Pole")
    monitoring.open(f"/concerns/{reference}/evidence/")
    monitoring.sees("diary.txt")
    monitoring.open(f"/concerns/{reference}/timeline/")
    monitoring.sees("The person it is about replied")
    for page in ("", "timeline/", "messages/", "evidence/"):
        officer.open(f"/concerns/{reference}/{page}")
        officer.does_not_see(REPLY)
        officer.does_not_see("diary.txt")


def test_a_decision_before_the_reply_stops_and_asks_why(visitor: Visitors) -> None:
    officer, monitoring = visitor(), visitor()
    officer.be("Tam Okonjo", BANBURY)
    reference = file(officer, "banbury", ABOUT)
    monitoring.be("Marianne Keogh", BANBURY)
    working.open_as_review(monitoring, reference)
    working.acknowledge(monitoring, reference)
    share(monitoring, reference)
    monitoring.open(f"/concerns/{reference}/do/decide/")
    monitoring.sees("Gareth Pole has until")
    monitoring.follow("Decide without it")
    monitoring.sees("Why do you decide before they have replied?")
