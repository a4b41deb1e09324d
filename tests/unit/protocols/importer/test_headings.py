"""What headings say of who raises and about whom."""

from __future__ import annotations

import pytest

from concerns.engine.offices import Office
from concerns.protocols.importer.proposals.headings import heading_of, headings_of

COUNCILLOR, OFFICER = (Office.COUNCILLOR,), (Office.OFFICER,)


@pytest.mark.parametrize(
    ("heading", "by", "about"),
    [
        ("Complaints by members about officers", COUNCILLOR, OFFICER),
        ("Concerns of staff about councillors", OFFICER, COUNCILLOR),
        ("When an employee is unhappy with a councillor", OFFICER, COUNCILLOR),
        ("If you are a councillor and are upset by an officer", COUNCILLOR, OFFICER),
        ("If you work for the council and have a problem with a member", OFFICER, COUNCILLOR),
        ("Disputes between members", COUNCILLOR, COUNCILLOR),
        ("Concerns about the Clerk", (), (Office.CLERK,)),
        ("The roles of members and officers", (), ()),
    ],
)
def test_a_heading_says_who_raises_and_about_whom(
    heading: str, by: tuple[Office, ...], about: tuple[Office, ...]
) -> None:
    said = heading_of(heading)

    assert (said.by, said.about) == (by, about)


def test_what_a_nearer_heading_leaves_open_one_further_up_says() -> None:
    said = headings_of(("Stage 1", "Concerns about members", "Procedure for officers"))

    assert (said.by, said.about) == (OFFICER, COUNCILLOR)


def test_a_nearer_heading_decides() -> None:
    said = headings_of(("Complaints by members about officers", "Procedure for officers"))

    assert (said.by, said.about) == (COUNCILLOR, OFFICER)
