"""Words quoted from elsewhere are no clause of the council's own."""

from __future__ import annotations

from concerns.protocols.importer.passages import Imported
from tests.unit.protocols.importer.reading import read


def quoted(imported: Imported) -> list[str]:
    return [passage.id for passage in imported.passages if passage.quoted]


def test_numbers_that_go_back_after_as_follows_are_quoted() -> None:
    found = read(
        "9. Access\n\n9.1 The code says as follows:\n\n3. A member must not:\n\n(a) disclose;\n\n"
        "(b) prevent.\n\n5. A member:\n\n(a) is fair.\n\n9.2 Members follow it.\n\n10. Press\n"
    )
    assert quoted(found) == ["9.1/3", "9.1/3.a", "9.1/3.b", "9.1/5", "9.1/5.a"]
    assert [p.label for p in found.passages if not p.quoted] == ["9", "9.1", "9.2", "10"]
    assert {w.at for w in found.warnings if w.code == "quoted-number"} == set(quoted(found))


def test_a_quotation_that_closes_paragraphs_later_is_quoted_whole() -> None:
    found = read(
        "1. Aims\n\n1.1 The guidance states that:\n\n“Both sides respect each other.\n\n"
        "2. Neither seeks advantage.\n\nRespect is earned.”\n\n1.2 All are courteous.\n"
    )
    assert quoted(found) == ["1.1/1", "1.1/2", "1.1/2-2"]
    assert [p.parent for p in found.passages if p.quoted] == ["1.1"] * 3


def test_straight_marks_quote_too() -> None:
    found = read(
        '1.1 It reads:\n\n"Respect is due.\n\nIt is earned."\n\n1.2 All are "fair" here.\n'
    )
    assert quoted(found) == ["1.1/1", "1.1/2"]


def test_a_quoted_term_is_no_quotation() -> None:
    found = read("1. Terms\n\n1.1 “Member” means a councillor.\n\n1.2 “Officer” means staff.\n")
    assert quoted(found) == []


def test_a_mark_that_never_closes_quotes_nothing() -> None:
    found = read("1.1 It reads:\n\n“Respect is due.\n\n1.2 All are fair.\n\n1.3 All are kind.\n")
    assert quoted(found) == []


def test_a_list_after_as_follows_is_the_councils_own() -> None:
    found = read("1. Aims\n\n1.1 The aims are as follows:\n\n(a) one;\n\n(b) two.\n\n1.2 Two.\n")
    assert quoted(found) == []


def test_the_next_number_after_as_follows_is_the_councils_own() -> None:
    found = read("1. Aims\n\n1.1 The aims are as follows:\n\n1.2 One.\n\n2. Roles\n\n2.1 Two.\n")
    assert quoted(found) == []


def test_a_block_marked_as_quotation_is_one() -> None:
    found = read("1.1 It reads:\n\n> Respect is due.\n\n1.2 All are fair.\n")
    assert quoted(found) == ["1.1/1"]
