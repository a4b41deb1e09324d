"""What may be added, and what is refused, told from the file alone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concerns.evidence.checks import check
from concerns.evidence.kinds import ENDINGS, Kind
from concerns.evidence.refusal import SENTENCES, Reason, Refused
from tests.unit.evidence.corpus import CORPUS, SCANNER, Hostile
from tests.unit.evidence.made import (
    message,
    open_document,
    pdf,
    picture,
    relations,
    sheet,
    word,
)

WEB = word({"word/_rels/document.xml.rels": relations(("hyperlink", "https://council.example/"))})


@pytest.mark.parametrize("hostile", CORPUS, ids=lambda each: each.label)
def test_a_file_made_to_do_harm_is_refused_for_what_it_is(hostile: Hostile) -> None:
    if hostile.expected is None or hostile.expected == SCANNER:
        checked = check(hostile.make(), hostile.name)
        assert len(checked.name) <= 150
        return
    with pytest.raises(Refused) as refused:
        check(hostile.make(), hostile.name)
    assert refused.value.reason == hostile.expected


def test_the_corpus_is_as_large_as_is_promised() -> None:
    assert len({each.label for each in CORPUS}) == len(CORPUS) >= 40


@pytest.mark.parametrize(
    ("name", "make", "kind"),
    [
        ("a.pdf", pdf, Kind.PDF),
        ("A.PDF", pdf, Kind.PDF),
        ("a.png", picture, Kind.PNG),
        ("a.jpg", lambda: picture("JPEG"), Kind.JPEG),
        ("a.jpeg", lambda: picture("JPEG"), Kind.JPEG),
        ("a.txt", lambda: "Ann said “no”.\r\n\t- at 5pm".encode(), Kind.TEXT),
        ("a.txt", lambda: "Notes of an older program: £5".encode("cp1252"), Kind.TEXT),
        ("a.txt", lambda: "Notes of Windows".encode("utf-16"), Kind.TEXT),
        ("a.docx", word, Kind.DOCX),
        ("linked.docx", lambda: WEB, Kind.DOCX),
        ("a.xlsx", sheet, Kind.XLSX),
        ("a.odt", lambda: open_document('<text:a xlink:href="https://a.example/"/>'), Kind.ODT),
        ("a.eml", message, Kind.EMAIL),
        ("a.eml", lambda: message(("minutes.pdf", pdf()), ("photo.png", picture())), Kind.EMAIL),
    ],
)
def test_an_ordinary_file_is_taken(name: str, make: Callable[[], bytes], kind: Kind) -> None:
    assert check(make(), name).kind is kind


def test_a_preview_holds_the_pixels_of_a_picture_and_nothing_else() -> None:
    secret = b"where the telephone was"
    drawn = check(picture("JPEG") + secret, "a.jpg").preview
    assert drawn is not None
    assert drawn.startswith(b"\xff\xd8\xff")
    assert secret not in drawn


def test_a_form_of_a_pdf_that_sends_nothing_is_taken() -> None:
    def form(document: pikepdf.Pdf) -> None:
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array())

    assert check(pdf(form), "a.pdf").kind is Kind.PDF


def test_every_reason_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Reason)


@given(st.binary(max_size=2_000), st.sampled_from(sorted(ENDINGS)), st.booleans())
def test_whatever_the_bytes_the_answer_is_a_file_or_a_reason(
    data: bytes, ending: str, cut: bool
) -> None:
    """:param cut: they come after the beginning of an honest file of that kind."""
    begins = {".pdf": pdf, ".png": picture, ".docx": word, ".odt": open_document}
    head = begins[ending]() if cut and ending in begins else b""
    with suppress(Refused):
        check(head[: len(head) // 2] + data, f"a{ending}")
