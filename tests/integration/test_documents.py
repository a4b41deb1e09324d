"""A document is gone through passage by passage, and nothing of it is lost on the way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from concerns.actions import documents, versions
from concerns.actions._scope import engine_scope
from concerns.engine.protocol import ClauseKind, Status
from concerns.models import AuditEvent, Document, Passage, Protocol
from concerns.permissions.refusal import NotAllowed
from concerns.protocols.importer.passages import Imported
from concerns.protocols.importer.passages import Passage as Proposed
from concerns.protocols.importer.source import Change, Mark
from concerns.selectors import documents as reading
from concerns.selectors import protocols as selectors
from tests.drafts import begun, writing
from tests.pages import Visitor, text
from tests.people import NOON, Town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

COMPLAINTS = "Complaints go to the Clerk. The Clerk replies."
STRUCK = "Members may must tell the Chair."
READ = Imported(
    "Protocol",
    (
        Proposed("1", "1", "Purpose", "Purpose", "Purpose", is_heading=True),
        Proposed("1.1", "1.1", "Purpose", COMPLAINTS, COMPLAINTS, parent="1"),
        Proposed(
            "1.2",
            "1.2",
            "Purpose",
            STRUCK,
            STRUCK,
            parent="1",
            marks=(Mark(8, 11, Change.UNSURE),),
            questions=("Is “may” kept?",),
        ),
    ),
)


@pytest.fixture
def place() -> Town:
    return writing("langport", "clerk")


@pytest.fixture
def document(place: Town) -> Document:
    now = selectors.engine_protocol(Protocol.objects.get(council=place.council))
    bare = replace(now, version="2026", clauses=(), rules=(), notices=(), gaps=(), review=None)
    clerk = place["clerk"].user
    draft = versions.begin(council=place.council, protocol=bare, by=clerk, at=NOON)
    return documents.take_in(
        version=draft, imported=READ, name="ours.docx", kind="docx", by=clerk, at=NOON
    )


def passage(document: Document, key: str) -> Passage:
    return Passage.objects.get(document=document, key=key)


def accept(place: Town, row: Passage, text: str = "") -> Passage:
    return documents.accept(
        passage=row,
        label=row.label,
        heading=row.heading,
        text=text or row.text,
        kinds=[ClauseKind.ROUTING],
        by=place["clerk"].user,
        at=NOON,
    )


def test_only_what_leaves_no_question_is_accepted_together(place: Town, document: Document) -> None:
    found = documents.accept_the_clear(document=document, by=place["clerk"].user, at=NOON)

    assert found == 1  # and the heading needs no decision
    assert passage(document, "1.2").state == Passage.State.WAITING


def test_words_with_marked_changes_are_never_accepted_unseen(place: Town) -> None:
    by = place["clerk"].user
    marked = Proposed("2", "2", "H", STRUCK, STRUCK, marks=(Mark(8, 11, Change.DELETED),))
    document = documents.take_in(
        version=begun(place),
        imported=Imported("P", (Proposed("1", "1", "H", "Words.", "Words."), marked)),
        name="a",
        kind="docx",
        by=by,
        at=NOON,
    )
    clerk = Visitor(place["clerk"])
    kwargs = {"council": "langport", "version": document.protocol_id, "document": document.pk}
    path = reverse("document-clear", kwargs=kwargs)
    assert "1 with changes marked in the file is left out of this" in text(clerk.get(path))

    clerk.post(path)

    assert passage(document, "1").state == Passage.State.ACCEPTED
    assert passage(document, "2").state == Passage.State.WAITING
    assert path not in text(clerk.get(reverse("document-detail", kwargs=kwargs)))


def test_a_long_document_is_gone_through_page_by_page(
    place: Town, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PAGE", 2)
    clerk, by = Visitor(place["clerk"]), place["clerk"].user
    kwargs = {"council": "langport", "version": document.protocol_id, "document": document.pk}
    path = reverse("document-detail", kwargs=kwargs)
    last = passage(document, "1.2")

    second = text(clerk.get(path, page=2))
    assert f'id="passage-{last.pk}"' in second
    assert COMPLAINTS not in second
    assert "Accept all 1 that leave no question" in second
    assert "1 passage of the whole document is accepted" in text(
        clerk.get(reverse("document-clear", kwargs=kwargs))
    )

    documents.accept_the_clear(document=document, by=by, at=NOON)
    decide = reverse("passage-decide", kwargs={**kwargs, "passage": last.pk})
    assert f'href="{decide}">Look at the next one' in text(clerk.get(path))
    assert f'href="{path}?page=2#passage-{last.pk}"' in text(clerk.get(decide))
    assert clerk.post(decide, skip="1").url == path


def test_nothing_becomes_a_clause_while_something_waits(place: Town, document: Document) -> None:
    clerk = place["clerk"].user
    documents.accept_the_clear(document=document, by=clerk, at=NOON)

    with pytest.raises(documents.CannotDecide, match="still to be looked at"):
        documents.finish(document=document, by=clerk, at=NOON)


def test_accepted_passages_become_clauses_as_they_were_settled(
    place: Town, document: Document
) -> None:
    clerk = place["clerk"].user
    documents.accept_the_clear(document=document, by=clerk, at=NOON)
    accept(place, passage(document, "1.2"), "Members must tell the Chair.")

    draft = documents.finish(document=document, by=clerk, at=NOON)

    clauses = selectors.engine_protocol(draft).clauses
    assert [(c.label, c.quote) for c in clauses] == [
        ("1.1", COMPLAINTS),
        ("1.2", "Members must tell the Chair."),
    ]
    assert passage(document, "1.2").raw == STRUCK
    assert passage(document, "1.2").decided_by == clerk


def test_what_is_left_out_is_no_clause_and_keeps_its_words(place: Town, document: Document) -> None:
    clerk = place["clerk"].user
    documents.accept_the_clear(document=document, by=clerk, at=NOON)
    documents.skip(passage=passage(document, "1.2"), by=clerk, at=NOON)

    draft = documents.finish(document=document, by=clerk, at=NOON)

    assert [c.label for c in selectors.engine_protocol(draft).clauses] == ["1.1"]
    assert passage(document, "1.2").raw == STRUCK


def test_two_passages_become_one_with_all_their_words(place: Town, document: Document) -> None:
    first = documents.join(passage=passage(document, "1.1"), by=place["clerk"].user, at=NOON)

    assert first.text == f"{COMPLAINTS} {STRUCK}"
    start, end = first.marks[0]["start"], first.marks[0]["end"]
    assert first.raw[start:end] == "may"
    assert first.questions == ["Is “may” kept?"]
    assert [p.key for p in Passage.objects.filter(document=document)] == ["1", "1.1"]


def test_the_last_passage_has_nothing_to_be_joined_with(place: Town, document: Document) -> None:
    with pytest.raises(documents.CannotDecide, match="nothing follows"):
        documents.join(passage=passage(document, "1.2"), by=place["clerk"].user, at=NOON)


def test_one_passage_becomes_two_in_its_place(place: Town, document: Document) -> None:
    documents.split(
        passage=passage(document, "1.1"),
        texts=["Complaints go to the Clerk.", "The Clerk replies."],
        by=place["clerk"].user,
        at=NOON,
    )

    assert [(p.label, p.text) for p in Passage.objects.filter(document=document)] == [
        ("1", "Purpose"),
        ("1.1", "Complaints go to the Clerk."),
        ("", "The Clerk replies."),
        ("1.2", STRUCK),
    ]


def test_a_split_that_loses_words_is_refused(place: Town, document: Document) -> None:
    with pytest.raises(documents.CannotDecide, match="not the words of the passage"):
        documents.split(
            passage=passage(document, "1.1"),
            texts=["Complaints go to the Clerk.", "The Clerk answers."],
            by=place["clerk"].user,
            at=NOON,
        )


def test_a_finished_document_is_changed_no_more(place: Town, document: Document) -> None:
    clerk = place["clerk"].user
    documents.accept_the_clear(document=document, by=clerk, at=NOON)
    documents.skip(passage=passage(document, "1.2"), by=clerk, at=NOON)
    documents.finish(document=document, by=clerk, at=NOON)

    with pytest.raises(documents.CannotDecide, match="finished"):
        documents.put_back(passage=passage(document, "1.2"), by=clerk, at=NOON)


def test_nobody_but_an_administrator_goes_through_it(place: Town, document: Document) -> None:
    with pytest.raises(NotAllowed):
        documents.skip(passage=passage(document, "1.1"), by=place["councillor"].user, at=NOON)


def test_a_document_read_by_mistake_is_thrown_away_on_its_page(
    place: Town, document: Document
) -> None:
    clerk = Visitor(place["clerk"])
    documents.accept_the_clear(document=document, by=place["clerk"].user, at=NOON)
    kwargs = {"council": "langport", "version": document.protocol_id, "document": document.pk}
    path = reverse("document-discard", kwargs=kwargs)
    assert f'href="{path}"' in text(clerk.get(reverse("document-detail", kwargs=kwargs)))
    assert "ours.docx" in text(clerk.get(path))
    assert Document.objects.filter(pk=document.pk).exists()

    clerk.post(path)

    assert not Document.objects.filter(pk=document.pk).exists()
    assert not Passage.objects.filter(document_id=document.pk).exists()
    with engine_scope():
        said = AuditEvent.objects.get(type="document.discard")
    assert said.actor_id == place["clerk"].user.pk
    assert said.data["document"] == document.pk
    assert clerk.get(path).status_code == 404


def test_only_an_unfinished_document_is_thrown_away_and_by_an_administrator(
    place: Town, document: Document
) -> None:
    clerk = place["clerk"].user
    with pytest.raises(NotAllowed):
        documents.discard(document=document, by=place["councillor"].user, at=NOON)
    adopted = Protocol.objects.get(council=place.council, status=Status.ADOPTED.value)
    Document.objects.filter(pk=document.pk).update(protocol=adopted)
    with pytest.raises(versions.CannotChange, match="stays on record"):
        documents.discard(document=document, by=clerk, at=NOON)
    Document.objects.filter(pk=document.pk).update(protocol=document.protocol, finished_at=NOON)
    with pytest.raises(documents.CannotDecide, match="finished"):
        documents.discard(document=document, by=clerk, at=NOON)
    assert Passage.objects.filter(document=document).count() == 3


def test_a_heading_that_routes_or_leads_is_a_clause_to_be_settled(place: Town) -> None:
    now = selectors.engine_protocol(Protocol.objects.get(council=place.council))
    clerk = place["clerk"].user
    draft = versions.begin(
        council=place.council, protocol=replace(now, version="2026"), by=clerk, at=NOON
    )
    words = {
        "a": "Purpose",
        "b": "Officers can expect councillors to:",
        "c": "Complaints go to the Clerk",
    }
    read = tuple(
        Proposed(
            key,
            None,
            text,
            text,
            text,
            is_heading=True,
            kinds=frozenset({ClauseKind.ROUTING if key == "c" else ClauseKind.TEXT}),
        )
        for key, text in words.items()
    )
    document = documents.take_in(
        version=draft, imported=Imported("P", read), name="a", kind="text", by=clerk, at=NOON
    )

    assert [p.key for p in Passage.objects.filter(document=document, is_heading=True)] == ["a"]
    assert documents.accept_the_clear(document=document, by=clerk, at=NOON) == 2
    documents.finish(document=document, by=clerk, at=NOON)


def test_a_heading_that_somebody_accepts_is_a_clause(place: Town, document: Document) -> None:
    accept(place, passage(document, "1"))
    documents.accept_the_clear(document=document, by=place["clerk"].user, at=NOON)
    documents.skip(passage=passage(document, "1.2"), by=place["clerk"].user, at=NOON)

    draft = documents.finish(document=document, by=place["clerk"].user, at=NOON)

    assert [c.label for c in selectors.engine_protocol(draft).clauses] == ["1", "1.1"]


def test_an_item_is_cited_by_the_full_way_to_it(place: Town) -> None:
    now = selectors.engine_protocol(Protocol.objects.get(council=place.council))
    clerk = place["clerk"].user
    draft = versions.begin(
        council=place.council,
        protocol=replace(now, version="2026", clauses=(), rules=(), notices=(), gaps=()),
        by=clerk,
        at=NOON,
    )
    read = (
        Proposed("9.3", "9.3", "H", "Complaints are made to:", "Complaints are made to:"),
        Proposed("9.3.a", "a)", "H", "the Clerk", "the Clerk", parent="9.3"),
    )
    document = documents.take_in(
        version=draft, imported=Imported("P", read), name="a", kind="text", by=clerk, at=NOON
    )
    documents.accept_the_clear(document=document, by=clerk, at=NOON)

    kept = documents.finish(document=document, by=clerk, at=NOON)

    labels = [c.label for c in selectors.engine_protocol(kept).clauses]
    assert labels == ["9.3", "9.3 a)"]
