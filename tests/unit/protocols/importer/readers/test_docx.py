"""What a Word document holds beside its numbers and changes."""

from __future__ import annotations

import io
from typing import Any

import docx as python_docx
import pytest

from concerns.protocols.importer.readers import docx
from concerns.protocols.importer.source import Block, CannotRead, Shape, Source
from tests.unit.protocols.importer.readers.word import (
    TYPES,
    abstract,
    docx_with,
    level,
    num,
    p,
    part,
    r,
    style,
    zipped,
)

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def source(*paragraphs: str, **parts: str) -> Source:
    return docx.read(docx_with("".join(paragraphs), **parts))


def blocks(*paragraphs: str, **parts: str) -> tuple[Block, ...]:
    return source(*paragraphs, **parts).blocks


def texts(*paragraphs: str, **parts: str) -> list[str]:
    return [block.text for block in blocks(*paragraphs, **parts)]


def test_a_document_of_word_itself_comes_in_order() -> None:
    document = python_docx.Document()
    document.add_heading("Protocol", 0)
    document.add_heading("General", 1)
    document.add_paragraph("Everybody is polite.")
    document.add_paragraph("one", style="List Number")
    document.add_paragraph("two", style="List Number")
    document.add_paragraph("point", style="List Bullet")
    document.add_paragraph("quoted", style="Quote")
    document.sections[0].header.paragraphs[0].text = "Left out above"
    document.sections[0].footer.paragraphs[0].text = "Left out below"

    found = docx.read(saved(document))

    assert found.kind == "docx"
    assert found.warnings == ()
    assert [(b.text, b.shape, b.level, b.label) for b in found.blocks] == [
        ("Protocol", Shape.HEADING, 1, None),
        ("General", Shape.HEADING, 1, None),
        ("Everybody is polite.", Shape.PARAGRAPH, 0, None),
        ("one", Shape.ITEM, 1, "1."),
        ("two", Shape.ITEM, 1, "2."),
        ("point", Shape.ITEM, 1, None),
        ("quoted", Shape.QUOTE, 0, None),
    ]


