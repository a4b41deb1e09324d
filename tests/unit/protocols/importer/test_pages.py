"""What the pages brought is left out, and what they cut is whole again."""

from __future__ import annotations

from concerns.protocols.importer.importing import tree_of
from concerns.protocols.importer.pages import clean
from concerns.protocols.importer.readers import text
from concerns.protocols.importer.source import Block, Change, Mark
from tests.unit.protocols.importer.reading import by_id, read, shape


def test_a_running_header_inside_lists_is_left_out_but_for_the_title_it_repeats() -> None:
    found = tree_of(
        text.read(
            "Appendix 1\n\nProtocol on Relations\n\nGeneral\n\nMembers will:\n\n- ask\n\n"
            "Appendix 1\n\n- wait\n\nOfficers will:\n\nAppendix 1\n\n- answer\n\nReview\n\n"
            "Appendix 1\n\nIt is reviewed each year.\n"
        )
    )
    assert [p.text for p in found.passages] == [
        *("Appendix 1", "General", "Members will:", "ask", "wait", "Officers will:", "answer"),
        *("Review", "It is reviewed each year."),
    ]
    assert found.warnings[0].code == "page-furniture"
    assert "Appendix 1" in found.warnings[0].text


def test_a_heading_that_only_repeats_stays() -> None:
    found = read(
        "Casework\n\nMembers\n\n- ask\n- wait\n\nOfficers\n\n- answer\n\nPress\n\n"
        "Members\n\n- speak\n\nOfficers\n\n- write\n\nReview\n\n"
        "Members\n\n- look\n\nOfficers\n\n- look too\n"
    )
    assert [p.text for p in found.passages].count("Members") == 3
    assert not [w for w in found.warnings if w.code == "page-furniture"]


def test_page_numbers_are_left_out() -> None:
    found = read(
        "1. Aims\n\n1.1 One.\n\n1\n\n1.2 Two.\n\n2\n\nPage 3 of 9\n\n"
        "1.3 Three.\n\n- 4 -\n\n1.4 Four.\n"
    )
    assert [p.label for p in found.passages] == ["1", "1.1", "1.2", "1.3", "1.4"]
    assert [p.text for p in found.passages[1:]] == ["One.", "Two.", "Three.", "Four."]


def test_lines_at_the_edges_of_pages_are_left_out() -> None:
    pages = "\f".join(
        f"Westbury Council\n\n{n}. Title\n\n{n}.1 One.\n\n{n}.2 Two.\n\nAdopted version\n"
        for n in range(1, 5)
    )
    found = tree_of(text.read(f"Protocol on Relations\n\n{pages}"))
    texts = [p.text for p in found.passages]
    assert texts.count("Westbury Council") <= 1
    assert "Adopted version" not in texts[1:]
    assert [p.label for p in found.passages if p.label] == [
        label for n in range(1, 5) for label in (str(n), f"{n}.1", f"{n}.2")
    ]


def test_a_running_line_may_count_pages_in_a_way_of_its_own() -> None:
    pages = "\f".join(
        f"{n}. Title\n\n{n}.1 One.\n\nPart 5C – Protocol on Relations 5C-{n} Last updated: 2023\n"
        for n in range(1, 5)
    )
    found = tree_of(text.read(f"Protocol on Relations\n\n{pages}"))
    assert "Part 5C" not in [p.label for p in found.passages]
    assert [w.code for w in found.warnings] == ["page-furniture"]


def test_every_line_of_a_header_beside_a_page_number_is_left_out() -> None:
    header = "Issue 9\n\nPage {} of 3\n\nWestbury Council\n\nConstitution Part 5 – Protocol\n\n"
    found = read(
        "1. Members must not involve themselves in the day to day\n\n" + header.format(1) + ""
        "management of staff.\n\n2. Two.\n\n" + header.format(2) + "3. Three.\n"
    )
    assert [p.text for p in found.passages] == [
        "Members must not involve themselves in the day to day management of staff.",
        *("Two.", "Three."),
    ]


def test_a_sentence_cut_by_a_page_is_one_again() -> None:
    found = read(
        "1. Aims\n\n1.1 In some circumstances (e.g. a committee\n\nmember who asks) it is given."
        "\n\n1.2 Complaints about staff go to the\n\nTown Clerk in writing.\n"
    )
    assert by_id(found)["1.1"].text == (
        "In some circumstances (e.g. a committee member who asks) it is given."
    )
    assert by_id(found)["1.2"].text == "Complaints about staff go to the Town Clerk in writing."


def test_a_list_cut_by_an_empty_line_is_one_list() -> None:
    found = read("1.1 Officers will:\n\n- ask;\n- wait;\n\n- answer.\n")
    assert [p.id for p in found.passages] == ["1.1", "1.1/1", "1.1/2", "1.1/3"]


def test_a_comma_at_the_end_of_a_clause_joins_nothing() -> None:
    found = read(
        "1. Aims\n\n1.1 The issue is specifically covered here,\n\n2. Groups\n\n2.1 One.\n"
    )
    assert shape(found)[1:3] == [
        ("1.1", "The issue is specifically covered here,", "1"),
        ("2", "Groups", None),
    ]


def test_changes_stay_on_their_words_when_blocks_are_joined() -> None:
    one = Block("Members should at all times write to the old", marks=(Mark(0, 7, Change.DELETED),))
    other = Block("clerk of the town.", marks=(Mark(0, 5, Change.INSERTED),))
    (whole,), _ = clean((one, other))
    assert [whole.text[m.start : m.end] for m in whole.marks] == ["Members", "clerk"]
