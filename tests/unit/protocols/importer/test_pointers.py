"""Which sentences point elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from concerns.engine.protocol import ClauseKind
from concerns.protocols.importer.passages import Passage
from concerns.protocols.importer.proposals.pointers import points
from concerns.protocols.importer.proposals.propose import propose


def _passage(text: str, parent: str | None = None, id_: str = "2") -> Passage:
    return Passage(id=id_, label=None, heading="", text=text, raw=text, parent=parent)


@pytest.mark.parametrize(
    "text",
    [
        "It is to be read with the Staff Handbook and the Members' Code.",
        "This protocol supplements, and does not displace, the Code of Conduct.",
        "This document builds on the codes that the council has adopted.",
        "Nothing in this protocol affects anybody's rights under the 1998 Act.",
        "See the Communications Policy.",
        "Further guidance is available from the website.",
        "These rights are set out in the Access to Information Rules.",
        "How meetings are run is dealt with elsewhere.",
        "The Members' Code of Conduct deals with gifts.",
        "The council's Whistleblowing Policy still applies.",
        "Members are bound by the Code of Conduct.",
        "Nothing here affects a councillor's statutory rights.",
        "For the use of council equipment, refer to the ICT Policy.",
        "A breach of this protocol may also be a breach of the Code of Conduct.",
        "A concern will be dealt with in the stages set out in Annex 1.",
        "Subject to standing orders, a councillor may attend any committee.",
        "Where this protocol conflicts with standing orders, standing orders prevail.",
        "The Clerk will advise anybody who is unsure how this protocol applies.",
        "Standing Order 14 deals with conduct at meetings.",
    ],
)
def test_a_sentence_whose_verb_points_is_a_pointer(text: str) -> None:
    assert points(text)


@pytest.mark.parametrize(
    "text",
    [
        "Officers should act in accordance with the Code of Conduct.",
        "In line with the Code, members treat officers with respect.",
        "Members must not break any equality law, as defined in section 33 of the Act.",
        "This protocol sets out how members and officers work together.",
        "Consult the Chairman before you decide.",
    ],
)
def test_a_document_named_in_passing_is_not(text: str) -> None:
    assert not points(text)


def test_a_list_of_what_the_document_holds_points_into_it() -> None:
    lead, item = _passage("This protocol covers:", id_="1"), _passage("how to raise it;", "1")

    assert propose((lead, item))[1].kinds == {ClauseKind.POINTER}


def test_a_standard_quoted_from_another_document_is_a_standard() -> None:
    standard = replace(_passage("A member must treat others with respect."), quoted=True)
    other = replace(_passage("Harassment is conduct of a certain kind.", id_="3"), quoted=True)

    got = propose((standard, other))

    assert [p.kinds for p in got] == [{ClauseKind.EXPECTATION}, {ClauseKind.POINTER}]
    assert not any(p.rules for p in got)
