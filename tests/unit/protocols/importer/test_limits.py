"""The numbers of days and the dates of a text."""

from __future__ import annotations

from datetime import date

import pytest

from concerns.engine.protocol import LimitOf
from concerns.protocols.importer.passages import DateOf, Span
from concerns.protocols.importer.proposals.limits import dates_in, limits_in, waits_in


@pytest.mark.parametrize(
    ("text", "n", "unit", "what"),
    [
        ("reply within 5 working days", 5, "working_days", LimitOf.REPLY),
        ("within five (5) clear days", 5, "clear_working_days", LimitOf.REPLY),
        ("appeal within 28 days", 28, "calendar_days", LimitOf.APPEAL),
        ("be decided within one month", 1, "months", LimitOf.DECIDE),
        ("acknowledge it within three working days", 3, "working_days", LimitOf.ACKNOWLEDGE),
        (
            "an interim reply no later than ten working days",
            10,
            "working_days",
            LimitOf.INTERIM_REPLY,
        ),
        ("answer within two weeks", 14, "calendar_days", LimitOf.REPLY),
        ("give notice of at least 10 business days", 10, "working_days", LimitOf.REPLY),
    ],
)
def test_a_time_limit_is_read(text: str, n: int, unit: str, what: LimitOf) -> None:
    (limit,) = limits_in(text, Span(0, len(text)))

    assert (limit.n, limit.unit, limit.what) == (n, unit, what)


@pytest.mark.parametrize("text", ["a two month placement", "14 members", "Part 5", "day to day"])
def test_a_number_that_limits_nothing_is_no_limit(text: str) -> None:
    assert limits_in(text, Span(0, len(text))) == ()


@pytest.mark.parametrize(
    ("text", "wait"),
    [
        ("If it is not resolved within 10 working days, it goes to the Mayor.", "10 working days"),
        ("Where a concern has not been settled within 14 days it must be sent on.", "14 days"),
        ("If it remains unresolved after two weeks it shall be referred.", "two weeks"),
        ("It goes to the Mayor if agreement cannot be reached within a month.", "a month"),
        ("If no reply is received within 5 working days, ask the Mayor.", "5 working days"),
        ("If, after 28 days, the matter is not settled, ask the Mayor.", "28 days"),
    ],
)
def test_a_time_in_which_something_was_not_done_is_a_condition(text: str, wait: str) -> None:
    (found,) = waits_in(text, Span(0, len(text)))

    assert text[found.start : found.end] == wait


@pytest.mark.parametrize(
    "text",
    [
        "If it cannot be resolved informally it shall be decided within 28 days.",
        "If it is not settled, the Mayor will reply within 5 working days.",
        "If it is not settled the Mayor will reply within 5 working days.",
        "A reply is sent not later than 10 working days after it arrives.",
        "A member who is not satisfied may appeal within 10 days.",
    ],
)
def test_a_time_to_do_something_is_no_condition(text: str) -> None:
    assert waits_in(text, Span(0, len(text))) == ()


@pytest.mark.parametrize(
    ("text", "what", "on"),
    [
        ("Adopted on 12 May 2021", DateOf.ADOPTED, date(2021, 5, 12)),
        ("approved by Full Council on 3rd March 2023", DateOf.ADOPTED, date(2023, 3, 3)),
        ("Review date: 01/04/2026", DateOf.REVIEW, date(2026, 4, 1)),
        ("to be reviewed by May 2025", DateOf.REVIEW, None),
        ("Review due 2026", DateOf.REVIEW, None),
        ("takes effect on 1 June 2024", DateOf.IN_FORCE, date(2024, 6, 1)),
        ("Adopted on 31 February 2024", DateOf.ADOPTED, None),
    ],
)
def test_a_date_of_the_document_is_read(text: str, what: DateOf, on: date | None) -> None:
    (found,) = dates_in(text)

    assert (found.what, found.on) == (what, on)
    assert text[found.span.start : found.span.end] == found.words


def test_another_date_is_none_of_the_document_s() -> None:
    assert dates_in("under the Act of 12 May 1986, and since 2011") == ()
