"""The ways in which councils write their clauses, each read as a person would read it."""

from __future__ import annotations

import pytest

from concerns.protocols.importer.importing import tree_of
from concerns.protocols.importer.readers import html, text
from tests.unit.protocols.importer.reading import by_id, read, read_markdown


def test_rows_that_say_something_are_passages_each_under_the_names_of_their_columns() -> None:
    found = read_markdown(
        "## Whom to tell\n\n| A concern about | Raise it with |\n|---|---|\n"
        "| a head of service | the director responsible for the service concerned |\n"
        "| a director | the chief executive, who will ask the leader |\n\nNobody else is told.\n"
    )
    assert [(p.text, p.is_heading) for p in found.passages[1:]] == [
        ("A concern about Raise it with", True),
        ("a head of service the director responsible for the service concerned", False),
        ("a director the chief executive, who will ask the leader", False),
        ("Nobody else is told.", False),
    ]


@pytest.mark.parametrize("first", ["Stage {}", "{}"], ids=["stage", "number"])
def test_what_stands_in_the_first_cell_of_each_row_is_its_label(first: str) -> None:
    rows = "".join(
        f"<tr><td>{first.format(n)}</td><td>Discussion</td><td>The clerk</td><td>10 days</td></tr>"
        for n in (1, 2)
    )
    head = "<tr><th>No.</th><th>What it is</th><th>Who deals with it</th><th>Time limit</th></tr>"
    found = tree_of(
        html.read(f"<h1>Protocol</h1><h2>Annex 1 Stages</h2><table>{head}{rows}</table><p>It ends.")
    )
    assert [(p.label, p.parent, p.text) for p in found.passages[2:]] == [
        (first.format(1), "annex-1", "Discussion | The clerk | 10 days"),
        (first.format(2), "annex-1", "Discussion | The clerk | 10 days"),
        (None, "annex-1", "It ends."),
    ]


def test_paragraphs_may_be_numbered_in_words() -> None:
    found = read(
        "Section 1 - Roles\n\nPara 1  Members set policy.\n\nPara 2  Officers carry it out.\n\n"
        "Rule 3 Members may ask for it.\n\nSection 2 - Concerns\n\nPara 1  Ask the Clerk.\n\n"
        "Para 2  The Clerk answers.\n"
    )
    assert [(p.label, p.parent) for p in found.passages] == [
        *(("Section 1", None), ("Para 1", "section-1"), ("Para 2", "section-1")),
        *(("Section 2", None), ("Para 1", "section-2"), ("Para 2", "section-2")),
    ]
    assert by_id(found)["para-2"].text == "Officers carry it out.\nRule 3 Members may ask for it."


def test_a_dash_may_stand_between_a_number_and_the_words() -> None:
    found = read(
        "Conduct\n\n1 – Be fair.\n\n2 – Be kind to:\n\n(a) - members;\n\n(b) - officers.\n"
    )
    assert [(p.label, p.text) for p in found.passages[1:]] == [
        *(("1", "Be fair."), ("2", "Be kind to:"), ("(a)", "members;"), ("(b)", "officers.")),
    ]


def test_a_number_alone_on_its_line_is_of_the_words_below_it() -> None:
    found = read(
        "1.\nAims\n\n1.1\n\nBe fair.\n\n1.2\nBe kind to:\n\na)\nmembers;\n\nb)\nofficers.\n"
    )
    assert [(p.label, p.text) for p in found.passages] == [
        *(("1", "Aims"), ("1.1", "Be fair."), ("1.2", "Be kind to:")),
        *(("a)", "members;"), ("b)", "officers.")),
    ]


def test_a_date_is_no_heading() -> None:
    found = read("Adopted: 12 March 2021\n\nThis is said of it.\n\n1. Aims\n\n1.1 One.\n")
    assert [p.parent for p in found.passages] == [None, None, None, "1"]


def test_a_short_question_is_the_heading_of_its_answer() -> None:
    found = read(
        "Whom can I ask?\n\nAsk the Clerk.\n\n**Q: What if the Clerk is away?**\n\nAsk the Mayor.\n"
    )
    assert [(p.text, p.heading) for p in found.passages if not p.is_heading] == [
        ("Ask the Clerk.", "Whom can I ask?"),
        ("Ask the Mayor.", "Q: What if the Clerk is away?"),
    ]


