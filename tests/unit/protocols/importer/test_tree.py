"""Blocks into passages: every kind of noise that councils' documents come with."""

from __future__ import annotations

import pytest

from concerns.protocols.importer.importing import tree_of
from concerns.protocols.importer.source import Block, Change, Mark, Shape, Source
from tests.unit.protocols.importer.reading import asked, by_id, read, read_markdown, shape


def test_dashes_before_some_labels_change_nothing() -> None:
    found = read("1. Duties\n\n- 1.1 One.\n- 1.2 Two.\n\n1.3 Three.\n\n- 1.4 Four.\n")
    assert shape(found) == [
        ("1", "Duties", None),
        ("1.1", "One.", "1"),
        ("1.2", "Two.", "1"),
        ("1.3", "Three.", "1"),
        ("1.4", "Four.", "1"),
    ]


def test_sections_may_lack_their_full_stop() -> None:
    found = read("1. DUTIES\n\n1.1 One.\n\n2 EXPECTATIONS\n\n2.1 Two.\n\n3. REVIEW\n\n3.1 Three.\n")
    assert [p.parent for p in found.passages] == [None, "1", None, "2", None, "3"]


def test_a_capital_i_where_l_is_due_is_asked_about_and_kept_as_printed() -> None:
    letters = "abcdefghijkImn"
    found = read("3.1 Officers will:\n\n" + "\n".join(f"- {c}) item" for c in letters))
    assert [p.label for p in found.passages[1:]] == [f"{c})" for c in letters]
    assert {p.parent for p in found.passages[1:]} == {"3.1"}
    assert asked(found) == {"3.1.l": ("The label “I)” stands where “l” is due. Is it meant so?",)}


def test_an_i_after_h_is_a_letter_or_begins_roman_numbers_by_what_follows() -> None:
    letters = "".join(f"({c}) item;\n" for c in "abcdefg")
    found = read(
        f"1.1 Officers will:\n\n{letters}(h) item:\n(i) sub;\n(ii) sub;\n(i) item;\n(j) item.\n\n"
        "1.2 Members will:\n\n(i) item;\n(ii) item.\n"
    )
    assert [p.id for p in found.passages[8:]] == [
        *("1.1.h", "1.1.h.i", "1.1.h.ii", "1.1.i", "1.1.j", "1.2", "1.2.i", "1.2.ii"),
    ]


@pytest.mark.parametrize(
    ("after_g", "parents"),
    [
        ("(h) item;\n(i) item.\n", ["1.1", "1.1"]),
        ("(h) item;\n(i) sub;\n(ii) sub.\n", ["1.1", "1.1.h", "1.1.h"]),
        ("(h) item:\n(i) sub.\n", ["1.1", "1.1.h"]),
        ("(h) item:\n(i) item;\n(j) item.\n", ["1.1", "1.1", "1.1"]),
    ],
    ids=["ends", "second", "colon", "next letter"],
)
def test_what_an_i_is_is_settled_by_the_next_label_and_else_by_a_colon(
    after_g: str, parents: list[str]
) -> None:
    letters = "".join(f"({c}) item;\n" for c in "abcdefg")
    found = read(f"1.1 Officers will:\n\n{letters}{after_g}")
    assert [p.parent for p in found.passages[8:]] == parents


def test_roman_sections_before_arabic_ones() -> None:
    found = read("I. Introduction\n\n- I.1. One.\n- I.2. Two.\n\n2. Roles\n\n- 2.1. Three.\n")
    assert shape(found) == [
        ("I", "Introduction", None),
        ("I.1", "One.", "I"),
        ("I.2", "Two.", "I"),
        ("2", "Roles", None),
        ("2.1", "Three.", "2"),
    ]


def test_a_damaged_number_is_kept_and_asked_about() -> None:
    found = read(
        "9. Access\n\n9.1 One.\n\n9.2 Two.\n\n9.40-3 Three.\n\n9.44-4 Four.\n\n9.5 Five.\n"
    )
    assert [p.label for p in found.passages] == ["9", "9.1", "9.2", "9.40-3", "9.44-4", "9.5"]
    assert asked(found)["9.40-3"] == ("The number “9.40-3” is damaged. Is it 9.3?",)
    assert asked(found)["9.44-4"] == ("The number “9.44-4” is damaged. Is it 9.4?",)
    assert "9.5" not in asked(found)


