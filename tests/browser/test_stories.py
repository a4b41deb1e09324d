"""One whole story a council, from filing to closing, as different people in a real browser.

In each, the person complained about signs in and finds no trace on any page.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.browser import working
from tests.browser.filing import Answers, answer_all, begin, file, send
from tests.browser.visitor import Visitor

# One demonstration serves them all, so they run in one worker.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demonstration")]

Visitors = Callable[..., Visitor]

BANBURY = "Banbury Town Council"
FARNHAM = "Farnham Town Council"
LANGPORT = "Langport Town Council"
DISTRICT = "District council (unnamed draft)"
RUSHCLIFFE = "Rushcliffe Borough Council"


def test_banbury_an_officers_concern_about_a_councillor_is_upheld(visitor: Visitors) -> None:
    words = "Pressed on the stairs about the stall list, twice in one week."
    officer = visitor()
    officer.be("Tam Okonjo", BANBURY)
    begin(officer, "banbury")
    answer_all(
        officer,
        Answers(
            kind="A councillor",
            person="Gareth Pole",
            nature="Undue pressure",
            what=words,
            pick="The Monitoring Officer",
        ),
    )
    officer.sees("Nothing has been sent yet.")
    officer.sees("Your concern goes to Marianne Keogh")
    officer.sees("officers will have recourse to the Grievance Procedure")
    reference = send(officer)

    monitoring = visitor()
    monitoring.be("Marianne Keogh", BANBURY)
    working.open_from_queue(monitoring, reference)
    working.open_as_review(monitoring, reference)
    monitoring.sees(words)
    working.acknowledge(monitoring, reference)
    working.decide(monitoring, reference, "Upheld", "I heard both of them.")

    clerk = visitor()
    clerk.be("Hazel Whitlock", BANBURY)
    clerk.open("/reviews/")
    clerk.sees(reference)
    working.open_as_review(clerk, reference)
    working.acknowledge(clerk, reference)
    clerk.open(f"/concerns/{reference}/do/decide/", status=409)
    for office in ("Leader", "roup", "Chairman", "Vice Chairman"):
        clerk.sees(office)
    working.record_every_duty(clerk, reference, expected=4)
    working.say_what_will_be_done(clerk, reference, "Training on the protocol, and an apology.")
    clerk.open(f"/concerns/{reference}/")
    clerk.sees("Closed: upheld")

    officer.open(f"/concerns/{reference}/")
    officer.sees("Closed: upheld")
    subject = visitor()
    subject.be("Gareth Pole", BANBURY)
    subject.finds_no_trace_of(reference, council="banbury", words=words)


def test_farnham_a_councillors_concern_about_the_clerk_never_reaches_the_clerk(
    visitor: Visitors,
) -> None:
    words = "My letter was read out to visitors before I had seen the answer."
    councillor = visitor()
    councillor.be("Rowan Teague", FARNHAM)
    begin(councillor, "farnham")
    answer_all(
        councillor,
        Answers(
            kind="An officer",
            person="Alistair Monk",
            what=words,
            nature="Conduct",
            tried=None,
            pick="The Mayor",
        ),
    )
    councillor.sees("Beatrice Lowell")
    councillor.sees("passed over")
    reference = send(councillor)

    mayor = visitor()
    mayor.be("Beatrice Lowell", FARNHAM)
    working.open_from_queue(mayor, reference)
    working.acknowledge(mayor, reference)
    working.close(mayor, reference, "They met in my parlour and it was put right.")
    councillor.open(f"/concerns/{reference}/")
    councillor.sees("informally")

    clerk = visitor()
    clerk.be("Alistair Monk", FARNHAM)
    clerk.finds_no_trace_of(reference, council="farnham", words=words)


def test_langport_a_concern_about_the_clerk_where_the_protocol_is_silent(
    visitor: Visitors,
) -> None:
    words = "The minutes I asked for were thrown into the bin in front of me."
    councillor = visitor()
    councillor.be("Tilly Cope", LANGPORT)
    begin(councillor, "langport")
    answer_all(
        councillor,
        Answers(
            kind="An officer",
            person="Sorrel Pike",
            what=words,
            nature="Behaviour",
            tried=None,
            witness="Jem Rudd",
        ),
    )
    councillor.follow("I think this route is wrong")
    councillor.write("Why do you think it is wrong?", "They are cousins.")
    councillor.press("Continue")
    councillor.sees("They are cousins.")
    councillor.sees("What the protocol does not say")
    councillor.sees("Cuthbert Lyle")
    reference = send(councillor)

    chair = visitor()
    chair.be("Cuthbert Lyle", LANGPORT)
    working.open_from_queue(chair, reference)
    chair.sees("They are cousins.")
    working.acknowledge(chair, reference)
    working.close(chair, reference, "Both agreed how papers are asked for.")

    clerk = visitor()
    clerk.be("Sorrel Pike", LANGPORT)
    clerk.finds_no_trace_of(reference, council="langport", words=words)


def test_district_a_written_concern_about_the_chief_executive(visitor: Visitors) -> None:
    words = "A report was changed between the draft and the agenda without a word to its author."
    member = visitor()
    member.be("Zara Pettifer", DISTRICT)
    begin(member, "district-draft")
    answer_all(
        member,
        Answers(
            kind="An officer",
            person="Constance Arkwright",
            what=words,
            nature="Conduct",
            formal=True,
            tried=None,
        ),
    )
    member.sees("Yasmin Frost")
    member.sees("the complaint must be lodged in writing with the Monitoring Officer")
    reference = send(member)

    monitoring = visitor()
    monitoring.be("Yasmin Frost", DISTRICT)
    working.open_from_queue(monitoring, reference)
    working.acknowledge(monitoring, reference)
    working.decide(monitoring, reference, "Not upheld", "The change was the author's own.")
    member.open(f"/concerns/{reference}/")
    member.sees("Closed: not upheld")

    chief = visitor()
    chief.be("Constance Arkwright", DISTRICT)
    chief.finds_no_trace_of(reference, council="district-draft", words=words)


def test_rushcliffe_the_monitoring_officer_and_the_deputy_are_both_absent(
    visitor: Visitors,
) -> None:
    administrator = visitor()
    administrator.be("Leonora Fitch", RUSHCLIFFE)
    for name in ("Saskia Mowbray", "Ivo Hartnell"):
        _record_absence(administrator, name)

    words = "A resident was told that I had asked for their bins to be left."
    councillor = visitor()
    councillor.be("Davina Ross", RUSHCLIFFE)
    begin(councillor, "rushcliffe")
    answer_all(
        councillor,
        Answers(kind="An officer", person="Rory Fenn", what=words, nature="Conduct", tried=None),
    )
    councillor.sees("Leonora Fitch")
    councillor.sees("in the absence of both, the Head of Paid Service")
    reference = send(councillor)

    working.open_from_queue(administrator, reference)
    working.acknowledge(administrator, reference)
    working.close(administrator, reference, "The officer has written to the resident.")

    subject = visitor()
    subject.be("Rory Fenn", RUSHCLIFFE)
    subject.finds_no_trace_of(reference, council="rushcliffe", words=words)


def _record_absence(administrator: Visitor, name: str) -> None:
    administrator.open("/c/rushcliffe/register/people/")
    administrator.follow(name)
    administrator.follow("Record")
    administrator.page.locator("main form button[type=submit]").first.click()


def test_a_concern_is_filed_and_worked_without_javascript(visitor: Visitors) -> None:
    words = "The gate was left unlocked again and I was laughed at for asking."
    councillor = visitor(javascript=False)
    councillor.be("Marcus Wren", LANGPORT)
    reference = file(
        councillor,
        "langport",
        Answers(
            kind="An officer",
            person="Jem Rudd",
            what=words,
            nature="Behaviour",
            tried=None,
            witness="Odette Barr",
        ),
    )
    clerk = visitor(javascript=False)
    clerk.be("Sorrel Pike", LANGPORT)
    working.open_from_queue(clerk, reference)
    clerk.sees("People who may have seen it")
    clerk.sees("Odette Barr")
    working.acknowledge(clerk, reference)
    working.close(clerk, reference, "They shook hands.")
    councillor.open(f"/concerns/{reference}/")
    councillor.sees("informally")
    witness = visitor(javascript=False)
    witness.be("Odette Barr", LANGPORT)
    witness.finds_no_trace_of(reference, council="langport", words=words)


def test_somebody_who_receives_something_gets_one_mail_with_a_link_and_no_content(
    visitor: Visitors,
) -> None:
    words = "An unkind remark about my reports."
    officer = visitor()
    officer.be("Odette Barr", LANGPORT)
    reference = file(
        officer,
        "langport",
        Answers(
            kind="A councillor", person="Tilly Cope", what=words, nature="Behaviour", tried=None
        ),
    )
    deadline = time.monotonic() + 60
    while True:
        officer.open("/demo/mail/")
        if officer.page.get_by_text(reference).count():
            break
        assert time.monotonic() < deadline, "no mail within a minute"
        time.sleep(2)
    text = officer.page.inner_text("main")
    assert words not in text
    assert "Tilly Cope" not in text