def test_a_style_based_on_a_heading_is_a_heading() -> None:
    styles = (
        style("H2", "heading 2")
        + style("C", "Council section", based_on="H2")
        + style("O", "Outlined", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
        + style("Round", "Circle", based_on="Round")
    )
    found = blocks(
        p(r("A"), style="C"), p(r("B"), style="O"), p(r("C"), style="Round"), styles=styles
    )

    assert [(b.shape, b.level) for b in found] == [
        (Shape.HEADING, 2),
        (Shape.HEADING, 3),
        (Shape.PARAGRAPH, 0),
    ]


def test_only_a_paragraph_that_is_bold_throughout_is_bold() -> None:
    bold = "<w:b/>"
    styles = style("B", "Strong words", "<w:rPr><w:b/></w:rPr>")
    found = blocks(
        p(r("All ", bold), r("of it", bold)),
        p(r("Some ", bold), r("of it")),
        p(r("By style"), style="B"),
        p(r("Not by style", '<w:b w:val="false"/>'), style="B"),
        styles=styles,
    )

    assert [block.bold for block in found] == [True, False, True, False]


def test_signs_hyphens_and_spaces_read_as_they_are_printed() -> None:
    inner = (
        "<w:t>self</w:t><w:noBreakHyphen/><w:t>help\u00a0and\u2011so\u00ad on</w:t><w:tab/>"
        '<w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Symbol" w:char="F0B7"/>'
    )
    assert texts(f"<w:p><w:r>{inner}</w:r></w:p>") == ["self-help and-so on ✓•"]


def test_a_sign_nobody_knows_is_told() -> None:
    found = source(f'<w:p>{r("a")}<w:r><w:sym w:font="Odd" w:char="F041"/></w:r></w:p>')

    assert [block.text for block in found.blocks] == ["a\ufffd"]
    assert [remark.code for remark in found.warnings] == ["signs"]


def test_a_line_break_joins_but_for_a_label_and_an_empty_line() -> None:
    line = "<w:r><w:br/></w:r>"

    assert texts(p(r("one"), line, r("goes on"))) == ["one goes on"]
    assert texts(p(r("1.1 one"), line, r("1.2 two"))) == ["1.1 one", "1.2 two"]
    assert texts(p(r("one"), line, line, r("two"))) == ["one", "two"]


def test_a_page_break_inside_a_paragraph_leaves_it_broken() -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    found = blocks(p(r("begins"), page, r("goes on")), p(r("ends"), page), p(r("next")))

    assert [(b.text, b.broken) for b in found] == [
        ("begins", True),
        ("goes on", False),
        ("ends", False),
        ("next", False),
    ]


def table(*rows: list[str]) -> str:
    cells = ["".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def test_a_row_of_a_table_is_one_block() -> None:
    found = blocks(p(r("Before")), table([p(r("Who")), p(r("What"))], [p(r("Clerk")), p()]))

    assert [(b.text, b.shape) for b in found] == [
        ("Before", Shape.PARAGRAPH),
        ("Who | What", Shape.ROW),
        ("Clerk |", Shape.ROW),
    ]


def test_a_table_that_sets_out_clauses_is_read_as_clauses() -> None:
    found = texts(table([p(r("1.1")), p(r("One."))], [p(r("1.2")), p(r("Two.")) + p(r("More."))]))

    assert found == ["1.1 One.", "1.2 Two.", "More."]


def test_numbers_drawn_in_a_column_of_their_own_go_to_their_clauses() -> None:
    numbering = abstract(1, level(0, "decimal", "3.%1")) + num(1, 1)
    rows = [[p(num=(1, 0)), p(r(words))] for words in ("One.", "Two.")]

    found = blocks(table(*rows), numbering=numbering)

    assert [(b.label, b.text) for b in found] == [("3.1", "One."), ("3.2", "Two.")]


def test_a_table_of_one_column_is_paragraphs() -> None:
    assert [b.shape for b in blocks(table([p(r("a"))], [p(r("b"))]))] == [Shape.PARAGRAPH] * 2


def test_a_table_in_a_table_is_read() -> None:
    inner = table([p(r("x")), p(r("y"))])

    assert texts(table([p(r("a")), inner + p(r("z"))])) == ["a | x | y z"]


def test_a_field_shows_its_result_and_a_table_of_contents_nothing() -> None:
    def field(instruction: str, shown: str) -> str:
        told = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        return FIELD.format("begin") + told + FIELD.format("separate") + r(shown)

    end = FIELD.format("end")
    found = texts(
        p(field(" TOC \\o ", "1 General ... 2")),
        p(r("2 More ... 3")),
        p(end),
        p(r("See clause "), field(" REF a ", "3.1"), end, r(".")),
        f'<w:p><w:fldSimple w:instr=" REF b ">{r("4.2")}</w:fldSimple></w:p>',
    )

    assert found == ["See clause 3.1.", "4.2"]


def test_a_table_of_contents_that_never_ends_hides_nothing() -> None:
    begin = FIELD.format("begin") + "<w:r><w:instrText>TOC</w:instrText></w:r>"

    assert texts(p(begin, r("x")), p(r("The rest."))) == ["x", "The rest."]


def test_a_table_of_contents_in_its_box_or_by_its_styles_is_left_out() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    box = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    found = texts(
        box.format(gallery, p(r("General ... 1"))),
        box.format("", p(r("In a box."))),
        p(r("General ... 1"), style="T"),
        styles=style("T", "toc 1"),
    )

    assert found == ["In a box."]


def test_a_text_box_is_read_once_after_the_paragraph_it_hangs_on() -> None:
    words = f"<w:txbxContent>{p(r('Boxed.'))}</w:txbxContent>"
    anchored = (
        "<w:r><mc:AlternateContent>"
        f"<mc:Choice><w:drawing>{words}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{words}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    found = source(p(r("Anchor."), anchored), p(r("Next.")))

    assert [block.text for block in found.blocks] == ["Anchor.", "Boxed.", "Next."]
    assert [remark.code for remark in found.warnings] == ["text_boxes"]


def test_comments_and_notes_are_told_and_stand_in_no_clause() -> None:
    found = source(
        p(r("Clause."), '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        comments=f'<w:comment w:id="1">{p(r("Really?"))}</w:comment>',
        footnotes=f'<w:footnote w:id="2">{p(r("As  amended."))}</w:footnote>',
    )

    assert [block.text for block in found.blocks] == ["Clause."]
    assert [(remark.code, remark.text) for remark in found.warnings] == [
        ("comments", "One comment in the margin was left out."),
        ("note", "Footnote 1 is not part of any clause: “As amended.”"),
    ]


def test_hidden_words_are_left_out_and_told() -> None:
    found = source(p(r("Seen."), r("Unseen.", "<w:vanish/>")))

    assert [block.text for block in found.blocks] == ["Seen."]
    assert [remark.code for remark in found.warnings] == ["hidden"]


def test_formulas_and_markup_in_words_stay_words() -> None:
    words = "=HYPERLINK(1) {{ 7*7 }} &lt;script&gt;alert(1)&lt;/script&gt;"

    assert texts(p(r(words))) == ["=HYPERLINK(1) {{ 7*7 }} <script>alert(1)</script>"]


def test_the_strict_form_of_word_is_read_alike() -> None:
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = part("document", f"<w:body>{p(r('Strict.'))}</w:body>").replace(
        usual, "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    data = zipped({"[Content_Types].xml": TYPES, "word/document.xml": strict})

    assert [block.text for block in docx.read(data).blocks] == ["Strict."]


def test_a_document_without_words_is_refused() -> None:
    with pytest.raises(CannotRead, match="no words"):
        docx.read(docx_with(p()))
