"""What cannot be is refused beside the box it was chosen in."""

from __future__ import annotations

from concerns.engine.offices import Office
from concerns.forms.rules_parts import LimitForm
from concerns.forms.versions import NetForm
from concerns.protocols import loader

OFFICES = [(office.value, office.value) for office in (Office.CLERK, Office.CHAIR)]


def test_an_office_steps_in_once_and_somebody_has_to() -> None:
    twice = NetForm({"seen": "1", "place_1": "clerk", "place_3": "clerk"}, offices=OFFICES)
    nobody = NetForm({"seen": "1"}, offices=OFFICES)
    assert list(twice.errors) == ["place_3"]
    assert list(nobody.errors) == ["place_1"]


def test_no_time_at_all_is_no_time_limit() -> None:
    for unit, refused in (("working_days", True), ("next_meeting", False)):
        form = LimitForm({"n": "0", "unit": unit}, protocol=loader.find("banbury"))
        assert ("n" in form.errors) is refused