def test_missing_repeated_and_late_numbers_are_asked_about() -> None:
    found = read("1. Duties\n\n1.1 One.\n\n1.3 Two.\n\n1.3 Three.\n\n1.2 Four.\n")
    assert asked(found) == {
        "1.3": ("Before “1.3” a number is missing. Is anything left out?",),
        "1.3-2": ("The number “1.3” is printed twice. Which of them is meant?",),
        "1.2": ("The number “1.2” comes after a higher one. Is it right?",),
    }
    assert {remark.at for remark in found.warnings} == {"1.3", "1.3-2", "1.2"}


def test_years_dates_money_and_counts_are_words_of_their_clause() -> None:
    found = read(
        "2. Duties\n\n2.1 Members have 4 main areas:\n\n- one\n- two\n\n2.2 The year was\n\n"
        "2019 in all.\n\n2.3 Reviewed in\n\n20 May 2023 by the council.\n"
    )
    assert [p.label for p in found.passages] == ["2", "2.1", None, None, "2.2", "2.3"]


def test_a_number_in_words_that_no_neighbour_supports_is_no_label() -> None:
    found = read("1. Duties\n\n1.1 One.\n\n12 Councillors sit on the body.\n\n1.2 Two.\n")
    assert [p.label for p in found.passages] == ["1", "1.1", "1.2"]
    assert by_id(found)["1.1"].text == "One.\n12 Councillors sit on the body."


def test_numbers_that_start_again_in_each_part() -> None:
    found = read(
        "Part 1 Conduct\n\n1. Members are fair at all times.\n\n2. Officers are fair.\n\n"
        "Part 2 Complaints\n\n1. Complaints go to the Clerk.\n\n2. The Clerk answers.\n"
    )
    assert [p.id for p in found.passages] == [
        *("part-1", "1", "2", "part-2", "part-2/1", "part-2/2"),
    ]


def test_one_count_goes_on_under_headings_without_a_number() -> None:
    found = read("1. One is said.\n\n2. Two is said.\n\nComplaints\n\n3. Three is said.\n")
    assert shape(found)[2:] == [
        (None, "Complaints", None),
        ("3", "Three is said.", "complaints"),
    ]
    assert not asked(found)


def test_a_numbered_list_inside_a_clause_is_not_the_next_section() -> None:
    found = read(
        "1. Duties\n\n1.1 The principles are:\n\n1. Selflessness\n\n2. Integrity\n\n3. Openness\n\n"
        "1.2 Two.\n\n2. Complaints\n\n2.1 Three.\n"
    )
    assert [(p.label, p.parent) for p in found.passages] == [
        *(("1", None), ("1.1", "1"), ("1", "1.1"), ("2", "1.1"), ("3", "1.1"), ("1.2", "1")),
        *(("2", None), ("2.1", "2")),
    ]


def test_a_second_paragraph_without_a_label_carries_its_clause_on() -> None:
    found = read(
        "1. Duties\n\n1.1 One.\n\nMore of it.\n\n- 1.2 Two:\n- a) x;\n- b) y.\n\nSo be it.\n"
    )
    assert by_id(found)["1.1"].text == "One.\nMore of it."
    assert by_id(found)["1.2"].text == "Two:\nSo be it."


def test_a_paragraph_inside_a_lettered_list_belongs_to_its_item() -> None:
    found = read("1.1 Of groups:\n\n- (a) one :\n\nThis is of one.\n\n- (b) two.\n\n1.2 Three.\n")
    assert by_id(found)["1.1.a"].text == "one :\nThis is of one."
    assert by_id(found)["1.1"].text == "Of groups:"


def test_a_section_with_a_title_and_several_paragraphs_has_each_by_itself() -> None:
    found = read("1. Aims\n\nOne is said.\n\n2. Roles\n\nTwo is said.\n\nThree is said.\n")
    assert shape(found) == [
        ("1", "One is said.", None),
        ("2", "Roles", None),
        (None, "Two is said.", "2"),
        (None, "Three is said.", "2"),
    ]


def test_a_title_beside_a_label_is_the_heading_of_its_clause() -> None:
    found = read(
        "2. Roles\n\n2.1 **Opposition Members**\n\nAll have the same rights.\n\n2.2 Two.\n"
    )
    clause = by_id(found)["2.1"]
    assert (clause.heading, clause.text) == ("Opposition Members", "All have the same rights.")
    assert clause.raw == "Opposition Members\nAll have the same rights."
    assert by_id(found)["2.2"].heading == "Roles"


