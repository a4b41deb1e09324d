"""When a protocol has to be looked at again, and on which days somebody is reminded of it."""

from __future__ import annotations

from datetime import date, timedelta

from concerns.engine.deadlines import months_later
from concerns.engine.protocol import Review

# A review goes through a committee, so the first reminder leaves time for an agenda.
AHEAD = (timedelta(days=90), timedelta(days=30), timedelta(0))


def first_due(review: Review | None, in_force_from: date) -> date | None:
    """The first review the protocol itself asks for; None where it gives no day.

    :param in_force_from: the day the version comes into force.
    """
    if review is None:
        return None
    if review.due is not None and review.due > in_force_from:
        return review.due
    months = review.first_after or review.every
    return months_later(in_force_from, months) if months else None


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
