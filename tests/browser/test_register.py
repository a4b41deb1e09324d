"""Whoever keeps a register sets its times and closures and takes back a mistake; others read it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from tests.browser.visitor import Visitor

# One demonstration serves them all, so they run in one worker.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demonstration")]

DISTRICT = "District council (unnamed draft)"
REGISTER = "/c/district-draft/register/"


def test_an_administrator_keeps_times_closures_and_absences_and_everybody_reads_of_it(
    visitor: Callable[..., Visitor],
) -> None:
    keeper = visitor()
    keeper.be("Constance Arkwright", DISTRICT)
    keeper.open(REGISTER)

    keeper.follow("Times")
    keeper.follow("Change the time to deal with a concern")
    keeper.write("How many working days?", "soon")
    keeper.press("Save")
    keeper.sees("The number of working days must be a whole number")
    keeper.write("How many working days?", "15")
    keeper.press("Save")
    keeper.sees("Your council’s own time to deal with a concern is within 15 working days.")

    keeper.follow("Closures")
    keeper.follow("Add a closure")
    year = timezone.localdate().year + 1
    for name, day in (("first", 23), ("last", 31)):
        for part, text in (("day", day), ("month", "Dec"), ("year", year)):
            keeper.page.locator(f"#id_{name}_{part}").fill(str(text))
    keeper.write("Why are the offices closed?", "Winter closure")
    keeper.press("Save")
    keeper.sees(f"to 31 December {year}")
    keeper.follow("Remove")
    keeper.page.get_by_role("checkbox").last.check()
    keeper.press("Take off the list")
    keeper.sees("Off the list of closures: ")

    keeper.follow("People")
    keeper.follow("Harriet Songhurst")
    keeper.follow("Record an absence")
    keeper.press("Save")
    keeper.sees("Who stands in while they are away")
    keeper.follow("Remove")
    keeper.press("Remove the absence")
    keeper.sees("No absence is recorded.")
    keeper.open(f"{REGISTER}changes/")
    keeper.sees("Removed the absence of Harriet Songhurst.")

    reader = visitor()
    reader.be("Dominic Reyes", DISTRICT)
    reader.open(REGISTER)
    reader.follow("Changes")
    reader.sees("own time to deal with a concern: within 15 working days.")
    reader.sees("Removed the absence of somebody.")
    reader.does_not_see("absence of Harriet Songhurst")
    reader.follow("Times")
    reader.sees("Within 15 working days")
    reader.does_not_see("Change the time")
    reader.follow("Closures")
    reader.open(f"{REGISTER}closures/?year={year}")
    reader.sees("Winter closure")
    reader.does_not_see("Add a closure")
