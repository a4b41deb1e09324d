"""Rules proposed from a document: used or set aside by a person, once."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from concerns.actions import documents, proposals, versions
from concerns.actions.versions import CannotChange
from concerns.engine.offices import Office
from concerns.engine.protocol import Reason
from concerns.models import Document, Protocol
from concerns.permissions.refusal import NotAllowed
from concerns.protocols.importer.passages import (
    DraftOtherwise,
    DraftRule,
    DraftTarget,
    Imported,
    Passage,
    Span,
)
from concerns.selectors import proposals as selectors
from concerns.selectors import protocols
from tests.drafts import begun, writing
from tests.pages import BUDGET, Visitor, text
from tests.people import NOON, Town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

CLERK = "An officer’s concern about a councillor goes to the Town Clerk."
LEADER = "A councillor’s concern goes to the Leader."
WORDS = f"{CLERK} {LEADER}"


def said(sentence: str, office: Office, title: str, **more: Any) -> DraftRule:
    start, at = WORDS.index(sentence), WORDS.index(title)
    target = DraftTarget(office, title, Span(at, at + len(title)))
    return DraftRule(Span(start, start + len(sentence)), to=(target,), **more)


# What the clerk confirms is shown with who takes it where the first cannot.
DEPUTY = DraftOtherwise(
    (DraftTarget(Office.CHAIR, "Chairman", Span(0, 2)),), (Reason.ABSENT,), Span(0, 2)
)
DRAFTS = (
    said(CLERK, Office.CLERK, "Town Clerk", raised_by=(Office.OFFICER,), otherwise=(DEPUTY,)),
    said(LEADER, Office.LEADER, "Leader", questions=("Which councillors are meant?",)),
)


@pytest.fixture
def place() -> Town:
    return writing("langport", "clerk")


@pytest.fixture
def clerk(place: Town) -> Visitor:
    return Visitor(place["clerk"])


@pytest.fixture
def draft(place: Town) -> Protocol:
    """A version with a document gone through, of one passage with two drafts."""
    by = place["clerk"].user
    row = begun(place)
    passage = Passage("new", "9", "Concerns", WORDS, WORDS, rules=DRAFTS)
    document = documents.take_in(
        version=row,
        imported=Imported("Protocol", (passage,)),
        name="ours.txt",
        kind="text",
        by=by,
        at=NOON,
    )
    documents.accept_the_clear(document=document, by=by, at=NOON)
    return documents.finish(document=document, by=by, at=NOON)


def at(row: Protocol, name: str, **more: Any) -> str:
    return reverse(name, kwargs={"council": "langport", "version": row.pk, **more})


def waiting(row: Protocol) -> list[selectors.Proposal]:
    row = Protocol.objects.get(pk=row.pk)
    return selectors.waiting(row, protocols.engine_protocol(row))


def where(row: Protocol, place: int) -> dict[str, int]:
    found = next(p for p in waiting(row) if p.place == place)
    return {"passage": found.passage.pk, "place": place}


def test_each_proposal_shows_its_sentence_and_what_it_would_be(
    clerk: Visitor, draft: Protocol
) -> None:
    assert "2 things your document seems to say" in text(clerk.get(at(draft, "rule-list")))
    page = text(clerk.get(at(draft, "proposal-list")))
    assert CLERK in page
    assert "When an officer raises a concern, it goes to the Town Clerk" in page
    assert "If they are away, the Chair of the Council takes it." in page
    assert "Which councillors are meant?" in page
    assert "Using it adds an office this version does not have yet: “Leader”." in page


def test_what_is_still_open_is_said_before_a_version_is_ready_or_in_force(
    place: Town, clerk: Visitor, draft: Protocol
) -> None:
    by = place["clerk"].user
    passage = Passage("more", "10", "Concerns", "Words.", "Words.")
    unread = documents.take_in(
        version=draft,
        imported=Imported("Protocol", (passage,)),
        name="second.txt",
        kind="text",
        by=by,
        at=NOON,
    )
    asked = text(clerk.get(at(draft, "version-offer")))
    assert f'href="{at(draft, "document-detail", document=unread.pk)}">second.txt is not' in asked
    assert f'href="{at(draft, "proposal-list")}">2 things your document seems to say' in asked
    assert "ours.txt" not in asked
    assert re.search(rf'href="{at(draft, "finding-list")}">The checks found \d+ things', asked)

    versions.offer(version=draft, seen=draft.digest, by=by, at=NOON)
    second = Visitor(place["monitoring_officer"])
    adopting = at(draft, "version-adopt")
    assert "2 things your document seems to say" in text(second.get(adopting))
    assert second.queries(adopting) <= BUDGET


def test_a_proposal_that_is_used_is_a_rule_resting_on_its_sentence(
    clerk: Visitor, draft: Protocol
) -> None:
    path = at(draft, "proposal-use", **where(draft, 0))
    response = clerk.post(path, seen=draft.digest)
    rule = protocols.engine_protocol(Protocol.objects.get(pk=draft.pk)).rules[-1]
    assert response["Location"] == at(draft, "proposal-list")
    listed = text(clerk.get(response["Location"]))
    assert f'href="{at(draft, "rule-change", rule=rule.key)}">Look whether it says' in listed
    assert "1 thing is left to decide on." in listed
    assert LEADER in listed
    assert rule.summary == "A concern raised by an officer goes to the Town Clerk"
    (step,) = rule.steps
    assert [c.quote for c in step.clauses] == [CLERK]
    assert [p.place for p in waiting(draft)] == [1]
    again = clerk.post(path, seen=draft.digest)  # in another window
    assert "You have used this already." in text(clerk.get(again["Location"]))


def test_a_document_that_becomes_clauses_leads_on_to_what_it_proposes(
    place: Town, clerk: Visitor, draft: Protocol
) -> None:
    by = place["clerk"].user
    Document.objects.filter(protocol=draft).update(finished_at=None)
    document = Document.objects.get(protocol=draft)
    now = protocols.engine_protocol(draft)
    bare = replace(now, clauses=tuple(c for c in now.clauses if c.id != "new"))
    versions.keep(version=draft, protocol=bare, seen=draft.digest, by=by, at=NOON)

    response = clerk.post(at(draft, "document-finish", document=document.pk))

    listed = text(clerk.get(response["Location"]))
    assert f'href="{at(draft, "proposal-list")}">2 rules are proposed' in listed


def test_using_a_proposal_adds_the_offices_it_names_in_the_words_of_the_clause(
    clerk: Visitor, draft: Protocol
) -> None:
    path = at(draft, "proposal-use", **where(draft, 1))
    changing = clerk.post(path, seen=draft.digest, change="yes")
    now = protocols.engine_protocol(Protocol.objects.get(pk=draft.pk))
    assert now.offices[Office.LEADER].title == "Leader"
    rule = next(rule for rule in now.rules if rule.steps[0].to[0].office is Office.LEADER)
    assert changing["Location"] == at(draft, "rule-change", rule=rule.key)
    assert "The office “Leader” was added." in text(clerk.get(changing["Location"]))


def test_what_is_no_rule_is_set_aside(clerk: Visitor, draft: Protocol) -> None:
    clerk.post(at(draft, "proposal-refuse", **where(draft, 1)), seen=draft.digest)
    clerk.post(at(draft, "proposal-refuse", **where(draft, 0)), seen=draft.digest)
    assert waiting(draft) == []
    page = text(clerk.get(at(draft, "proposal-list")))
    assert "Nothing is left to decide on" in page
    assert "What was left out" in page
    assert Protocol.objects.get(pk=draft.pk).digest == draft.digest
    passage = draft.documents.get().passages.get().pk
    back = at(draft, "proposal-back", passage=passage, what="rule", place=1)
    clerk.post(back, seen=draft.digest)
    assert [p.place for p in waiting(draft)] == [1]


def test_a_proposal_is_decided_on_once_and_by_administrators(place: Town, draft: Protocol) -> None:
    passage = waiting(draft)[0].passage
    with pytest.raises(NotAllowed):
        proposals.set_aside(passage=passage, place=0, by=place["councillor"].user, at=NOON)
    proposals.set_aside(passage=passage, place=0, by=place["clerk"].user, at=NOON)
    with pytest.raises(CannotChange, match="decided on this proposal already"):
        proposals.set_aside(passage=passage, place=0, by=place["clerk"].user, at=NOON)
    reader = Visitor(place["monitoring_officer"])
    assert reader.post(at(draft, "proposal-use", **where(draft, 1))).status_code == 403
    assert "Use this" not in text(reader.get(at(draft, "proposal-list")))


def test_nothing_is_proposed_of_a_clause_that_was_reworded(place: Town, draft: Protocol) -> None:
    now = protocols.engine_protocol(draft)
    clauses = tuple(replace(c, quote="Other.") if c.id == "new" else c for c in now.clauses)
    versions.keep(
        version=draft,
        protocol=replace(now, clauses=clauses),
        seen=draft.digest,
        by=place["clerk"].user,
        at=NOON,
    )
    assert waiting(draft) == []


def test_a_doubt_that_was_kept_goes_into_the_rule_with_its_reading(
    place: Town, clerk: Visitor, draft: Protocol
) -> None:
    passage = Passage(
        "more", "10", "Concerns", WORDS, WORDS, rules=DRAFTS, questions=("Is “Leader” meant?",)
    )
    document = documents.take_in(
        version=draft,
        imported=Imported("Protocol", (passage,)),
        name="more.txt",
        kind="text",
        by=None,
        at=NOON,
    )
    where = {"document": document.pk, "passage": document.passages.get().pk}
    said = {"printed": "10", "under": "Concerns", "text": WORDS, "kinds": ["routing"]}
    page = at(draft, "passage-decide", **where)
    assert "Is anything still unclear about these words?" in text(clerk.get(page))

    clerk.client.post(page, {**said, "doubt": "It may be the Mayor."})
    clerk.client.post(at(draft, "document-finish", document=document.pk))
    row = Protocol.objects.get(pk=draft.pk)
    clause = next(c for c in protocols.engine_protocol(row).clauses if c.label == "10")
    clerk.client.post(
        at(row, "proposal-use", passage=document.passages.get().pk, place=0), {"seen": row.digest}
    )

    now = protocols.engine_protocol(Protocol.objects.get(pk=row.pk))
    doubt = now.rules[-1].doubt
    assert clause.unresolved
    assert doubt is not None
    assert (doubt.text, doubt.reading) == ("It may be the Mayor.", WORDS)
    assert doubt.confirmed_by == place["clerk"].name
