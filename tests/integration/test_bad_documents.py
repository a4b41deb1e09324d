"""Bad input at the page where a document is uploaded: a plain sentence, and nothing lost or run."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from concerns.models import Document, Passage, Protocol
from concerns.protocols import loader
from concerns.protocols.importer import turns
from concerns.views.protocols import documents
from tests.drafts import begun, writing
from tests.pages import Visitor, text
from tests.people import Town
from tests.unit.protocols.importer.readers.portable import lines, one_page
from tests.unit.protocols.importer.readers.word import docx_with, p, r

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

SCRIPT = "<script>alert(1)</script>"
FORMULA = '=HYPERLINK("http://example.org","x")'


@pytest.fixture
def place() -> Town:
    return writing("langport", "clerk")


@pytest.fixture
def clerk(place: Town) -> Visitor:
    return Visitor(place["clerk"])


@pytest.fixture
def draft(place: Town) -> Protocol:
    return begun(place, clauses=(), rules=(), notices=(), gaps=(), review=None)


def at(row: Protocol, name: str, **more: object) -> str:
    return reverse(name, kwargs={"council": "langport", "version": row.pk, **more})


def upload(clerk: Visitor, row: Protocol, data: bytes, name: str) -> str:
    file = SimpleUploadedFile(name, data)
    address = at(row, "document-read")
    return text(clerk.client.post(address, {"document": file}, follow=True))


def encrypted() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(one_page(lines("1.1 One."))))
    writer.encrypt("secret", "owner", algorithm="AES-256")
    into = io.BytesIO()
    writer.write(into)
    return into.getvalue()


def bomb() -> bytes:
    return docx_with(p(r("Clerk")), **{"word/media/image.xml": "0" * 30_000_000})


@pytest.mark.parametrize(
    ("made", "name", "says"),
    [
        (lambda: one_page(b""), "scan.pdf", "has no words in it"),
        (encrypted, "locked.pdf", "password"),
        (lambda: b"%PDF-1.7" + bytes(range(256)) * 9, "cut.pdf", "damaged"),
        (lambda: docx_with(p(r("One.")))[:200], "cut.docx", "damaged"),
        (bomb, "bomb.docx", "unpacks"),
        (lambda: b"", "empty.txt", "empty"),
    ],
    ids=["scanned", "encrypted", "damaged PDF", "damaged DOCX", "zip bomb", "empty"],
)
def test_what_cannot_be_read_is_refused_in_a_sentence_and_changes_nothing(
    clerk: Visitor, draft: Protocol, made: Callable[[], bytes], name: str, says: str
) -> None:
    page = upload(clerk, draft, made(), name)

    assert says in page
    assert "Error:" in page
    assert "Upload your document" in page
    assert not Document.objects.exists()
    assert Protocol.objects.get(pk=draft.pk).digest == draft.digest


def test_of_ten_megabytes_of_prose_the_beginning_is_read(
    clerk: Visitor, draft: Protocol, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "PATIENCE", 30)  # the machine of the tests does much at once
    sentence = "Councillors and officers work together for the good of the town. "
    prose = (sentence * 12 + "\n\n") * (10_000_000 // (len(sentence) * 12))

    page = upload(clerk, draft, prose.encode(), "long.txt")

    assert "only the beginning was read" in page
    assert Passage.objects.filter(document__protocol=draft).exists()


def test_a_file_with_no_structure_is_still_passages(clerk: Visitor, draft: Protocol) -> None:
    page = upload(clerk, draft, b"complaints go to the clerk who replies within a week", "a.txt")

    assert "No clause of this document bears a number" in page
    assert Passage.objects.get().text.startswith("complaints go")


def test_markup_and_formulas_stay_words_on_every_page(clerk: Visitor, draft: Protocol) -> None:
    words = f"1. Complaints\n\n1.1 {SCRIPT} Complaints go to the Clerk.\n\n1.2 {FORMULA}\n"

    listed = upload(clerk, draft, words.encode(), "a.txt")

    passages = list(Passage.objects.order_by("position"))
    assert any(SCRIPT in passage.text for passage in passages)
    assert any(FORMULA in passage.text for passage in passages)
    document = Document.objects.get()
    pages = [listed]
    for passage in passages:
        where = {"document": document.pk, "passage": passage.pk}
        pages.append(text(clerk.get(at(draft, "passage-decide", **where))))
    assert not any(SCRIPT in page for page in pages)
    assert any("&lt;script&gt;" in page for page in pages)


def test_a_pack_of_a_newer_format_is_refused_in_a_sentence(clerk: Visitor) -> None:
    later = loader.dumps(loader.find("langport")).replace("format: 1", "format: 2\nweather: fine")
    pack = SimpleUploadedFile("pack.yaml", later.encode())
    address = reverse("version-begin", kwargs={"council": "langport"})

    page = text(
        clerk.client.post(
            address, {"source": "pack", "name": "x", "called": "", "pack": pack}, follow=True
        )
    )

    assert "This pack has format 2; this portal reads format 1." in page
    assert "weather" not in page
    assert not Protocol.objects.filter(version="x").exists()


def test_while_other_files_are_read_one_is_told_to_come_back(
    clerk: Visitor, draft: Protocol, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0)
    monkeypatch.setattr(turns, "folder", lambda: tmp_path)

    with turns.turn(0), turns.turn(0):
        page = upload(clerk, draft, b"1.1 Complaints go to the Clerk.", "a.txt")

    assert "Somebody else’s file is being read." in page
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (one_page(lines("1.1 Complaints go to the Clerk.")), "a.pdf", "cells of a table"),
        (b"<p>1.1 Complaints go to the Clerk.</p>", "a.html", "by a style sheet in another file"),
    ],
    ids=["PDF", "HTML"],
)
def test_what_such_a_file_cannot_show_is_said_where_it_is_gone_through(
    clerk: Visitor, draft: Protocol, data: bytes, name: str, says: str
) -> None:
    assert says in upload(clerk, draft, data, name)