def test_a_note_at_the_foot_is_no_part_of_the_clause_above() -> None:
    found = read("1. Aims\n\n1.1 Ask the Clerk¹.\n\n1.2 Wait.\n\n¹ Or the deputy.\n")
    assert [p.text for p in found.passages[1:]] == ["Ask the Clerk¹.", "Wait.", "¹ Or the deputy."]


def test_a_heading_between_the_clauses_of_a_section_is_that_of_those_after_it() -> None:
    found = read("1. Roles\n\n1.1 One.\n\n**Members**\n\n1.2 Two.\n\n**Officers**\n\n1.3 Three.\n")
    assert [(p.label, p.heading, p.parent) for p in found.passages if p.label] == [
        *(("1", "Roles", None), ("1.1", "Roles", "1")),
        *(("1.2", "Members", "1"), ("1.3", "Officers", "1")),
    ]


def test_a_paragraph_in_the_place_of_a_number_left_out_stands_by_itself() -> None:
    found = read("1. Duties\n\n1.1 One.\n\nIt has no number.\n\n1.3 Three.\n\nMore of it.\n")
    assert [(p.label, p.text) for p in found.passages[1:]] == [
        *(("1.1", "One."), (None, "It has no number."), ("1.3", "Three.\nMore of it.")),
    ]


def test_where_each_heading_counts_from_one_a_paragraph_without_a_number_is_one_of_its_list() -> (
    None
):
    found = read(
        "CONDUCT\n\n1. One.\n\n2. Two.\n\nThe Clerk has duties in law.\n\n"
        "CONCERNS\n\n1. One.\n\nMembers are told.\n\n2. Two.\n\nIn such a case no one is.\n"
    )
    assert [(p.label, p.text) for p in found.passages if not p.is_heading] == [
        *(("1", "One."), ("2", "Two."), (None, "The Clerk has duties in law.")),
        *(("1", "One."), (None, "Members are told."), ("2", "Two.\nIn such a case no one is.")),
    ]


def test_a_colon_after_a_name_in_capitals_makes_it_no_part_of_the_clause_above() -> None:
    found = read("WHO\n\n1. One.\n\nWORKING TOGETHER:\n\n1) Two.\n\n2) Three.\n")
    assert [(p.label, p.heading) for p in found.passages[2:]] == [
        *((None, "WORKING TOGETHER"), ("1)", "WORKING TOGETHER"), ("2)", "WORKING TOGETHER")),
    ]


def test_a_page_may_put_several_paragraphs_into_one_item() -> None:
    found = tree_of(
        html.read(
            "<h2>Aims</h2><ul><li><p>One.</p><p>Two.</p></li><li>Three.</li></ul><p>Four.</p>"
        )
    )
    assert [p.text for p in found.passages[1:]] == ["One.\nTwo.", "Three.", "Four."]


def test_a_part_may_bear_its_title_on_the_next_line() -> None:
    found = read("PART 1\n\nAIMS\n\n1.1 One.\n\nPART 2\n\nCONCERNS\n\n2.1 Two.\n")
    assert [(p.label, p.heading, p.parent) for p in found.passages] == [
        *(("PART 1", "AIMS", None), ("1.1", "AIMS", "part-1")),
        *(("PART 2", "CONCERNS", None), ("2.1", "CONCERNS", "part-2")),
    ]


def test_steps_that_are_sentences_are_clauses_and_those_that_are_titles_head_theirs() -> None:
    found = read(
        "1. A member with a concern:\n\nStep 1: the member asks the Clerk.\n\n"
        "Step 2: the member writes to the Chair.\n\n2. Officers\n\nStage 1 – Informal\n\n"
        "The officer asks the Clerk.\n"
    )
    assert [(p.label, p.heading) for p in found.passages[3:]] == [
        *(("2", "Officers"), (None, "Stage 1 – Informal"), (None, "Stage 1 – Informal")),
    ]
    assert [(p.label, p.parent) for p in found.passages[1:3]] == [("Step 1", "1"), ("Step 2", "1")]


def test_a_word_of_time_with_a_capital_is_the_title_of_its_number() -> None:
    found = read(
        "1. Aims\n\n1.1 One.\n\n1.2 Working together is the aim.\n\n2. Clear instructions\n\n"
        "2.1 Two, within\n\n3 working days.\n"
    )
    assert [p.label for p in found.passages] == ["1", "1.1", "1.2", "2", "2.1"]


def test_an_o_before_the_words_is_a_bullet() -> None:
    found = read("Aims\n\nMembers will:\n\no be fair\n\no be kind\n")
    assert [p.text for p in found.passages[2:]] == ["be fair", "be kind"]