def test_a_clause_that_is_only_a_heading_gives_it_to_those_after_it() -> None:
    found = read("3. Roles\n\n- 3.1. **Members**\n- 3.2 They set policy.\n- 3.3 They lead.\n")
    assert [p.heading for p in found.passages] == ["Roles", "Members", "Members", "Members"]
    assert [p.parent for p in found.passages] == [None, "3", "3", "3"]


def test_a_heading_in_markup_may_be_a_clause_with_a_list() -> None:
    found = read_markdown(
        "## 3. Staff\n\n### 3.1 Members can expect staff to:\n\n- be fair\n- help\n"
    )
    clause = by_id(found)["3.1"]
    assert (clause.heading, clause.is_heading) == ("Members can expect staff to", True)
    assert [p.heading for p in found.passages if p.parent == "3.1"] == [clause.heading] * 2


def test_levels_of_markup_that_contradict_the_numbers_do_not_count() -> None:
    found = read_markdown("#### 1. Aims\n\n1.1 One.\n\n## 2. Roles\n\n2.1 Two.\n\n### 3. Press\n")
    assert [p.parent for p in found.passages] == [None, "1", None, "2", None]


def test_the_actor_of_a_list_is_found_through_its_parent() -> None:
    found = read(
        "General\n\nIn terms of casework, Councillors will:\n\n- raise issues\n- ask but:\n"
        " - not press\n - not direct\n- thank\n\nIn terms of casework, officers will:\n\n- reply\n"
    )
    assert [(p.id, p.text) for p in found.passages] == [
        ("general", "General"),
        ("general/casework-councillors", "In terms of casework, Councillors will:"),
        ("general/casework-councillors/1", "raise issues"),
        ("general/casework-councillors/2", "ask but:"),
        ("general/casework-councillors/2/1", "not press"),
        ("general/casework-councillors/2/2", "not direct"),
        ("general/casework-councillors/3", "thank"),
        ("general/casework-officers", "In terms of casework, officers will:"),
        ("general/casework-officers/1", "reply"),
    ]
    assert found.passages[3].heading == "In terms of casework, Councillors will"
    assert "no-numbers" in {remark.code for remark in found.warnings}


def test_one_space_before_a_bullet_makes_no_list_of_its_own_but_after_a_colon() -> None:
    found = read("1.1 Duties of all:\n\n- one.\n - two.\n - three:\n  - four.\n")
    assert [(p.text, p.parent) for p in found.passages[1:]] == [
        *(("one.", "1.1"), ("two.", "1.1"), ("three:", "1.1"), ("four.", "1.1/3")),
    ]


def test_two_leads_in_one_clause_stand_each_over_its_list() -> None:
    found = read("4. Conduct\n\nMembers will:\n\n- a\n- b\n\nOfficers will:\n\n- c\n")
    assert [(p.text, p.parent) for p in found.passages] == [
        ("Conduct", None),
        ("Members will:", "4"),
        *(("a", "4/members"), ("b", "4/members")),
        ("Officers will:", "4"),
        ("c", "4/officers"),
    ]


def test_a_list_that_begins_late_is_kept_and_asked_about() -> None:
    found = read("4.2 Reports\n\nGroups may ask.\n\n- b) State facts only.\n- c) Tell others.\n")
    assert [p.id for p in found.passages] == ["4.2", "4.2.b", "4.2.c"]
    assert list(asked(found)) == ["4.2.b"]


def test_joined_labels_stand_for_what_they_are_under() -> None:
    found = read("4.1 One.\n\n4.2 (a) Two.\n\n4.2 (b) Three.\n\n4.3 Four.\n")
    assert [p.id for p in found.passages] == ["4.1", "4.2.a", "4.2.b", "4.3"]
    assert not asked(found)


def test_the_lines_of_a_list_of_contacts_are_no_headings() -> None:
    found = read(
        "7. Contacts\n\n7.1 Contacts:\n\nClerk: Ann Ash, clerk@thornbeck.example\n\n"
        "Chairman: David Oakes, 01632 960101\n\nMonitoring Officer: mo@westmere.example\n"
    )
    assert [p.text for p in found.passages if p.is_heading] == ["Contacts"]
    assert {p.heading for p in found.passages} == {"Contacts"}


