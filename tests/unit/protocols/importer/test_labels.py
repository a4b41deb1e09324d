"""What at the start of a line is a label, and what is a word, a year, a date or money."""

from __future__ import annotations

import pytest

from concerns.protocols.importer.labels import Style, drawn, parse, roman

LABELS = [
    ("5 EXPECTATIONS", "5", "EXPECTATIONS"),
    ("5. Expectations", "5", "Expectations"),
    ("5.1 Words", "5.1", "Words"),
    ("5.1. Words", "5.1", "Words"),
    ("5.1.2: Words", "5.1.2", "Words"),
    ("4.2 (a) words", "4.2 (a)", "words"),
    ("4.2(iv) words", "4.2(iv)", "words"),
    ("4.2 a) words", "4.2 a)", "words"),
    ("a) words", "a)", "words"),
    ("(a) words", "(a)", "words"),
    ("(aa) words", "(aa)", "words"),
    ("(i) words", "(i)", "words"),
    ("iv. words", "iv", "words"),
    ("I.1. Words", "I.1", "Words"),
    ("A.2 Words", "A.2", "Words"),
    ("I) Words", "I)", "Words"),
    ("5.1a words", "5.1a", "words"),
    ("§ 3 Words", "§ 3", "Words"),
    ("Section 3: Words", "Section 3", "Words"),
    ("Part 5C – Words", "Part 5C", "Words"),
    ("PART 5 – WORDS", "PART 5", "WORDS"),
    ("Article 2", "Article 2", ""),
    ("Appendix 1", "Appendix 1", ""),
    ("9.40-11 Words", "9.40-11", "Words"),
    ("(3)(1) Words", "(3)(1)", "Words"),
    ("(2). Words", "(2)", "Words"),
]

WORDS = [
    "2026 Review",
    "20 May 2023",
    "4 main areas of responsibility",
    "£5.00 a day",
    "5.30 pm at the latest",
    "1.5 million pounds",
    "10 working days",
    "1986 Act",
    "e.g. stationery",
    "(e.g. a committee)",
    "A Member must not",
    "I am the Clerk",
    "Section 3 of the Act provides for this.",
    "Partly true",
    "A4 paper",
]


@pytest.mark.parametrize(("line", "label", "words"), LABELS)
def test_a_label_is_read_as_printed(line: str, label: str, words: str) -> None:
    found = parse(line)
    assert found is not None
    assert (found.text, line[found.start :]) == (label, words)


@pytest.mark.parametrize("line", WORDS)
def test_words_are_no_label(line: str) -> None:
    assert parse(line) is None


def test_a_letter_that_may_be_a_roman_number_is_read_both_ways() -> None:
    found = parse("(i) words")
    assert found is not None
    assert {(r.style, r.value) for r in found.readings} == {(Style.ROMAN, 1), (Style.LETTER, 9)}


def test_a_number_that_only_its_neighbours_can_prove_is_weak() -> None:
    lone, lower, sure = parse("12 Councillors sit."), parse("1.2 to act"), parse("1.2 To act")
    assert lone is not None
    assert lower is not None
    assert sure is not None
    assert (lone.weak, lower.weak, sure.weak) == (True, True, False)


@pytest.mark.parametrize(
    ("text", "value"), [("i", 1), ("iv", 4), ("ix", 9), ("xiv", 14), ("iiii", None), ("", None)]
)
def test_roman_numbers(text: str, value: int | None) -> None:
    assert roman(text) == value


@pytest.mark.parametrize("text", ["3.1", "(a)", "1.", "Article 2", "iv)"])
def test_a_label_that_a_file_draws_is_a_label(text: str) -> None:
    found = drawn(text)
    assert found is not None
    assert found.text == text.rstrip(".")
