"""Pages of HTML, well made and not."""

from __future__ import annotations

import time
from datetime import date

import pytest

from concerns.protocols.importer.readers import html
from concerns.protocols.importer.source import Block, CannotRead, Change, Mark, Shape


def blocks(body: str) -> tuple[Block, ...]:
    return html.read(body).blocks


def texts(body: str) -> list[str]:
    return [block.text for block in blocks(body)]


def labels(body: str) -> list[tuple[str | None, str, int]]:
    return [(block.label, block.text, block.level) for block in blocks(body)]


def test_headings_and_paragraphs_come_in_order() -> None:
    found = blocks("<h1>Protocol</h1><p>One.<h3>Part</h3><div>Two.</div>tail")

    assert [(b.text, b.shape, b.level) for b in found] == [
        ("Protocol", Shape.HEADING, 1),
        ("One.", Shape.PARAGRAPH, 0),
        ("Part", Shape.HEADING, 3),
        ("Two.", Shape.PARAGRAPH, 0),
        ("tail", Shape.PARAGRAPH, 0),
    ]


def test_lists_number_as_a_browser_draws_them() -> None:
    assert labels("<ol><li>a<li>b</ol>") == [("1.", "a", 1), ("2.", "b", 1)]
    assert labels("<ol type=a start=3><li>c<li>d</ol>") == [("c.", "c", 1), ("d.", "d", 1)]
    assert labels("<ol type=I><li>a<li value=4>b<li>c</ol>") == [
        *(("I.", "a", 1), ("IV.", "b", 1), ("V.", "c", 1))
    ]
    assert labels("<ol reversed><li>a<li>b</ol>") == [("2.", "a", 1), ("1.", "b", 1)]
    assert labels("<ol style='list-style-type: upper-alpha'><li>a</ol>") == [("A.", "a", 1)]
    assert labels("<ol style='list-style: none'><li>a</ol>") == [(None, "a", 1)]
    assert labels("<ul><li>a</ul>") == [(None, "a", 1)]


def test_a_list_in_a_list_is_deeper_and_the_outer_one_goes_on() -> None:
    found = labels("<ol><li>a<ol type=i><li>b<li>c</ol><li>d</ol>")

    assert found == [("1.", "a", 1), ("i.", "b", 2), ("ii.", "c", 2), ("2.", "d", 1)]


def test_only_the_first_paragraph_of_an_item_has_its_label() -> None:
    first, second = blocks("<ol><li><p>one</p><p>more</p></li></ol>")

    assert (first.label, first.shape) == ("1.", Shape.ITEM)
    assert (second.label, second.shape) == (None, Shape.PARAGRAPH)


def test_changes_are_marked_with_who_and_when() -> None:
    (block,) = blocks(
        "<p>Ask the <del cite='mailto:Ann%20B' datetime='2008-02-20T10:00'>Mayor</del> "
        "<ins>Clerk</ins> <s>now</s> <span style='text-decoration: line-through'>then</span>"
    )

    assert block.text == "Ask the Mayor Clerk now then"
    assert block.marks == (
        Mark(8, 13, Change.DELETED, "Ann B", date(2008, 2, 20), False, 0.9),
        Mark(14, 19, Change.INSERTED, None, None, True, 0.9),
        Mark(20, 23, Change.UNSURE, None, None, None, 0.0),
        Mark(24, 28, Change.UNSURE, None, None, None, 0.0),
    )


def test_a_change_around_paragraphs_is_marked_in_each() -> None:
    found = blocks("<del><p>one</p><p>two</p></del><p>three</p>")

    assert [len(block.marks) for block in found] == [1, 1, 0]


def test_tables_and_quotations() -> None:
    found = blocks(
        "<table><tr><th>Who<th>What<tr><td>Clerk<td>all</table><blockquote>said</blockquote>"
        "<table><tr><td>1.1<td>One.<tr><td>1.2<td>Two.</table>"
    )

    assert [(b.text, b.shape) for b in found] == [
        ("Who | What", Shape.ROW),
        ("Clerk | all", Shape.ROW),
        ("said", Shape.QUOTE),
        ("1.1 One.", Shape.PARAGRAPH),
        ("1.2 Two.", Shape.PARAGRAPH),
    ]


def test_what_is_around_the_document_is_left_out() -> None:
    found = texts(
        "<head><title>T</title><style>p{}</style></head><header>Banner</header><nav>Menu</nav>"
        "<main><header><h1>Title</h1></header><p>Words.</p><script>alert(1)</script></main>"
        "<form><input value=x><button>Go</button></form><footer>Small print</footer>"
    )

    assert found == ["Title", "Words."]


def test_only_the_main_content_is_read_where_the_page_says_which_it_is() -> None:
    words = "<p>The words of the protocol are here and they are most of the page.</p>"
    assert len(texts(f"<div>Skip</div><main>{words}</main><aside>See also</aside>")) == 1
    assert len(texts(f"<main>Menu</main>{words}")) == 2


def test_the_heading_of_a_part_that_opens_and_closes_is_a_heading() -> None:
    (heading, _) = blocks("<h2><button>1. Aims</button></h2><p>1.1 One.</p><button>Print</button>")
    assert (heading.shape, heading.text) == (Shape.HEADING, "1. Aims")


