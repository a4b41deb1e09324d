"""When a protocol has to be looked at again, and on which days somebody is reminded of it.

An interval counts from the day the council itself adopted the version, which its minute proves, and
not from the day the version came into force here: Rushcliffe's clause, Review, has it reviewed
“after the first year and subsequently every four years, or as required”, and a council that puts an
old document into the portal has had its first year. Each later interval counts from the review
before it. Whoever puts a version in force or records a review can give another day ("or as
required").
"""

from __future__ import annotations

from datetime import date, timedelta

from concerns.engine.deadlines import months_later
from concerns.engine.protocol import Review

# A review goes through a committee, so the first reminder leaves time for an agenda.
AHEAD = (timedelta(days=90), timedelta(days=30), timedelta(0))


def first_due(review: Review | None, adopted_on: date) -> date | None:
    """The first review the protocol itself asks for; None where it gives no day.

    :param adopted_on: the day the council adopted the version.
    """
    if review is None:
        return None
    if review.due is not None and review.due > adopted_on:
        return review.due
    months = review.first_after or review.every
    return months_later(adopted_on, months) if months else None


def still_ahead(due: date, review: Review | None, on: date) -> date | None:
    """A review's day, or where that is past the next of its cycle that is not.

    :return: None where it is past and the protocol has no cycle.
    """
    every = review.every if review is not None else None
    day, n = due, 1
    while day < on:
        if not every:
            return None
        day, n = months_later(due, every * n), n + 1
    return day


def past_words(due: date, following: date | None) -> str:
    """What to say where the review that a protocol asks for is past, and a person can be asked.

    :param following: the next of its cycle that is not past.
    """
    said = (
        f"By what the protocol says it had to be looked at again by {day_words(due)}, which is"
        " past. Enter the day on which it has to be next."
    )
    return f"{said} The next in its cycle is {day_words(following)}." if following else said


def day_words(value: date) -> str:
    """4 December 2026."""
    return f"{value.day} {value:%B %Y}"


def next_due(review: Review | None, reviewed_on: date) -> date | None:
    """When it has to be looked at again after a review; None where the protocol does not say."""
    if review is None or not review.every:
        return None
    return months_later(reviewed_on, review.every)


def due_now(first: date, every: int | None, on: date) -> date:
    """The review that is ahead or was last due: the last one whose first reminder has come.

    :param first: the first review. :param every: months from each to the next; None for one only.
    """
    due, n = first, 1
    while every and (following := months_later(first, every * n)) - AHEAD[0] <= on:
        due, n = following, n + 1
    return due


def reminder(due: date, on: date) -> int | None:
    """Which reminder of a review stands on a day, counted from 0; None before the first."""
    come = [n for n, ahead in enumerate(AHEAD) if due - ahead <= on]
    return come[-1] if come else None