def test_a_table_at_the_front_is_one_passage() -> None:
    found = read("POLICY\n\nDetails\t\nReview due\t2026\nLead\tThe Clerk\n\n1. Aims\n\n1.1 One.\n")
    table = by_id(found)["details"]
    assert (table.heading, table.text) == ("Details", "Review due 2026\nLead The Clerk")
    assert found.passages[0].text == "POLICY"


def test_the_title_is_found_below_the_name_of_the_council() -> None:
    found = tree_of(
        Source("text", tuple(map(Block, ["WESTBURY COUNCIL", "Protocol on Relations", "1. Aims"])))
    )
    assert found.title == "Protocol on Relations"
    assert [p.text for p in found.passages] == ["WESTBURY COUNCIL", "Aims"]


def test_labels_that_the_file_draws_count_as_printed_ones() -> None:
    item = Shape.ITEM
    found = tree_of(
        Source(
            "docx",
            (
                Block("Member Protocol", Shape.HEADING, 1),
                Block("Complaints", Shape.HEADING, 2, label="1."),
                Block("A member will:", item, 1, label="1.1"),
                Block("write;", item, 2, label="(a)"),
                Block("wait.", item, 2, label="(b)"),
            ),
        )
    )
    assert [(p.id, p.label, p.parent) for p in found.passages] == [
        ("1", "1", None),
        ("1.1", "1.1", "1"),
        ("1.1.a", "(a)", "1.1"),
        ("1.1.b", "(b)", "1.1"),
    ]


def test_sections_in_letters_count_their_clauses_with_the_letter() -> None:
    found = read(
        "Section A – General\n\nA1 One is said.\n\nA2 Two is said.\n\nA4 paper is used.\n\n"
        "Section B – Concerns\n\nB1 Three is said.\n\nB2 Four is said.\n"
    )
    assert [(p.id, p.label, p.parent) for p in found.passages] == [
        ("section-a", "Section A", None),
        *(("A1", "A1", "section-a"), ("A2", "A2", "section-a")),
        ("section-b", "Section B", None),
        *(("B1", "B1", "section-b"), ("B2", "B2", "section-b")),
    ]


def test_a_section_may_be_numbered_with_a_nought() -> None:
    found = read("1.0 Aims\n\n1.1 One.\n\n1.2 Two.\n\n2.0 Roles\n\n2.1 Three.\n")
    assert [(p.label, p.parent) for p in found.passages] == [
        *(("1.0", None), ("1.1", "1.0"), ("1.2", "1.0"), ("2.0", None), ("2.1", "2.0")),
    ]


def test_numbers_of_a_list_in_a_list_are_told_apart_by_how_far_in_they_stand() -> None:
    found = read_markdown(
        "## Complaints\n\n1. Ask the clerk.\n2. The clerk will:\n    1. note it;\n    2. reply.\n"
        "3. Ask the chair.\n"
    )
    assert [(p.label, p.parent) for p in found.passages[1:]] == [
        *(("1", "complaints"), ("2", "complaints"), ("1", "2"), ("2", "2"), ("3", "complaints")),
    ]


def test_a_bullet_that_was_typed_makes_an_item() -> None:
    marks = (Mark(0, 1, Change.INSERTED), Mark(6, 9, Change.INSERTED))
    words = ("1.1 Officers will:", "• ask", "• wait a bit")
    blocks = [Block(text, marks=marks if "bit" in text else ()) for text in words]
    found = tree_of(Source("docx", tuple(blocks)))
    assert [(p.id, p.text) for p in found.passages[1:]] == [
        ("1.1/1", "ask"),
        ("1.1/2", "wait a bit"),
    ]
    assert [found.passages[2].raw[m.start : m.end] for m in found.passages[2].marks] == [" a "]


def test_ids_stay_when_a_paragraph_is_added_elsewhere() -> None:
    before = "1. Duties\n\n1.1 One.\n\n1.2 Two:\n\n- x\n- y\n\nReview\n\nYearly it is done.\n"
    after = before.replace("1.1 One.", "1.1 One.\n\nAnd more.").replace("- y", "- y\n- z")
    assert {p.id for p in read(before).passages} <= {p.id for p in read(after).passages}
