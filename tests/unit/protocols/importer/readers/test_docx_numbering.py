"""Numbers that Word draws are counted as Word counts."""

from __future__ import annotations

from concerns.protocols.importer.readers import docx
from concerns.protocols.importer.source import Shape
from tests.unit.protocols.importer.readers.word import (
    DELETED_MARK,
    abstract,
    deleted,
    docx_with,
    level,
    num,
    p,
    r,
    start_over,
    style,
)

LEGAL = abstract(
    1,
    level(0, "decimal", "%1."),
    level(1, "decimal", "%1.%2"),
    level(2, "lowerLetter", "(%3)"),
    level(3, "lowerRoman", "(%4)"),
)


def labels(numbering: str, *paragraphs: str, styles: str = "") -> list[str | None]:
    data = docx_with("".join(paragraphs), numbering=numbering, styles=styles)
    return [block.label for block in docx.read(data).blocks]


def at(*levels: int, list_: int = 1) -> list[str]:
    return [p(r(f"words {n}"), num=(list_, depth)) for n, depth in enumerate(levels)]


def test_levels_count_within_the_ones_above() -> None:
    found = labels(LEGAL + num(1, 1), *at(0, 1, 1, 2, 2, 3, 3, 1, 2, 0, 1))

    assert found == ["1.", "1.1", "1.2", "(a)", "(b)", "(i)", "(ii)", "1.3", "(a)", "2.", "2.1"]


def test_a_level_gives_the_depth_of_the_item() -> None:
    source = docx.read(docx_with("".join(at(0, 1, 2)), numbering=LEGAL + num(1, 1)))

    assert [block.level for block in source.blocks] == [1, 2, 3]
    assert {block.shape for block in source.blocks} == {Shape.ITEM}


def test_a_list_begins_where_it_says() -> None:
    numbering = abstract(1, level(0, "upperRoman", "Part %1", start=4)) + num(1, 1)

    assert labels(numbering, *at(0, 0)) == ["Part IV", "Part V"]


def test_lists_of_one_definition_go_on_and_one_that_starts_over_does_not() -> None:
    numbering = LEGAL + num(1, 1) + num(2, 1) + num(3, 1, start_over(0, 7))

    found = labels(numbering, *at(0, 0), *at(0, list_=2), *at(0, 0, list_=3), *at(0, list_=1))

    assert found == ["1.", "2.", "3.", "7.", "8.", "9."]


def test_an_override_replaces_a_level() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'

    assert labels(LEGAL + num(1, 1, own), *at(0, 0, 1)) == ["A)", "B)", "B.1"]


def test_a_level_may_never_restart() -> None:
    more = '<w:lvlRestart w:val="0"/>'
    numbering = abstract(1, level(0, "decimal", "%1"), level(1, "decimal", "%2", more=more)) + num(
        1, 1
    )

    assert labels(numbering, *at(0, 1, 1, 0, 1)) == ["1", "1", "2", "2", "3"]


def test_a_level_may_restart_only_after_a_higher_one() -> None:
    more = '<w:lvlRestart w:val="1"/>'
    numbering = abstract(
        1,
        level(0, "decimal", "%1"),
        level(1, "decimal", "%1.%2"),
        level(2, "lowerLetter", "(%3)", more=more),
    ) + num(1, 1)

    assert labels(numbering, *at(0, 1, 2, 1, 2, 0, 1, 2)) == [
        *("1", "1.1", "(a)", "1.2", "(b)"),
        *("2", "2.1", "(a)"),
    ]


def test_legal_numbering_writes_every_level_in_figures() -> None:
    numbering = abstract(
        1, level(0, "upperRoman", "%1"), level(1, "decimal", "%1.%2", more="<w:isLgl/>")
    ) + num(1, 1)

    assert labels(numbering, *at(0, 0, 1)) == ["I", "II", "2.1"]


def test_a_style_numbers_and_its_level_is_the_one_tied_to_it() -> None:
    numbering = abstract(
        1,
        level(0, "decimal", "%1", more='<w:pStyle w:val="Heading1"/>'),
        level(1, "decimal", "%1.%2", more='<w:pStyle w:val="Clause"/>'),
    ) + num(1, 1)
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("Heading1", "heading 1", numbered) + style("Clause", "Council clause", numbered)
    paragraphs = [p(r("A"), style="Heading1"), p(r("B"), style="Clause"), p(r("C"), style="Clause")]

    assert labels(numbering, *paragraphs, styles=styles) == ["1", "1.1", "1.2"]


def test_a_paragraph_may_refuse_the_number_of_its_style() -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    paragraphs = [p(r("A"), style="S"), p(r("B"), style="S", num=(0, 0)), p(r("C"), style="S")]

    found = labels(LEGAL + num(1, 1), *paragraphs, styles=style("S", "S", numbered))

    assert found == ["1.", None, "2."]


def test_a_numbering_style_stands_for_its_list() -> None:
    numbering = (
        abstract(1, level(0, "decimal", "§ %1"), more='<w:styleLink w:val="L"/>')
        + abstract(2, more='<w:numStyleLink w:val="L"/>')
        + num(1, 1)
        + num(2, 2)
    )
    linked = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("L", "Council list", linked, kind="numbering")

    assert labels(numbering, *at(0, 0, list_=2), styles=styles) == ["§ 1", "§ 2"]


def test_a_numbering_style_that_stands_for_itself_ends() -> None:
    numbering = abstract(1, more='<w:numStyleLink w:val="L"/>') + num(1, 1)
    linked = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'

    assert labels(numbering, *at(0), styles=style("L", "L", linked, kind="numbering")) == [None]


def test_a_bullet_is_no_label() -> None:
    source = docx.read(
        docx_with(p(r("A"), num=(1, 0)), numbering=abstract(1, level(0, "bullet", "•")) + num(1, 1))
    )

    assert [(b.label, b.shape, b.level) for b in source.blocks] == [(None, Shape.ITEM, 1)]


def test_an_empty_paragraph_takes_a_number_and_no_block() -> None:
    assert labels(LEGAL + num(1, 1), *at(0), p(num=(1, 0)), *at(0)) == ["1.", "3."]


def test_a_paragraph_deleted_whole_takes_no_number() -> None:
    gone = p(deleted("gone"), num=(1, 0), mark=DELETED_MARK)

    assert labels(LEGAL + num(1, 1), *at(0), gone, *at(0)) == ["1.", None, "2."]


def test_a_list_that_is_not_defined_draws_nothing() -> None:
    assert labels("", p(r("A"), num=(9, 0)), p(r("B"), num=(9, 40))) == [None, None]


def test_counting_past_every_letter_stays_short() -> None:
    numbering = abstract(1, level(0, "lowerLetter", "%1", start=999999)) + num(1, 1)

    assert labels(numbering, *at(0)) == ["999999"]
