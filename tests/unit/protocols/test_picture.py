"""The picture of a route, and the text that equals it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from concerns.engine.facts import Event, Matter
from concerns.engine.offices import Office
from concerns.engine.protocol import Nation, OfficeEntry, Protocol, Rule, Tier
from concerns.protocols import loader
from concerns.protocols.picture import Chart, matter_chart, rule_chart, text_of
from concerns.protocols.picture_layout import Drawing, Text, drawing, width_of, wrapped
from concerns.protocols.picture_svg import SHEET, escaped, sheets, svg
from concerns.protocols.rule_terms import OUTCOMES
from tests.examples import examples
from tests.strategies import protocols

SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = (280, 320, 640)


def charts(protocol: Protocol) -> list[Chart]:
    found = [rule_chart(protocol, rule) for rule in protocol.rules]
    return found + [matter_chart(protocol, matter) for matter in Matter]


def real() -> list[Chart]:
    packs = [loader.find(council) for council in loader.shipped()]
    packs += [loader.starter(Tier.PARISH, Nation.ENGLAND)]
    packs += [loader.starter(Tier.UNITARY, Nation.SCOTLAND)]
    return [chart for protocol in packs for chart in charts(protocol)]


def rule(council: str, key: str) -> tuple[Protocol, Rule]:
    protocol = loader.find(council)
    return protocol, next(r for r in protocol.rules if r.key == key)


def squeezed(text: str) -> str:
    return "".join(text.split())


def drawn_words(picture: str) -> str:
    root = ElementTree.fromstring(picture)
    return squeezed("".join(each.text or "" for each in root.iter(f"{SVG}text")))


def left_and_right(text: Text) -> tuple[float, float]:
    width = width_of(text.words, bold=text.bold)
    return (text.x - width, text.x) if text.end else (text.x, text.x + width)


def stands_well(drawn: Drawing) -> None:
    """Nothing is wider than the picture, leaves its box or lies on something else."""
    for frame in drawn.frames:
        assert frame.x >= 0
        assert frame.x + frame.width <= drawn.width
        for text in frame.texts:
            left, right = left_and_right(text)
            assert left >= frame.x
            assert right <= frame.x + frame.width
            assert frame.y < text.y < frame.y + frame.height
    for upper, lower in itertools.pairwise(drawn.frames):
        assert upper.y + upper.height < lower.y
    lines = [text for frame in drawn.frames for text in frame.texts]
    for one, other in itertools.pairwise(lines):
        assert other.y - one.y >= 14
    for label in drawn.labels:
        left, right = left_and_right(label)
        assert left >= 0
        assert right <= drawn.width
        for frame in drawn.frames:
            assert label.y <= frame.y or label.y - 14 >= frame.y + frame.height
    for arrow in drawn.arrows:
        for x, y in arrow.points:
            assert 0 <= x <= drawn.width
            assert 0 <= y <= drawn.height


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_of_a_real_picture_overlaps_or_is_cut_off(width: int) -> None:
    for chart in real():
        stands_well(drawing(chart, width))


@settings(max_examples=examples(40), deadline=None)
@given(protocols())
def test_nothing_of_any_picture_overlaps_or_is_cut_off(protocol: Protocol) -> None:
    for chart in charts(protocol):
        stands_well(drawing(chart, 280))


@settings(max_examples=examples(40), deadline=None)
@given(protocols())
def test_every_picture_is_well_formed_and_holds_every_word_of_every_box(
    protocol: Protocol,
) -> None:
    for chart in charts(protocol):
        picture = svg(chart)
        words = drawn_words(picture)
        for box in chart.boxes:
            for text in (box.heading, *box.lines, *(way.words for way in box.ways)):
                assert squeezed(text) in words


def test_the_text_says_all_that_the_picture_says() -> None:
    for chart in real():
        told = text_of(chart)
        assert len(told) == len(chart.boxes)
        for box, text in zip(chart.boxes, told, strict=True):
            for words in (box.heading, *box.lines, *(way.words for way in box.ways)):
                assert words.lower() in text.lower()


def test_every_step_is_there_in_order_with_who_limit_and_clause() -> None:
    chart = rule_chart(*rule("banbury", "officer-about-councillor"))
    assert [box.name for box in chart.boxes] == [
        *("the start", "step 1", "step 2", "step 3", "the end")
    ]
    assert text_of(chart)[1] == (
        "Step 1: the Senior manager or a councillor. Helps to settle it (informal step)."
        " Clause 5.1. If it is not resolved or there is no agreement: go to step 2."
    )
    assert text_of(chart)[-1] == "It ends here."


def test_a_limit_is_told() -> None:
    protocol = loader.starter(Tier.PARISH, Nation.ENGLAND)
    chart = rule_chart(protocol, next(r for r in protocol.rules if r.key == "officer-formal"))
    assert "Acknowledge it within 5 working days of receiving it." in chart.boxes[1].lines


def test_every_outcome_of_a_step_has_an_arrow_with_its_words() -> None:
    for council in loader.shipped():
        protocol = loader.find(council)
        for each in protocol.rules:
            chart = rule_chart(protocol, each)
            for step, box in zip(each.steps, chart.boxes[1:], strict=False):
                said = " ".join(way.words for way in box.ways)
                assert all(OUTCOMES[event] in said for event in step.next)
            arrows = drawing(chart, 320).arrows
            assert len(arrows) == sum(len(box.ways) for box in chart.boxes)


def test_a_way_back_has_an_arrow_too() -> None:
    protocol, each = rule("banbury", "councillor-about-officer")
    first, second = each.steps
    back = replace(second, next={Event.UNRESOLVED: first.key, Event.RECURS: second.key})
    chart = rule_chart(protocol, replace(each, steps=(first, back)))
    stands_well(drawing(chart, 320))
    assert [way.to for way in chart.boxes[2].ways] == ["step:clerk", "step:disciplinary"]


def test_what_a_step_leads_to_is_not_drawn_from_the_start_too() -> None:
    protocol, each = rule("banbury", "officer-about-councillor")
    assert any(step.on for step in each.steps[1:])
    assert [way.to for way in rule_chart(protocol, each).boxes[0].ways] == ["step:conciliation"]


def test_a_matter_is_its_rules_in_the_order_they_are_tried_and_then_nothing() -> None:
    protocol = loader.find("banbury")
    chart = matter_chart(protocol, Matter.CONCERN)
    assert [box.heading[:2] for box in chart.boxes[:-1]] == ["1.", "2.", "3.", "4."]
    assert chart.boxes[-1].heading == "The protocol does not say who gets any other concern"
    assert chart.boxes[-1].lines == ("By the council’s own arrangements it goes to the Town Clerk",)
    assert all(len(box.ways) == 1 for box in chart.boxes[:-1])


def test_a_matter_can_be_shown_for_what_happened_later() -> None:
    chart = matter_chart(loader.find("banbury"), Matter.CONCERN, Event.UPHELD)
    assert chart.title == "A concern, when it is upheld"
    assert len(chart.boxes) == 3
    assert "First: the Town Clerk must decide it (formal step)" in chart.boxes[0].lines


def test_a_matter_without_a_rule_says_so() -> None:
    chart = matter_chart(loader.find("banbury"), Matter.ENQUIRY)
    (only,) = chart.boxes
    assert only.heading == "The protocol does not say who gets a casework enquiry"


# ------------------------------------------------------------ the SVG itself


def awkward() -> str:
    protocol, each = rule("banbury", "councillor-about-officer")
    title = "<b>\"Clerk\" & 'Co'\x00\x1f"
    offices = {**protocol.offices, Office.CLERK: OfficeEntry(title)}
    return svg(rule_chart(replace(protocol, offices=offices), each), prefix='a b"><x')


def test_markup_in_a_title_is_text() -> None:
    picture = awkward()
    root = ElementTree.fromstring(picture)
    assert {each.tag.removeprefix(SVG) for each in root.iter()} == {
        *("svg", "title", "desc", "rect", "polyline", "polygon", "text")
    }
    assert squeezed("the <b>\"Clerk\" & 'Co'") in drawn_words(picture)
    assert root.find(f"{SVG}title").attrib["id"] == "a-b---x-title"  # type: ignore[union-attr]


def test_what_xml_cannot_say_is_left_out() -> None:
    assert escaped("a\x00b\x0c\ufffe\ud800c") == "abc"
    assert escaped("&<>\"'") == "&amp;&lt;&gt;&quot;&#39;"


def test_a_screen_reader_gets_the_title_and_the_whole_text() -> None:
    chart = rule_chart(*rule("banbury", "officer-about-councillor"))
    root = ElementTree.fromstring(svg(chart, prefix="p"))
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == "p-title p-desc"
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert (title.text, title.attrib["id"]) == (chart.title, "p-title")
    assert (desc.text, desc.attrib["id"]) == (" ".join(text_of(chart)), "p-desc")


def test_it_is_black_and_white_and_brings_no_style_of_its_own() -> None:
    for chart in real()[:20]:
        root = ElementTree.fromstring(svg(chart))
        for each in root.iter():
            assert {each.get("fill"), each.get("stroke")} <= {None, "none", "#000000", "#ffffff"}
            assert "style" not in each.attrib
            assert "class" not in each.attrib


def test_its_text_is_14_pixels_in_a_picture_320_wide() -> None:
    root = ElementTree.fromstring(svg(real()[0]))
    assert (root.attrib["width"], root.attrib["font-size"]) == ("320", "14")
    assert root.attrib["viewBox"].startswith("0 0 320 ")


def test_a_width_no_text_can_stand_in_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 280"):
        svg(real()[0], width=100)


@pytest.mark.parametrize("text", ["W" * 90, "i" * 400, "漢字" * 40, "a " * 60, ""])
def test_wrapped_text_loses_nothing_and_is_never_too_wide(text: str) -> None:
    lines = wrapped(text, 200, bold=True)
    assert squeezed("".join(lines)) == squeezed(text)
    assert all(width_of(line, bold=True) <= 200 for line in lines)


def test_the_sheets_hold_every_word_of_the_picture_once() -> None:
    for chart in real():
        whole = drawn_words(svg(chart, width=640, titled=False))
        parts = [drawn_words(part) for part in sheets(chart)]
        assert sorted("".join(parts)) == sorted(whole), chart.title


def test_a_sheet_is_taller_than_paper_only_for_one_box() -> None:
    for chart in real():
        for part in sheets(chart):
            root = ElementTree.fromstring(part)
            boxes = list(root.iter(f"{SVG}rect"))[1:]
            assert float(root.attrib["height"]) <= SHEET or len(boxes) <= 2, chart.title


def test_the_first_sheet_tells_it_all_and_the_others_are_not_heard() -> None:
    longest = max(real(), key=lambda chart: len(chart.boxes))
    first, *others = sheets(longest)
    assert others
    root = ElementTree.fromstring(first)
    assert root.attrib["role"] == "img"
    assert root.findtext(f"{SVG}desc") == " ".join(text_of(longest))
    assert all('aria-hidden="true"' in other and "<desc" not in other for other in others)


def test_without_its_title_a_picture_still_says_it_to_whoever_hears_it() -> None:
    root = ElementTree.fromstring(svg(real()[0], titled=False))
    assert root.findtext(f"{SVG}title") == real()[0].title
    assert squeezed(real()[0].title) not in drawn_words(svg(real()[0], titled=False))