def test_hidden_words_are_left_out_and_told() -> None:
    source = html.read("<p>Seen<p hidden>a<p style='display: none'>b<span style='mso-hide:all'>c")

    assert [block.text for block in source.blocks] == ["Seen"]
    assert [remark.code for remark in source.warnings] == ["hidden"]


def test_breaks_entities_and_preformatted_lines() -> None:
    assert texts("<p>a<br>b") == ["a b"]
    assert texts("<p>a<br><br>b") == ["a", "b"]
    assert texts("<p>1.1 a<br>1.2 b") == ["1.1 a", "1.2 b"]
    assert texts("<p>R&amp;D &ldquo;x&rdquo; &#8211; a&nbsp;b &#0;") == ["R&D “x” – a b \ufffd"]
    assert texts("<pre>1. a\n2. b\n\nc\nd</pre>") == ["1. a", "2. b", "c d"]


def test_a_page_saved_by_word_gives_its_numbers() -> None:
    found = labels(
        "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]>"
        "<span style='mso-list:Ignore'>3.1<span>&nbsp;&nbsp;&nbsp; </span></span><![endif]>Words."
        "<p style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>·<span> </span></span>B"
    )

    assert found == [("3.1", "Words.", 2), (None, "B", 1)]


def test_bold_is_of_all_the_words_or_none() -> None:
    found = blocks(
        "<p><b>all</b><p><b>some</b> of it<p style='font-weight:700'>all"
        "<p><b><span style='font-weight:normal'>none</span></b>"
    )

    assert [block.bold for block in found] == [True, False, True, False]


def test_markup_written_as_words_stays_words() -> None:
    assert texts("<p>&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} =1+1") == [
        "<script>alert(1)</script> {{ 7*7 }} =1+1"
    ]


@pytest.mark.parametrize(
    "body", ["</p></ol></td>words", "<td>words", "<tr>words", "<li>words", "<table>words", "words"]
)
def test_broken_markup_still_gives_the_words(body: str) -> None:
    assert texts(body) == ["words"]


@pytest.mark.parametrize("tag", ["div", "b", "ol><li", "table><tr><td", "blockquote", "del"])
def test_what_is_nested_a_hundred_thousand_deep_ends_soon_and_is_told(tag: str) -> None:
    begun = time.monotonic()
    source = html.read("<p>before</p>" + f"<{tag}>" * 100_000 + "deep")

    assert source.blocks[0].text == "before"
    assert [remark.code for remark in source.warnings] == ["depth"]
    assert time.monotonic() - begun < 5


def test_nothing_but_depth_is_refused() -> None:
    with pytest.raises(CannotRead, match="nested more deeply"):
        html.read("<div>" * 100_000 + "deep")


@pytest.mark.parametrize("body", ["<p></p>", "<script>x</script>", "<!-- only -->"])
def test_a_page_without_words_is_refused(body: str) -> None:
    with pytest.raises(CannotRead, match="no words"):
        html.read(body)


def test_a_declared_encoding_does_not_decode_twice() -> None:
    assert texts("<meta charset=iso-8859-1><p>“é”") == ["“é”"]
    assert texts("<?xml version='1.0' encoding='utf-16'?><html><p>é</html>") == ["é"]


def _sheet(rules: str, body: str) -> str:
    return f"<html><head><style>{rules}</style></head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("rules", "opening"),
    [
        (".old { color: red; text-decoration: line-through }", "<span class='x old'>"),
        ("span.old{text-decoration-line:line-through}", "<span class=old>"),
        ("/* struck */ h1, #gone { text-decoration: line-through !important; }", "<span id=gone>"),
        ("@media screen { .old { text-decoration: line-through } }", "<span class=old>"),
    ],
)
def test_words_struck_by_a_style_sheet_are_marked(rules: str, opening: str) -> None:
    (block,) = html.read(_sheet(rules, f"<p>Ask {opening}the Mayor</span> the Clerk.")).blocks

    assert [(mark.start, mark.end, mark.change) for mark in block.marks] == [(4, 13, Change.UNSURE)]


def test_bold_by_a_style_sheet_is_bold_and_the_more_exact_rule_wins() -> None:
    rules = "p.lead { font-weight: 700 } p { font-weight: normal } .plain { font-weight: 400 }"
    page = _sheet(rules, "<p class=lead>a<p>b<p class='lead' style='font-weight: normal'>c")

    assert [block.bold for block in html.read(page).blocks] == [True, False, False]


def test_a_rule_that_could_not_be_followed_is_told_where_it_strikes_words() -> None:
    strikes = html.read(_sheet("div > p.old { text-decoration: line-through }", "<p>a"))
    bold = html.read(_sheet("nav li a:hover { font-weight: bold }", "<p>a"))

    assert [remark.code for remark in strikes.warnings] == ["style"]
    assert bold.warnings == ()


def test_a_sheet_that_is_no_sheet_costs_little() -> None:
    before = time.monotonic()

    for rules in (
        "{" * 200_000,
        "a" * 400_000,
        ".x," * 100_000 + "{font-weight:bold}",
        "}" * 90_000,
    ):
        assert html.read(_sheet(rules, "<p>a")).blocks[0].text == "a"

    assert time.monotonic() - before < 5