def test_a_sentence_that_speaks_of_the_protocol_is_not_its_title() -> None:
    found = tree_of(
        text.read(
            "Protocol for Working Together\n\nClause 1: General\n\nThis protocol is for members "
            "and officers.\n\nClause 2: Respect\n\nBe fair.\n"
        )
    )
    assert found.title == "Protocol for Working Together"
    assert [(p.label, p.text) for p in found.passages] == [
        ("Clause 1", "This protocol is for members and officers."),
        ("Clause 2", "Be fair."),
    ]


def test_numbers_of_several_levels_may_stand_in_brackets() -> None:
    found = read("(1) Aims\n\n(1.1) One.\n\n(1.2) Two.\n\n(2) Duties\n\n(2.1) Three.\n")
    assert [p.label for p in found.passages] == ["(1)", "(1.1)", "(1.2)", "(2)", "(2.1)"]


def test_each_list_under_a_lead_of_its_own_counts_from_one() -> None:
    found = read(
        "Conduct\n\nCouncillors should:\n1. Be polite.\n2. Be kind.\n\nStaff should:\n"
        "1. Be polite.\n2. Be quick.\n3. Be neutral.\n"
    )
    assert [(p.label, p.heading) for p in found.passages if p.label] == [
        *(("1", "Councillors should"), ("2", "Councillors should")),
        *(("1", "Staff should"), ("2", "Staff should"), ("3", "Staff should")),
    ]


def test_every_item_of_a_list_in_markdown_may_be_numbered_one() -> None:
    found = read_markdown("## Staff\n\nThey will\n\n1. give advice\n1. reply soon\n1. be fair\n")
    assert [p.text for p in found.passages if p.label == "1"] == [
        *("give advice", "reply soon", "be fair"),
    ]


def test_a_line_to_sign_on_is_no_part_of_the_last_clause() -> None:
    found = read("1. Review\n\n1.1 Yearly it is done.\n\nSigned: ........ Date: ........\n")
    assert by_id(found)["1.1"].text == "Yearly it is done."


def test_a_title_may_say_between_whom_it_is_and_not_that_it_is_a_protocol() -> None:
    found = tree_of(
        text.read(
            "Code of Practice for Councillors and Staff\nRidgeway Parish Council\n\nAims\n\n"
            "This document is for all.\n"
        )
    )
    assert found.title == "Code of Practice for Councillors and Staff"
    assert [p.parent for p in found.passages] == [None, None, "aims"]


def test_lists_that_stand_side_by_side_are_read_one_after_the_other() -> None:
    head = "<tr><th>Members can expect</th><th>Officers can expect</th></tr>"
    lists = "<td><ul><li>advice</li><li>replies</li></ul></td><td><ul><li>respect</li></ul></td>"
    found = tree_of(
        html.read(f"<h1>Protocol</h1><h2>Aims</h2><table>{head}<tr>{lists}</tr></table>")
    )
    assert [(p.text, p.heading) for p in found.passages if not p.is_heading] == [
        *(("advice", "Members can expect"), ("replies", "Members can expect")),
        ("respect", "Officers can expect"),
    ]


def test_one_count_in_half_brackets_goes_on_below_headings_and_takes_in_what_was_added() -> None:
    found = read(
        "EVERY DAY\n\n1) Members ask the Clerk first.\n\n2) The Clerk answers within a week.\n\n"
        "Asking for papers:\n\n3) A member asks the Clerk for the paper in writing.\n\n"
        "3a) If the Clerk is away the Assistant Clerk answers.\n\nWHEN THINGS GO WRONG\n\n"
        "4) Staff tell the Clerk.\n"
    )

    assert [(p.label, p.heading) for p in found.passages if not p.is_heading] == [
        ("1)", "EVERY DAY"),
        ("2)", "EVERY DAY"),
        ("3)", "Asking for papers"),
        ("3a)", "Asking for papers"),
        ("4)", "WHEN THINGS GO WRONG"),
    ]
    assert not any(p.questions for p in found.passages)


def test_a_line_that_ends_in_a_conjunction_is_no_heading_of_the_next() -> None:
    found = read("1 Meanings\n\n1.1 The Clerk means the Proper Officer and\n\nHead of Staff.\n")

    assert [p.text for p in found.passages if p.label == "1.1"] == [
        "The Clerk means the Proper Officer and Head of Staff."
    ]
