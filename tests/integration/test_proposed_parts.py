"""Duties, notices and dates that a document seems to give: in the draft once confirmed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from concerns.actions import documents
from concerns.engine import protocol as engine
from concerns.engine.facts import Event
from concerns.engine.offices import Office
from concerns.engine.protocol import DutyKind, LimitOf, NoticeKind
from concerns.models import Protocol
from concerns.protocols.importer.importing import tree_of
from concerns.protocols.importer.passages import Imported
from concerns.protocols.importer.proposals.propose import propose
from concerns.protocols.importer.readers import text as reader
from concerns.selectors import protocols
from tests.drafts import begun, writing
from tests.pages import Visitor, text
from tests.people import NOON, Town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

OURS = """Protocol on Member and Officer Relations

1. Complaints

1.1 An officer with a complaint about a councillor must tell the Town Clerk.

1.2 The Town Clerk shall inform the Chairman of any such complaint.

1.3 A complaint must be made in writing.

1.4 This protocol was adopted on 3 March 2021 and will be reviewed in July 2027.

1.5 After that the protocol shall be reviewed every two years.

1.6 The Town Clerk must acknowledge any such complaint within five working days.

1.7 If the complaint cannot be settled it shall be referred to the Chairman.
"""
TELLS, WRITING, DATES = "shall inform the Chairman", "must be made in writing", "was adopted on"
IN_TIME, ONWARD = "must acknowledge", "shall be referred"
OFTEN = "every two years"


@pytest.fixture
def place() -> Town:
    return writing("langport", "clerk")


@pytest.fixture
def clerk(place: Town) -> Visitor:
    return Visitor(place["clerk"])


@pytest.fixture
def draft(place: Town) -> Protocol:
    """A version of nothing but this document, gone through."""
    by = place["clerk"].user
    row = begun(place, clauses=(), rules=(), notices=(), gaps=(), review=None)
    tree = tree_of(reader.read(OURS))
    document = documents.take_in(
        version=row,
        imported=Imported("Protocol", propose(tree.passages)),
        name="ours.txt",
        kind="text",
        by=by,
        at=NOON,
    )
    for passage in document.passages.filter(is_heading=False):
        documents.accept(
            passage=passage,
            label=passage.label,
            heading=passage.heading,
            text=passage.text,
            kinds=[],
            by=by,
            at=NOON,
        )
    return documents.finish(document=document, by=by, at=NOON)


def at(row: Protocol, name: str, **more: Any) -> str:
    return reverse(name, kwargs={"council": "langport", "version": row.pk, **more})


def now(row: Protocol) -> engine.Protocol:
    return protocols.engine_protocol(Protocol.objects.get(pk=row.pk))


def passage(row: Protocol, words: str) -> int:
    return row.documents.get().passages.get(text__contains=words).pk


def answer(
    clerk: Visitor, row: Protocol, words: str, what: str, place: int = 0, **said: Any
) -> str:
    address = at(row, "proposed-use", passage=passage(row, words), what=what, place=place)
    seen = Protocol.objects.get(pk=row.pk).digest
    return text(clerk.client.post(address, {"seen": seen, **said}, follow=True))


def test_each_is_shown_and_nothing_of_it_is_in_the_draft(clerk: Visitor, draft: Protocol) -> None:
    page = text(clerk.get(at(draft, "proposal-list")))

    assert "Somebody has to be told: Chairman, when it arrives" in page
    assert "How something has to be put" in page
    assert "When anybody raises a concern, they are told so before they send it" in page
    assert "The day the council adopted it: 3 March 2021" in page
    assert "When it is looked at again: July 2027" in page
    assert (now(draft).notices, now(draft).review, now(draft).adopted_on) == ((), None, None)


def test_whoever_goes_through_the_document_sees_what_it_seems_to_say(
    clerk: Visitor, draft: Protocol
) -> None:
    document = draft.documents.get()
    document.finished_at = None
    document.save()
    where = {"document": document.pk, "passage": passage(draft, DATES)}

    page = text(clerk.get(at(draft, "passage-decide", **where)))

    assert "When it is looked at again: July 2027" in page
    assert "Nothing of this is used until you confirm it" in page


def test_a_duty_waits_for_its_rule_and_then_falls_on_it(clerk: Visitor, draft: Protocol) -> None:
    assert "There is no rule yet that it could belong to" in text(
        clerk.get(at(draft, "proposal-list"))
    )
    use = at(draft, "proposal-use", passage=passage(draft, "must tell the Town Clerk"), place=0)
    clerk.client.post(use, {"seen": draft.digest})
    (rule,) = now(draft).rules

    answer(clerk, draft, TELLS, "duty", rules=[rule.key])

    (duty,) = now(draft).rules[0].steps[0].duties
    assert (duty.kind, duty.text) == (DutyKind.INFORM, "Tell the Chairman.")
    assert [target.office for target in duty.who] == [Office.CHAIR]
    assert duty.clauses[0].clause == "1.2"
    assert "Somebody has to be told" not in text(clerk.get(at(draft, "proposal-list")))


def test_a_notice_is_added_in_the_words_a_person_gives(clerk: Visitor, draft: Protocol) -> None:
    answer(clerk, draft, WRITING, "notice", text="Write it down and sign it.")

    (notice,) = now(draft).notices
    assert (notice.kind, notice.text) == (NoticeKind.FORM, "Write it down and sign it.")
    assert notice.clauses[0].clause == "1.3"


def test_a_month_alone_is_no_date_until_somebody_says_the_day(
    clerk: Visitor, draft: Protocol
) -> None:
    refused = answer(clerk, draft, DATES, "date", 1, on_day="", on_month="7", on_year="2027")
    assert "must include a day" in refused
    assert now(draft).review is None

    answer(clerk, draft, DATES, "date", 1, on_day="31", on_month="7", on_year="2027")
    answer(clerk, draft, DATES, "date", 0, on_day="3", on_month="3", on_year="2021")

    review = now(draft).review
    assert review is not None
    assert (review.due, review.clauses[0].clause) == (date(2027, 7, 31), "1.4")
    assert now(draft).adopted_on == date(2021, 3, 3)


def test_what_is_left_out_is_not_asked_again(clerk: Visitor, draft: Protocol) -> None:
    address = at(draft, "proposed-refuse", passage=passage(draft, WRITING), what="notice", place=0)
    clerk.client.post(address, {"seen": draft.digest})

    waiting, _, aside = text(clerk.get(at(draft, "proposal-list"))).partition("What was left out")
    assert "How something has to be put" not in waiting
    assert "How something has to be put" in aside
    assert now(draft).notices == ()
    assert "You have left this out already" in text(clerk.client.get(address, follow=True))


def test_there_is_no_other_kind_of_proposal(clerk: Visitor, draft: Protocol) -> None:
    where = {"passage": passage(draft, WRITING), "place": 0}

    assert clerk.client.get(at(draft, "proposed-use", what="rule", **where)).status_code == 404
    assert clerk.client.get(at(draft, "proposed-use", what="gap", **where)).status_code == 404


def test_how_often_it_is_looked_at_again_needs_no_day(clerk: Visitor, draft: Protocol) -> None:
    answer(clerk, draft, OFTEN, "date", 0, on_day="", on_month="", on_year="")

    review = now(draft).review
    assert review is not None
    assert (review.every, review.due, review.clauses[0].clause) == (24, None, "1.5")


def _with_its_rule(clerk: Visitor, draft: Protocol) -> engine.Rule:
    use = at(draft, "proposal-use", passage=passage(draft, "must tell the Town Clerk"), place=0)
    clerk.client.post(use, {"seen": draft.digest})
    return now(draft).rules[0]


def test_a_time_said_in_a_clause_of_its_own_is_given_to_a_rule(
    clerk: Visitor, draft: Protocol
) -> None:
    rule = _with_its_rule(clerk, draft)
    assert "A time to acknowledge it in: 5 working days" in text(
        clerk.get(at(draft, "proposal-list"))
    )

    answer(clerk, draft, IN_TIME, "time", rules=[rule.key])

    (limit,) = now(draft).rules[0].steps[0].limits
    assert (limit.what, limit.n, limit.clauses[0].clause) == (LimitOf.ACKNOWLEDGE, 5, "1.6")


def test_what_passes_it_on_becomes_the_last_step_of_the_rule_chosen(
    clerk: Visitor, draft: Protocol
) -> None:
    rule = _with_its_rule(clerk, draft)
    page = text(clerk.get(at(draft, "proposal-list")))
    assert "It seems to be what happens next after the rule of clause 1.1" in page
    assert "Use it as a rule of its own" in page
    address = at(draft, "proposal-next", passage=passage(draft, ONWARD), place=0)
    assert 'name="rule"' in text(clerk.get(address))
    seen = Protocol.objects.get(pk=draft.pk).digest

    unchosen = text(clerk.client.post(address, {"seen": seen, "rule": ""}))
    page = text(clerk.client.post(address, {"seen": seen, "rule": rule.key}, follow=True))

    assert "Select the rule that it goes on from" in unchosen
    assert "It is the last step of that rule now" in page
    (kept,) = now(draft).rules
    first, second = kept.steps
    assert first.next == {Event.UNRESOLVED: second.key}
    assert [target.office for target in second.to] == [Office.CHAIR]
    assert (second.clauses[0].clause, second.on) == ("1.7", {Event.UNRESOLVED})
